/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Knowledge: arrays whose elements a loop has freed (ranges.cc).

   A state contains the number of each such loop that the path has left.  The
   number is removed when a store may change an element, or when a name in the
   place of the array or in the bound gets another value.  */

#include "knowledge.h"

namespace lifetime {

/* The path continues through E, which may leave a loop that frees an array.  */

void
knowledge::leave_freeing_loop (state *s, edge e)
{
  for (size_t i = 0; i < freeing_loops.size (); i++)
    if (freeing_loops[i].range.out == e)
      s->freed.insert (i);
}

/* Something is stored to PLACE, or to an unknown place if that is
   NULL_TREE.  */

void
knowledge::store_to_freed (state *s, tree place)
{
  for (auto i = s->freed.begin (); i != s->freed.end ();)
    {
      const freed_range &r = freeing_loops[*i];
      if (place ? may_alias_p (*s, r.place, place) : !private_array_p (r.place))
	i = s->freed.erase (i);
      else
	++i;
    }
}

/* NAME gets another value: forget the arrays that depend on it.  */

void
knowledge::forget_freed_by_name (state *s, tree name)
{
  for (auto i = s->freed.begin (); i != s->freed.end ();)
    {
      freed_range &r = freeing_loops[*i];
      if (r.range.high == name
	  || walk_tree_without_duplicates (&r.array, find_name, name))
	i = s->freed.erase (i);
      else
	++i;
    }
}

/* STMT loads a per-CPU pointer about which nothing else is known.  Mark the
   object as freed if a loop has freed that element.  */

void
knowledge::load_freed (state *s, gassign *stmt)
{
  tree name = gimple_assign_lhs (stmt), array, index;
  value v = eval (*s, name);
  if (s->freed.empty () || v.kind != value::OBJECT || v.id != name
      || !element_of (gimple_assign_rhs1 (stmt), &array, &index))
    return;
  for (size_t i : s->freed)
    {
      const freed_range &r = freeing_loops[i];
      if (same_array_p (*s, r.array, array)
	  && in_range_p (r, index, gimple_bb (stmt)))
	s->objects[SSA_NAME_VERSION (name)]
	  = { object::FREED, NULL, r.freed, 0, NULL, NULL_TREE };
    }
}

} // namespace lifetime
