/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Checker: locks and counted references.

     percpu_rwlock_read_enter (&l);
     if (c)
       return -1;                  error: still held, and left on another path
     percpu_rwlock_read_leave (&l);

     percpu_ref_put (&o->ref);
     percpu_ref_put (&o->ref);     error: put twice

   A guard belongs to the function that enters it.  A lock does not: a function
   may rightly enter a lock that its caller leaves, leave one that its caller
   has entered, or leave it for some time.  Therefore one path proves little,
   and an error is reported only if the function contradicts itself:

     held on return            and left on another path after the same statement
			       has entered it
     left, but not entered     and the same statement leaves it on another path
			       after it was entered
     left or entered twice     with nothing in between that might have entered
			       or left it

   The last one is decided on one path, the others when all paths were walked
   (report_locks).  A wrapper has the attribute percpu_role (role.cc), and is
   not checked.

   A reference may be handed over where this check does not see it: by storing
   or returning the pointer to the counted object, or in any call that passes a
   pointer.  */

#include "checker.h"

namespace lifetime {

/* Returns: whether ROLE is about locks.  *KIND is set to the kind of lock and
   *DOES to the effect.  */

static bool
lock_role (enum pcpu_role role, enum lock::kind_t *kind, enum lock_does *does)
{
  static const struct
  {
    enum pcpu_role role;
    enum lock::kind_t kind;
    enum lock_does does;
  } list[] = { { PCPU_LOCK_ENTER, lock::EXCLUSIVE, LOCK_ENTERS },
	       { PCPU_LOCK_TRY, lock::EXCLUSIVE, LOCK_TRIES },
	       { PCPU_LOCK_LEAVE, lock::EXCLUSIVE, LOCK_LEAVES },
	       { PCPU_READ_ENTER, lock::SHARED, LOCK_ENTERS },
	       { PCPU_READ_TRY, lock::SHARED, LOCK_TRIES },
	       { PCPU_READ_LEAVE, lock::SHARED, LOCK_LEAVES },
	       { PCPU_REF_GET, lock::REFERENCE, LOCK_ENTERS },
	       { PCPU_REF_TRY, lock::REFERENCE, LOCK_TRIES },
	       { PCPU_REF_PUT, lock::REFERENCE, LOCK_LEAVES } };
  for (const auto &l : list)
    if (l.role == role)
      {
	*kind = l.kind;
	*does = l.does;
	return true;
      }
  return false;
}

/* Returns: the number of the CPU whose lock STMT enters or leaves, or
   NULL_TREE.  */

static tree
lock_cpu (gcall *stmt, enum lock::kind_t kind)
{
  tree lhs = gimple_call_lhs (stmt);
  if (kind != lock::EXCLUSIVE)
    return NULL_TREE;
  if (gimple_call_num_args (stmt) > 1
      && INTEGRAL_TYPE_P (TREE_TYPE (gimple_call_arg (stmt, 1))))
    return number_of (gimple_call_arg (stmt, 1));
  return (lhs && TREE_CODE (lhs) == SSA_NAME
	  && INTEGRAL_TYPE_P (TREE_TYPE (lhs)) && !boolean_p (TREE_TYPE (lhs))
	  ? lhs : NULL_TREE);
}

/* Returns: the tree that represents PLACE.  Two places are the same if their
   representatives are.  */

tree
checker::same_lock_place (tree place)
{
  for (tree other : lock_places)
    if (operand_equal_p (other, place, OEP_ADDRESS_OF))
      return other;
  lock_places.push_back (unshare_expr (place));
  return lock_places.back ();
}

/* STMT enters L, which is held: report it.  */

void
checker::report_entered_again (const lock &l, gimple *stmt)
{
  if (once (stmt, PCPU_W_GUARD)
      && report_lock (l, gimple_location (stmt),
		      G_("is entered again while it is held"), ""))
    note_at (l.entered, G_("entered here"));
}

/* STMT enters L, which has a record, as KIND.  */

void
checker::enter_lock (lock *l, gcall *stmt, enum lock::kind_t kind)
{
  if (l->state == lock::HELD
      && (l->kind == lock::EXCLUSIVE || kind == lock::EXCLUSIVE))
    {
      /* An exclusive lock, or a writer together with a reader.  */
      entered_again.insert (l->entered);
      if (!l->result)
	{
	  if (l->carried)
	    entered_later.push_back ({ stmt, *l });
	  else
	    report_entered_again (*l, stmt);
	}
      l->carried = false;
    }
  else if (l->state == lock::HELD)
    {
      /* A reader enters again.  The number of times is unknown in a loop, and
	 is not tracked beyond the limit.  */
      if (l->depth == lock::depth_max || looped[gimple_bb (stmt)->index])
	l->state = lock::ANY;
      l->depth++;
      l->carried = false;
    }
  /* The lock of the caller is returned to it.  */
  else if (l->state == lock::LENT)
    l->state = lock::RETAKEN;
  else if (l->state != lock::ANY)
    {
      l->state = lock::HELD;
      l->kind = kind;
      l->depth = 1;
      l->entered = stmt;
      l->carried = l->called = l->given = l->named = false;
      l->jump = UNKNOWN_LOCATION;
    }
}

/* STMT leaves L, which has a record.  What it shows about other paths is
   collected for report_locks.  */

void
checker::leave_lock (lock *l, gcall *stmt)
{
  switch (l->state)
    {
    case lock::HELD:
      left_again.insert (l->entered);
      left_own.insert (stmt);
      l->result = NULL_TREE;
      if (--l->depth == 0)
	{
	  l->state = lock::LEFT;
	  if (l->carried)
	    {
	      left_in_later_iteration.insert (l->place);
	      left_carried.insert (stmt);
	    }
	  else
	    left_in_iteration.push_back ({ l->entered, stmt });
	}
      l->left = stmt;
      break;
    case lock::RETAKEN:
      l->state = lock::LENT;
      l->left = stmt;
      break;
    case lock::LEFT:
    case lock::LENT:
      /* The caller may have several references to a static object.  */
      if (l->state == lock::LENT && l->kind == lock::REFERENCE
	  && DECL_P (get_base_address (l->place)))
	l->state = lock::ANY;
      else if (l->left != stmt && once (stmt, PCPU_W_GUARD)
	       && report_lock (*l, gimple_location (stmt),
			       G_("is left twice"), G_("is put twice")))
	note_at (l->left, l->kind == lock::REFERENCE ? G_("put here first")
		 : G_("left here first"));
      break;
    case lock::ANY:
      /* It was passed to a function, which did not take it over: this function
	 still leaves it.  */
      if (l->given && !l->carried)
	{
	  left_again.insert (l->entered);
	  left_in_iteration.push_back ({ l->entered, stmt });
	}
      l->given = false;
      break;
    }
}

/* Process STMT, a call of a function with ROLE.
   Returns: whether ROLE is about locks.  */

bool
checker::lock_call (state *s, gcall *stmt, enum pcpu_role role)
{
  enum lock::kind_t kind, own_kind;
  enum lock_does does, own_does;
  if (!lock_role (role, &kind, &does) || gimple_call_num_args (stmt) == 0)
    return false;
  tree lhs = gimple_call_lhs (stmt);
  if (lhs && TREE_CODE (lhs) == SSA_NAME)
    set (s, lhs, unknown);
  tree place = lock_place (*s, gimple_call_arg (stmt, 0));
  /* A wrapper, or a lock that cannot be identified.  */
  if (!place || lock_role (pcpu_function_role (fun->decl), &own_kind,
			   &own_does))
    return true;
  if (does == LOCK_LEAVES)
    all_leaving.push_back ({ same_lock_place (place), stmt });
  bool doubt;
  tree cpu = lock_cpu (stmt, kind);
  lock *l = find_lock (s, place, cpu, kind == lock::REFERENCE, &doubt);
  /* The first statement about this lock on the path.  */
  if (!l)
    {
      if (doubt && does == LOCK_LEAVES)
	return true;
      lock fresh = { same_lock_place (place), cpu, kind, lock::LEFT, 0, NULL,
		     NULL, NULL_TREE, false, false, false, false,
		     UNKNOWN_LOCATION };
      if (does == LOCK_LEAVES)
	{
	  fresh.state = lock::LENT;
	  fresh.left = stmt;
	  left_unentered.push_back ({ stmt, fresh });
	}
      s->locks.push_back (fresh);
      l = &s->locks.back ();
      if (does == LOCK_LEAVES)
	return true;
    }
  if (does == LOCK_LEAVES)
    {
      if (l->state == lock::HELD && l->kind != kind)
	report_kind (*l, stmt);
      leave_lock (l, stmt);
      return true;
    }
  bool was_held = l->state == lock::HELD;
  /* An attempt to enter a lock that is held fails.  */
  if (does == LOCK_TRIES && was_held
      && (kind == lock::EXCLUSIVE || l->kind == lock::EXCLUSIVE))
    return true;
  enter_lock (l, stmt, kind);
  if (does == LOCK_TRIES)
    {
      /* The state is HELD until a condition has tested the result.  If the
	 program ignores the result, it is in doubt.  */
      if (!lhs || TREE_CODE (lhs) != SSA_NAME || was_held)
	l->state = lock::ANY;
      else
	l->result = lhs;
    }
  return true;
}

/* STMT leaves L as a reader although it was entered as a writer, or vice
   versa.  */

void
checker::report_kind (const lock &l, gcall *stmt)
{
  if (once (stmt, PCPU_W_GUARD)
      && report_lock (l, gimple_location (stmt), l.kind == lock::SHARED
		      ? G_("is left by a writer but was entered by a"
			   " reader")
		      : G_("is left by a reader but was entered by a"
			   " writer"), ""))
    note_at (l.entered, G_("entered here"));
}

/* STMT calls an unknown function.  What may have been passed to it is in doubt;
   other locks that are not held may have been entered by it.  */

void
checker::forget_locks (state *s, gcall *stmt)
{
  bool pointers = false;
  for (unsigned int i = 0; i < gimple_call_num_args (stmt); i++)
    pointers |= POINTER_TYPE_P (TREE_TYPE (gimple_call_arg (stmt, i)));
  for (size_t i = s->locks.size (); i-- > 0;)
    {
      lock &l = s->locks[i];
      tree base = get_base_address (l.place);
      bool given = (l.kind == lock::REFERENCE
		    && (pointers || (base && DECL_P (base))));
      for (unsigned int j = 0; j < gimple_call_num_args (stmt); j++)
	given |= leads_to_p (gimple_call_arg (stmt, j), l);
      if (l.state == lock::HELD && !given)
	l.called = true;
      if (given && l.carried)
	left_in_later_iteration.insert (l.place);
      if (given && l.entered)
	passed_on.push_back ({ l.entered, stmt });
      if (given)
	{
	  l.given = l.state == lock::HELD && l.depth == 1;
	  l.state = lock::ANY;
	}
      else if (l.state == lock::LEFT)
	s->locks.erase (s->locks.begin () + i);
      else if (l.state == lock::LENT)
	l.state = lock::ANY;
    }
}

/* The function returns RESULT, or nothing, at LOC: collect the locks that are
   held.  */

void
checker::locks_at_return (state *s, tree result, location_t loc)
{
  if (result)
    hand_over (s, result);
  for (const lock &l : s->locks)
    if (l.state == lock::HELD && !l.result)
      held_at_return.push_back ({ l, loc });
}

/* The path returns to the beginning of a loop.  A lock that readers hold, or a
   reference, may be entered once in each iteration, and left by another
   loop.  */

void
checker::locks_in_loop (const state &s)
{
  for (const lock &l : s.locks)
    if (l.kind != lock::EXCLUSIVE && l.state == lock::HELD
	&& looped[gimple_bb (l.entered)->index])
      accumulated.insert (l.place);
}

/* The walk has ended: report the locks for which paths contradict each other.
   A lock that a later iteration of a loop leaves is held for several iterations
   on purpose (iterations.cc).  Which iterations enter and leave it is not known
   then.  */

void
checker::report_locks ()
{
  auto turns_p = [this] (const lock &l)
    {
      return l.carried && left_in_later_iteration.count (l.place);
    };
  report_iterations ();
  for (const auto &e : entered_later)
    if (!turns_p (e.second))
      report_entered_again (e.second, e.first);
  for (const auto &h : held_at_return)
    if (left_again.count (h.first.entered)
	&& !accumulated.count (h.first.place)
	&& !turns_p (h.first)
	/* That the next iteration enters it again was reported.  */
	&& !(h.first.carried && entered_again.count (h.first.entered))
	&& once (h.first.entered, still_held)
	&& report_lock (h.first, h.second,
			G_("is still held on return"),
			G_("is not put on some path")))
      note_at (h.first.entered, h.first.kind == lock::REFERENCE
	       ? G_("got here") : G_("entered here"));
  /* A statement that leaves a lock which was not entered on one path, but was
     entered on another one.  */
  for (const auto &u : left_unentered)
    if (left_own.count (u.first) && !accumulated.count (u.second.place)
	&& !left_carried.count (u.first)
	&& once (u.first, PCPU_W_GUARD))
      report_lock (u.second, gimple_location (u.first),
		   G_("is left but was not entered on some path"),
		   G_("is put but was not got on some path"));
}

} // namespace lifetime
