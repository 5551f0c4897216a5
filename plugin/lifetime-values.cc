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

/* Note whose addresses STMT takes.  */

void
walk::find_exposed (gimple *stmt)
{
  enum pcpu_role role = (is_gimple_call (stmt)
			 ? pcpu_function_role (gimple_call_fndecl (stmt))
			 : PCPU_NO_ROLE);
  if (is_gimple_debug (stmt)
      || role == PCPU_AUTOFREE || role == PCPU_GUARD_LEAVE)
    return;
  for (unsigned int i = 0; i < gimple_num_ops (stmt); i++)
    if (tree op = gimple_op (stmt, i))
      if (TREE_CODE (op) == ADDR_EXPR)
	if (tree base = get_base_address (TREE_OPERAND (op, 0)))
	  if (VAR_P (base))
	    exposed.insert (DECL_UID (base));
}

/* PLACE is in a variable of this function.  */

bool
walk::local_p (tree place) const
{
  tree base = get_base_address (place);
  return base && DECL_P (base) && auto_var_in_fn_p (base, fun->decl);
}

void
walk::find_places ()
{
  basic_block bb;
  FOR_EACH_BB_FN (bb, fun)
    for (gimple_stmt_iterator gsi = gsi_start_bb (bb); !gsi_end_p (gsi);
	 gsi_next (&gsi))
      {
	gimple *stmt = gsi_stmt (gsi);
	find_exposed (stmt);
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
	loaded *l = NULL;
	for (loaded &other : places)
	  if (operand_equal_p (other.place, place, 0))
	    l = &other;
	if (!l && places.size () < places_max)
	  {
	    places.push_back ({ place, 0, {} });
	    l = &places.back ();
	  }
	if (!l || !load)
	  continue;
	l->times++;
	tree lhs = gimple_assign_lhs (stmt);
	if (TREE_CODE (lhs) == SSA_NAME)
	  l->names.push_back (SSA_NAME_VERSION (lhs));
      }
}

/* The place that NAME was loaded from, or NULL_TREE.  */

static tree
loaded_from (tree name)
{
  if (TREE_CODE (name) != SSA_NAME)
    return NULL_TREE;
  gimple *def = SSA_NAME_DEF_STMT (name);
  return (gimple_assign_load_p (def) && place_p (gimple_assign_rhs1 (def))
	  ? gimple_assign_rhs1 (def) : NULL_TREE);
}

/* NAME as an expression of places and of names that are not computed from
   others.  What goes into it is added to LEAVES.  */

static tree
origin_of (tree name, std::vector<tree> *leaves, unsigned int depth = 4)
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
		       origin_of (a, leaves, depth - 1));
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
	    tree x = origin_of (a, leaves, depth - 1);
	    tree y = origin_of (b, leaves, depth - 1);
	    return build2 (code, TREE_TYPE (name), x, y);
	  }
	default:
	  break;
	}
    }
  leaves->push_back (name);
  tree place = loaded_from (name);
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
	tree offset = origin_of (gimple_assign_rhs2 (stmt), &leaves);
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

/* The constant B is compared with what *A was converted to from a narrower type:
   compare what it was.  */

static void
strip_conversions (tree *a, tree *b)
{
  while (TREE_CODE (*a) == SSA_NAME && TREE_CODE (*b) == INTEGER_CST)
    {
      gimple *def = SSA_NAME_DEF_STMT (*a);
      if (!is_gimple_assign (def)
	  || !CONVERT_EXPR_CODE_P (gimple_assign_rhs_code (def)))
	return;
      tree from = gimple_assign_rhs1 (def);
      if (TREE_CODE (from) != SSA_NAME
	  || !INTEGRAL_TYPE_P (TREE_TYPE (from))
	  || !INTEGRAL_TYPE_P (TREE_TYPE (*a))
	  || (TYPE_PRECISION (TREE_TYPE (from))
	      > TYPE_PRECISION (TREE_TYPE (*a)))
	  || (TYPE_PRECISION (TREE_TYPE (from))
	      == TYPE_PRECISION (TREE_TYPE (*a))
	      && (TYPE_UNSIGNED (TREE_TYPE (from))
		  != TYPE_UNSIGNED (TREE_TYPE (*a))))
	  || (TYPE_UNSIGNED (TREE_TYPE (*a))
	      && !TYPE_UNSIGNED (TREE_TYPE (from)))
	  || !int_fits_type_p (*b, TREE_TYPE (from)))
	return;
      *a = from;
      *b = fold_convert (TREE_TYPE (from), *b);
    }
}

