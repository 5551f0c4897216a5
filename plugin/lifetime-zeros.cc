/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Lifetimes: initialisers and other stores that make everything zero.

     struct flags f = {};	`f = {}', a CONSTRUCTOR without elements, which
				older compilers also make of `{ 0 }'
     struct flags f = { 0, 0 };	the same from GCC 15 on; before that, a store to
				each member, which needs nothing of this file
     memset (&f, 0, sizeof f)	a call
     f = none;			a copy, where NONE is constant and zero

   Every place in the object, bit-fields too, then holds zero, and a guard in it
   is one that was not entered.  */

#include "lifetime.h"

namespace lifetime {

/* RHS, of an assignment, is zero in all its parts.  */

bool
walk::zero_p (const state &s, tree rhs) const
{
  if (TREE_CODE (rhs) == CONSTRUCTOR)
    {
      unsigned int i;
      tree element;
      FOR_EACH_CONSTRUCTOR_VALUE (CONSTRUCTOR_ELTS (rhs), i, element)
	if (!initializer_zerop (element))
	  return false;
      return !TREE_CLOBBER_P (rhs);
    }
  if (VAR_P (rhs) && TREE_STATIC (rhs) && TREE_READONLY (rhs)
      && !is_gimple_reg_type (TREE_TYPE (rhs)))
    return (DECL_INITIAL (rhs) ? initializer_zerop (DECL_INITIAL (rhs))
	    : !TREE_PUBLIC (rhs));
  return (is_gimple_reg_type (TREE_TYPE (rhs))
	  && (CONSTANT_CLASS_P (rhs) || TREE_CODE (rhs) == SSA_NAME)
	  && eval (s, rhs).kind == value::ZERO);
}

/* PART is a part of PLACE, or PLACE itself.  */

static bool
part_p (tree part, tree place)
{
  poly_int64 offset, size, max, offset_in, size_in, max_in;
  bool reverse;
  tree base = get_ref_base_and_extent (part, &offset, &size, &max, &reverse);
  tree base_in = get_ref_base_and_extent (place, &offset_in, &size_in, &max_in,
					  &reverse);
  return (operand_equal_p (base, base_in, 0)
	  && known_size_p (max) && known_size_p (size_in)
	  && known_eq (size_in, max_in)
	  && known_subrange_p (offset, max, offset_in, size_in));
}

/* STMT makes PLACE zero.  A guard that is held there stays: it is lost, and will
   be reported.  */

void
walk::zero_place (state *s, gimple *stmt, tree place)
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

/* The call STMT of memset makes a whole variable zero: that one; else
   NULL_TREE.  */

tree
walk::cleared_variable (const state &s, gcall *stmt) const
{
  if (!gimple_call_builtin_p (stmt, BUILT_IN_MEMSET)
      || !integer_zerop (gimple_call_arg (stmt, 1)))
    return NULL_TREE;
  tree place = pointed_to (gimple_call_arg (stmt, 0));
  value v = eval (s, gimple_call_arg (stmt, 0));
  if (!place && v.kind == value::ADDRESS && !v.interior)
    place = v.id;
  return (place
	  && tree_int_cst_equal (TYPE_SIZE_UNIT (TREE_TYPE (place)),
				 gimple_call_arg (stmt, 2))
	  ? place : NULL_TREE);
}

} // namespace lifetime
