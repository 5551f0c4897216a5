/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Updates: from an assignment to one opaque operation.

   By the time that a plugin may look, the front end has made

     x += v	into	x = (T) ((int) x + v)
     x -= 5		x = (int) x + -5
     u += w + 1		u = (w + (unsigned) u) + 1
     c <<= 20		c = 0

   and told no one which operator it was.  So an assignment to X whose right
   side reads X is taken apart: `decompose' looks for an operation OP and a V
   such that the right side equals X OP V modulo 2 to the width of X, which is
   all that arrives in X.  Where that succeeds, OP is one instruction.  V may
   read X as well, as in `x += table[x & 3]': that is a load of its own, before
   the operation, in C as here.  Where it fails (x *= 3, f += 1.5, x = 7 - x),
   but X is computed with, the update becomes a loop:

     old = x;
     do
       new = E (old);
     while (compare-exchange (&x, old, new) fails, which sets old);

   Nobody has to know which of `x = x + 1' and `x += 1' was in the source:
   that the former becomes indivisible too is one of the ways in which it
   might have been executed.  */

#include "operation.h"

bool
pcpu_same_reference_p (tree a, tree b)
{
  if (a == b)
    return true;
  /* Equal addresses are not enough, nor equal indices: pointers may have been
     cast.  */
  if (TREE_CODE (a) != TREE_CODE (b)
      || !types_compatible_p (TREE_TYPE (a), TREE_TYPE (b)))
    return false;
  switch (TREE_CODE (a))
    {
    case COMPONENT_REF:
      return (TREE_OPERAND (a, 1) == TREE_OPERAND (b, 1)
	      && pcpu_same_reference_p (TREE_OPERAND (a, 0),
					TREE_OPERAND (b, 0)));
    case ARRAY_REF:
      return (pcpu_same_reference_p (TREE_OPERAND (a, 0), TREE_OPERAND (b, 0))
	      && operand_equal_p (TREE_OPERAND (a, 1), TREE_OPERAND (b, 1), 0));
    case INDIRECT_REF:
      return operand_equal_p (TREE_OPERAND (a, 0), TREE_OPERAND (b, 0), 0);
    case REALPART_EXPR:
    case IMAGPART_EXPR:
    case VIEW_CONVERT_EXPR:
      return pcpu_same_reference_p (TREE_OPERAND (a, 0), TREE_OPERAND (b, 0));
    default:
      return false;
    }
}

/* walk_tree callback: find a reference that is the one in DATA.  */

static tree
find_reference (tree *tp, int *walk_subtrees, void *data)
{
  if (TYPE_P (*tp))
    *walk_subtrees = 0;
  return pcpu_same_reference_p (*tp, (tree) data) ? *tp : NULL_TREE;
}

bool
pcpu_reads_p (tree expr, tree x)
{
  return walk_tree_without_duplicates (&expr, find_reference, x) != NULL_TREE;
}

/* The unsigned type in which X is computed with, or NULL_TREE if no single
   operation fits X.  A complex number that fills a register is a scalar as a
   whole, a vector is none.  */

static tree
operating_type (tree x)
{
  tree type = TREE_TYPE (x);
  unsigned int size = pcpu_operand_size (x);

  if (size == 0
      || !(SCALAR_FLOAT_TYPE_P (type)
	   || TREE_CODE (type) == COMPLEX_TYPE
	   || INTEGRAL_TYPE_P (type)
	   || POINTER_TYPE_P (type)))
    return NULL_TREE;
  return build_nonstandard_integer_type (size * BITS_PER_UNIT, 1);
}

/* Arithmetic in TYPE is checked at run time: no instruction that updates memory
   does that.  */

static bool
checked_p (const_tree type)
{
  if (POINTER_TYPE_P (type))
    return sanitize_flags_p (SANITIZE_POINTER_OVERFLOW);
  return (INTEGRAL_TYPE_P (type)
	  && !TYPE_OVERFLOW_WRAPS (type)
	  && (TYPE_OVERFLOW_TRAPS (type)
	      || sanitize_flags_p (SANITIZE_SI_OVERFLOW)));
}