/* Bring the comparison *A *CODE *B into the form in which it is kept, with a name on
   the left.  False if it has none.  */

static bool
compare_name (enum tree_code *code, tree *a, tree *b)
{
  if (TREE_CODE_CLASS (*code) != tcc_comparison
      || FLOAT_TYPE_P (TREE_TYPE (*a)))
    return false;
  if (TREE_CODE (*a) != SSA_NAME
      || (TREE_CODE (*b) == SSA_NAME
	  && SSA_NAME_VERSION (*a) > SSA_NAME_VERSION (*b)))
    {
      std::swap (*a, *b);
      *code = swap_tree_comparison (*code);
    }
  strip_conversions (a, b);
  return (TREE_CODE (*a) == SSA_NAME
	  && (TREE_CODE (*b) == SSA_NAME || TREE_CODE (*b) == INTEGER_CST));
}

/* The test A CODE B in the form in which it is kept, with *NEGATED set if it is
   the opposite; NULL_TREE if it is none.  */

static tree
test_of (enum tree_code code, tree a, tree b, bool *negated,
	 std::vector<tree> *leaves)
{
  *negated = false;
  if (!compare_name (&code, &a, &b))
    return NULL_TREE;
  tree x = origin_of (a, leaves);
  if ((code == EQ_EXPR || code == NE_EXPR) && integer_zerop (b))
    {
      *negated = code == EQ_EXPR;
      return EXPR_P (x) && !REFERENCE_CLASS_P (x) ? x : NULL_TREE;
    }
  if (code == NE_EXPR || code == GT_EXPR || code == GE_EXPR)
    {
      *negated = true;
      code = invert_tree_comparison (code, false);
    }
  return build2 (code, boolean_type_node, x, origin_of (b, leaves));
}

/* What TEST is about: who knows that N is above 5 knows that it is above 2.  */

static tree
subject_of (tree test)
{
  return (COMPARISON_CLASS_P (test)
	  && TREE_CODE (TREE_OPERAND (test, 1)) == INTEGER_CST
	  ? TREE_OPERAND (test, 0) : test);
}

/* The test that STMT makes, or NULL_TREE.  */

static tree
test_in (gimple *stmt)
{
  bool negated;
  std::vector<tree> leaves;
  if (gcond *cond = dyn_cast<gcond *> (stmt))
    return test_of (gimple_cond_code (cond), gimple_cond_lhs (cond),
		    gimple_cond_rhs (cond), &negated, &leaves);
  if (is_gimple_assign (stmt)
      && get_gimple_rhs_class (gimple_assign_rhs_code (stmt))
	 == GIMPLE_BINARY_RHS)
    return test_of (gimple_assign_rhs_code (stmt), gimple_assign_rhs1 (stmt),
		    gimple_assign_rhs2 (stmt), &negated, &leaves);
  return NULL_TREE;
}

/* The range FIRST to LAST as conditions say it: above *LOW and not above *HIGH, or
   NULL_TREE where all numbers of the type are.  */

static void
set_bounds (tree first, tree last, tree *low, tree *high)
{
  tree type = TREE_TYPE (first);
  *low = (tree_int_cst_equal (first, TYPE_MIN_VALUE (type)) ? NULL_TREE
	  : int_const_binop (MINUS_EXPR, first, build_one_cst (type)));
  *high = (tree_int_cst_equal (last, TYPE_MAX_VALUE (type)) ? NULL_TREE
	   : last);
}

/* A CODE B says whether a number is in a range, or is not, by one comparison.  It is
   what becomes of `case 1 ... 5', and sometimes of `n >= 1 && n <= 5':

     (unsigned) n - 1 <= 4

   Returns: the number, and what set_bounds gives; or NULL_TREE.  */

