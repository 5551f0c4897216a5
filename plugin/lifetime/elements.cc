/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Knowledge: array elements with an unknown index, members of unions, and
   stores that set a whole object to zero.

     v[i] = percpu_borrow (g, &st);
     ...                     the guard ends
     v[j]->n++;              error: J may be I, and if it is not, the element
			     was not set or was borrowed from the same guard

   The place that stands for all elements of an array (operands::all_elements)
   holds a borrowed pointer if everything that was stored in the array was
   borrowed from one guard, and MIXED otherwise.  An element about which nothing
   else is recorded has the same value.

   Members of a union that lie at the same place hold the same pointer.

   An object can be set to zero in several ways:

     struct flags f = {};          `f = {}', a CONSTRUCTOR without elements;
				   older compilers use it for `{ 0 }', too
     struct flags f = { 0, 0 };    the same from GCC 15 on; before, a store to
				   each member, which does not concern this file
     memset (&f, 0, sizeof f);     a call
     f = none;                     a copy of an object that is constant and zero

   Then every place in the object, bit-fields included, holds zero, and the
   guards in it were not entered.  */

#include "knowledge.h"

namespace lifetime {

/* A section begins: forget what arrays hold from sections that have ended,
   because a loop may have replaced it.  */

void
knowledge::forget_ended_elements (state *s)
{
  for (size_t i = s->memory.size (); i-- > 0;)
    {
      const place_value &m = s->memory[i];
      auto b = (m.v.kind == value::BORROW
		? s->borrows.find (SSA_NAME_VERSION (m.v.id))
		: s->borrows.end ());
      if (b != s->borrows.end () && b->second.ended
	  && all_elements (*s, m.place))
	s->memory.erase (s->memory.begin () + i);
    }
}

/* Returns: what all elements hold together after V was stored to one of them,
   where PLACE represents all of them.  */


value
knowledge::with_element (const state &s, tree place, const value &v) const
{
  value old = recall (s, place);
  if (v.kind != value::BORROW || old.kind == value::MIXED)
    return value (value::MIXED);
  if (old.kind != value::BORROW)
    return v;
  auto a = s.borrows.find (SSA_NAME_VERSION (old.id));
  auto b = s.borrows.find (SSA_NAME_VERSION (v.id));
  /* Two borrows can represent each other if they end together: they have the
     same guard, and both have ended or neither has.  The later one is kept.  */
  bool same = (a != s.borrows.end () && b != s.borrows.end ()
	       && a->second.guard == b->second.guard
	       && !a->second.ended == !b->second.ended);
  return same ? v : value (value::MIXED);
}

/* All elements together, represented by ALL, hold V.  */

void
knowledge::store_element (state *s, tree all, const value &v)
{
  if (v.kind == value::UNKNOWN)
    return;
  if (!find_loaded (all))
    add_place (all);
  remember (s, all, v, false);
}

/* Returns: the value that PLACE, about which nothing is recorded, has as an
   element of an array or as a member of a union.  */

value
knowledge::recall_overlapped (const state &s, tree place) const
{
  if (tree all = all_elements (s, place))
    {
      value v = recall (s, all);
      if (v.kind == value::BORROW)
	return v;
    }
  /* A member of a union: a pointer that was stored to the same bytes under
     another member's name.  */
  tree base = get_base_address (place);
  if (!base || !DECL_P (base) || !local_p (base)
      || !pointer_size_p (TREE_TYPE (place)))
    return unknown;
  for (const place_value &m : s.memory)
    if (m.v.kind == value::BORROW && !m.v.interior
	&& get_base_address (m.place) == base
	&& same_bytes_p (m.place, place))
      return m.v;
  return unknown;
}

/* STMT sets PLACE to zero.  A guard that is held there remains HELD: it is
   lost, and check_held will report it.  */

void
knowledge::zero_place (state *s, gimple *stmt, tree place)
{
  place = canonical (*s, place);
  stored_to (s, place);
  for (size_t i = s->memory.size (); i-- > 0;)
    if (place_p (s->memory[i].place) && part_p (s->memory[i].place, place))
      {
	escape_value (s, s->memory[i].v);
	s->memory.erase (s->memory.begin () + i);
      }
  /* Only places that some statement loads need a record.  */
  for (const loaded &l : places)
    if (part_p (l.place, place))
      {
	value v = zero;
	v.where = gimple_location (stmt);
	remember (s, l.place, v, false);
      }
  for (auto g = s->guards.begin (); g != s->guards.end ();)
    {
      tree at = place_of (g->second.decl);
      if (g->second.state != guard::HELD
	  && part_p (at ? at : g->second.decl, place))
	g = s->guards.erase (g);
      else
	++g;
    }
}

} // namespace lifetime