/* An update of X: X OP V, after PRE was evaluated.  V is NULL_TREE while OP
   is still the identity.  */

struct update
{
  enum pcpu_op op;
  tree v;
  tree pre;
};

static bool
identity_p (const struct update *u)
{
  return u->op == PCPU_ADD && !u->v;
}

static bool
set (struct update *u, enum pcpu_op op, tree v)
{
  u->op = op;
  u->v = v;
  return true;
}

/* Forget what a failed attempt left in U.  */

static bool
restart (struct update *u)
{
  u->pre = NULL_TREE;
  return set (u, PCPU_ADD, NULL_TREE);
}

/* Evaluate EXPR before all that U does so far.  */

static void
evaluate_first (struct update *u, tree expr)
{
  u->pre = u->pre ? build2 (COMPOUND_EXPR, TREE_TYPE (u->pre), expr, u->pre)
		  : expr;
}

/* True if shifting an operand of precision PRECISION by COUNT is what an
   instruction that is as wide as TYPE does.  Instructions look at five bits of
   the count, or six for the widest, and C promises counts below
   PRECISION.  */

static bool
shift_count_fits_p (tree count, unsigned int precision, tree type)
{
  unsigned int limit = TYPE_PRECISION (type) > 32 ? 64 : 32;
  if (TREE_CODE (count) == INTEGER_CST)
    return tree_fits_uhwi_p (count) && tree_to_uhwi (count) < limit;
  return precision <= limit;
}

static enum pcpu_op
bitwise_op (enum tree_code code)
{
  return (code == BIT_AND_EXPR ? PCPU_AND
	  : code == BIT_IOR_EXPR ? PCPU_IOR : PCPU_XOR);
}

/* Find U such that EXPR equals X U->op U->v in TYPE, the operating type of
   X.  */

