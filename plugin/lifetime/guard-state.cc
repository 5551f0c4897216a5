/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Knowledge: the states of guards.

   A guard is HELD from its entering to its leaving.  MOVED says that another
   owner may have it: it was copied, or shown to a function that may keep or
   leave it.  Of such a guard nothing is reported.  A guard that is in no table
   was not entered, if it is one of this function's; of others it is not
   known.  */

#include "knowledge.h"

namespace lifetime {

/* The guards A and B are held at the same time, or are the same: they are this
   CPU's, both.  */

bool
knowledge::both_held_p (const state &s, tree a, tree b) const
{
  if (a == b)
    return true;
  for (tree decl : { a, b })
    {
      auto g = decl ? s.guards.find (DECL_UID (decl)) : s.guards.end ();
      if (!decl || (g == s.guards.end () ? own_guard_p (decl)
		    : g->second.state != guard::HELD))
	return false;
    }
  return true;
}

/* The guard DECL was certainly not entered in S.  */

bool
knowledge::never_entered_p (const state &s, tree decl) const
{
  tree container = container_of (decl), place = place_of (decl);
  if (s.guards.count (DECL_UID (decl)) || !own_guard_p (decl)
      || !VAR_P (container) || !guard_type_p (TREE_TYPE (decl)))
    return false;
  /* With PLACE it is part of CONTAINER, which may have been filled in as a
     whole.  */
  return (!place || (!vague_p (place) && !blurred.count (DECL_UID (container))
		     && !s.guards.count (DECL_UID (container))));
}

/* Nothing is known of the guard DECL any more.  */

void
knowledge::forget_guard (state *s, tree decl)
{
  s->guards.erase (DECL_UID (decl));
  for (auto &b : s->borrows)
    if (b.second.guard == decl && !b.second.ended)
      b.second.guard = NULL_TREE;
}

/* Other functions may have done something to the guard DECL.  */

void
knowledge::guard_shown (state *s, tree decl)
{
  auto g = s->guards.find (DECL_UID (decl));
  if (g == s->guards.end ())
    return;
  if (g->second.state == guard::HELD)
    g->second.state = guard::MOVED;
  else if (g->second.state == guard::LEFT)
    s->guards.erase (g);
}

/* An unknown function was called, which can reach the guards outside of this
   function's variables.  */

void
knowledge::forget_foreign_guards (state *s)
{
  std::vector<tree> foreign;
  for (const auto &g : s->guards)
    if (!own_guard_p (g.second.decl))
      foreign.push_back (g.second.decl);
  for (tree decl : foreign)
    guard_shown (s, decl);
}

/* The variable VAR was given away, with the guards that are part of it.  */

void
knowledge::show_guards_in (state *s, tree var)
{
  for (const guard_place &g : guard_places)
    if (g.decl != var && container_of (g.decl) == var)
      guard_shown (s, g.decl);
}

/* Guards that may be the same as DECL but are recorded elsewhere are not known
   to be in STATE any more.  */

void
knowledge::doubt_others (state *s, tree decl, int state)
{
  tree place = place_of (decl);
  if (!place)
    place = decl;
  std::vector<tree> doubtful;
  for (const auto &g : s->guards)
    {
      tree other = place_of (g.second.decl);
      if (g.second.decl == decl || g.second.state != state
	  || g.second.copy)
	continue;
      if (!other)
	other = g.second.decl;
      if ((vague_p (place) || vague_p (other))
	  && refs_may_alias_p (place, other))
	doubtful.push_back (g.second.decl);
    }
  for (tree other : doubtful)
    guard_shown (s, other);
}

/* The variable that has the guard of VAR now.  */

tree
knowledge::guard_of (const state &s, tree var) const
{
  auto g = s.guards.find (DECL_UID (var));
  while (g != s.guards.end () && g->second.copy)
    {
      var = g->second.copy;
      g = s.guards.find (DECL_UID (var));
    }
  return var;
}

/* VAR has the guard G, and no longer the one that was copied to it.  */

void
knowledge::set_guard (state *s, tree var, const guard &g)
{
  for (auto &other : s->guards)
    if (other.second.copy == var)
      other.second.copy = NULL_TREE;
  s->guards[DECL_UID (var)] = g;
}

/* STMT copies the guard FROM, which is held, to TO.  */

void
knowledge::move_guard (state *s, tree to, tree from)
{
  guard g = s->guards[DECL_UID (from)];
  g.decl = to;
  set_guard (s, to, g);
  s->guards[DECL_UID (from)] = { guard::MOVED, from, NULL, NULL, to };
  for (auto &b : s->borrows)
    {
      if (b.second.guard == from)
	b.second.guard = to;
      if (b.second.later_guard == from)
	b.second.later_guard = to;
    }
}

/* STMT copies VAR to TO, which is NULL_TREE if it is not known where that
   is.  */

void
knowledge::copy_guard (state *s, gimple *stmt, tree to, tree var)
{
  auto from = (VAR_P (var) ? s->guards.find (DECL_UID (var))
	       : s->guards.end ());
  if (from != s->guards.end () && to && to != var
      && from->second.state == guard::HELD && own_guard_p (to))
    {
      move_guard (s, to, var);
      return;
    }
  /* A guard that is copied elsewhere has another owner.  */
  if (from != s->guards.end ())
    {
      from->second.state = guard::MOVED;
      from->second.left = stmt;
    }
  if (!to || !RECORD_OR_UNION_TYPE_P (TREE_TYPE (to)))
    return;
  auto g = s->guards.find (DECL_UID (to));
  if (g == s->guards.end () || g->second.state != guard::HELD)
    set_guard (s, to, { guard::MOVED, to, stmt, NULL, NULL_TREE });
}

/* STMT copies the structure VAR of this function to the place TO, with the
   guards that are part of it.  */

void
knowledge::copy_guards_in (state *s, gimple *stmt, tree to, tree var)
{
  tree target = variable_at (*s, to);
  std::vector<guard_place> parts;
  for (const guard_place &g : guard_places)
    if (g.decl != var && container_of (g.decl) == var)
      parts.push_back (g);
  for (const guard_place &part : parts)
    {
      auto g = s->guards.find (DECL_UID (part.decl));
      if (g == s->guards.end () || g->second.state != guard::HELD)
	continue;
      if (target)
	move_guard (s, stand_in (with_base (part.place, target)), part.decl);
      else
	{
	  g->second.state = guard::MOVED;
	  g->second.left = stmt;
	}
    }
}

/* STMT assigns RHS to LHS: guards are copied with it.  */

void
knowledge::assign_guards (state *s, gimple *stmt, tree lhs, tree rhs)
{
  tree type = TREE_TYPE (lhs);
  /* A guard that is made by hand.  */
  if (TREE_CODE (lhs) == COMPONENT_REF && !zero_p (*s, rhs)
      && guard_type_p (TREE_TYPE (TREE_OPERAND (lhs, 0))))
    {
      tree decl = guard_at (*s, TREE_OPERAND (lhs, 0));
      if (decl && !s->guards.count (DECL_UID (decl)))
	set_guard (s, decl, { guard::MOVED, decl, stmt, NULL, NULL_TREE });
    }
  if (!RECORD_OR_UNION_TYPE_P (type) || zero_p (*s, rhs))
    return;
  tree from = rhs;
  if (guard_type_p (type)
      && (DECL_P (rhs) || handled_component_p (rhs)
	  || TREE_CODE (rhs) == MEM_REF))
    from = guard_at (*s, rhs);
  tree to = guard_at (*s, lhs);
  copy_guard (s, stmt, to, from);
  if (DECL_P (rhs) && !is_gimple_reg (rhs) && local_p (rhs)
      && !guard_type_p (type))
    copy_guards_in (s, stmt, lhs, rhs);
}

/* NAME will be something else than before: places that it leads to are other
   ones.  */

void
knowledge::forget_guards_by_name (state *s, tree name)
{
  for (const guard_place &g : guard_places)
    if (walk_tree_without_duplicates ((tree *) &g.place, find_name, name))
      forget_guard (s, g.decl);
}

} // namespace lifetime
