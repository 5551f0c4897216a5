/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Knowledge: elements of arrays whose index is not known, members of unions,
   and stores that make everything zero.

     v[i] = percpu_borrow (g, &st);
     ...			the guard ends
     v[j]->n++			error: J may be I; if it is not, the element was
				not set, or borrowed from the same guard

   The place that stands for all elements of an array (operands::all_elements)
   holds a borrowed pointer if all that was stored into the array was borrowed
   from one guard, and MIXED if anything else was.  An element of which nothing
   else is known holds the same.

   Members of a union that lie at the same place hold the same pointer.

     struct flags f = {};	`f = {}', a CONSTRUCTOR without elements, which
				older compilers also make of `{ 0 }'
     struct flags f = { 0, 0 };	the same from GCC 15 on; before that, a store to
				each member, which needs nothing of this file
     memset (&f, 0, sizeof f)	a call
     f = none;			a copy, where NONE is constant and zero

   Every place in the object, bit-fields too, then holds zero, and a guard in
   it is one that was not entered.  */

#include "knowledge.h"

namespace lifetime {

/* A section begins: what arrays hold of others that are over may have been
   replaced by a loop, likewise.  */

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

/* What all elements hold together when PLACE, one of them, holds V, too.  */

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
  bool same = (a != s.borrows.end () && b != s.borrows.end ()
	       && a->second.guard == b->second.guard
	       && !a->second.ended == !b->second.ended);
  return same ? v : value (value::MIXED);
}

/* V was stored to the element PLACE, before which all elements together, which
   are ALL, held OLD.  */

void
knowledge::store_element (state *s, tree all, const value &v)
{
  if (v.kind == value::UNKNOWN)
    return;
  if (!find_loaded (all))
    add_place (all);
  remember (s, all, v, false);
}

/* What PLACE, of which nothing is known, holds as an element of an array or as
   a member of a union.  */

value
knowledge::recall_overlapped (const state &s, tree place) const
{
  if (tree all = all_elements (s, place))
    {
      value v = recall (s, all);
      if (v.kind == value::BORROW)
	return v;
    }
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

/* STMT makes PLACE zero.  A guard that is held there stays: it is lost, and
   will be reported.  */

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