static bool
decompose (tree expr, tree x, tree type, struct update *u)
{
  unsigned int width = TYPE_PRECISION (type);
  tree etype = TREE_TYPE (expr);

  if (pcpu_same_reference_p (expr, x))
    return set (u, PCPU_ADD, NULL_TREE);
  if ((!INTEGRAL_TYPE_P (etype) && !POINTER_TYPE_P (etype))
      || TYPE_PRECISION (etype) < width)
    return false;

  switch (TREE_CODE (expr))
    {
    case SAVE_EXPR:
      if (!pcpu_recomputable_p (expr, x))
	return false;
      gcc_fallthrough ();
    CASE_CONVERT:
    case NON_LVALUE_EXPR:
      return decompose (TREE_OPERAND (expr, 0), x, type, u);

    case COMPOUND_EXPR:
      /* A sanitizer is to see the value that is replaced.  */
      if (pcpu_sanitizer_check_p (TREE_OPERAND (expr, 0))
	  && pcpu_reads_p (TREE_OPERAND (expr, 0), x))
	return false;
      if (!decompose (TREE_OPERAND (expr, 1), x, type, u))
	return false;
      evaluate_first (u, TREE_OPERAND (expr, 0));
      return true;

    case NEGATE_EXPR:
      if (checked_p (etype))
	return false;
      gcc_fallthrough ();
    case BIT_NOT_EXPR:
      return (decompose (TREE_OPERAND (expr, 0), x, type, u)
	      && identity_p (u)
	      && set (u, TREE_CODE (expr) == BIT_NOT_EXPR ? PCPU_NOT : PCPU_NEG,
		      NULL_TREE));

    case MULT_EXPR:
      {
	tree factor = TREE_OPERAND (expr, 1);
	int log;
	if (checked_p (etype)
	    || TREE_CODE (factor) != INTEGER_CST
	    || (log = tree_log2 (factor)) < 0
	    || (unsigned int) log >= width)
	  return false;
	return (decompose (TREE_OPERAND (expr, 0), x, type, u)
		&& identity_p (u)
		&& set (u, PCPU_SHL, build_int_cst (unsigned_type_node, log)));
      }

    case LSHIFT_EXPR:
      {
	tree count = TREE_OPERAND (expr, 1);
	return (shift_count_fits_p (count, TYPE_PRECISION (etype), type)
		&& decompose (TREE_OPERAND (expr, 0), x, type, u)
		&& identity_p (u)
		&& set (u, PCPU_SHL, fold_convert (unsigned_type_node, count)));
      }

    case RSHIFT_EXPR:
      {
	/* The bits above X come down, so they must be X's own extension.  */
	tree count = TREE_OPERAND (expr, 1);
	tree shifted = TREE_OPERAND (expr, 0);
	if (pcpu_recomputable_p (shifted, x))
	  shifted = TREE_OPERAND (shifted, 0);
	tree value = CONVERT_EXPR_P (shifted) ? TREE_OPERAND (shifted, 0)
					      : shifted;
	if (!pcpu_same_reference_p (value, x)
	    || !shift_count_fits_p (count, TYPE_PRECISION (etype), type))
	  return false;
	bool zeros = TYPE_UNSIGNED (etype);
	if (TYPE_PRECISION (etype) > width)
	  {
	    bool zero_extended = TYPE_UNSIGNED (TREE_TYPE (x));
	    if (zeros && !zero_extended)
	      return false;
	    zeros = zero_extended;
	  }
	return set (u, zeros ? PCPU_SHR : PCPU_SAR,
		    fold_convert (unsigned_type_node, count));
      }

    case PLUS_EXPR:
    case POINTER_PLUS_EXPR:
    case MINUS_EXPR:
      {
	tree inner = TREE_OPERAND (expr, 0);
	tree other = TREE_OPERAND (expr, 1);
	bool minus = TREE_CODE (expr) == MINUS_EXPR;
	if (checked_p (etype))
	  return false;
	if (!decompose (inner, x, type, u))
	  {
	    std::swap (inner, other);
	    if (minus || !restart (u) || !decompose (inner, x, type, u))
	      return false;
	  }
	other = fold_convert (type, other);
	if (identity_p (u))
	  return set (u, minus ? PCPU_SUB : PCPU_ADD, other);
	if (u->op == PCPU_ADD)
	  return set (u, PCPU_ADD,
		      fold_build2 (minus ? MINUS_EXPR : PLUS_EXPR, type,
				   u->v, other));
	if (u->op == PCPU_SUB && minus)
	  return set (u, PCPU_SUB, fold_build2 (PLUS_EXPR, type, u->v, other));
	if (u->op == PCPU_SUB)
	  return set (u, PCPU_ADD, fold_build2 (MINUS_EXPR, type, other, u->v));
	return false;
      }

    case BIT_AND_EXPR:
    case BIT_IOR_EXPR:
    case BIT_XOR_EXPR:
      {
	tree inner = TREE_OPERAND (expr, 0);
	tree other = TREE_OPERAND (expr, 1);
	enum pcpu_op op = bitwise_op (TREE_CODE (expr));
	if (!decompose (inner, x, type, u))
	  {
	    std::swap (inner, other);
	    if (!restart (u) || !decompose (inner, x, type, u))
	      return false;
	  }
	other = fold_convert (type, other);
	if (identity_p (u))
	  return set (u, op, other);
	return (u->op == op
		&& set (u, op, fold_build2 (TREE_CODE (expr), type, u->v,
					    other)));
      }

    default:
      return false;
    }
}

/* The same for a _Bool X, which holds 0 or 1, where the result is whether
   EXPR is nonzero.  */

