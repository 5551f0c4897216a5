/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Knowledge: the states of guards.

   A guard is HELD from the moment it is entered to the moment it is left.
   MOVED means that another owner may have it: it was copied, or passed to a
   function that may keep or leave it.  Nothing is reported about such a guard.
   A guard without a record was not entered if it is in a variable of this
   function; otherwise its state is unknown.  */

#include "knowledge.h"

namespace lifetime {

/* Returns: whether A and B are the same guard, or are held at the same time.  A
   guard of another function about which nothing is recorded is taken to be
   held, because it was borrowed from.  */

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

/* Returns: whether the guard DECL was certainly not entered in S.  */

bool
knowledge::never_entered_p (const state &s, tree decl) const
{
  tree container = container_of (decl), place = place_of (decl);
  if (s.guards.count (DECL_UID (decl)) || !own_guard_p (decl)
      || !VAR_P (container) || !guard_type_p (TREE_TYPE (decl)))
    return false;
  /* If DECL represents PLACE, a part of CONTAINER, the container may have been
     filled as a whole, or PLACE may be reached by another expression.  */
  return (!place || (!vague_p (place) && !blurred.count (DECL_UID (container))
		     && !s.guards.count (DECL_UID (container))));
}

/* Forget the guard DECL.  The pointers that were borrowed from it have no known
   guard any more, so that their end is not known either.  */

void
knowledge::forget_guard (state *s, tree decl)
{
  s->guards.erase (DECL_UID (decl));
  for (auto &b : s->borrows)
    if (b.second.guard == decl && !b.second.ended)
      b.second.guard = NULL_TREE;
}

/* Other functions may have entered or left the guard DECL.  */

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

/* An unknown function was called.  It can reach all guards that are not in
   variables of this function.  */

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

/* The variable VAR was given away, and the guards in it with it.  */

void
knowledge::show_guards_in (state *s, tree var)
{
  for (const guard_place &g : guard_places)
    if (g.decl != var && container_of (g.decl) == var)
      guard_shown (s, g.decl);
}

/* DECL changes its state.  A guard that may be the same one under another name,
   and is recorded as being in STATE, becomes doubtful.  */

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

/* Returns: the variable to which the guard of VAR was copied last.  */

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

/* VAR gets the guard G, and no longer contains a copy of another guard.  */

void
knowledge::set_guard (state *s, tree var, const guard &g)
{
  for (auto &other : s->guards)
    if (other.second.copy == var)
      other.second.copy = NULL_TREE;
  s->guards[DECL_UID (var)] = g;
}

/* The guard FROM, which is held, is copied to TO.  */

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

/* STMT copies VAR to TO, which is NULL_TREE if the place is unknown.  */

void
knowledge::copy_guard (state *s, gimple *stmt, tree to, tree var)
{
  auto from = (VAR_P (var) ? s->guards.find (DECL_UID (var))
	       : s->guards.end ());
  /* A copy within the function: the guard is held under the new name.  */
  if (from != s->guards.end () && to && to != var
      && from->second.state == guard::HELD && own_guard_p (to))
    {
      move_guard (s, to, var);
      return;
    }
  /* A copy to any other place has another owner.  */
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

/* STMT copies the local structure VAR to the place TO, with the guards that are
   part of it.  */

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

/* STMT assigns RHS to LHS, of any type, and copies guards with it.  */

void
knowledge::assign_guards (state *s, gimple *stmt, tree lhs, tree rhs)
{
  tree type = TREE_TYPE (lhs);
  /* A store to a member of a guard creates a guard without entering one.  */
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

/* NAME gets another value, so that places with NAME are other ones: forget the
   guards there.  */

void
knowledge::forget_guards_by_name (state *s, tree name)
{
  for (const guard_place &g : guard_places)
    if (walk_tree_without_duplicates ((tree *) &g.place, find_name, name))
      forget_guard (s, g.decl);
}

} // namespace lifetime
