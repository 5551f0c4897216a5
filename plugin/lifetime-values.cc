/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Lifetimes: what is known of values, and of places in memory.

     p = q		P holds what Q holds
     if (p == 0)	on one side P is zero, on the other it is not; and so is
			what P was computed or loaded from
     *q = 3		the place holds 3, and others that it may be do not hold
			any more what they did

   lifetime.cc says what for.  Nothing is reported here.  */

#include "lifetime.h"

namespace lifetime {

/* Places.  */

/* Note whose addresses STMT takes, or of which array it uses some element.  */

void
walk::find_exposed (gimple *stmt)
{
  enum pcpu_role role = (is_gimple_call (stmt)
			 ? pcpu_function_role (gimple_call_fndecl (stmt))
			 : PCPU_NO_ROLE);
  /* The address sanitizer only says where a variable's scope begins and
     ends.  */
  if (is_gimple_debug (stmt) || gimple_call_internal_p (stmt, IFN_ASAN_MARK)
      || role == PCPU_AUTOFREE || role == PCPU_GUARD_LEAVE)
    return;
  for (unsigned int i = 0; i < gimple_num_ops (stmt); i++)
    {
      tree op = gimple_op (stmt, i);
      bool any = false;
      if (!op)
	continue;
      if (TREE_CODE (op) == ADDR_EXPR)
	{
	  any = true;
	  op = TREE_OPERAND (op, 0);
	}
      for (tree ref = op; handled_component_p (ref);
	   ref = TREE_OPERAND (ref, 0))
	any |= (TREE_CODE (ref) == ARRAY_REF
		&& TREE_CODE (TREE_OPERAND (ref, 1)) != INTEGER_CST);
      tree base = any ? get_base_address (op) : NULL_TREE;
      if (base && VAR_P (base))
	{
	  exposed.insert (DECL_UID (base));
	  if (gimple_op (stmt, i) != op)
	    taken.insert (DECL_UID (base));
	}
    }
}

/* PLACE is in a variable of this function.  */

bool
walk::local_p (tree place) const
{
  tree base = get_base_address (place);
  return base && DECL_P (base) && auto_var_in_fn_p (base, fun->decl);
}

/* walk_tree callback: add the names to the vector DATA.  */

static tree
find_names (tree *tp, int *walk_subtrees, void *data)
{
  if (TYPE_P (*tp))
    *walk_subtrees = 0;
  else if (TREE_CODE (*tp) == SSA_NAME)
    ((std::vector<unsigned int> *) data)->push_back (SSA_NAME_VERSION (*tp));
  return NULL_TREE;
}

/* Add to BLOCKS of FUN those from which one can come there.  */

void
add_before (function *fun, block_set *blocks)
{
  std::vector<basic_block> list;
  for (size_t i = 0; i < blocks->size (); i++)
    if ((*blocks)[i])
      list.push_back (BASIC_BLOCK_FOR_FN (fun, i));
  while (!list.empty ())
    {
      basic_block bb = list.back ();
      list.pop_back ();
      edge e;
      edge_iterator i;
      FOR_EACH_EDGE (e, i, bb->preds)
	if (!(*blocks)[e->src->index])
	  {
	    (*blocks)[e->src->index] = true;
	    list.push_back (e->src);
	  }
    }
}

/* What is known by the same EXPRESSION, or NULL_TREE.  */

tree
walk::find_known (tree expression) const
{
  auto same = known.equal_range (iterative_hash_expr (expression, 0));
  for (auto k = same.first; k != same.second; ++k)
    if (operand_equal_p (k->second, expression, OEP_MATCH_SIDE_EFFECTS))
      return k->second;
  return NULL_TREE;
}

/* EXPRESSION may be remembered.  */

void
walk::note_known (tree expression)
{
  known.insert ({ iterative_hash_expr (expression, 0), expression });
}

/* Likewise, and is a place.  */

void
walk::add_place (tree place)
{
  note_known (place);
  place_index[place] = places.size ();
  places.push_back ({ place, 0, {} });
}

void
walk::find_places ()
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

/* The place that NAME was loaded from, or NULL_TREE.  */

tree
loaded_from (tree name)
{
  if (TREE_CODE (name) != SSA_NAME)
    return NULL_TREE;
  gimple *def = SSA_NAME_DEF_STMT (name);
  return (gimple_assign_load_p (def) && place_p (gimple_assign_rhs1 (def))
	  ? gimple_assign_rhs1 (def) : NULL_TREE);
}

/* NAME as an expression of places and of names that are not computed from
   others; if BY_NAME is set, what was loaded goes by its name.  What goes into it is
   added to LEAVES.  */

tree
origin_of (tree name, std::vector<tree> *leaves, bool by_name,
	   unsigned int depth)
{
  if (TREE_CODE (name) != SSA_NAME)
    return name;
  gassign *def = dyn_cast<gassign *> (SSA_NAME_DEF_STMT (name));
  if (depth > 0 && def && INTEGRAL_TYPE_P (TREE_TYPE (name)))
    {
      enum tree_code code = gimple_assign_rhs_code (def);
      tree a = gimple_assign_rhs1 (def), b = gimple_assign_rhs2 (def);
      if (CONVERT_EXPR_CODE_P (code) && INTEGRAL_TYPE_P (TREE_TYPE (a)))
	return build1 (NOP_EXPR, TREE_TYPE (name),
		       origin_of (a, leaves, by_name, depth - 1));
      switch (code)
	{
	case PLUS_EXPR:
	case MINUS_EXPR:
	case MULT_EXPR:
	case TRUNC_DIV_EXPR:
	case TRUNC_MOD_EXPR:
	case LSHIFT_EXPR:
	case RSHIFT_EXPR:
	case BIT_AND_EXPR:
	case BIT_IOR_EXPR:
	case BIT_XOR_EXPR:
	  {
	    tree x = origin_of (a, leaves, by_name, depth - 1);
	    tree y = origin_of (b, leaves, by_name, depth - 1);
	    return build2 (code, TREE_TYPE (name), x, y);
	  }
	default:
	  break;
	}
    }
  leaves->push_back (name);
  tree place = by_name ? NULL_TREE : loaded_from (name);
  return place ? place : name;
}

void
walk::find_elements ()
{
  struct element
  {
    tree base, offset, name;
  };
  std::vector<element> list;
  basic_block bb;
  FOR_EACH_BB_FN (bb, fun)
    for (gimple_stmt_iterator gsi = gsi_start_bb (bb); !gsi_end_p (gsi);
	 gsi_next (&gsi))
      {
	gassign *stmt = dyn_cast<gassign *> (gsi_stmt (gsi));
	if (!stmt || gimple_assign_rhs_code (stmt) != POINTER_PLUS_EXPR
	    || list.size () >= places_max)
	  continue;
	std::vector<tree> leaves;
	tree base = gimple_assign_rhs1 (stmt);
	tree offset = origin_of (gimple_assign_rhs2 (stmt), &leaves, false);
	bool loads = false;
	for (tree leaf : leaves)
	  loads |= loaded_from (leaf) != NULL_TREE;
	if (loads || TREE_CODE (base) != SSA_NAME)
	  continue;
	tree name = gimple_assign_lhs (stmt);
	for (const element &e : list)
	  if (e.base == base && operand_equal_p (e.offset, offset, 0))
	    {
	      elements[SSA_NAME_VERSION (name)] = e.name;
	      name = NULL_TREE;
	      break;
	    }
	if (!name)
	  continue;
	list.push_back ({ base, offset, name });
	leaves.push_back (base);
	for (tree leaf : leaves)
	  computed_from[SSA_NAME_VERSION (leaf)].push_back (name);
      }
}

/* NAME was loaded from a place that has not been stored to since.  */

bool
walk::fresh_load_p (const state &s, tree name) const
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
walk::find_loops ()
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

/* A loop that `continue' begins anew has several edges that go back: it is one loop
   all the same.  */

void
walk::join_loops ()
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
walk::find_changed (basic_block bb, std::set<tree> *changed)
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

walk::loaded *
walk::find_loaded (tree place)
{
  auto i = place_index.find (find_known (place));
  return i != place_index.end () ? &places[i->second] : NULL;
}

void
walk::find_alive ()
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

/* Values.  */

/* The variable of this function that PLACE is, perhaps as `*&x'.  */

tree
walk::variable_at (const state &s, tree place) const
{
  if (TREE_CODE (place) == MEM_REF && integer_zerop (TREE_OPERAND (place, 1)))
    {
      value v = eval (s, TREE_OPERAND (place, 0));
      if (v.kind == value::ADDRESS && !v.interior
	  && types_compatible_p (TREE_TYPE (place), TREE_TYPE (v.id)))
	place = v.id;
    }
  return VAR_P (place) && local_p (place) ? place : NULL_TREE;
}

/* The first name of those that hold the same as POINTER.  */

tree
walk::same_pointer (const state &s, tree pointer) const
{
  if (TREE_CODE (pointer) != SSA_NAME)
    return pointer;
  auto e = elements.find (SSA_NAME_VERSION (pointer));
  if (e != elements.end ())
    return e->second;
  auto l = loads.find (SSA_NAME_VERSION (pointer));
  return (l != loads.end ()
	  && !s.stale.count (SSA_NAME_VERSION (pointer))
	  && !s.stale.count (SSA_NAME_VERSION (l->second))
	  ? l->second : pointer);
}

/* PLACE in the form in which it is kept.  */

tree
walk::canonical (const state &s, tree place) const
{
  tree *base = &place;
  while (handled_component_p (*base))
    base = &TREE_OPERAND (*base, 0);
  if (TREE_CODE (*base) != MEM_REF)
    return place;
  tree pointer = TREE_OPERAND (*base, 0);
  tree same = same_pointer (s, pointer);
  tree var = variable_at (s, *base);
  if (!var && same == pointer)
    return place;
  place = unshare_expr (place);
  base = &place;
  while (handled_component_p (*base))
    base = &TREE_OPERAND (*base, 0);
  if (var)
    *base = var;
  else
    TREE_OPERAND (*base, 0) = same;
  return place;
}

value
walk::eval (const state &s, tree t) const
{
  switch (TREE_CODE (t))
    {
    case SSA_NAME:
      {
	auto found = s.names.find (SSA_NAME_VERSION (t));
	if (found != s.names.end ())
	  return found->second;
	/* What a parameter points to is somebody else's object.  */
	if (SSA_NAME_IS_DEFAULT_DEF (t)
	    && pcpu_pointer_type_p (TREE_TYPE (t)))
	  return value (value::OBJECT, t);
	return unknown;
      }
    case INTEGER_CST:
      return number_value (t);
    case ADDR_EXPR:
      {
	tree base = get_base_address (TREE_OPERAND (t, 0));
	if (!DECL_P (TREE_OPERAND (t, 0))
	    && guard_type_p (TREE_TYPE (TREE_OPERAND (t, 0))))
	  return value (value::ADDRESS, guard_at (s, TREE_OPERAND (t, 0)));
	if (base && TREE_CODE (base) == MEM_REF)
	  {
	    value v = eval (s, TREE_OPERAND (base, 0));
	    if (!pointer_p (v))
	      return unknown;
	    v.interior |= (base != TREE_OPERAND (t, 0)
			   || !integer_zerop (TREE_OPERAND (base, 1)));
	    return v;
	  }
	return base && VAR_P (base) ? value (value::ADDRESS, base) : nonzero;
      }
    default:
      return unknown;
    }
}

/* walk_tree callback: stop at the name in DATA.  */

tree
find_name (tree *tp, int *walk_subtrees, void *data)
{
  if (TYPE_P (*tp))
    *walk_subtrees = 0;
  return *tp == (tree) data ? *tp : NULL_TREE;
}

/* NAMES are defined anew.  Where others still hold what one of them was the identity
   of, in the turn of the loop before, that goes by the name of one of these from
   now on.  RESULTS is what NAMES will hold, if they are the results of PHI nodes.  */

void
walk::renew (state *s, const std::vector<tree> &names,
	     std::vector<std::pair<tree, value> > *results)
{
  std::set<tree> anew (names.begin (), names.end ());
  std::map<tree, tree> heirs;
  auto is = [] (const value &v, tree id)
    {
      return pointer_p (v) && v.id == id;
    };
  for (tree name : names)
    {
      if (!POINTER_TYPE_P (TREE_TYPE (name)))
	continue;
      tree heir = NULL_TREE;
      if (results)
	for (const auto &r : *results)
	  if (is (r.second, name) && (!heir || r.first == name))
	    heir = r.first;
      for (const auto &n : s->names)
	if (!heir && is (n.second, name) && !anew.count (ssa_name (n.first)))
	  heir = ssa_name (n.first);
      if (heir && heir != name)
	heirs[name] = heir;
      if (!heir)
	for (size_t i = s->memory.size (); i-- > 0;)
	  if (is (s->memory[i].v, name))
	    {
	      escape_value (s, s->memory[i].v);
	      s->memory.erase (s->memory.begin () + i);
	    }
    }
  if (heirs.empty ())
    return;
  auto rename = [&heirs] (tree *id)
    {
      auto h = heirs.find (*id);
      if (h != heirs.end ())
	*id = h->second;
    };
  for (auto &n : s->names)
    if (pointer_p (n.second))
      rename (&n.second.id);
  for (place_value &m : s->memory)
    if (pointer_p (m.v))
      rename (&m.v.id);
  if (results)
    for (auto &r : *results)
      if (pointer_p (r.second))
	rename (&r.second.id);
  std::map<unsigned int, borrow> borrows;
  for (auto &b : s->borrows)
    {
      tree id = ssa_name (b.first);
      rename (&id);
      rename (&b.second.object);
      borrows[SSA_NAME_VERSION (id)] = b.second;
    }
  s->borrows = std::move (borrows);
  std::map<unsigned int, object> objects;
  for (const auto &o : s->objects)
    {
      tree id = ssa_name (o.first);
      rename (&id);
      objects[SSA_NAME_VERSION (id)] = o.second;
    }
  s->objects = std::move (objects);
}

/* NAME, which has its definition just here, holds V.  */

void
walk::set (state *s, tree name, value v)
{
  renew (s, { name }, NULL);
  define (s, name, v);
}

/* NAME will be something else than before: places that it leads to are other
   ones.  */

void
walk::forget_guards_by_name (state *s, tree name)
{
  for (const guard_place &g : guard_places)
    if (walk_tree_without_duplicates ((tree *) &g.place, find_name, name))
      forget_guard (s, g.decl);
}

/* Likewise, after NAME was renewed.  */

void
walk::define (state *s, tree name, value v)
{
  for (size_t i = s->memory.size (); i-- > 0;)
    if (walk_tree_without_duplicates (&s->memory[i].place, find_name, name))
      {
	/* An element of an array, perhaps, that keeps what it has.  */
	escape_value (s, s->memory[i].v);
	s->memory.erase (s->memory.begin () + i);
      }
  auto computed = computed_from.find (SSA_NAME_VERSION (name));
  if (computed != computed_from.end ())
    for (tree pointer : computed->second)
      for (size_t i = s->memory.size (); i-- > 0;)
	if (walk_tree_without_duplicates (&s->memory[i].place, find_name,
					  pointer))
	  {
	    escape_value (s, s->memory[i].v);
	    s->memory.erase (s->memory.begin () + i);
	  }
  forget_guards_by_name (s, name);
  forget_locks_by_name (s, name);
  forget_freed_by_name (s, name);
  if (computed != computed_from.end ())
    for (tree pointer : computed->second)
      forget_guards_by_name (s, pointer);
  s->stale.erase (SSA_NAME_VERSION (name));
  auto by = loaded_by.find (SSA_NAME_VERSION (name));
  if (by != loaded_by.end ())
    s->stale.insert (by->second.begin (), by->second.end ());
  /* A per-CPU pointer that comes from somewhere has an identity.  */
  if (v.kind == value::UNKNOWN && pcpu_pointer_type_p (TREE_TYPE (name)))
    {
      v = value (value::OBJECT, name);
      s->objects.erase (SSA_NAME_VERSION (name));
    }
  if (v.kind == value::UNKNOWN)
    s->names.erase (SSA_NAME_VERSION (name));
  else
    s->names[SSA_NAME_VERSION (name)] = v;
}

value
walk::recall (const state &s, tree place) const
{
  tree same = find_known (place);
  for (const place_value &m : s.memory)
    if (same ? m.place == same
	: operand_equal_p (m.place, place, OEP_MATCH_SIDE_EFFECTS))
      return m.v;
  return unknown;
}

void
walk::remember (state *s, tree place, value v, bool by_branch)
{
  const loaded *l = place_p (place) ? find_loaded (place) : NULL;
  for (size_t i = s->memory.size (); i-- > 0;)
    if (l ? s->memory[i].place == l->place
	: operand_equal_p (s->memory[i].place, place, 0))
      s->memory.erase (s->memory.begin () + i);
  /* A cleanup may ask for what a variable holds.  */
  if (!l && !(pointer_p (v) && VAR_P (place)
	      && !exposed.count (DECL_UID (place))))
    return;
  if (v.kind == value::UNKNOWN || (by_branch && l->times < 2)
      || (v.kind != value::BORROW && volatile_pointer_p (place)))
    return;
  if (s->memory.size () >= memory_max)
    incomplete = true;
  else
    s->memory.push_back ({ l ? l->place : place, v, by_branch });
}

/* An unknown function may have changed memory.  What a branch has taught is
   kept all the same: to forget it would only open paths that are never
   taken.  */

void
walk::forget_memory (state *s)
{
  forget_foreign_guards (s);
  store_to_freed (s, NULL_TREE);
  for (size_t i = s->memory.size (); i-- > 0;)
    {
      tree place = s->memory[i].place;
      tree base = get_base_address (place);
      if (!s->memory[i].by_branch
	  && !(base && DECL_P (base) && local_p (base)
	       && (!exposed.count (DECL_UID (base))
		   || (all_elements (*s, place)
		       && !taken.count (DECL_UID (base))))))
	{
	  escape_value (s, s->memory[i].v);
	  s->memory.erase (s->memory.begin () + i);
	}
    }
}

/* There is no object ID, under any name, but V.  */

void
walk::no_object (state *s, tree id, const value &v)
{
  s->objects.erase (SSA_NAME_VERSION (id));
  for (auto &n : s->names)
    if (n.second.kind == value::OBJECT && n.second.id == id)
      n.second = v;
  for (place_value &m : s->memory)
    if (m.v.kind == value::OBJECT && m.v.id == id)
      m.v = v;
}

/* A CODE B says that A is one of the last numbers, as errors are in the kernel,
   and no pointer.  */

static bool
error_p (enum tree_code code, tree a, tree b)
{
  if (TREE_CODE (b) != INTEGER_CST
      || TYPE_PRECISION (TREE_TYPE (a)) != POINTER_SIZE)
    return false;
  if (code == LT_EXPR && !TYPE_UNSIGNED (TREE_TYPE (a)) && integer_zerop (b))
    return true;
  if (code != GT_EXPR && code != GE_EXPR && code != EQ_EXPR)
    return false;
  HOST_WIDE_INT n = tree_to_shwi (fold_convert (ssizetype, b));
  return ((TYPE_UNSIGNED (TREE_TYPE (a)) || code == EQ_EXPR)
	  && n < 0 && n >= -4096);
}

/* NAME is zero, and what a function returned that takes a reference to the object
   V: there is the object, but no reference.  */

bool
walk::not_retained (state *s, tree name, const value &v)
{
  gimple *def = TREE_CODE (name) == SSA_NAME ? SSA_NAME_DEF_STMT (name) : NULL;
  if (!def || !is_gimple_call (def)
      || pcpu_function_role (gimple_call_fndecl (def)) != PCPU_RETAIN)
    return false;
  s->names[SSA_NAME_VERSION (name)] = zero;
  auto o = s->objects.find (SSA_NAME_VERSION (v.id));
  if (o != s->objects.end () && o->second.retained > 0
      && o->second.retained < retained_max)
    o->second.retained--;
  return true;
}

/* NAME is zero, or is not.  False if that is known to be wrong.  */

bool
walk::learn (state *s, tree name, bool is_zero)
{
  value v = eval (*s, name);
  switch (v.kind)
    {
    case value::ZERO:
      return is_zero;
    case value::NONZERO:
    case value::CONSTANT:
    case value::ADDRESS:
    case value::BORROW:
      return !is_zero;
    case value::OBJECT:
      if (!is_zero)
	return true;
      if (v.interior)
	return false;
      if (not_retained (s, name, v))
	return true;
      no_object (s, v.id, zero);
      if (TREE_CODE (name) == SSA_NAME)
	s->names[SSA_NAME_VERSION (name)] = zero;
      return true;
    case value::UNKNOWN:
    case value::MIXED:
      break;
    }
  if (TREE_CODE (name) != SSA_NAME)
    return true;
  s->names[SSA_NAME_VERSION (name)] = is_zero ? zero : nonzero;
  learn_entered (s, name, is_zero);
  if (INTEGRAL_TYPE_P (TREE_TYPE (name)))
    learn_test (s, is_zero ? EQ_EXPR : NE_EXPR, name,
		build_zero_cst (TREE_TYPE (name)));

  gimple *def = SSA_NAME_DEF_STMT (name);
  if (is_gimple_call (def) && gimple_call_builtin_p (def, BUILT_IN_EXPECT))
    return learn (s, gimple_call_arg (def, 0), is_zero);
  if (!is_gimple_assign (def))
    return true;
  enum tree_code code = gimple_assign_rhs_code (def);
  tree a = gimple_assign_rhs1 (def);
  if (fresh_load_p (*s, name))
    remember (s, canonical (*s, a), is_zero ? zero : nonzero, true);
  else if (TREE_CODE_CLASS (code) == tcc_comparison)
    return learn_relation (s, is_zero ? invert_tree_comparison (code, false)
			   : code, a, gimple_assign_rhs2 (def));
  else if (code == BIT_NOT_EXPR && TREE_CODE (TREE_TYPE (a)) == BOOLEAN_TYPE)
    return learn (s, a, !is_zero);
  else if (CONVERT_EXPR_CODE_P (code)
	   && INTEGRAL_TYPE_P (TREE_TYPE (a))
	   && (!is_zero || (TYPE_PRECISION (TREE_TYPE (a))
			    <= TYPE_PRECISION (TREE_TYPE (name)))))
    return learn (s, a, is_zero);
  else if (code == SSA_NAME)
    return learn (s, a, is_zero);
  else if ((code == BIT_AND_EXPR && !is_zero)
	   || (code == BIT_IOR_EXPR && is_zero))
    {
      if (!learn (s, a, is_zero)
	  || !learn (s, gimple_assign_rhs2 (def), is_zero))
	return false;
    }
  return true;
}

/* A CODE B holds.  */

bool
walk::learn_relation (state *s, enum tree_code code, tree a, tree b)
{
  int known = decide (*s, code, a, b);
  if (known >= 0)
    return known;
  value va = eval (*s, a), vb = eval (*s, b);
  if (va.kind == value::ZERO || va.kind == value::CONSTANT)
    {
      std::swap (a, b);
      std::swap (va, vb);
      code = swap_tree_comparison (code);
    }
  if (vb.kind == value::ZERO && (code == EQ_EXPR || code == NE_EXPR))
    return learn (s, a, code == EQ_EXPR);
  if (va.kind == value::OBJECT && error_p (code, a, b))
    {
      no_object (s, va.id, nonzero);
      return true;
    }
  if (vb.kind == value::CONSTANT && code == EQ_EXPR
      && TREE_CODE (a) == SSA_NAME && va.kind != value::OBJECT)
    {
      s->names[SSA_NAME_VERSION (a)] = vb;
      if (fresh_load_p (*s, a))
	remember (s, canonical (*s, loaded_from (a)), vb, true);
      else
	learn_test (s, code, a, b);
      tree from = a, to = b;
      strip_conversions (&from, &to);
      return from == a || learn_relation (s, code, from, to);
    }
  learn_test (s, code, a, b);
  return true;
}

/* Whether A and B are the same pointer: likewise.  */

int
walk::compare_pointers (const state &s, const value &a, const value &b) const
{
  auto fresh_p = [&s] (const value &v)
    {
      if (v.kind != value::OBJECT)
	return false;
      auto o = s.objects.find (SSA_NAME_VERSION (v.id));
      return o != s.objects.end () && o->second.state == object::OWNED;
    };
  auto pointer_to_p = [] (const value &v)
    {
      return v.kind == value::ADDRESS || pointer_p (v);
    };
  if (!pointer_to_p (a) || !pointer_to_p (b))
    return -1;
  if (a.kind == b.kind && a.id == b.id)
    return a.interior || b.interior ? -1 : 1;
  /* What is this function's own, and nobody else has.  */
  if (fresh_p (a) || fresh_p (b)
      || (a.kind == value::ADDRESS && b.kind == value::ADDRESS))
    return 0;
  return -1;
}

/* Whether A CODE B holds: 1, 0, or -1 if nobody knows.  */

int
walk::decide (const state &s, enum tree_code code, tree a, tree b) const
{
  value va = eval (s, a), vb = eval (s, b);
  if (constant_p (va) && constant_p (vb))
    {
      tree type = TREE_TYPE (a);
      tree ca = va.kind == value::ZERO ? build_zero_cst (type)
		: fold_convert (type, va.id);
      tree cb = vb.kind == value::ZERO ? build_zero_cst (type)
		: fold_convert (type, vb.id);
      tree result = fold_binary (code, boolean_type_node, ca, cb);
      return !result || TREE_CODE (result) != INTEGER_CST ? -1
	     : integer_zerop (result) ? 0 : 1;
    }
  auto never_zero_p = [] (const value &v)
    {
      return (v.kind == value::NONZERO || v.kind == value::CONSTANT
	      || v.kind == value::ADDRESS || v.kind == value::BORROW
	      || (v.kind == value::OBJECT && v.interior));
    };
  if ((code == EQ_EXPR || code == NE_EXPR)
      && ((va.kind == value::ZERO && never_zero_p (vb))
	  || (vb.kind == value::ZERO && never_zero_p (va))))
    return code == NE_EXPR;
  if (code == EQ_EXPR || code == NE_EXPR)
    {
      int same = compare_pointers (s, va, vb);
      if (same >= 0)
	return same == (code == EQ_EXPR);
    }
  return decide_test (s, code, a, b);
}

} // namespace lifetime
