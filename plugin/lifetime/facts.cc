/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Facts: places, tests, loops and names of a function.

   The number of states is exponential in the number of facts that they can
   contain.  Therefore states record only what is asked for again: a place that
   is loaded, and a test whose subject is tested at least twice.  For each of
   them a set of blocks says from where a path leads to such a statement.
   Elsewhere the fact may be forgotten.  */

#include "facts.h"

namespace lifetime {

/* Returns: the tree that represents all places or tests equal to EXPRESSION, or
   NULL_TREE if it is not one that is remembered.  Two representatives are equal
   only if they are one tree.  */

tree
facts::find_known (tree expression) const
{
  auto same = known.equal_range (iterative_hash_expr (expression, 0));
  for (auto k = same.first; k != same.second; ++k)
    if (operand_equal_p (k->second, expression, OEP_MATCH_SIDE_EFFECTS))
      return k->second;
  return NULL_TREE;
}

/* EXPRESSION represents all expressions that are equal to it.  */

void
facts::note_known (tree expression)
{
  known.insert ({ iterative_hash_expr (expression, 0), expression });
}

/* Make PLACE a place that states remember from now on.  */

void
facts::add_place (tree place)
{
  note_known (place);
  place_index[place] = places.size ();
  places.push_back ({ place, 0, {} });
}

/* Find the places that are loaded, and for each of them the blocks from which a
   path leads to a load.  Elsewhere a state need not record the place.  */

void
facts::find_places ()
{
  std::vector<block_set> asked;
  basic_block bb;
  FOR_EACH_BB_FN (bb, fun)
    for (gimple_stmt_iterator gsi = gsi_start_bb (bb); !gsi_end_p (gsi);
	 gsi_next (&gsi))
      {
	gimple *stmt = gsi_stmt (gsi);
	find_exposed (stmt);
	find_stored_elements (stmt);
	bool load = (gimple_assign_load_p (stmt)
		     && place_p (gimple_assign_rhs1 (stmt)));
	tree place = load ? gimple_assign_rhs1 (stmt)
		     : is_gimple_assign (stmt) ? gimple_assign_lhs (stmt)
		     : NULL_TREE;
	/* A pointer that is stored to a member of a local structure counts as
	   well: a copy of the whole structure loads it.  */
	if (!load && (!place || !place_p (place) || !local_p (place)
		      || !POINTER_TYPE_P (TREE_TYPE (place))))
	  continue;
	place = canonical (state (), place);
	loaded *l = find_loaded (place);
	if (!l && places.size () >= places_max)
	  incomplete = true;
	else if (!l)
	  {
	    add_place (place);
	    asked.push_back (block_set (last_basic_block_for_fn (fun)));
	    l = &places.back ();
	  }
	if (!l || !load)
	  continue;
	l->times++;
	asked[l - &places[0]][bb->index] = true;
	tree lhs = gimple_assign_lhs (stmt);
	if (TREE_CODE (lhs) != SSA_NAME)
	  continue;
	l->names.push_back (SSA_NAME_VERSION (lhs));
	if (POINTER_TYPE_P (TREE_TYPE (lhs)))
	  {
	    loads[SSA_NAME_VERSION (lhs)] = ssa_name (l->names[0]);
	    walk_tree_without_duplicates (&place, find_names,
					  &loaded_by[SSA_NAME_VERSION (lhs)]);
	  }
      }
  /* So far LOADED_BY maps a loaded name to the names that its place depends on.
     What is needed is the inverse: when a name gets another value, the loaded
     names that depend on it are no longer current.  */
  std::map<unsigned int, std::vector<unsigned int> > used = loaded_by;
  loaded_by.clear ();
  for (const auto &name : used)
    for (unsigned int by : name.second)
      loaded_by[by].push_back (name.first);
  for (size_t i = 0; i < places.size (); i++)
    {
      add_before (fun, &asked[i]);
      asked_for[places[i].place] = asked[i];
    }
}

/* Returns: whether NAME was loaded from a place that has not been stored to
   since.  */

bool
facts::fresh_load_p (const state &s, tree name) const
{
  return loaded_from (name) && !s.stale.count (SSA_NAME_VERSION (name));
}

/* Returns: whether STMT is a call with unknown effects on memory.  */

static bool
unknown_call_p (gimple *stmt)
{
  if (!is_gimple_call (stmt) || !gimple_vdef (stmt)
      || gimple_call_internal_p (stmt))
    return false;
  tree fndecl = gimple_call_fndecl (stmt);
  return !fndecl || !fndecl_built_in_p (fndecl);
}

/* Find the loops, and for each back edge the conditions that may have another
   result in the next iteration.

   A fact that a branch has taught normally survives a call (knowledge.h).  For
   the conditions by which a loop ends that would be wrong: in

     while (!d->done)
       wait (d);

   the walk would know for ever that D->DONE is zero, and would never leave the
   loop.  So if the body contains an unknown call, the conditions on edges that
   leave the loop are forgotten at the back edge.  All others keep their
   results.  */

void
facts::find_loops ()
{
  looped.resize (last_basic_block_for_fn (fun));
  basic_block bb;
  FOR_EACH_BB_FN (bb, fun)
    {
      edge e;
      edge_iterator i;
      FOR_EACH_EDGE (e, i, bb->succs)
	{
	  if (!(e->flags & EDGE_DFS_BACK))
	    continue;
	  std::set<tree> &changed = in_loop[e];
	  /* The body consists of the blocks from which a path leads to the back
	     edge without passing its destination.  */
	  std::set<basic_block> body = { e->dest };
	  std::vector<basic_block> list = { e->src };
	  while (!list.empty ())
	    {
	      basic_block b = list.back ();
	      list.pop_back ();
	      if (!body.insert (b).second)
		continue;
	      edge in;
	      edge_iterator j;
	      FOR_EACH_EDGE (in, j, b->preds)
		list.push_back (in->src);
	    }
	  bool calls = false;
	  bodies[e].resize (last_basic_block_for_fn (fun));
	  for (basic_block b : body)
	    looped[b->index] = bodies[e][b->index] = true;
	  for (basic_block b : body)
	    for (gimple_stmt_iterator gsi = gsi_start_bb (b);
		 !gsi_end_p (gsi); gsi_next (&gsi))
	      calls |= unknown_call_p (gsi_stmt (gsi));
	  /* Without calls only a store can change what a condition loads, and
	     stores invalidate the facts themselves.  */
	  if (!calls)
	    continue;
	  for (basic_block b : body)
	    {
	      edge out;
	      edge_iterator j;
	      bool leaves_loop = false;
	      FOR_EACH_EDGE (out, j, b->succs)
		leaves_loop |= !body.count (out->dest);
	      if (leaves_loop)
		find_changed (b, &changed);
	    }
	}
    }
}

/* Give all back edges to one block the union of their bodies.  A loop with a
   `continue' statement has several back edges, but is one loop.  */

void
facts::join_loops ()
{
  for (auto &a : bodies)
    for (auto &b : bodies)
      if (a.first->dest == b.first->dest && a.first != b.first)
	for (size_t i = 0; i < a.second.size (); i++)
	  if (b.second[i])
	    a.second[i] = true;
}

/* Add to CHANGED the tests of the last statement of BB, and the places that its
   operands are computed from.  */

void
facts::find_changed (basic_block bb, std::set<tree> *changed)
{
  gimple_stmt_iterator last = gsi_last_nondebug_bb (bb);
  if (gsi_end_p (last))
    return;
  for (tree test : tests_in (gsi_stmt (last)))
    if (tree known = find_known (test))
      changed->insert (known);
  ssa_op_iter i;
  tree name;
  FOR_EACH_SSA_TREE_OPERAND (name, gsi_stmt (last), i, SSA_OP_USE)
    {
      std::vector<tree> leaves;
      origin_of (name, &leaves, true);
      for (tree leaf : leaves)
	if (tree place = loaded_from (leaf))
	  if (const loaded *l = find_loaded (canonical (state (), place)))
	    changed->insert (l->place);
    }
}

/* Returns: the record of PLACE, or NULL.  */

facts::loaded *
facts::find_loaded (tree place)
{
  auto i = place_index.find (find_known (place));
  return i != place_index.end () ? &places[i->second] : NULL;
}

/* Find the names that are alive after the PHI nodes of each block, by the usual
   backward iteration to a fixed point.  GCC's own liveness (tree-ssa-live.h)
   works on partitions of names, and the map of these exists only when the
   function leaves SSA form.  */

void
facts::find_alive ()
{
  unsigned int n = last_basic_block_for_fn (fun);
  std::vector<bitmap> used (n), defined (n);
  basic_block bb;
  bool changed;

  alive.resize (n);
  FOR_EACH_BB_FN (bb, fun)
    {
      used[bb->index] = BITMAP_ALLOC (NULL);
      defined[bb->index] = BITMAP_ALLOC (NULL);
      alive[bb->index] = BITMAP_ALLOC (NULL);
      for (gimple_stmt_iterator gsi = gsi_start_bb (bb); !gsi_end_p (gsi);
	   gsi_next (&gsi))
	{
	  gimple *stmt = gsi_stmt (gsi);
	  ssa_op_iter i;
	  tree name;
	  if (is_gimple_debug (stmt))
	    continue;
	  FOR_EACH_SSA_TREE_OPERAND (name, stmt, i, SSA_OP_USE)
	    if (!bitmap_bit_p (defined[bb->index], SSA_NAME_VERSION (name)))
	      bitmap_set_bit (used[bb->index], SSA_NAME_VERSION (name));
	  FOR_EACH_SSA_TREE_OPERAND (name, stmt, i, SSA_OP_DEF)
	    bitmap_set_bit (defined[bb->index], SSA_NAME_VERSION (name));
	}
      bitmap_copy (alive[bb->index], used[bb->index]);
    }
  /* A name is alive at the beginning of a block if it is used there before its
     definition, or is alive at the end and not defined in the block.  An
     argument of a PHI node is used at the end of the predecessor.  */
  bitmap out = BITMAP_ALLOC (NULL), in = BITMAP_ALLOC (NULL);
  do
    {
      changed = false;
      FOR_EACH_BB_REVERSE_FN (bb, fun)
	{
	  edge e;
	  edge_iterator i;
	  bitmap_clear (out);
	  FOR_EACH_EDGE (e, i, bb->succs)
	    {
	      if (e->dest == EXIT_BLOCK_PTR_FOR_FN (fun))
		continue;
	      bitmap_copy (in, alive[e->dest->index]);
	      for (gphi_iterator p = gsi_start_phis (e->dest); !gsi_end_p (p);
		   gsi_next (&p))
		bitmap_clear_bit (in, SSA_NAME_VERSION
				      (gimple_phi_result (p.phi ())));
	      bitmap_ior_into (out, in);
	      for (gphi_iterator p = gsi_start_phis (e->dest); !gsi_end_p (p);
		   gsi_next (&p))
		{
		  tree arg = PHI_ARG_DEF_FROM_EDGE (p.phi (), e);
		  if (TREE_CODE (arg) == SSA_NAME)
		    bitmap_set_bit (out, SSA_NAME_VERSION (arg));
		}
	    }
	  bitmap_and_compl_into (out, defined[bb->index]);
	  changed |= bitmap_ior_into (alive[bb->index], out);
	}
    }
  while (changed);
  BITMAP_FREE (out);
  BITMAP_FREE (in);
  FOR_EACH_BB_FN (bb, fun)
    {
      BITMAP_FREE (used[bb->index]);
      BITMAP_FREE (defined[bb->index]);
    }
}

/* Count TEST, which STMT makes.  */

void
facts::count_test (gimple *stmt, tree test)
{
  tree about = subject_of (test);
  subject *entry = NULL;
  for (subject &other : subjects)
    if (operand_equal_p (other.about, about, 0))
      entry = &other;
  if (!entry)
    {
      if (subjects.size () >= places_max)
	{
	  incomplete = true;
	  return;
	}
      subjects.push_back
	({ about, 0, {}, block_set (last_basic_block_for_fn (fun)) });
      entry = &subjects.back ();
    }
  /* A store of bits, as in `x |= 4', answers a test of bits (find_answers).  So
     it counts as two: a single such test is worth recording.  */
  tree of;
  entry->times += find_masked_number (test, &of) ? 2 : 1;
  entry->asked[gimple_bb (stmt)->index] = true;
  for (tree other : entry->tests)
    if (operand_equal_p (other, test, 0))
      return;
  entry->tests.push_back (test);
}

/* Find the tests, and for each subject the blocks from which a path leads to a
   test of it.  */

void
facts::find_tests ()
{
  basic_block bb;
  FOR_EACH_BB_FN (bb, fun)
    for (gimple_stmt_iterator gsi = gsi_start_bb (bb); !gsi_end_p (gsi);
	 gsi_next (&gsi))
      for (tree test : tests_in (gsi_stmt (gsi)))
	count_test (gsi_stmt (gsi), test);
  /* A test whose subject is tested once cannot be answered by another one.  */
  for (size_t i = subjects.size (); i-- > 0;)
    if (subjects[i].times < 2)
      subjects.erase (subjects.begin () + i);
    else
      {
	add_before (fun, &subjects[i].asked);
	for (tree test : subjects[i].tests)
	  {
	    note_known (test);
	    asked_for[test] = subjects[i].asked;
	  }
      }
}

/* Returns: whether some path from the beginning of BB asks for PLACE, a place
   or a test.  This is so if a statement on it loads the place or makes the
   test.  A place is also kept while all names in it are alive, because there
   are other ways to ask for it, for example a cleanup or a copy of its
   structure.  */

bool
facts::asked_for_p (tree place, basic_block bb) const
{
  auto asked = asked_for.find (place);
  if (asked != asked_for.end () && asked->second[bb->index])
    return true;
  if (!handled_component_p (place) && !DECL_P (place)
      && TREE_CODE (place) != MEM_REF)
    return false;
  return !walk_tree_without_duplicates (&place, find_dead, alive[bb->index]);
}

/* Collect all facts, in an order in which each step finds what it needs: places
   need the guard types and the equal pointers, loops need places and tests, and
   loops that free need dominators and the bodies of loops.  */

void
facts::find_facts ()
{
  find_guard_types ();
  find_elements ();
  find_places ();
  find_tests ();
  find_alive ();
  mark_dfs_back_edges ();
  find_loops ();
  join_loops ();
  own_dominators = !dom_info_available_p (CDI_DOMINATORS);
  calculate_dominance_info (CDI_DOMINATORS);
  find_freeing_loops ();
}

/* Free what has no owner in GCC.  */

facts::~facts ()
{
  if (own_dominators)
    free_dominance_info (fun, CDI_DOMINATORS);
  for (bitmap b : alive)
    if (b)
      BITMAP_FREE (b);
}

} // namespace lifetime