tree
range_test (enum tree_code code, tree a, tree b, tree *low, tree *high)
{
  if ((code != LE_EXPR && code != GT_EXPR) || TREE_CODE (a) != SSA_NAME
      || TREE_CODE (b) != INTEGER_CST || !TYPE_UNSIGNED (TREE_TYPE (a)))
    return NULL_TREE;
  gassign *sum = dyn_cast<gassign *> (SSA_NAME_DEF_STMT (a));
  if (!sum || gimple_assign_rhs_code (sum) != PLUS_EXPR
      || TREE_CODE (gimple_assign_rhs2 (sum)) != INTEGER_CST)
    return NULL_TREE;
  tree n = gimple_assign_rhs1 (sum), type = TREE_TYPE (n);
  gassign *def = (TREE_CODE (n) == SSA_NAME
		  ? dyn_cast<gassign *> (SSA_NAME_DEF_STMT (n)) : NULL);
  if (def && CONVERT_EXPR_CODE_P (gimple_assign_rhs_code (def))
      && TREE_CODE (gimple_assign_rhs1 (def)) == SSA_NAME
      && INTEGRAL_TYPE_P (TREE_TYPE (gimple_assign_rhs1 (def)))
      && (TYPE_PRECISION (TREE_TYPE (gimple_assign_rhs1 (def)))
	  == TYPE_PRECISION (type)))
    {
      n = gimple_assign_rhs1 (def);
      type = TREE_TYPE (n);
    }
  tree offset = gimple_assign_rhs2 (sum);
  tree first = fold_convert (type, const_unop (NEGATE_EXPR,
					       TREE_TYPE (offset), offset));
  tree last = fold_convert (type, int_const_binop (MINUS_EXPR, b, offset));
  /* One that begins at the end of the type goes on at its beginning.  */
  if (TREE_CODE (n) != SSA_NAME || tree_int_cst_lt (last, first))
    return NULL_TREE;
  set_bounds (first, last, low, high);
  return n;
}

/* The case LABEL of a switch of INDEX is a range, and not one value: likewise.  */

bool
range_case (tree index, tree label, tree *low, tree *high)
{
  tree type = TREE_TYPE (index);
  if (!CASE_HIGH (label))
    return false;
  set_bounds (fold_convert (type, CASE_LOW (label)),
	      fold_convert (type, CASE_HIGH (label)), low, high);
  return true;
}

/* Add the tests that are made of N with the bounds LOW and HIGH to LIST.  */

static void
add_bounds (tree n, tree low, tree high, std::vector<tree> *list)
{
  for (tree bound : { low, high })
    {
      bool negated;
      std::vector<tree> leaves;
      if (!bound)
	continue;
      if (tree test = test_of (LE_EXPR, n, bound, &negated, &leaves))
	list->push_back (test);
    }
}

/* The tests that STMT makes.  */

static std::vector<tree>
tests_in (gimple *stmt)
{
  std::vector<tree> list;
  tree low, high;
  if (tree test = test_in (stmt))
    list.push_back (test);
  if (gcond *cond = dyn_cast<gcond *> (stmt))
    if (tree n = range_test (gimple_cond_code (cond), gimple_cond_lhs (cond),
			     gimple_cond_rhs (cond), &low, &high))
      add_bounds (n, low, high, &list);
  if (gswitch *sw = dyn_cast<gswitch *> (stmt))
    for (unsigned int i = 1; i < gimple_switch_num_labels (sw); i++)
      if (range_case (gimple_switch_index (sw), gimple_switch_label (sw, i),
		      &low, &high))
	add_bounds (gimple_switch_index (sw), low, high, &list);
  return list;
}

/* STMT makes TEST.  */

void
walk::count_test (gimple *stmt, tree test)
{
  tree about = subject_of (test);
  subject *known = NULL;
  for (subject &other : subjects)
    if (operand_equal_p (other.about, about, 0))
      known = &other;
  if (!known)
    {
      if (subjects.size () >= places_max)
	return;
      subjects.push_back ({ about, 0, {}, {} });
      known = &subjects.back ();
    }
  known->times++;
  known->asked.insert (gimple_bb (stmt));
  for (tree other : known->tests)
    if (operand_equal_p (other, test, 0))
      return;
  known->tests.push_back (test);
}

/* Add to BLOCKS those from which one can come there.  */

static void
add_before (std::set<basic_block> *blocks)
{
  std::vector<basic_block> list (blocks->begin (), blocks->end ());
  while (!list.empty ())
    {
      basic_block bb = list.back ();
      list.pop_back ();
      edge e;
      edge_iterator i;
      FOR_EACH_EDGE (e, i, bb->preds)
	if (blocks->insert (e->src).second)
	  list.push_back (e->src);
    }
}

void
walk::find_tests ()
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
      add_before (&subjects[i].asked);
}

/* The test that is the same as TEST and may be remembered, or NULL_TREE.  */

tree
walk::find_test (tree test) const
{
  tree about = subject_of (test);
  for (const subject &known : subjects)
    if (operand_equal_p (known.about, about, 0))
      for (tree other : known.tests)
	if (operand_equal_p (other, test, 0))
	  return other;
  return NULL_TREE;
}

/* NAME was loaded from a place that has not been stored to since.  */

