/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* The control flow of a function: see class flow.

   Reachability does not tell what a condition decides about, because after a
   loop both sides of its condition are reached again.  The question is which
   blocks a path can avoid, and within which iteration.  */

#include "check-then-act/check-then-act.h"

namespace check_then_act {

/* Returns: whether A precedes B, which is in the same block.  */

bool
flow::before_p (gimple *a, gimple *b) const
{
  return gimple_uid (a) < gimple_uid (b);
}

/* Returns: whether A precedes B on every path to B.  */

bool
flow::dominates_p (gimple *a, gimple *b) const
{
  if (gimple_bb (a) == gimple_bb (b))
    return before_p (a, b);
  return dominated_by_p (CDI_DOMINATORS, gimple_bb (b), gimple_bb (a));
}

/* Set SEEN to the blocks that a path from the beginning of FROM reaches without
   WITHOUT and without a back edge.  If TO is not NULL, the search may end when
   it has found that block.  */

void
flow::find_reached (basic_block from, basic_block to, basic_block without,
		    sbitmap seen)
{
  auto_vec<basic_block> todo;
  bitmap_clear (seen);
  if (from == without)
    return;
  todo.safe_push (from);
  bitmap_set_bit (seen, from->index);
  while (!todo.is_empty ())
    {
      basic_block bb = todo.pop ();
      work++;
      if (bb == to)
	return;
      edge e;
      edge_iterator ei;
      FOR_EACH_EDGE (e, ei, bb->succs)
	if (e->dest != without && !back_edge_p (e)
	    && add_bit_p (seen, e->dest->index))
	  todo.safe_push (e->dest);
    }
}

/* Returns: whether a path from FROM reaches TO without WITHOUT and without a
   back edge.  */

bool
flow::reached_p (basic_block from, basic_block to, basic_block without)
{
  auto_sbitmap seen (last_basic_block_for_fn (fun));
  find_reached (from, to, without, seen);
  return bitmap_bit_p (seen, to->index);
}

/* Set SEEN to the blocks that a path from the beginning of FROM reaches without
   executing ACT.  The search does not continue behind CONDITION.

   Returns: ESCAPE if a path can avoid ACT: it reaches the end of the function,
   or CONDITION once more.  If ACT follows the loop around CONDITION, and paths
   can only execute that loop once more, the result is NEXT_ITERATION.
   Otherwise NO_ESCAPE.  */

enum flow::escape
flow::find_escape (basic_block from, basic_block act, basic_block condition,
		   sbitmap seen)
{
  enum escape result = NO_ESCAPE;
  class loop *l = condition ? condition->loop_father : NULL;
  auto_vec<basic_block> todo;
  if (l && (!loop_outer (l) || flow_bb_inside_loop_p (l, act)))
    l = NULL;
  bitmap_clear (seen);
  if (from == act)
    return NO_ESCAPE;
  todo.safe_push (from);
  bitmap_set_bit (seen, from->index);
  while (!todo.is_empty ())
    {
      basic_block bb = todo.pop ();
      work++;
      if (bb == condition || bb == EXIT_BLOCK_PTR_FOR_FN (fun))
	{
	  if (bb != condition || !l)
	    result = ESCAPE;
	  else if (result == NO_ESCAPE)
	    result = NEXT_ITERATION;
	  continue;
	}
      edge e;
      edge_iterator ei;
      FOR_EACH_EDGE (e, ei, bb->succs)
	if (l && flow_bb_inside_loop_p (l, e->dest)
	    && !flow_bb_inside_loop_p (l, bb))
	  result = ESCAPE;
	else if (e->dest != act && add_bit_p (seen, e->dest->index))
	  todo.safe_push (e->dest);
    }
  return result;
}

/* Returns: the block in which the sides of CONDITION meet again, or NULL.  SIDE
   reaches it in any case or ends the program, and OTHER reaches it.  */

basic_block
flow::find_join (gimple *condition, edge side, edge other)
{
  auto_sbitmap blocks (last_basic_block_for_fn (fun));
  basic_block join = other->dest;
  for (unsigned int i = 0; join && i < 16; i++)
    {
      if (join == EXIT_BLOCK_PTR_FOR_FN (fun) || join == gimple_bb (condition))
	return NULL;
      if (find_escape (side->dest, join, NULL, blocks) == NO_ESCAPE)
	return join;
      join = get_immediate_dominator (CDI_POST_DOMINATORS, join);
    }
  return NULL;
}

/* Free the results of find_sides.  */

void
flow::forget_sides ()
{
  for (auto known : reached)
    sbitmap_vector_free (known.second);
  reached.empty ();
}

/* Returns: for each side of CONDITION the blocks that it reaches without
   passing CONDITION.  */

sbitmap *
flow::find_sides (basic_block condition)
{
  sbitmap **known = reached.get (condition);
  if (known)
    return *known;
  if (reached.elements () >= reached_max)
    forget_sides ();
  unsigned int n = EDGE_COUNT (condition->succs);
  sbitmap *sides = sbitmap_vector_alloc (n, last_basic_block_for_fn (fun));
  for (unsigned int i = 0; i < n; i++)
    find_reached (EDGE_SUCC (condition, i)->dest, NULL, condition, sides[i]);
  reached.put (condition, sides);
  return sides;
}

/* Returns: whether CONDITION selects the edge by which a path enters JOIN,
   within one iteration.  */

bool
flow::selects_p (gimple *condition, basic_block join)
{
  basic_block bb = gimple_bb (condition);
  unsigned int n = EDGE_COUNT (bb->succs);
  edge e;
  edge_iterator i;

  if (n < 2)
    return false;
  sbitmap *sides = find_sides (bb);
  FOR_EACH_EDGE (e, i, join->preds)
    {
      unsigned int ways = 0, others = 0;
      for (unsigned int j = 0; j < n; j++)
	{
	  edge side = EDGE_SUCC (bb, j);
	  bool comes = (!back_edge_p (e) && !back_edge_p (side)
			&& (side == e
			    || (side->dest != join
				&& bitmap_bit_p (sides[j], e->src->index))));
	  ways += comes;
	  others += (!comes && !back_edge_p (side)
		     && bitmap_bit_p (sides[j], join->index));
	}
      if (ways > 0 && others > 0)
	return true;
    }
  return false;
}

} // namespace check_then_act