static bool
decompose_truth (tree expr, tree x, tree type, struct update *u)
{
  if (pcpu_same_reference_p (expr, x))
    return set (u, PCPU_ADD, NULL_TREE);

  switch (TREE_CODE (expr))
    {
    case SAVE_EXPR:
      if (!pcpu_recomputable_p (expr, x))
	return false;
      gcc_fallthrough ();
    CASE_CONVERT:
    case NON_LVALUE_EXPR:
      {
	tree operand = TREE_OPERAND (expr, 0);
	tree from = TREE_TYPE (operand);
	tree to = TREE_TYPE (expr);
	return (INTEGRAL_TYPE_P (from)
		&& INTEGRAL_TYPE_P (to)
		&& (TYPE_PRECISION (to) >= TYPE_PRECISION (from)
		    || truth_value_p (TREE_CODE (operand)))
		&& decompose_truth (operand, x, type, u));
      }

    case COMPOUND_EXPR:
      if (!decompose_truth (TREE_OPERAND (expr, 1), x, type, u))
	return false;
      evaluate_first (u, TREE_OPERAND (expr, 0));
      return true;

    case NE_EXPR:
      return (integer_zerop (TREE_OPERAND (expr, 1))
	      && decompose_truth (TREE_OPERAND (expr, 0), x, type, u));

    case BIT_NOT_EXPR:
      if (TREE_CODE (TREE_TYPE (expr)) != BOOLEAN_TYPE)
	return false;
      /* FALLTHRU */
    case TRUTH_NOT_EXPR:
    case EQ_EXPR:
      if (TREE_CODE (expr) == EQ_EXPR
	  && !integer_zerop (TREE_OPERAND (expr, 1)))
	return false;
      return (decompose_truth (TREE_OPERAND (expr, 0), x, type, u)
	      && identity_p (u)
	      && set (u, PCPU_XOR, build_one_cst (type)));

    case BIT_AND_EXPR:
    case BIT_IOR_EXPR:
    case BIT_XOR_EXPR:
      {
	tree inner = TREE_OPERAND (expr, 0);
	tree other = TREE_OPERAND (expr, 1);
	enum pcpu_op op = bitwise_op (TREE_CODE (expr));
	if (!decompose_truth (inner, x, type, u))
	  {
	    std::swap (inner, other);
	    if (!restart (u) || !decompose_truth (inner, x, type, u))
	      return false;
	  }
	if (!identity_p (u))
	  return false;
	if (op == PCPU_IOR)
	  other = fold_build2 (NE_EXPR, boolean_type_node, other,
			       build_zero_cst (TREE_TYPE (other)));
	else if (op == PCPU_AND)
	  other = fold_build2 (BIT_AND_EXPR, type, fold_convert (type, other),
			       build_one_cst (type));
	else
	  {
	    /* Anything but 0 or 1 makes the result 1.  */
	    tree bit = other;
	    while (CONVERT_EXPR_P (bit))
	      bit = TREE_OPERAND (bit, 0);
	    if (TREE_CODE (TREE_TYPE (bit)) != BOOLEAN_TYPE
		&& !integer_onep (bit))
	      return false;
	  }
	return set (u, op, fold_convert (type, other));
      }

    default:
      return false;
    }
}

/* REF with the checks that -fsanitize=bounds wants of its indexes.  The front
   end puts them in later, and lets the address of an element behind the last one
   pass.  */

static tree
check_bounds (tree ref)
{
  if (!handled_component_p (ref)
      || !sanitize_flags_p (SANITIZE_BOUNDS | SANITIZE_BOUNDS_STRICT))
    return ref;
  tree inner = check_bounds (TREE_OPERAND (ref, 0));
  tree checked = ref;
  if (TREE_CODE (ref) == ARRAY_REF)
    ubsan_maybe_instrument_array_ref (&checked, false);
  if (inner != TREE_OPERAND (ref, 0))
    {
      if (checked == ref)
	checked = copy_node (ref);
      TREE_OPERAND (checked, 0) = inner;
    }
  return checked;
}

tree
pcpu_address_of (location_t loc, tree x)
{
  x = check_bounds (x);
  tree base = get_base_address (x);
  if (base && DECL_P (base))
    TREE_ADDRESSABLE (base) = 1;
  else if (base && INDIRECT_REF_P (base))
    pcpu_check_guarded_pointer (loc, TREE_OPERAND (base, 0));
  tree type = pcpu_type_in_space (TREE_TYPE (x), PCPU_ADDR_SPACE);
  tree address = build1_loc (EXPR_LOC_OR_LOC (x, loc), ADDR_EXPR, build_pointer_type (type), x);
  recompute_tree_invariant_for_addr_expr (address);
  return address;
}

