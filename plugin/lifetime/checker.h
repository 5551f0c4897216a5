/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Checker: the effects of statements on guards, borrowed pointers, objects and
   locks, and the errors in them.

   Each statement is processed in the order of its execution: its uses are
   checked in the state before it, then its effect changes the state.  This
   class makes all reports of the lifetime check except the one about functions
   that are too complex.

   An error about a guard, a borrowed pointer or an object is reported on the
   path that shows it, because these have an owner: one path is enough.  Locks
   and counted references may be entered in one function and left in another, so
   that one path proves nothing.  For them the walk collects what the paths
   show, and report_locks compares the paths at the end.  */

#ifndef PERCPU_LIFETIME_CHECKER_H
#define PERCPU_LIFETIME_CHECKER_H

#include "knowledge.h"
#include "report.h"

namespace lifetime {

class checker : public knowledge, protected reporter
{
protected:
  explicit checker (function *f) : knowledge (f) {}

  /* Check STMT, and change S to the state after it.
     Returns: false if the path ends with STMT.  */
  bool statement (state *s, gimple *stmt);

  /* The path continues through E, whose PHI nodes are not evaluated yet
     (iterations.cc).  Note which locks PHI nodes give another name, and which
     are held when a loop begins its next iteration.  */
  void locks_at_edge (state *s, edge e);

  /* The path returns to the beginning of a loop (locks.cc): note the locks that
     are held and may be entered once in each iteration.  */
  void locks_in_loop (const state &s);

  /* The walk has ended: report the locks for which paths contradict each
     other.  */
  void report_locks ();

private:
  /* Statements (checker.cc).  */
  void assign (state *s, gassign *stmt);
  value computed (state *s, gassign *stmt);
  bool call (state *s, gcall *stmt);
  void call_arguments (state *s, gcall *stmt, tree fndecl);
  void built_in_stores (state *s, gcall *stmt);
  bool instance_address_p (const state &s, gasm *stmt, tree link) const;
  void assembler (state *s, gasm *stmt);
  void leave_function (state *s, greturn *stmt);

  /* Uses and stores (uses.cc).  HOW is PCPU_W_LIFETIME for a use of the
     pointer's value, and PCPU_W_ALIAS if the statement also accesses what the
     pointer points to.  */
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

  /* Locks and references (locks.cc, iterations.cc).  */
  bool lock_call (state *s, gcall *stmt, enum pcpu_role role);
  tree same_lock_place (tree place);
  void report_entered_again (const lock &l, gimple *stmt);
  void enter_lock (lock *l, gcall *stmt, enum lock::kind_t kind);
  void leave_lock (lock *l, gcall *stmt);
  void report_kind (const lock &l, gcall *stmt);
  void forget_locks (state *s, gcall *stmt);
  void locks_at_return (state *s, tree result, location_t loc);
  bool leaked_in_iteration_p (const carried_lock &t) const;
  void report_iterations ();

  /* Pointers that are kept for longer than their target exists
     (keepers.cc).  */
  void check_kept (state *s, gcall *stmt, tree fndecl, const value &v,
		   tree arg);
  void check_keepers (state *s, gcall *stmt, tree fndecl, unsigned int n);
  void note_kept (state *s, gimple *stmt, tree place, const value &v);
  void no_longer_kept (state *s, tree place);
  void container_passed (state *s, tree pointer, bool freed);
  void check_kept_object (const object &o, tree var);

  /* Facts about locks that some path has shown: all their places; places that
     an iteration may add to; enterings that are left again; leavings of a lock
     entered here; leavings of a lock not entered here; locks held on return,
     with the location of the return.  */
  std::vector<tree> lock_places;
  std::set<tree> accumulated;
  std::set<gimple *> left_again;
  std::set<gimple *> left_own;
  std::vector<std::pair<gimple *, lock> > left_unentered;
  std::vector<std::pair<lock, location_t> > held_at_return;
  /* The same about loops: locks held at the end of an iteration; leavings in
     the iteration of the entering; enterings after which the lock is passed to
     an unknown function; places that a later iteration leaves, and these
     leavings; all leavings; enterings that are repeated while the lock is held;
     repetitions in a later iteration, with the lock.  */
  std::vector<carried_lock> held_in_iteration;
  std::vector<lock_use> left_in_iteration;
  std::vector<lock_use> passed_on;
  std::set<tree> left_in_later_iteration;
  std::set<gimple *> left_carried;
  std::vector<std::pair<tree, gimple *> > all_leaving;
  std::set<gimple *> entered_again;
  std::vector<std::pair<gimple *, lock> > entered_later;
};

} // namespace lifetime

#endif /* PERCPU_LIFETIME_CHECKER_H */
