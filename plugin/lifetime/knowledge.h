/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Knowledge: the facts that are learnt and forgotten on a path.

   These members change a state and report nothing.  Two rules avoid false
   reports.

   A fact that a store or a call may have invalidated is forgotten, so that
   nothing is concluded from it.

   A fact that a branch has taught about a place that an unknown function might
   have changed is kept.  It is not certain any more, but to forget it would
   open paths that are never taken, and the errors on them:

     if (d->on)
       percpu_guard_leave (...);
     log ();
     if (!d->on) ...            not on the same path  */

#ifndef PERCPU_LIFETIME_KNOWLEDGE_H
#define PERCPU_LIFETIME_KNOWLEDGE_H

#include "facts.h"

namespace lifetime {

class knowledge : public facts
{
protected:
  explicit knowledge (function *f) : facts (f) {}

  /* Names (knowledge.cc).  */

  /* NAMES get new values.  In a loop, other names may still hold the object or
     borrowed pointer that one of NAMES identified in the iteration before.  It
     gets the name of one of these.  If no name holds it but a place in memory
     does, the place is forgotten and the object becomes another owner's.
     RESULTS are the values that NAMES will get if they are results of PHI
     nodes, else NULL.  */
  void renew (state *s, const std::vector<tree> &names,
	      std::vector<std::pair<tree, value> > *results);

  /* NAME, which is defined here, gets the value V.  define is for a NAME that
     was renewed already.  */
  void set (state *s, tree name, value v);
  void define (state *s, tree name, value v);

  /* Memory.  */

  /* Returns: the value of PLACE, which is a canonical place or a test.  */
  value recall (const state &s, tree place) const;

  /* PLACE gets the value V.  BY_BRANCH: a branch has shown it.  */
  void remember (state *s, tree place, value v, bool by_branch);

  /* PLACE is stored to: forget what the store may change.  */
  void stored_to (state *s, tree place);

  /* Forget what an unknown function may have changed in memory.  */
  void forget_memory (state *s);

  /* VAR gets other contents.  If OVER is set, VAR goes out of scope, and
     borrowed pointers in it remain recorded: a dangling pointer to VAR may
     still find them.  */
  void forget_parts (state *s, tree var, bool over);

  /* STMT sets PLACE to zero.  A guard that is held there remains HELD: it is
     lost, and check_held will report it.  */
  void zero_place (state *s, gimple *stmt, tree place);

  /* Objects.  */

  /* The object ID does not exist: all names and places that hold it hold V.  */
  void no_object (state *s, tree id, const value &v);

  /* NAME, which holds the object V, is zero.  If it is the result of a function
     that takes a reference (PCPU_RETAIN), then no reference was taken.
     Returns: whether it is such a result.  */
  bool not_retained (state *s, tree name, const value &v);

  /* Code about which nothing is known gets T, V, or the contents of VAR: the
     function no longer owns the objects in it.  */
  void escape (state *s, tree t);
  void escape_value (state *s, const value &v);
  void escape_parts (state *s, tree var);

  /* Branches (learn.cc).  Each function returns false if the fact contradicts
     the state, so that the path does not exist.  */

  /* NAME is zero if IS_ZERO, else not zero.  */
  bool learn (state *s, tree name, bool is_zero);

  /* A CODE B holds.  */
  bool learn_relation (state *s, enum tree_code code, tree a, tree b);

  /* N is above LOW and not above HIGH, either of which may be NULL_TREE.  */
  bool learn_bounds (state *s, tree n, tree low, tree high);

  /* N is not in that range.  It may be below or above it, so that up to two
     states are added to OUT.  */
  void learn_outside (const state &s, tree n, tree low, tree high,
		      std::vector<state> *out);

  /* INDEX, of a switch, has one of the values of the case LABEL; or it has none
     of them, and the states that are possible then are added to OUT.  */
  bool learn_case (state *s, tree index, tree label);
  void learn_no_case (const state &s, tree index, tree label,
		      std::vector<state> *out);

  /* The test A CODE B holds.  learn_answer records the answer IS_ZERO for TEST,
     which is in canonical form.  */
  void learn_test (state *s, enum tree_code code, tree a, tree b);
  void learn_answer (state *s, tree test, bool is_zero);

  /* Add to ANSWERS what tests of bits will yield after WHAT was stored to
     PLACE.  Must be called before the store.  */
  void find_answers (const state &s, tree place, tree what,
		     std::vector<place_value> *answers) const;

  /* Decisions (decide.cc).  Each function returns 1 if the condition is certain
     to hold, 0 if it is certain not to hold, and -1 if neither is known.  */

  int decide (const state &s, enum tree_code code, tree a, tree b) const;

  /* Whether A and B are the same pointer.  */
  int compare_pointers (const state &s, const value &a,
			const value &b) const;

  /* By tests that were made before: the same condition; bounds of the same
     number; the order of the same two operands.  */
  int decide_test (const state &s, enum tree_code code, tree a, tree b) const;
  int decide_by_bounds (const state &s, tree test) const;
  int decide_by_order (const state &s, enum tree_code code, tree a, tree b,
		       bool by_name) const;