/* The operation node for U on X.  */

static tree
build_update (location_t loc, tree x, tree type, enum pcpu_yield yield,
	      struct update *u)
{
  tree args[2] = { pcpu_address_of (loc, x), NULL_TREE };
  unsigned int nargs = 1;

  if (u->op != PCPU_NOT && u->op != PCPU_NEG)
    {
      args[1] = u->v ? u->v : build_zero_cst (type);
      nargs = 2;
      /* x -= 5 arrives as x + -5.  */
      if ((u->op == PCPU_ADD || u->op == PCPU_SUB)
	  && TREE_CODE (args[1]) == INTEGER_CST
	  && tree_int_cst_sign_bit (args[1]))
	{
	  tree negated = fold_build1 (NEGATE_EXPR, type, args[1]);
	  if (!tree_int_cst_sign_bit (negated))
	    {
	      u->op = u->op == PCPU_ADD ? PCPU_SUB : PCPU_ADD;
	      args[1] = negated;
	    }
	}
    }
  /* The gimplifier gives arguments the location of the call, which is not that
     of the reference.  */
  if (!TREE_CONSTANT (args[0]) && (flag_sanitize & SANITIZE_UNDEFINED))
    args[0] = save_expr (args[0]);
  tree value = TYPE_MAIN_VARIANT (TREE_TYPE (x));
  tree call = pcpu_build_operation (loc, u->op, yield, value, nargs, args);
  /* Lowering looks for it here.  */
  DECL_SOURCE_LOCATION (get_callee_fndecl (call)) = EXPR_LOC_OR_LOC (x, loc);
  return u->pre ? build2_loc (loc, COMPOUND_EXPR, value, u->pre, call) : call;
}

/* EXPR is the value of X, perhaps converted or after something else, and not
   computed from it.  */

static bool
copy_p (tree expr, tree x)
{
  switch (TREE_CODE (expr))
    {
    CASE_CONVERT:
    case NON_LVALUE_EXPR:
    case SAVE_EXPR:
    case VIEW_CONVERT_EXPR:
      return (pcpu_same_reference_p (expr, x)
	      || copy_p (TREE_OPERAND (expr, 0), x));
    case COMPOUND_EXPR:
      return copy_p (TREE_OPERAND (expr, 1), x);
    default:
      return pcpu_same_reference_p (expr, x);
    }
}

/* EXPR updates X, for which there is no operation.  To lose an update is worse
   than to see half of a value: where the type is the reason, which no target
   and no placement can change, it is refused.  The rest is diagnosed as a load
   and a store when it is lowered.  */

static void
refuse_update (tree expr, tree x)
{
  tree type = TREE_TYPE (x);
  bool swapped = (handled_component_p (x)
		  && reverse_storage_order_for_component_p (x));
  if (pcpu_warning_level (PCPU_W_TEARING, EXPR_LOCATION (expr)) == PCPU_OFF
      || !is_gimple_reg_type (type)
      || (!swapped
	  && (INTEGRAL_TYPE_P (type) || POINTER_TYPE_P (type))
	  && int_size_in_bytes (type) <= 8)
      || (TREE_CODE (expr) == MODIFY_EXPR
	  && (!pcpu_computes_with_p (TREE_OPERAND (expr, 1), x)
	      || copy_p (TREE_OPERAND (expr, 1), x))))
    return;
  type = TYPE_MAIN_VARIANT (pcpu_value_type (type));
  if (swapped)
    error_at (EXPR_LOCATION (expr), "there is no CPU-local operation that updates"
	      " per-CPU data of type %qT in the other byte order", type);
  else
    error_at (EXPR_LOCATION (expr), "there is no CPU-local operation that updates"
	      " per-CPU data of type %qT", type);
  if (pcpu_options.model == PCPU_MODEL_RSEQ)
    inform (EXPR_LOCATION (expr), "under a guard, update"
	    " %<*percpu_borrow (g, &%E)%>", x);
  else
    inform (EXPR_LOCATION (expr), "if this thread cannot leave its CPU here,"
	    " update %<percpu_raw (%E)%>", x);
}

