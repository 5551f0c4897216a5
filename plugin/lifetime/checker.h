/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Checker: what statements do to guards, borrowed pointers, objects and locks,
   and what is wrong with it.

   A statement is taken in the order of what happens: what it uses is checked
   with what is known before it, then its effect goes into the state.  Every
   report of the lifetimes but that of a function that is too complex is made
   by this class.  */

#ifndef PERCPU_LIFETIME_CHECKER_H
#define PERCPU_LIFETIME_CHECKER_H

#include "knowledge.h"
#include "report.h"

namespace lifetime {

class checker : public knowledge, protected reporter
{
protected:
  explicit checker (function *f) : knowledge (f) {}

  /* Check STMT, and let S be what holds after it.
     Returns: false if the path ends with it.  */
  bool statement (state *s, gimple *stmt);

  /* The path goes on by E, before its PHI nodes are evaluated (turns.cc): note
     what they make of locks, and what is held when a loop goes on.  */
  void locks_at_edge (state *s, edge e);

  /* The path goes back to the beginning of a loop (locks.cc): note what is
     held, and may be entered several times.  */
  void locks_in_loop (const state &s);

  /* All paths were walked: report where they contradict each other.  */
  void report_locks ();

private:
  /* Statements (checker.cc).  */
  void assign (state *s, gassign *stmt);
  value computed (state *s, gassign *stmt);
  bool call (state *s, gcall *stmt);
  void call_arguments (state *s, gcall *stmt, tree fndecl);
  void built_in_stores (state *s, gcall *stmt);
  void assembler (state *s, gasm *stmt);
  void leave_function (state *s, greturn *stmt);

  /* Uses and stores (uses.cc).  HOW is PCPU_W_LIFETIME, or PCPU_W_ALIAS if the
     use also looks at what the pointer points to.  */
  void use (state *s, gimple *stmt, tree pointer, enum pcpu_warning how);
  void use_value (state *s, gimple *stmt, tree pointer, const value &v,
		  enum pcpu_warning how);
  void use_references (state *s, gimple *stmt);
  void store (state *s, gimple *stmt, tree place, tree what);
  void check_stored (state *s, gimple *stmt, tree place, const value &v,
		     tree what);
  void copy_parts (state *s, gimple *stmt, tree to, tree var);
  void return_parts (state *s, gimple *stmt, tree var);

  /* Borrowed pointers (borrows.cc).  */
  void make_borrow (state *s, gcall *stmt);
  void note_later (state *s, gcall *stmt, const borrow &b);
  void check_torn (state *s, gcall *stmt);

  /* Dynamic objects (objects.cc).  */
  void allocate (state *s, gcall *stmt);
  void free_object (state *s, gcall *stmt, tree fndecl);
  void retain_object (state *s, gcall *stmt);

  /* Guards (guards.cc).  */
  void enter_guard (state *s, gcall *stmt);
  void check_borrowed_from (state *s, gcall *stmt, tree decl);
  void leave_guard (state *s, gcall *stmt);
  void check_jump (state *s, gcall *stmt, tree fndecl);
  void check_freed_guards (state *s, gcall *stmt, tree pointer);
  void check_held (state *s, location_t loc);

  /* Locks and references (locks.cc, turns.cc).  */
  bool lock_call (state *s, gcall *stmt, enum pcpu_role role);
  tree same_lock_place (tree place);
  void enter_lock (lock *l, gcall *stmt, enum lock::kind_t kind);
  void leave_lock (lock *l, gcall *stmt);
  void report_kind (const lock &l, gcall *stmt);
  void forget_locks (state *s, gcall *stmt);
  void locks_at_return (state *s, tree result, location_t loc);
  bool leaked_in_turn_p (const lock_turn &t) const;
  void report_turns ();

  /* What is kept longer than it lasts (keepers.cc).  */
  void check_kept (state *s, gcall *stmt, tree fndecl, const value &v,
		   tree arg);
  void check_keepers (state *s, gcall *stmt, tree fndecl, unsigned int n);
  void note_kept (state *s, gimple *stmt, tree place, const value &v);
  void no_longer_kept (state *s, tree place);
  void container_passed (state *s, tree pointer, bool freed);
  void check_kept_object (const object &o, tree var);

  /* Of locks, what some path has shown: what enters one that is left again;
     what leaves one that was entered; what leaves one that was not; and what
     is held on return, and where that is.  */
  std::vector<tree> lock_places;
  std::set<tree> accumulated;
  std::set<gimple *> left_again;
  std::set<gimple *> left_own;
  std::vector<std::pair<gimple *, lock> > left_unentered;
  std::vector<std::pair<lock, location_t> > held_at_return;
  /* Of loops: what is held at the end of a turn; what leaves in the turn that
     has entered, and passes it on; what is left in a later turn; all that
     leaves; and what is entered twice.  */
  std::vector<lock_turn> held_in_turn;
  std::vector<lock_use> left_in_turn;
  std::vector<lock_use> passed_on;
  std::set<tree> left_in_later_turn;
  std::vector<std::pair<tree, gimple *> > all_leaving;
  std::set<gimple *> entered_again;
};

} // namespace lifetime

#endif /* PERCPU_LIFETIME_CHECKER_H */
