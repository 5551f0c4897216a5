/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Facts: loops that free the elements of an array.

     for (i = 0; i < n; i++)
       percpu_free (p[i]);
     for (j = 0; j < n; j++)
       p[j]->n++;                  error: each of them was freed

   Each iteration is about another element, and facts about p[i] are forgotten
   when I gets another value.  Therefore loops that free are recognised by their
   form: an index that goes through a range one by one, and an element that is
   freed in every iteration, or in every iteration in which it is not NULL.  On
   the path that leaves such a loop by the test that bounds it, all elements of
   the range are freed, until a store may change one of them (freed.cc).

   A load is certain to load one of them if its index is a constant in the
   range, if the index goes through the same range, or if the array was freed as
   a whole.  If the bound is a name N, element 0 counts too: on the path on
   which the loop is not entered N is zero, and there are no elements.  */

#include "facts.h"

namespace lifetime {

/* Find the test at the end of BB that bounds a loop of the blocks BODY.  It
   compares *A with *B, and the loop continues if *CODE holds.
   Returns: the edge that leaves the loop, or NULL if there is no such test.  */

static edge
bounding_test (basic_block bb, const block_set &body, enum tree_code *code,
	       tree *a, tree *b)
{
  gimple_stmt_iterator last = gsi_last_nondebug_bb (bb);
  gcond *test = gsi_end_p (last) ? NULL : dyn_cast<gcond *> (gsi_stmt (last));
  if (!test || EDGE_COUNT (bb->succs) != 2)
    return NULL;
  edge out = EDGE_SUCC (bb, 0), in = EDGE_SUCC (bb, 1);
  if (body[out->dest->index])
    std::swap (out, in);
  if (body[out->dest->index] || !body[in->dest->index])
    return NULL;
  *a = number_of (gimple_cond_lhs (test));
  *b = constant_of (gimple_cond_rhs (test));
  *code = gimple_cond_code (test);
  if (in->flags & EDGE_FALSE_VALUE)
    *code = invert_tree_comparison (*code, false);
  /* GCC has made `i <= 7' of `i < 8'; convert it back.  */
  if (*code == LE_EXPR && TREE_CODE (*b) == INTEGER_CST
      && !tree_int_cst_equal (*b, TYPE_MAX_VALUE (TREE_TYPE (*b))))
    {
      *code = LT_EXPR;
      *b = int_const_binop (PLUS_EXPR, *b, build_one_cst (TREE_TYPE (*b)));
    }
  return out;
}

/* Returns: whether INDEX goes through a range of numbers in a loop, seen from
   BB, which uses it.  *R is set to that range.

   The index is the result of a PHI node at the beginning of the loop, with one
   value from before the loop and one from the back edge.  The test that bounds
   it must be executed in every iteration.  It is therefore one of the blocks
   that dominate the end of the back edge.  */

bool
facts::find_range (tree index, basic_block bb, index_range *r) const
{
  if (TREE_CODE (index) != SSA_NAME)
    return false;
  /* Up: `for (i = 0; i < n; i++)'.  Down: `for (i = n; i-- > 0;)', where INDEX
     is the decremented value.  */
  tree phi_name = index;
  bool down = find_stepped_name (index, -1, &phi_name);
  gphi *phi = (TREE_CODE (phi_name) == SSA_NAME
	       ? dyn_cast<gphi *> (SSA_NAME_DEF_STMT (phi_name)) : NULL);
  if (!phi || gimple_phi_num_args (phi) != 2)
    return false;
  unsigned int n = bodies.count (gimple_phi_arg_edge (phi, 0)) ? 0 : 1;
  r->back = gimple_phi_arg_edge (phi, n);
  auto body = bodies.find (r->back);
  tree next = gimple_phi_arg_def (phi, n), from;
  tree first = constant_of (gimple_phi_arg_def (phi, 1 - n));
  if (body == bodies.end () || !body->second[bb->index])
    return false;
  if (down
      ? next != index
      : !find_stepped_name (next, 1, &from) || from != index)
    return false;
  /* Up: from the first value to the bound.  Down: from 0 to the first
     value.  */
  r->low = down ? integer_zero_node : first;
  r->high = first;
  if (TREE_CODE (r->low) != INTEGER_CST)
    return false;
  for (basic_block test = r->back->src; test;
       test = (test == r->back->dest ? NULL
	       : get_immediate_dominator (CDI_DOMINATORS, test)))
    {
      enum tree_code code;
      tree a, b;
      r->out = bounding_test (test, body->second, &code, &a, &b);
      if (!r->out)
	continue;
      /* If the test precedes the use in an iteration, the use sees only values
	 that have passed it.  */
      bool before = test != bb && dominated_by_p (CDI_DOMINATORS, bb, test);
      if (down ? (a == phi_name && (code == GT_EXPR || code == NE_EXPR)
		  && integer_zerop (b) && before)
	  : ((a == next || (a == index && before))
	     && (code == LT_EXPR || code == NE_EXPR)))
	{
	  if (!down)
	    r->high = b;
	  return TREE_CODE (r->high) == INTEGER_CST
		 || TREE_CODE (r->high) == SSA_NAME;
	}
    }
  return false;
}

/* Returns: whether BB is executed in each iteration of the loop that BACK
   closes, or in each iteration in which the pointer at PLACE is not NULL.  */

static bool
every_iteration_p (basic_block bb, edge back, tree place)
{
  if (dominated_by_p (CDI_DOMINATORS, back->src, bb))
    return true;
  if (!single_pred_p (bb))
    return false;
  basic_block test = single_pred (bb);
  gimple_stmt_iterator last = gsi_last_nondebug_bb (test);
  gcond *cond = gsi_end_p (last) ? NULL : dyn_cast<gcond *> (gsi_stmt (last));
  if (!cond || !integer_zerop (gimple_cond_rhs (cond))
      || (gimple_cond_code (cond) != NE_EXPR
	  && gimple_cond_code (cond) != EQ_EXPR)
      || !dominated_by_p (CDI_DOMINATORS, back->src, test))
    return false;
  bool not_null = ((gimple_cond_code (cond) == NE_EXPR)
		   == ((single_pred_edge (bb)->flags & EDGE_TRUE_VALUE) != 0));
  tree tested = loaded_from (copied_from (gimple_cond_lhs (cond)));
  tree array, index, other_array, other_index;
  return (not_null && tested && element_of (place, &array, &index)
	  && element_of (tested, &other_array, &other_index)
	  && index == other_index && operand_equal_p (array, other_array, 0));
}

/* Returns: whether no statement in the blocks WHERE may store to an element of
   the array that contains PLACE.  */

bool
facts::no_store_in_p (const block_set &where, tree place) const
{
  basic_block bb;
  FOR_EACH_BB_FN (bb, fun)
    if (where[bb->index])
      for (gimple_stmt_iterator gsi = gsi_start_bb (bb); !gsi_end_p (gsi);
	   gsi_next (&gsi))
	{
	  gimple *stmt = gsi_stmt (gsi);
	  tree lhs = gimple_get_lhs (stmt);
	  if (lhs && TREE_CODE (lhs) != SSA_NAME
	      && may_alias_p (state (), place, lhs))
	    return false;
	  if (is_gimple_call (stmt) && gimple_vdef (stmt)
	      && !gimple_call_internal_p (stmt)
	      && (pcpu_function_role (gimple_call_fndecl (stmt))
		  == PCPU_NO_ROLE)
	      && !private_array_p (place))
	    return false;
	}
  return true;
}

/* Find the loops that free all elements of a range.  */

void
facts::find_freeing_loops ()
{
  basic_block bb;
  FOR_EACH_BB_FN (bb, fun)
    for (gimple_stmt_iterator gsi = gsi_start_bb (bb); !gsi_end_p (gsi);
	 gsi_next (&gsi))
      {
	gcall *stmt = dyn_cast<gcall *> (gsi_stmt (gsi));
	freed_range r;
	if (!looped[bb->index] || !stmt || gimple_call_num_args (stmt) == 0
	    || (pcpu_function_role (gimple_call_fndecl (stmt)) != PCPU_FREE))
	  continue;
	r.freed = stmt;
	r.place = loaded_from (copied_from (gimple_call_arg (stmt, 0)));
	tree index;
	if (r.place && element_of (r.place, &r.array, &index)
	    && find_range (index, bb, &r.range)
	    && every_iteration_p (bb, r.range.back, r.place)
	    && no_store_in_p (bodies.find (r.range.back)->second, r.place)
	    /* With a variable bound, a later loop with the same bound may fill
	       the array again.  The walk would also take the path that skips
	       that loop, which does not exist: the bounds are equal.  So such
	       an array is left out.  */
	    && (TREE_CODE (r.range.high) == INTEGER_CST
		|| no_store_in_p (blocks_behind (fun, r.range.out), r.place)))
	  freeing_loops.push_back (r);
      }
}

/* Returns: whether the element INDEX of the array of R, used in BB, is one of
   those that R has freed.  */

bool
facts::in_range_p (const freed_range &r, tree index, basic_block bb) const
{
  tree low = r.range.low, high = r.range.high;
  if (TREE_CODE (index) == INTEGER_CST)
    return (tree_int_cst_equal (index, low)
	    || (tree_int_cst_lt (low, index) && TREE_CODE (high) == INTEGER_CST
		&& tree_int_cst_lt (index, high)));
  index_range other;
  if (find_range (index, bb, &other) && !tree_int_cst_lt (other.low, low)
      && (other.high == high
	  || (TREE_CODE (high) == INTEGER_CST
	      && TREE_CODE (other.high) == INTEGER_CST
	      && !tree_int_cst_lt (high, other.high))))
    return true;
  /* The array was freed as a whole, so any index will do.  */
  tree domain = (TREE_CODE (TREE_TYPE (r.array)) == ARRAY_TYPE
		 ? TYPE_DOMAIN (TREE_TYPE (r.array)) : NULL_TREE);
  tree last = domain ? TYPE_MAX_VALUE (domain) : NULL_TREE;
  return (integer_zerop (low) && last && TREE_CODE (last) == INTEGER_CST
	  && TREE_CODE (high) == INTEGER_CST && tree_int_cst_lt (last, high)
	  && !integer_zerop (last));
}

} // namespace lifetime
