/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Knowledge: arrays of which loops have freed the elements (ranges.cc).

   The state has the number of each such loop that the path has left.  It is
   dropped when something is stored that may be an element, or when a name that
   the array or the bound is written with gets another value.  */

#include "knowledge.h"

namespace lifetime {

/* The path goes on by E: perhaps it leaves a loop that has freed the elements
   of an array.  */

void
knowledge::leave_freeing_loop (state *s, edge e)
{
  for (size_t i = 0; i < freeing_loops.size (); i++)
    if (freeing_loops[i].range.out == e)
      s->freed.insert (i);
}

/* Something is stored to PLACE; or it is not known what, if that is
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

/* NAME will be something else than before.  */

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

/* STMT loads a per-CPU pointer, of which nothing else is known: note if it is
   one of those that were freed.  */

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