bool
walk::fresh_load_p (const state &s, tree name) const
{
  return loaded_from (name) && !s.stale.count (SSA_NAME_VERSION (name));
}

/* Once around a loop, the conditions in it are new ones; what lies outside has
   not changed.  */

void
walk::find_loops ()
{
  basic_block bb;
  FOR_EACH_BB_FN (bb, fun)
    {
      edge e;
      edge_iterator i;
      FOR_EACH_EDGE (e, i, bb->succs)
	{
	  if (!(e->flags & EDGE_DFS_BACK))
	    continue;
	  std::set<tree> &inside = in_loop[e];
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
	  for (basic_block b : body)
	    for (gimple_stmt_iterator gsi = gsi_start_bb (b);
		 !gsi_end_p (gsi); gsi_next (&gsi))
	      {
		gimple *stmt = gsi_stmt (gsi);
		for (tree test : tests_in (stmt))
		  if (tree known = find_test (test))
		    inside.insert (known);
		if (gimple_assign_load_p (stmt)
		    && place_p (gimple_assign_rhs1 (stmt)))
		  if (const loaded *l = find_loaded (gimple_assign_rhs1 (stmt)))
		    inside.insert (l->place);
	      }
	}
    }
}

const walk::loaded *
walk::find_loaded (tree place) const
{
  for (const loaded &l : places)
    if (operand_equal_p (l.place, place, 0))
      return &l;
  return NULL;
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
  tree var = variable_at (s, *base);
  auto e = TREE_CODE (pointer) == SSA_NAME
	   ? elements.find (SSA_NAME_VERSION (pointer)) : elements.end ();
  if (!var && e == elements.end ())
    return place;
  place = unshare_expr (place);
  base = &place;
  while (handled_component_p (*base))
    base = &TREE_OPERAND (*base, 0);
  if (var)
    *base = var;
  else
    TREE_OPERAND (*base, 0) = e->second;
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
      if (integer_zerop (t))
	return zero;
      return tree_fits_shwi_p (t) ? value (value::CONSTANT, t) : nonzero;
    case ADDR_EXPR:
      {
	tree base = get_base_address (TREE_OPERAND (t, 0));
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

static tree
find_name (tree *tp, int *walk_subtrees, void *data)
{
  if (TYPE_P (*tp))
    *walk_subtrees = 0;
  return *tp == (tree) data ? *tp : NULL_TREE;
}

/* NAME, which has its definition just here, holds V.  */

void
walk::set (state *s, tree name, value v)
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
  s->stale.erase (SSA_NAME_VERSION (name));
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
  for (const place_value &m : s.memory)
    if (operand_equal_p (m.place, place, 0))
      return m.v;
  return unknown;
}

void
walk::remember (state *s, tree place, value v, bool by_branch)
{
  const loaded *l = place_p (place) ? find_loaded (place) : NULL;
  for (size_t i = s->memory.size (); i-- > 0;)
    if (operand_equal_p (s->memory[i].place, place, 0))
      s->memory.erase (s->memory.begin () + i);
  /* A cleanup may ask for what a variable holds.  */
  if (!l && !(pointer_p (v) && VAR_P (place)
	      && !exposed.count (DECL_UID (place))))
    return;
  if (v.kind == value::UNKNOWN || (by_branch && l->times < 2)
      || s->memory.size () >= memory_max)
    return;
  s->memory.push_back ({ l ? l->place : place, v, by_branch });
}

/* The test A CODE B of what is still where it was loaded from.  */

tree
walk::fresh_test (const state &s, enum tree_code code, tree a, tree b,
		  bool *negated) const
{
  std::vector<tree> leaves;
  tree test = test_of (code, a, b, negated, &leaves);
  for (tree leaf : leaves)
    if (TREE_CODE (leaf) == SSA_NAME && s.stale.count (SSA_NAME_VERSION (leaf)))
      return NULL_TREE;
  return test;
}

/* A CODE B was asked, and holds.  */

void
walk::learn_test (state *s, enum tree_code code, tree a, tree b)
{
  if (subjects.empty ())
    return;
  bool is_zero;
  tree test = fresh_test (*s, code, a, b, &is_zero);
  if (test)
    test = find_test (test);
  if (!test || s->memory.size () >= memory_max)
    return;
  for (const place_value &m : s->memory)
    if (m.place == test)
      return;
  s->memory.push_back ({ test, is_zero ? zero : nonzero, true });
}

/* Whether TEST holds according to what other tests have taught: 1, 0, or -1 if
   they have not.  */

int
walk::decide_by_bounds (const state &s, tree test) const
{
  tree about = subject_of (test);
  if (about == test)
    return -1;
  tree type = TREE_TYPE (TREE_OPERAND (test, 1));
  if (!INTEGRAL_TYPE_P (type))
    return -1;
  tree low = TYPE_MIN_VALUE (type), high = TYPE_MAX_VALUE (type);
  auto at_least = [&] (tree c)
    {
      if (tree_int_cst_lt (low, c))
	low = c;
    };
  auto at_most = [&] (tree c)
    {
      if (tree_int_cst_lt (c, high))
	high = c;
    };
  for (const place_value &m : s.memory)
    {
      if (subject_of (m.place) == m.place
	  || !operand_equal_p (subject_of (m.place), about, 0))
	continue;
      tree c = TREE_OPERAND (m.place, 1), one = build_one_cst (TREE_TYPE (c));
      bool holds = m.v.kind != value::ZERO;
      if (!types_compatible_p (TREE_TYPE (c), type))
	continue;
      switch (TREE_CODE (m.place))
	{
	case EQ_EXPR:
	  if (holds)
	    {
	      at_least (c);
	      at_most (c);
	    }
	  break;
	/* One more or less than a bound that holds is no overflow.  */
	case LE_EXPR:
	  if (holds)
	    at_most (c);
	  else
	    at_least (int_const_binop (PLUS_EXPR, c, one));
	  break;
	case LT_EXPR:
	  if (holds)
	    at_most (int_const_binop (MINUS_EXPR, c, one));
	  else
	    at_least (c);
	  break;
	default:
	  break;
	}
    }
  tree c = TREE_OPERAND (test, 1);
  switch (TREE_CODE (test))
    {
    case EQ_EXPR:
      if (tree_int_cst_lt (c, low) || tree_int_cst_lt (high, c))
	return 0;
      return tree_int_cst_equal (low, high) ? 1 : -1;
    case LE_EXPR:
      return (tree_int_cst_le (high, c) ? 1
	      : tree_int_cst_lt (c, low) ? 0 : -1);
    case LT_EXPR:
      return (tree_int_cst_lt (high, c) ? 1
	      : tree_int_cst_le (c, low) ? 0 : -1);
    default:
      return -1;
    }
}

/* An unknown function may have changed memory.  What a branch has taught is
   kept all the same: to forget it would only open paths that are never
   taken.  */

void
walk::forget_memory (state *s)
{
  for (size_t i = s->memory.size (); i-- > 0;)
    {
      tree base = get_base_address (s->memory[i].place);
      if (!s->memory[i].by_branch
	  && !(base && DECL_P (base) && local_p (base)
	       && !exposed.count (DECL_UID (base))))
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
  if ((code != GT_EXPR && code != GE_EXPR && code != EQ_EXPR)
      || TREE_CODE (b) != INTEGER_CST
      || TYPE_PRECISION (TREE_TYPE (a)) != POINTER_SIZE)
    return false;
  HOST_WIDE_INT n = tree_to_shwi (fold_convert (ssizetype, b));
  return ((TYPE_UNSIGNED (TREE_TYPE (a)) || code == EQ_EXPR)
	  && n < 0 && n >= -4096);
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
      no_object (s, v.id, zero);
      if (TREE_CODE (name) == SSA_NAME)
	s->names[SSA_NAME_VERSION (name)] = zero;
      return true;
    case value::UNKNOWN:
      break;
    }
  if (TREE_CODE (name) != SSA_NAME)
    return true;
  s->names[SSA_NAME_VERSION (name)] = is_zero ? zero : nonzero;

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
  if (INTEGRAL_TYPE_P (TREE_TYPE (name)))
    learn_test (s, is_zero ? EQ_EXPR : NE_EXPR, name,
		build_zero_cst (TREE_TYPE (name)));
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

/* Whether A CODE B holds: 1, 0, or -1 if nobody knows.  */

int
walk::decide (const state &s, enum tree_code code, tree a, tree b) const
{
  value va = eval (s, a), vb = eval (s, b);
  auto constant_p = [] (const value &v)
    {
      return v.kind == value::ZERO || v.kind == value::CONSTANT;
    };
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
  if (subjects.empty ())
    return -1;
  bool negated;
  tree test = fresh_test (s, code, a, b, &negated);
  if (!test)
    return -1;
  value v = recall (s, test);
  int known = v.kind == value::UNKNOWN ? decide_by_bounds (s, test)
	      : v.kind != value::ZERO;
  return known < 0 ? known : known != negated;
}

} // namespace lifetime
