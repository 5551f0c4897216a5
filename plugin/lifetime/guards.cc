/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Checker: entering guards, borrowing from them, and leaving them.

   For a guard in a variable of this function it is an error to borrow from it
   or to leave it if it was not entered, and to return while it is held, unless
   the variable was copied or passed to another function.  For any other guard
   the function does not know what its callers did before and will do later, so
   that only contradictions within the function are errors.  */

#include "checker.h"

namespace lifetime {

/* Process STMT, which enters a guard.  */

void
checker::enter_guard (state *s, gcall *stmt)
{
  tree lhs = gimple_call_lhs (stmt);
  if (!lhs)
    {
      if (once (stmt, PCPU_W_GUARD))
	report_dropped (stmt);
      return;
    }
  lhs = guard_at (*s, lhs);
  if (!lhs)
    return;
  auto g = s->guards.find (DECL_UID (lhs));
  if (g != s->guards.end () && g->second.state == guard::HELD
      && once (stmt, PCPU_W_GUARD)
      && pcpu_report (PCPU_W_GUARD, gimple_location (stmt),
		      "guard %qD is entered again while it is held", lhs))
    note_at (g->second.entered, G_("entered here"));
  /* A guard that may be this one is no longer certain to be LEFT.  */
  doubt_others (s, lhs, guard::LEFT);
  forget_ended_elements (s);
  set_guard (s, lhs, { guard::HELD, lhs, stmt, NULL, NULL_TREE });
}

/* STMT borrows from the guard DECL: report it if the guard is not held.  */

void
checker::check_borrowed_from (state *s, gcall *stmt, tree decl)
{
  auto g = s->guards.find (DECL_UID (decl));
  location_t loc = gimple_location (stmt);
  if (g != s->guards.end () && g->second.state == guard::LEFT)
    {
      if (once (stmt, PCPU_W_LIFETIME)
	  && pcpu_report (PCPU_W_LIFETIME, loc,
			  "borrow from guard %qD after it has ended", decl))
	note_end (g->second.left, decl);
    }
  else if (never_entered_p (*s, decl))
    {
      if (once (stmt, PCPU_W_LIFETIME)
	  && pcpu_report (PCPU_W_LIFETIME, loc,
			  "borrow from guard %qD, which was not entered",
			  decl))
	inform (DECL_SOURCE_LOCATION (decl), "enter it first:"
		" %<%D = percpu_guard_enter ();%>", decl);
      /* Do not report the same guard again when it is left.  */
      set_guard (s, decl, { guard::MOVED, decl, NULL, NULL, NULL_TREE });
    }
}

/* Returns: the location at which STMT leaves the guard DECL.  A cleanup has
   none, and the declaration of the guard is used instead.  */

static location_t
location_of_leaving (gimple *stmt, tree decl)
{
  location_t loc = gimple_location (stmt);
  return located_p (loc) ? loc : DECL_SOURCE_LOCATION (decl);
}

/* Process STMT, which leaves a guard.  */

void
checker::leave_guard (state *s, gcall *stmt)
{
  if (gimple_call_num_args (stmt) == 0)
    return;
  tree decl = guard_pointed_to (*s, gimple_call_arg (stmt, 0));
  if (!decl)
    return;
  decl = guard_of (*s, decl);
  location_t loc = location_of_leaving (stmt, decl);
  auto g = s->guards.find (DECL_UID (decl));
  if (g == s->guards.end () && own_guard_p (decl) && !place_of (decl)
      && !never_entered_p (*s, decl))
    return;
  if (never_entered_p (*s, decl))
    {
      if (once (stmt, PCPU_W_GUARD))
	pcpu_report (PCPU_W_GUARD, loc, "guard %qD is left but was not entered",
		     decl);
      return;
    }
  if (g != s->guards.end () && g->second.state == guard::LEFT)
    {
      if (once (stmt, PCPU_W_GUARD)
	  && pcpu_report (PCPU_W_GUARD, loc, "guard %qD is left twice", decl))
	note_at (g->second.left, G_("left here first"));
      return;
    }
  /* The guard ends, and the copies of it with it (guard_of).  */
  guard &left = s->guards[DECL_UID (decl)];
  if (g == s->guards.end ())
    left = { guard::LEFT, decl, NULL, NULL, NULL_TREE };
  left.state = guard::LEFT;
  left.left = stmt;
  doubt_others (s, decl, guard::HELD);
  for (auto &b : s->borrows)
    if (b.second.guard == decl && !b.second.ended)
      b.second.ended = stmt;
    else if (b.second.later_guard == decl)
      /* When an inner section ends, the pointer of the outer one is the only
	 one again.  */
      b.second.later = NULL;
}

/* Returns: whether FNDECL leaves the function without running the cleanups of
   its variables.  */

static bool
longjmp_p (const_tree fndecl)
{
  if (!fndecl)
    return false;
  const char *name = IDENTIFIER_POINTER (DECL_NAME (fndecl));
  return (strcmp (name, "longjmp") == 0 || strcmp (name, "_longjmp") == 0
	  || strcmp (name, "siglongjmp") == 0
	  || strcmp (name, "__builtin_longjmp") == 0);
}

/* STMT calls FNDECL, which does not return: report the guards that are
   held.  */

void
checker::check_jump (state *s, gcall *stmt, tree fndecl)
{
  if (!longjmp_p (fndecl))
    return;
  for (const auto &g : s->guards)
    if (g.second.state == guard::HELD && own_guard_p (g.second.decl)
	&& once (stmt, PCPU_W_GUARD)
	&& pcpu_report (PCPU_W_GUARD, gimple_location (stmt),
			"%qD leaves the function while guard %qD is held",
			fndecl, g.second.decl))
      note_at (g.second.entered, G_("entered here"));
}

/* STMT frees the memory that POINTER points to: report the guards in it that
   are held.  */

void
checker::check_freed_guards (state *s, gcall *stmt, tree pointer)
{
  pointer = copied_from (pointer);
  for (const guard_place &part : guard_places)
    {
      tree base = get_base_address (part.place);
      auto g = s->guards.find (DECL_UID (part.decl));
      if (g != s->guards.end () && g->second.state == guard::HELD
	  && base && TREE_CODE (base) == MEM_REF
	  && TREE_OPERAND (base, 0) == same_pointer (*s, pointer)
	  && once (g->second.entered, still_held)
	  && pcpu_report (PCPU_W_GUARD, gimple_location (stmt), "guard %qD is"
			  " still held when its memory is freed", part.decl))
	note_at (g->second.entered, G_("entered here"));
    }
}

/* The function returns at LOC: report the guards of its own that are held.  */

void
checker::check_held (state *s, location_t loc)
{
  for (const auto &entry : s->guards)
    {
      const guard &g = entry.second;
      tree place = place_of (g.decl);
      /* It is not known which element of an array this is, and whether it was
	 left under another index.  */
      if (g.state != guard::HELD || !own_guard_p (g.decl)
	  || (place && vague_p (place))
	  || !once (g.entered, still_held))
	continue;
      if (!DECL_NAME (g.decl))
	report_dropped (g.entered);
      else if (pcpu_report (PCPU_W_GUARD, loc, "guard %qD is still held on"
			    " return", g.decl))
	{
	  note_at (g.entered, G_("entered here"));
	  if (place)
	    inform (loc, "leave it first, or pass on the structure that it is"
		    " part of");
	  else
	    inform (DECL_SOURCE_LOCATION (g.decl), "declare it with"
		    " %<PERCPU_CLEANUP%> to leave it at the end of its scope");
	}
    }
}

} // namespace lifetime
