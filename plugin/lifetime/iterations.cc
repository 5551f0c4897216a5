/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Checker: locks that are held from one iteration of a loop to the next.

     for (i = 0; i < n; i++)
       {
	 percpu_rwlock_read_enter (&l);
	 if (v[i])
	   continue;               error: still held, and left on another path
	 percpu_rwlock_read_leave (&l);
       }

   Whether this is an error is not known before all paths were walked, because
   each iteration may enter the lock once more and another loop leave it.  So
   the walk collects what the paths show, and it is compared at the end.

     for (i = 0; i < n; i++)
       {
	 if (i % 16 == 0)
	   percpu_rwlock_write_enter (&l);
	 f (i);
	 if (i % 16 == 15 || i == n - 1)
	   percpu_rwlock_write_leave (&l);
       }

   The numbers of the iterations that enter and leave a lock are not tracked.
   If one iteration enters it and a later one leaves it, which does not enter it
   before, paths from one iteration to the next prove nothing: no path of this
   kind is reported (report_locks).  */

#include "checker.h"

namespace lifetime {

/* The path continues through E.  Note which locks the PHI nodes there, whose
   results are not set yet, give another name.  If E begins the next iteration
   of a loop, note which locks are held that were entered in this iteration.  */

void
checker::locks_at_edge (state *s, edge e)
{
  auto body = bodies.find (e);
  for (lock &l : s->locks)
    {
      if (l.state != lock::HELD)
	continue;
      for (gphi_iterator p = gsi_start_phis (e->dest); !gsi_end_p (p);
	   gsi_next (&p))
	{
	  tree arg = PHI_ARG_DEF_FROM_EDGE (p.phi (), e);
	  l.named |= (leads_to_p (arg, l)
		      || (l.cpu && l.cpu == number_of (arg)));
	}
      if (located_p (e->goto_locus))
	l.jump = e->goto_locus;
      if (body == bodies.end () || l.carried
	  || !body->second[gimple_bb (l.entered)->index])
	continue;
      if (!l.result && !l.named)
	held_in_iteration.push_back ({ l, e });
      l.carried = true;
    }
}

/* Returns: whether T is an error.  It is one if on another path the lock is
   left in the iteration that enters it, and there is no sign that iterations
   enter it several times on purpose:

     for (i = 0; i < n; i++)
       {
	 percpu_ref_get (&r);
	 if (!start (i))
	   {
	     percpu_ref_put (&r);  this one was not started
	     continue;
	   }
       }
     while (n-- > 0)
       percpu_ref_put (&r);        the others were

   Such a sign is that a later iteration or another loop leaves it, or that it
   is passed to an unknown function after the loop.  If the statement that
   leaves it also leaves the loop, what other iterations have entered must not
   be held on return.  */

bool
checker::leaked_in_iteration_p (const carried_lock &t) const
{
  const block_set &body = bodies.find (t.back)->second;
  basic_block entered_in = gimple_bb (t.l.entered);
  auto in_body_p = [&body] (gimple *stmt)
    {
      return body[gimple_bb (stmt)->index];
    };
  if (left_in_later_iteration.count (t.l.place)
      || entered_again.count (t.l.entered))
    return false;
  for (const lock_use &u : passed_on)
    if (u.entered == t.l.entered && !in_body_p (u.stmt))
      return false;
  for (const auto &leaving : all_leaving)
    for (const auto &other : bodies)
      if (leaving.first == t.l.place && !in_body_p (leaving.second)
	  && other.second[gimple_bb (leaving.second)->index]
	  && !other.second[entered_in->index])
	return false;

  bool added_up = t.l.kind == lock::REFERENCE && t.l.called;
  for (const auto &h : held_at_return)
    added_up |= h.first.entered == t.l.entered && h.first.carried;
  for (const lock_use &u : left_in_iteration)
    if (u.entered == t.l.entered && (in_body_p (u.stmt) || !added_up))
      return true;
  return false;
}

/* Report the locks that are held when a loop continues.  */

void
checker::report_iterations ()
{
  for (const carried_lock &t : held_in_iteration)
    {
      gimple *entered = t.l.entered;
      if (!leaked_in_iteration_p (t))
	continue;
      accumulated.erase (t.l.place);
      bool jump = located_p (t.l.jump);
      if (once (entered, still_held)
	  && report_lock (t.l, jump ? t.l.jump : gimple_location (entered),
			  G_("is still held at the end of the loop"
			     " iteration"),
			  G_("is not put before the end of the loop"
			     " iteration"))
	  && jump)
	note_at (entered, t.l.kind == lock::REFERENCE
		 ? G_("got here") : G_("entered here"));
    }
}

} // namespace lifetime