/* The update that EXPR, an assignment or increment, makes, or NULL_TREE if
   it makes none.  */

static tree
build_assignment (tree expr, enum pcpu_yield yield)
{
  location_t loc = EXPR_LOCATION (expr);
  struct update u = { PCPU_ADD, NULL_TREE, NULL_TREE };
  tree x = TREE_OPERAND (expr, 0);
  tree rhs = TREE_OPERAND (expr, 1);

  if (!pcpu_reference_p (x))
    return NULL_TREE;
  tree type = operating_type (x);
  if (!type)
    {
      refuse_update (expr, x);
      return NULL_TREE;
    }
  tree xtype = TREE_TYPE (x);
  bool number = !INTEGRAL_TYPE_P (xtype) && !POINTER_TYPE_P (xtype);

  if (TREE_CODE (expr) != MODIFY_EXPR)
    {
      bool decrement = (TREE_CODE (expr) == POSTDECREMENT_EXPR
			|| TREE_CODE (expr) == PREDECREMENT_EXPR);
      if (TREE_CODE (expr) == POSTINCREMENT_EXPR
	  || TREE_CODE (expr) == POSTDECREMENT_EXPR)
	yield = PCPU_OLD;
      /* What is narrower than int is computed with in int.  */
      bool checked = (!c_promoting_integer_type_p (xtype)
		      && checked_p (xtype));
      if (!number && !checked)
	{
	  set (&u, decrement ? PCPU_SUB : PCPU_ADD, fold_convert (type, rhs));
	  return build_update (loc, x, type, yield, &u);
	}
      tree vtype = TYPE_MAIN_VARIANT (pcpu_value_type (xtype));
      if (POINTER_TYPE_P (xtype))
	{
	  rhs = fold_convert (sizetype, rhs);
	  if (decrement)
	    rhs = fold_build1 (NEGATE_EXPR, sizetype, rhs);
	  rhs = build2_loc (loc, POINTER_PLUS_EXPR, vtype, x, rhs);
	}
      else
	rhs = build2_loc (loc, decrement ? MINUS_EXPR : PLUS_EXPR, vtype, x,
			  fold_convert (vtype, rhs));
    }

  if (!pcpu_reads_p (rhs, x))
    {
      if (yield == PCPU_NEW)
	return NULL_TREE;
      set (&u, PCPU_XCHG, fold_convert (type, rhs));
      return build_update (loc, x, type, yield, &u);
    }
  bool truth = TREE_CODE (xtype) == BOOLEAN_TYPE;
  if (!number
      && !(truth && sanitize_flags_p (SANITIZE_BOOL))
      && (truth
	  ? decompose_truth (rhs, x, type, &u)
	  : decompose (rhs, x, type, &u)))
    return build_update (loc, x, type, yield, &u);
  if (pcpu_computes_with_p (rhs, x))
    return pcpu_build_loop (loc, x, rhs, type, yield);
  return NULL_TREE;
}

/* What the front end makes of z++ on a complex number Z is

     COMPLEX_EXPR <REALPART_EXPR <z>++, IMAGPART_EXPR <z>>

   If EXPR has this shape, return the increment.  */

static tree
incremented_complex (tree expr)
{
  if (TREE_CODE (expr) != COMPLEX_EXPR)
    return NULL_TREE;
  tree step = TREE_OPERAND (expr, 0);
  tree imag = TREE_OPERAND (expr, 1);
  switch (TREE_CODE (step))
    {
    case PREINCREMENT_EXPR:
    case PREDECREMENT_EXPR:
    case POSTINCREMENT_EXPR:
    case POSTDECREMENT_EXPR:
      break;
    default:
      return NULL_TREE;
    }
  tree real = TREE_OPERAND (step, 0);
  return (TREE_CODE (real) == REALPART_EXPR
	  && TREE_CODE (imag) == IMAGPART_EXPR
	  && pcpu_reference_p (real)
	  && pcpu_same_reference_p (TREE_OPERAND (real, 0),
				    TREE_OPERAND (imag, 0))
	  ? step : NULL_TREE);
}

