/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Lifetimes: elements of arrays whose index is not known, and members of unions.

     v[i] = percpu_borrow (g, &st);
     ...			the guard ends
     v[j]->n++			error: J may be I; if it is not, the element was
				not set, or borrowed from the same guard

   For each array of this function there is one more place, that of the element
   number -1, which stands for all elements.  It holds a borrowed pointer if
   all that was stored into the array was borrowed from one guard, and MIXED if
   anything else was.  An element of which nothing else is known holds the
   same.

   Members of a union that lie at the same place hold the same pointer.  */

#include "lifetime.h"

namespace lifetime {

/* PLACE as an element of an array of this function, if it is what a pointer leads
   to that was computed from the array; of index 0, which need not be right.  */

tree
walk::element_at (const state &s, tree place) const
{
  if (TREE_CODE (place) != MEM_REF)
    return place;
  value v = eval (s, TREE_OPERAND (place, 0));
  if (v.kind != value::ADDRESS || !local_p (v.id)
      || TREE_CODE (TREE_TYPE (v.id)) != ARRAY_TYPE
      || !types_compatible_p (TREE_TYPE (TREE_TYPE (v.id)), TREE_TYPE (place)))
    return place;
  return build4 (ARRAY_REF, TREE_TYPE (place), v.id, size_zero_node, NULL_TREE,
		 NULL_TREE);
}

/* Note the array to an element of which STMT stores, unless that is a pointer that
   was just borrowed.  A loop that sets all elements may be taken not to set
   any, and then they would seem to hold what they did before.  */

void
walk::find_stored_elements (gimple *stmt)
{
  tree place = is_gimple_assign (stmt) ? gimple_assign_lhs (stmt) : NULL_TREE;
  if (!place || TREE_CODE (place) != ARRAY_REF
      || !POINTER_TYPE_P (TREE_TYPE (place)))
    return;
  tree from = copied_from (gimple_assign_rhs1 (stmt));
  gimple *def = TREE_CODE (from) == SSA_NAME ? SSA_NAME_DEF_STMT (from) : NULL;
  enum pcpu_op op;
  enum pcpu_yield yield;
  if (!def || !is_gimple_call (def)
      || !pcpu_operation_p (gimple_call_fndecl (def), &op, &yield)
      || op != PCPU_BORROWED)
    shared_arrays.push_back (TREE_OPERAND (place, 0));
}

/* A section begins: what arrays hold of others that are over may have been
   replaced by a loop, likewise.  */

void
walk::forget_ended_elements (state *s)
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

/* The place that stands for all elements of the array that PLACE is an element
   of; NULL_TREE if it is none, or the array is not in this function's frame.  */

tree
walk::all_elements (const state &s, tree place) const
{
  place = element_at (s, place);
  if (TREE_CODE (place) != ARRAY_REF || !POINTER_TYPE_P (TREE_TYPE (place)))
    return NULL_TREE;
  tree base = get_base_address (place);
  if (!base
      || !(DECL_P (base) ? local_p (base)
	   : TREE_CODE (base) == MEM_REF && on_stack_p (TREE_OPERAND (base,
								      0))))
    return NULL_TREE;
  for (tree array : shared_arrays)
    if (operand_equal_p (array, TREE_OPERAND (place, 0), 0))
      return NULL_TREE;
  return build4 (ARRAY_REF, TREE_TYPE (place),
		 unshare_expr (TREE_OPERAND (place, 0)), integer_minus_one_node,
		 NULL_TREE, NULL_TREE);
}

/* What all elements hold together when PLACE, one of them, holds V, too.  */

value
walk::with_element (const state &s, tree place, const value &v) const
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
walk::store_element (state *s, tree all, const value &v)
{
  if (v.kind == value::UNKNOWN)
    return;
  if (!find_loaded (all))
    add_place (all);
  remember (s, all, v, false);
}

/* What PLACE, of which nothing is known, holds as an element of an array or as a
   member of a union.  */

value
walk::recall_overlapped (const state &s, tree place) const
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

/* A number or pointer of TYPE has room for a pointer.  */

bool
pointer_size_p (const_tree type)
{
  return (POINTER_TYPE_P (type)
	  || (INTEGRAL_TYPE_P (type) && TYPE_PRECISION (type) >= POINTER_SIZE));
}

/* A and B are the same bytes of the same object.  */

bool
same_bytes_p (tree a, tree b)
{
  poly_int64 offset_a, size_a, max_a, offset_b, size_b, max_b;
  bool reverse;
  tree base_a = get_ref_base_and_extent (a, &offset_a, &size_a, &max_a,
					 &reverse);
  tree base_b = get_ref_base_and_extent (b, &offset_b, &size_b, &max_b,
					 &reverse);
  return (base_a == base_b
	  && known_size_p (size_a) && known_eq (size_a, max_a)
	  && known_eq (size_a, size_b) && known_eq (size_b, max_b)
	  && known_eq (offset_a, offset_b));
}

} // namespace lifetime
