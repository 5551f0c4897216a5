/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Facts: places, tests, loops and names of a function.

   The walk makes one state for each combination of what is known.  So only
   what is asked for again is known: a place that is loaded, a test whose
   subject is tested twice.  For each of them a set of blocks says where that
   may still happen, and outside of it the path forgets it.  */

#include "facts.h"

namespace lifetime {

/* What is known by the same EXPRESSION, or NULL_TREE.  */

tree
facts::find_known (tree expression) const
{
  auto same = known.equal_range (iterative_hash_expr (expression, 0));
  for (auto k = same.first; k != same.second; ++k)
    if (operand_equal_p (k->second, expression, OEP_MATCH_SIDE_EFFECTS))
      return k->second;
  return NULL_TREE;
}

/* EXPRESSION may be remembered.  */

void
facts::note_known (tree expression)
{
  known.insert ({ iterative_hash_expr (expression, 0), expression });
}

/* Likewise, and is a place.  */

void
facts::add_place (tree place)
{
  note_known (place);
  place_index[place] = places.size ();
  places.push_back ({ place, 0, {} });
}

/* Find the places that are loaded, and for each of them the blocks from which
   a path leads to a load: elsewhere it need not be remembered.  */

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
	/* A pointer in a local structure may go with the whole of it.  */
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
  /* The other way round.  */
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

/* NAME was loaded from a place that has not been stored to since.  */

bool
facts::fresh_load_p (const state &s, tree name) const
{
  return loaded_from (name) && !s.stale.count (SSA_NAME_VERSION (name));
}

/* STMT is a call of which one does not know what it does to memory.  */

static bool
unknown_call_p (gimple *stmt)
{
  if (!is_gimple_call (stmt) || !gimple_vdef (stmt)
      || gimple_call_internal_p (stmt))
    return false;
  tree fndecl = gimple_call_fndecl (stmt);
  return !fndecl || !fndecl_built_in_p (fndecl);
}

/* Once around a loop that calls others, the conditions by which it ends are new
   ones, or one would never come out.  All others are what they were.  */

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
	  /* The body: what comes to the edge without passing its
	     destination.  */
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
	  /* Without calls, what a condition asks memory for can only be
	     changed by stores, and these are seen.  */
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

/* A loop that `continue' begins anew has several edges that go back: it is one
   loop all the same.  */

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

/* Add what the last statement of BB asks memory for to CHANGED.  */

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

/* The record of PLACE, or NULL.  */

facts::loaded *
facts::find_loaded (tree place)
{
  auto i = place_index.find (find_known (place));
  return i != place_index.end () ? &places[i->second] : NULL;
}

/* Find the names that are alive behind the PHI nodes of each block, by the
   usual iteration from the ends of the blocks.  GCC's own liveness
   (tree-ssa-live.h) is that of partitions of names and needs a map of them,
   which exists when SSA form is left only.  */

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
  /* A name is alive at the beginning of a block if it is used there before it
     is defined, or is alive at the end and not defined.  The arguments of a
     PHI node are used at the end of the block that the edge comes from.  */
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

/* STMT makes TEST.  */

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
  /* Stores answer questions about bits.  */
  tree of;
  entry->times += bits_p (test, &of) ? 2 : 1;
  entry->asked[gimple_bb (stmt)->index] = true;
  for (tree other : entry->tests)
    if (operand_equal_p (other, test, 0))
      return;
  entry->tests.push_back (test);
}

/* Find the tests that are made, and with them the blocks from which a path
   leads to another test of the same subject.  */

void
facts::find_tests ()
{
  basic_block bb;
  FOR_EACH_BB_FN (bb, fun)
    for (gimple_stmt_iterator gsi = gsi_start_bb (bb); !gsi_end_p (gsi);
	 gsi_next (&gsi))
      for (tree test : tests_in (gsi_stmt (gsi)))
	count_test (gsi_stmt (gsi), test);
  /* To know what is asked once helps nobody.  */
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

/* In BB or behind it somebody may want to know what is known of PLACE.  */

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

/* Collect all facts, in the order in which one needs the others.  */

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

/* Give back what GCC has no owner for.  */

facts::~facts ()
{
  if (own_dominators)
    free_dominance_info (fun, CDI_DOMINATORS);
  for (bitmap b : alive)
    if (b)
      BITMAP_FREE (b);
}

} // namespace lifetime