/* The update that STEP, the increment in EXPR, is of the complex number as a
   whole.  */

static tree
build_complex_step (tree expr, tree step)
{
  tree real = TREE_OPERAND (step, 0);
  tree z = TREE_OPERAND (real, 0);
  bool decrement = (TREE_CODE (step) == POSTDECREMENT_EXPR
		    || TREE_CODE (step) == PREDECREMENT_EXPR);
  bool old = (TREE_CODE (step) == POSTINCREMENT_EXPR
	      || TREE_CODE (step) == POSTDECREMENT_EXPR);
  tree part = TYPE_MAIN_VARIANT (pcpu_value_type (TREE_TYPE (real)));
  location_t loc = EXPR_LOCATION (expr);
  tree sum = build2_loc (loc, decrement ? MINUS_EXPR : PLUS_EXPR, part, real,
			 fold_convert (part, TREE_OPERAND (step, 1)));
  tree whole = build2 (COMPLEX_EXPR,
		       TYPE_MAIN_VARIANT (pcpu_value_type (TREE_TYPE (z))),
		       sum, TREE_OPERAND (expr, 1));
  tree assign = build2_loc (loc, MODIFY_EXPR, TREE_TYPE (whole), z, whole);
  return build_assignment (assign, old ? PCPU_OLD : PCPU_NEW);
}

/* What the front end makes of b++ and b-- on a _Bool b is

     SAVE_EXPR <b>, (b = new, SAVE_EXPR <b>)

   and folding may have put more around the value at the end.  If EXPR has
   this shape, return the assignment.  */

static tree
postfix_bool_p (tree expr)
{
  if (TREE_CODE (expr) != COMPOUND_EXPR)
    return NULL_TREE;
  tree saved = TREE_OPERAND (expr, 0);
  tree rest = TREE_OPERAND (expr, 1);
  if (TREE_CODE (saved) != SAVE_EXPR || TREE_CODE (rest) != COMPOUND_EXPR)
    return NULL_TREE;
  tree assign = TREE_OPERAND (rest, 0);
  if (TREE_CODE (assign) != MODIFY_EXPR
      || TREE_CODE (TREE_TYPE (assign)) != BOOLEAN_TYPE
      || !pcpu_reference_p (TREE_OPERAND (assign, 0)))
    return NULL_TREE;
  tree value = TREE_OPERAND (saved, 0);
  STRIP_NOPS (value);
  return (pcpu_same_reference_p (value, TREE_OPERAND (assign, 0))
	  ? assign : NULL_TREE);
}

tree
pcpu_discard_value (tree expr)
{
  tree assign = postfix_bool_p (expr);
  if (!assign)
    return expr;
  tree value = TREE_OPERAND (TREE_OPERAND (expr, 1), 1);
  STRIP_NOPS (value);
  return value == TREE_OPERAND (expr, 0) ? assign : expr;
}

tree
pcpu_build_update (tree expr)
{
  if (tree step = incremented_complex (expr))
    return build_complex_step (expr, step);
  tree assign = postfix_bool_p (expr);
  if (!assign)
    return (TREE_CODE (expr) == COMPOUND_EXPR || TREE_CODE (expr) == COMPLEX_EXPR
	    ? NULL_TREE : build_assignment (expr, PCPU_NEW));

  /* What is saved becomes the operation itself, and yields the value that
     was there before.  */
  tree saved = TREE_OPERAND (expr, 0);
  tree update = build_assignment (assign, PCPU_OLD);
  if (!update)
    return NULL_TREE;
  TREE_OPERAND (saved, 0) = fold_convert (TREE_TYPE (saved), update);
  TREE_SIDE_EFFECTS (saved) = 1;
  return build2_loc (EXPR_LOCATION (expr), COMPOUND_EXPR, TREE_TYPE (expr),
		     saved, TREE_OPERAND (TREE_OPERAND (expr, 1), 1));
}
