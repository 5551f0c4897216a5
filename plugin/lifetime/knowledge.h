/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Knowledge: what a path teaches, and what is forgotten on it.

   These members change a state, and report nothing.  Two rules keep messages
   true.  What a store or a call may have changed is forgotten, so that nothing
   is concluded from what no longer holds.  But what a branch has taught about a
   place that an unknown function might have changed is kept, for to forget it
   would open paths that are never taken, and errors on them.  */

#ifndef PERCPU_LIFETIME_KNOWLEDGE_H
#define PERCPU_LIFETIME_KNOWLEDGE_H

#include "facts.h"

namespace lifetime {

class knowledge : public facts
{
protected:
  explicit knowledge (function *f) : facts (f) {}

  /* Names (knowledge.cc).  */

  /* NAMES are defined anew.  Where others still hold what one of them was the
     identity of, in the turn of the loop before, that goes by the name of one
     of these from now on.  RESULTS is what NAMES will hold, if they are the
     results of PHI nodes, or NULL.  */
  void renew (state *s, const std::vector<tree> &names,
	      std::vector<std::pair<tree, value> > *results);

  /* NAME, which has its definition just here, holds V; define: after it was
     renewed.  */
  void set (state *s, tree name, value v);
  void define (state *s, tree name, value v);

  /* Memory.  */

  /* Returns: what is remembered of PLACE, which is canonical, or a test.  */
  value recall (const state &s, tree place) const;

  /* PLACE holds V from now on; BY_BRANCH: it was learnt at a branch that it
     does.  */
  void remember (state *s, tree place, value v, bool by_branch);

  /* PLACE is written to: forget what that may change.  */
  void stored_to (state *s, tree place);

  /* An unknown function may have changed memory.  */
  void forget_memory (state *s);

  /* Something else is in VAR; or there is no VAR any more if OVER is set: then
     what still points to it finds, if anything, the pointers that were in
     it.  */
  void forget_parts (state *s, tree var, bool over);

  /* STMT makes PLACE zero (elements.cc).  A guard that is held there stays: it
     is lost, and will be reported.  */
  void zero_place (state *s, gimple *stmt, tree place);

  /* Objects.  */

  /* There is no object ID, under any name, but V.  */
  void no_object (state *s, tree id, const value &v);

  /* NAME is zero, and what a function returned that takes a reference to the
     object V.  Returns: whether it is; then there is no reference.  */
  bool not_retained (state *s, tree name, const value &v);

  /* T, V, or what is in VAR, is given to code of which nothing is known: the
     function does not own it any more.  */
  void escape (state *s, tree t);
  void escape_value (state *s, const value &v);
  void escape_parts (state *s, tree var);

  /* Branches (learn.cc).  Each returns false if what is to be learnt is known
     to be wrong, so that the path is none.  */

  /* NAME is zero, or is not.  */
  bool learn (state *s, tree name, bool is_zero);

  /* A CODE B holds.  */
  bool learn_relation (state *s, enum tree_code code, tree a, tree b);

  /* N is above LOW and not above HIGH, as far as these are not NULL_TREE.  */
  bool learn_bounds (state *s, tree n, tree low, tree high);

  /* It is not: what S may be then is added to OUT.  */
  void learn_outside (const state &s, tree n, tree low, tree high,
		      std::vector<state> *out);

  /* INDEX, of a switch, has one of the values of the case LABEL; or none of
     them: what S may be then is added to OUT.  */
  bool learn_case (state *s, tree index, tree label);
  void learn_no_case (const state &s, tree index, tree label,
		      std::vector<state> *out);

  /* The test A CODE B was made, and holds; TEST has the answer IS_ZERO.  */
  void learn_test (state *s, enum tree_code code, tree a, tree b);
  void learn_answer (state *s, tree test, bool is_zero);

  /* What tests of bits will answer when WHAT was stored to PLACE is added to
     ANSWERS.  */
  void find_answers (const state &s, tree place, tree what,
		     std::vector<place_value> *answers) const;

  /* Decisions (decide.cc).  Each returns 1 if the condition holds, 0 if it
     does not, and -1 if that is not known.  */

  int decide (const state &s, enum tree_code code, tree a, tree b) const;

  /* By what is known of the pointers A and B: are they the same?  */
  int compare_pointers (const state &s, const value &a,
			const value &b) const;

  /* By tests that were made before: of the same condition, of bounds of the
     same number, of the order of the same two.  */
  int decide_test (const state &s, enum tree_code code, tree a, tree b) const;
  int decide_by_bounds (const state &s, tree test) const;
  int decide_by_order (const state &s, enum tree_code code, tree a, tree b,
		       bool by_name) const;