  /* Returns: the test A CODE B in canonical form, by name or by place;
     NULL_TREE if there is none, or it is by place and a place was stored to
     since it was loaded.  */
  tree fresh_test (const state &s, enum tree_code code, tree a, tree b,
		   bool by_name, bool *negated) const;

  /* Elements (elements.cc).  */

  /* A section begins: forget what arrays hold from sections that have ended,
     because a loop may have replaced it.  */
  void forget_ended_elements (state *s);

  /* Returns: what all elements hold together after V was stored to one of them,
     where PLACE represents all of them.  */
  value with_element (const state &s, tree place, const value &v) const;

  /* All elements together, represented by ALL, hold V.  */
  void store_element (state *s, tree all, const value &v);

  /* Returns: the value that PLACE, about which nothing is recorded, has as an
     element of an array or as a member of a union.  */
  value recall_overlapped (const state &s, tree place) const;

  /* Arrays that loops have freed (freed.cc).  */

  /* The path continues through E, which may leave a loop that frees an
     array.  */
  void leave_freeing_loop (state *s, edge e);

  /* Something is stored to PLACE, or to an unknown place if that is
     NULL_TREE.  */
  void store_to_freed (state *s, tree place);

  /* NAME gets another value: forget the arrays that depend on it.  */
  void forget_freed_by_name (state *s, tree name);

  /* STMT loads a per-CPU pointer about which nothing else is known.  Mark the
     object as freed if a loop has freed that element.  */
  void load_freed (state *s, gassign *stmt);

  /* Guards (guard-state.cc).  */

  /* Returns: whether the guard DECL was certainly not entered in S.  */
  bool never_entered_p (const state &s, tree decl) const;

  /* Returns: whether A and B are the same guard, or are held at the same time.
     A guard of another function about which nothing is recorded is taken to be
     held, because it was borrowed from.  Sections that are open at the same
     time are on the same CPU, so that both guards give access to the same
     instances.  */
  bool both_held_p (const state &s, tree a, tree b) const;

  /* Returns: the variable to which the guard of VAR was copied last.  */
  tree guard_of (const state &s, tree var) const;

  /* VAR gets the guard G, and no longer contains a copy of another guard.  */
  void set_guard (state *s, tree var, const guard &g);

  /* The guard FROM, which is held, is copied to TO.  */
  void move_guard (state *s, tree to, tree from);

  /* copy_guard: STMT copies VAR to TO, which is NULL_TREE if the place is
     unknown.  copy_guards_in: STMT copies the local structure VAR to the place
     TO, with the guards that are part of it.  assign_guards: STMT assigns RHS
     to LHS, of any type.  */
  void copy_guard (state *s, gimple *stmt, tree to, tree var);
  void copy_guards_in (state *s, gimple *stmt, tree to, tree var);
  void assign_guards (state *s, gimple *stmt, tree lhs, tree rhs);

  /* Forget the guard DECL; the guards whose place depends on NAME.  */
  void forget_guard (state *s, tree decl);
  void forget_guards_by_name (state *s, tree name);

  /* Other functions may have entered or left the guard DECL; the guards outside
     of this function's variables; the guards that are part of VAR.  */
  void guard_shown (state *s, tree decl);
  void forget_foreign_guards (state *s);
  void show_guards_in (state *s, tree var);

  /* DECL changes its state.  A guard that may be the same one under another
     name, and is recorded as being in STATE, becomes doubtful.  */
  void doubt_others (state *s, tree decl, int state);

  /* Locks (lock-state.cc).  */

  /* NAME is zero if IS_ZERO, else not zero.  It may be the result of a function
     that tries to enter a lock.  */
  void learn_entered (state *s, tree name, bool is_zero);

  /* POINTER is stored or returned, and references to its object, or locks of
     the CPU with that number, may go with it.  */
  void hand_over (state *s, tree pointer);

  /* NAME gets another value: forget the locks whose place or CPU depends on
     it.  */
  void forget_locks_by_name (state *s, tree name);

  /* Returns: the record of the lock at PLACE of CPU, or NULL.  A lock at PLACE
     whose CPU may be the same number becomes doubtful, and *DOUBT is set if
     there is one.  */
  lock *find_lock (state *s, tree place, tree cpu, bool reference,
		   bool *doubt);

  /* The largest number of places that a state remembers.  */
  static const unsigned int memory_max = 64;

private:
  /* Finds which bits of OF a store of WHAT to PLACE changes; see learn.cc.  */
  bool written_bits (const state &s, tree place, tree what, tree of,
		     unsigned int precision, wide_int *changed,
		     wide_int *known, wide_int *ones) const;
};

/* Returns: whether POINTER points to the object that contains L, a reference or
   lock.  */
bool leads_to_p (tree pointer, const lock &l);

} // namespace lifetime

#endif /* PERCPU_LIFETIME_KNOWLEDGE_H */
