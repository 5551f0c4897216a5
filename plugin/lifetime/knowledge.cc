/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Knowledge: names, memory and objects.

     p = q		P holds what Q holds
     *q = 3		the place holds 3, and others that it may be do not hold
			any more what they did

   An SSA name has one definition in the text, but in a loop it gets a value in
   each turn.  An object is known by the name that it first had.  When the
   definition is reached again, other names may still hold the object of the
   turn before; it gets one of their names then (knowledge::renew), and if
   there is none, it is lost.

   A place that a name is part of, as `p->next', is another place when the name
   gets another value: what was remembered of it is forgotten
   (knowledge::define).  */

#include "knowledge.h"

namespace lifetime {

/* T is given to somebody of whom nothing is known.  */

void
knowledge::escape (state *s, tree t)
{
  if (DECL_P (t) && !is_gimple_reg (t))
    escape_parts (s, t);
  else
    escape_value (s, eval (*s, t));
}

/* Likewise of V: an object has another owner from now on, and a guard whose
   address it is may be entered and left by others.  */

void
knowledge::escape_value (state *s, const value &v)
{
  if (v.kind == value::OBJECT)
    {
      auto o = s->objects.find (SSA_NAME_VERSION (v.id));
      if (o != s->objects.end () && o->second.state == object::OWNED)
	o->second.state = object::FOREIGN;
    }
  else if (v.kind == value::ADDRESS)
    {
      auto g = s->guards.find (DECL_UID (v.id));
      /* What was left may be entered again by them.  */
      if (g == s->guards.end () || g->second.state != guard::MOVED)
	set_guard (s, v.id, { guard::MOVED, v.id, NULL, NULL, NULL_TREE });
      show_guards_in (s, v.id);
      tree container = container_of (v.id);
      escape_parts (s, container ? container : v.id);
    }
}

/* Pointers in structures: VAR is given away with what is in it.  */

void
knowledge::escape_parts (state *s, tree var)
{
  for (const place_value &m : s->memory)
    if (m.v.kind == value::OBJECT && get_base_address (m.place) == var)
      escape_value (s, m.v);
}

/* Something else is in VAR; or there is no VAR any more if OVER is set: then
   what still points to it finds, if anything, the pointers that were in
   it.  */

void
knowledge::forget_parts (state *s, tree var, bool over)
{
  for (size_t i = s->memory.size (); i-- > 0;)
    if (get_base_address (s->memory[i].place) == var
	&& !(over && s->memory[i].v.kind == value::BORROW))
      s->memory.erase (s->memory.begin () + i);
}

/* PLACE is written to.  What a branch has taught is lost only if it was about
   this very place.  */

void
knowledge::stored_to (state *s, tree place)
{
  store_to_freed (s, place);
  for (const loaded &l : places)
    if (overlap_p (l.place, place))
      s->stale.insert (l.names.begin (), l.names.end ());
  for (size_t i = s->memory.size (); i-- > 0;)
    if (s->memory[i].by_branch
	? walk_tree_without_duplicates (&s->memory[i].place, find_overlap,
					place) != NULL_TREE
	: (!operand_equal_p (s->memory[i].place, place, 0)
	   && (may_alias_p (*s, s->memory[i].place, place)
	       || (place_p (s->memory[i].place)
		   && overlap_p (s->memory[i].place, place)))))
      s->memory.erase (s->memory.begin () + i);
}

/* NAMES are defined anew.  Where others still hold what one of them was the
   identity of, in the turn of the loop before, that goes by the name of one of
   these from now on.  RESULTS is what NAMES will hold, if they are the results
   of PHI nodes.  */

void
knowledge::renew (state *s, const std::vector<tree> &names,
	     std::vector<std::pair<tree, value> > *results)
{
  /* Choose an heir for each identity that is lost: a result of the PHI nodes
     before other names, for these may be dead.  */
  std::set<tree> anew (names.begin (), names.end ());
  std::map<tree, tree> heirs;
  auto is = [] (const value &v, tree id)
    {
      return pointer_p (v) && v.id == id;
    };
  for (tree name : names)
    {
      if (!POINTER_TYPE_P (TREE_TYPE (name)))
	continue;
      tree heir = NULL_TREE;
      if (results)
	for (const auto &r : *results)
	  if (is (r.second, name) && (!heir || r.first == name))
	    heir = r.first;
      for (const auto &n : s->names)
	if (!heir && is (n.second, name) && !anew.count (ssa_name (n.first)))
	  heir = ssa_name (n.first);
      if (heir && heir != name)
	heirs[name] = heir;
      if (!heir)
	for (size_t i = s->memory.size (); i-- > 0;)
	  if (is (s->memory[i].v, name))
	    {
	      escape_value (s, s->memory[i].v);
	      s->memory.erase (s->memory.begin () + i);
	    }
    }
  if (heirs.empty ())
    return;
  /* Rename it wherever it stands: in values, and as the key of a record.  */
  auto rename = [&heirs] (tree *id)
    {
      auto h = heirs.find (*id);
      if (h != heirs.end ())
	*id = h->second;
    };
  for (auto &n : s->names)
    if (pointer_p (n.second))
      rename (&n.second.id);
  for (place_value &m : s->memory)
    if (pointer_p (m.v))
      rename (&m.v.id);
  if (results)
    for (auto &r : *results)
      if (pointer_p (r.second))
	rename (&r.second.id);
  std::map<unsigned int, borrow> borrows;
  for (auto &b : s->borrows)
    {
      tree id = ssa_name (b.first);
      rename (&id);
      rename (&b.second.object);
      borrows[SSA_NAME_VERSION (id)] = b.second;
    }
  s->borrows = std::move (borrows);
  std::map<unsigned int, object> objects;
  for (const auto &o : s->objects)
    {
      tree id = ssa_name (o.first);
      rename (&id);
      objects[SSA_NAME_VERSION (id)] = o.second;
    }
  s->objects = std::move (objects);
}

/* NAME, which has its definition just here, holds V.  */

void
knowledge::set (state *s, tree name, value v)
{
  renew (s, { name }, NULL);
  define (s, name, v);
}

/* Likewise, after NAME was renewed.  */

void
knowledge::define (state *s, tree name, value v)
{
  for (size_t i = s->memory.size (); i-- > 0;)
    if (walk_tree_without_duplicates (&s->memory[i].place, find_name, name))
      {
	/* An element of an array, perhaps, that keeps what it has.  */
	escape_value (s, s->memory[i].v);
	s->memory.erase (s->memory.begin () + i);
      }
  auto computed = computed_from.find (SSA_NAME_VERSION (name));
  if (computed != computed_from.end ())
    for (tree pointer : computed->second)
      for (size_t i = s->memory.size (); i-- > 0;)
	if (walk_tree_without_duplicates (&s->memory[i].place, find_name,
					  pointer))
	  {
	    escape_value (s, s->memory[i].v);
	    s->memory.erase (s->memory.begin () + i);
	  }
  forget_guards_by_name (s, name);
  forget_locks_by_name (s, name);
  forget_freed_by_name (s, name);
  if (computed != computed_from.end ())
    for (tree pointer : computed->second)
      forget_guards_by_name (s, pointer);
  s->stale.erase (SSA_NAME_VERSION (name));
  auto by = loaded_by.find (SSA_NAME_VERSION (name));
  if (by != loaded_by.end ())
    s->stale.insert (by->second.begin (), by->second.end ());
  /* A per-CPU pointer that comes from somewhere has an identity.  */
  if (v.kind == value::UNKNOWN && pcpu_pointer_type_p (TREE_TYPE (name)))
    {
      v = value (value::OBJECT, name);
      s->objects.erase (SSA_NAME_VERSION (name));
    }
  if (v.kind == value::UNKNOWN)
    s->names.erase (SSA_NAME_VERSION (name));
  else
    s->names[SSA_NAME_VERSION (name)] = v;
}

/* What is remembered of PLACE.  */

value
knowledge::recall (const state &s, tree place) const
{
  tree same = find_known (place);
  for (const place_value &m : s.memory)
    if (same ? m.place == same
	: operand_equal_p (m.place, place, OEP_MATCH_SIDE_EFFECTS))
      return m.v;
  return unknown;
}

/* PLACE holds V from now on.  Places that are loaded are remembered, and
   variables that hold a pointer for a cleanup; others are not asked for.  What
   a branch says of a place that is loaded once is of no use.  */

void
knowledge::remember (state *s, tree place, value v, bool by_branch)
{
  const loaded *l = place_p (place) ? find_loaded (place) : NULL;
  for (size_t i = s->memory.size (); i-- > 0;)
    if (l ? s->memory[i].place == l->place
	: operand_equal_p (s->memory[i].place, place, 0))
      s->memory.erase (s->memory.begin () + i);
  /* A cleanup may ask for what a variable holds.  */
  if (!l && !(pointer_p (v) && VAR_P (place)
	      && !exposed.count (DECL_UID (place))))
    return;
  if (v.kind == value::UNKNOWN || (by_branch && l->times < 2)
      || (v.kind != value::BORROW && volatile_pointer_p (place)))
    return;
  if (s->memory.size () >= memory_max)
    incomplete = true;
  else
    s->memory.push_back ({ l ? l->place : place, v, by_branch });
}

/* An unknown function may have changed memory.  What a branch has taught is
   kept all the same: to forget it would only open paths that are never
   taken.  */

void
knowledge::forget_memory (state *s)
{
  forget_foreign_guards (s);
  store_to_freed (s, NULL_TREE);
  for (size_t i = s->memory.size (); i-- > 0;)
    {
      tree place = s->memory[i].place;
      tree base = get_base_address (place);
      if (!s->memory[i].by_branch
	  && !(base && DECL_P (base) && local_p (base)
	       && (!exposed.count (DECL_UID (base))
		   || (all_elements (*s, place)
		       && !taken.count (DECL_UID (base))))))
	{
	  escape_value (s, s->memory[i].v);
	  s->memory.erase (s->memory.begin () + i);
	}
    }
}

/* There is no object ID, under any name, but V.  */

void
knowledge::no_object (state *s, tree id, const value &v)
{
  s->objects.erase (SSA_NAME_VERSION (id));
  for (auto &n : s->names)
    if (n.second.kind == value::OBJECT && n.second.id == id)
      n.second = v;
  for (place_value &m : s->memory)
    if (m.v.kind == value::OBJECT && m.v.id == id)
      m.v = v;
}

/* NAME is zero, and what a function returned that takes a reference to the
   object V: there is the object, but no reference.  */

bool
knowledge::not_retained (state *s, tree name, const value &v)
{
  gimple *def = TREE_CODE (name) == SSA_NAME ? SSA_NAME_DEF_STMT (name) : NULL;
  if (!def || !is_gimple_call (def)
      || pcpu_function_role (gimple_call_fndecl (def)) != PCPU_RETAIN)
    return false;
  s->names[SSA_NAME_VERSION (name)] = zero;
  auto o = s->objects.find (SSA_NAME_VERSION (v.id));
  if (o != s->objects.end () && o->second.retained > 0
      && o->second.retained < retained_max)
    o->second.retained--;
  return true;
}

} // namespace lifetime