  /* Returns: the test A CODE B; BY_NAME, or of what is still where it was
     loaded from; or NULL_TREE.  */
  tree fresh_test (const state &s, enum tree_code code, tree a, tree b,
		   bool by_name, bool *negated) const;

  /* Elements (elements.cc).  */

  /* A section begins: what arrays hold of others that are over may have been
     replaced by a loop.  */
  void forget_ended_elements (state *s);

  /* Returns: what all elements hold together when PLACE, one of them, holds V,
     too.  */
  value with_element (const state &s, tree place, const value &v) const;

  /* V is what all elements together, which are ALL, hold now.  */
  void store_element (state *s, tree all, const value &v);

  /* Returns: what PLACE, of which nothing is known, holds as an element of an
     array or as a member of a union.  */
  value recall_overlapped (const state &s, tree place) const;

  /* Arrays that loops have freed (freed.cc).  */

  /* The path goes on by E: perhaps it leaves such a loop.  */
  void leave_freeing_loop (state *s, edge e);

  /* Something is stored to PLACE; or it is not known what, if that is
     NULL_TREE.  */
  void store_to_freed (state *s, tree place);

  /* NAME will be something else than before.  */
  void forget_freed_by_name (state *s, tree name);

  /* STMT loads a per-CPU pointer, of which nothing else is known: note if it
     is one of those that were freed.  */
  void load_freed (state *s, gassign *stmt);

  /* Guards (guard-state.cc).  */

  /* Returns: whether the guard DECL was certainly not entered in S.  */
  bool never_entered_p (const state &s, tree decl) const;

  /* Returns: whether the guards A and B are held at the same time, or are the
     same: they are this CPU's, both.  */
  bool both_held_p (const state &s, tree a, tree b) const;

  /* Returns: the variable that has the guard of VAR now.  */
  tree guard_of (const state &s, tree var) const;

  /* VAR has the guard G, and no longer the one that was copied to it.  */
  void set_guard (state *s, tree var, const guard &g);

  /* The guard FROM, which is held, is copied to TO.  */
  void move_guard (state *s, tree to, tree from);

  /* STMT copies VAR to TO, which is NULL_TREE if it is not known where that
     is; the structure VAR of this function to the place TO, with the guards
     that are part of it; RHS to LHS, whatever these are.  */
  void copy_guard (state *s, gimple *stmt, tree to, tree var);
  void copy_guards_in (state *s, gimple *stmt, tree to, tree var);
  void assign_guards (state *s, gimple *stmt, tree lhs, tree rhs);

  /* Nothing is known of the guard DECL any more; of those whose place depends
     on NAME.  */
  void forget_guard (state *s, tree decl);
  void forget_guards_by_name (state *s, tree name);

  /* Other functions may have done something to the guard DECL; to those
     outside of this function's variables; to those that are part of VAR.  */
  void guard_shown (state *s, tree decl);
  void forget_foreign_guards (state *s);
  void show_guards_in (state *s, tree var);

  /* Guards that may be the same as DECL but are recorded elsewhere are not
     known to be in STATE any more.  */
  void doubt_others (state *s, tree decl, int state);

  /* Locks (lock-state.cc).  */

  /* NAME is zero, or is not: it may be the result of a function that tries to
     enter a lock.  */
  void learn_entered (state *s, tree name, bool is_zero);

  /* POINTER is stored or returned: with it goes a reference.  */
  void hand_over (state *s, tree pointer);

  /* NAME will be something else: locks at places that it leads to, or of the
     CPU that it is the number of, are other ones.  */
  void forget_locks_by_name (state *s, tree name);

  /* Returns: the lock at PLACE of CPU, or NULL.  What may be the same one, by
     another name of a CPU, is in doubt from now on; *DOUBT says whether there
     is any.  */
  lock *find_lock (state *s, tree place, tree cpu, bool reference,
		   bool *doubt);

  /* So many places of a path are remembered.  */
  static const unsigned int memory_max = 64;

private:
  bool written_bits (const state &s, tree place, tree what, tree of,
		     unsigned int precision, wide_int *changed,
		     wide_int *known, wide_int *ones) const;
};

/* Returns: whether POINTER leads to what the reference or lock L is part
   of.  */
bool leads_to_p (tree pointer, const lock &l);

} // namespace lifetime

#endif /* PERCPU_LIFETIME_KNOWLEDGE_H */
