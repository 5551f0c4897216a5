/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Knowledge: names, memory and objects.

     p = q       P holds what Q holds
     *q = 3      the place holds 3, and the contents of all other places that it
		 may be are unknown

   An SSA name has one definition in the text, but in a loop it gets a value in
   each iteration.  An object is identified by the name that it had first.  When
   the definition of this name is reached again, another name may still hold the
   object of the iteration before.  The object then gets that name
   (knowledge::renew).  If there is no such name, the object is lost.

   A place that depends on a name, such as `p->next', is another place when the
   name gets another value.  What was recorded about it is forgotten
   (knowledge::define).  */

#include "knowledge.h"

namespace lifetime {

/* Code about which nothing is known gets T, a variable or an operand.  */

void
knowledge::escape (state *s, tree t)
{
  if (DECL_P (t) && !is_gimple_reg (t))
    escape_parts (s, t);
  else
    escape_value (s, eval (*s, t));
}

/* Code about which nothing is known gets V.  An object has another owner from
   now on.  If V is the address of a guard, that code may enter and leave
   it.  */

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
      /* A guard that was left may be entered again by that code.  */
      if (g == s->guards.end () || g->second.state != guard::MOVED)
	set_guard (s, v.id, { guard::MOVED, v.id, NULL, NULL, NULL_TREE });
      show_guards_in (s, v.id);
      tree container = container_of (v.id);
      escape_parts (s, container ? container : v.id);
    }
}

/* Code about which nothing is known gets VAR, and the objects in it.  */

void
knowledge::escape_parts (state *s, tree var)
{
  for (const place_value &m : s->memory)
    if (m.v.kind == value::OBJECT && get_base_address (m.place) == var)
      escape_value (s, m.v);
}

/* VAR gets other contents.  If OVER is set, VAR goes out of scope, and borrowed
   pointers in it remain recorded: a dangling pointer to VAR may still find
   them.  */

void
knowledge::forget_parts (state *s, tree var, bool over)
{
  for (size_t i = s->memory.size (); i-- > 0;)
    if (get_base_address (s->memory[i].place) == var
	&& !(over && s->memory[i].v.kind == value::BORROW))
      s->memory.erase (s->memory.begin () + i);
}

/* PLACE is stored to: forget what the store may change.  A fact that a branch
   has taught is forgotten only if it is about this place.  */

void
knowledge::stored_to (state *s, tree place)
{
  store_to_freed (s, place);
  for (const loaded &l : places)
    if (overlap_p (l.place, place))
      /* The names still hold what was loaded, but the place does not.  */
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

/* NAMES get new values.  In a loop, other names may still hold the object or
   borrowed pointer that one of NAMES identified in the iteration before:

     for (;;)
       {
	 q = p;                    Q holds the object that P identifies
	 p = percpu_alloc (...);   now Q has to identify it
       }

   Choose a new identity for it and rename it everywhere.  If no name holds it
   but a place in memory does, the place is forgotten and the object becomes
   another owner's: nothing would identify it.

   RESULTS are the values that NAMES will get if they are results of PHI nodes,
   else NULL.  All PHI nodes of a block are evaluated at once, in the old state,
   so that these values are renamed, too.  */

void
knowledge::renew (state *s, const std::vector<tree> &names,
		  std::vector<std::pair<tree, value> > *results)
{
  /* Choose an heir for each identity that is lost.  Results of PHI nodes come
     first, because other names may be dead.  */
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
  /* Rename it in values and in the keys of records.  */
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

/* NAME, which was renewed, gets the value V.  Forget all that depends on its
   old value.  */

void
knowledge::define (state *s, tree name, value v)
{
  for (size_t i = s->memory.size (); i-- > 0;)
    if (walk_tree_without_duplicates (&s->memory[i].place, find_name, name))
      {
	/* It may be an element of an array, which keeps its contents, although
	   the index has changed.  */
	escape_value (s, s->memory[i].v);
	s->memory.erase (s->memory.begin () + i);
      }
  /* A place may also depend on NAME through a pointer that is computed from
     it.  */
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
  /* A per-CPU pointer of unknown origin identifies an object, so that it can be
     recognised when it is freed twice.  */
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

/* Returns: the value of PLACE, which is a canonical place or a test.  */

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

/* PLACE gets the value V.  BY_BRANCH: a branch has shown it.  Only places that
   are loaded are recorded, and variables that hold a pointer for a cleanup.  A
   fact from a branch needs a second load to be of use.  */

void
knowledge::remember (state *s, tree place, value v, bool by_branch)
{
  const loaded *l = place_p (place) ? find_loaded (place) : NULL;
  for (size_t i = s->memory.size (); i-- > 0;)
    if (l ? s->memory[i].place == l->place
	: operand_equal_p (s->memory[i].place, place, 0))
      s->memory.erase (s->memory.begin () + i);
  /* A cleanup gets the address of its variable and reads it in the called
     function, which is no load here.  */
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

/* Forget what an unknown function may have changed in memory.  A fact that a
   branch has taught is kept: to forget it would open paths that are never
   taken.  Private variables are kept, and elements of an array whose address is
   not taken.  */

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

/* The object ID does not exist: all names and places that hold it hold V.  */

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

/* NAME, which holds the object V, is zero.  If it is the result of a function
   that takes a reference (PCPU_RETAIN), then no reference was taken.
   Returns: whether it is such a result.  */

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
