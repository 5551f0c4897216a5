/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* The messages about a load and a later store, and the advice: one operation
   that does what both were meant to do, if there is one.  */

#include "check-then-act/check-then-act.h"

namespace check_then_act {

/* Returns: the comparison that CONDITION makes.  The front end computes some
   conditions as truth values and compares these with zero; such comparisons are
   resolved.  */

comparison
checker::read_condition (gcond *condition)
{
  comparison c = { gimple_cond_code (condition), gimple_cond_lhs (condition),
		   gimple_cond_rhs (condition), false };
  for (unsigned int i = 0; i < 8; i++)
    {
      bool one = (TREE_CODE (TREE_TYPE (c.a)) == BOOLEAN_TYPE
		  && integer_onep (c.b));
      if ((c.code != NE_EXPR && c.code != EQ_EXPR)
	  || !(one || integer_zerop (c.b))
	  || TREE_CODE (c.a) != SSA_NAME || copy_p (c.a)
	  || !is_gimple_assign (SSA_NAME_DEF_STMT (c.a)))
	break;
      gimple *def = SSA_NAME_DEF_STMT (c.a);
      enum tree_code inner = gimple_assign_rhs_code (def);
      tree operand = gimple_assign_rhs1 (def);
      bool negated = c.negated != ((c.code == EQ_EXPR) != one);
      if (TREE_CODE_CLASS (inner) == tcc_comparison)
	c = { inner, operand, gimple_assign_rhs2 (def), negated };
      else if (TREE_CODE (TREE_TYPE (operand)) == BOOLEAN_TYPE
	       && (CONVERT_EXPR_CODE_P (inner) || inner == SSA_NAME))
	c = { NE_EXPR, operand, build_zero_cst (TREE_TYPE (operand)), negated };
      else if (TREE_CODE (TREE_TYPE (operand)) == BOOLEAN_TYPE
	       && (inner == BIT_NOT_EXPR
		   || (inner == BIT_XOR_EXPR
		       && integer_onep (gimple_assign_rhs2 (def)))))
	c = { NE_EXPR, operand, build_zero_cst (TREE_TYPE (operand)),
	      !negated };
      else
	break;
    }
  return c;
}

/* Returns: whether A, which is the load's value or was converted from it, and B
   have the order that the load's value has to B converted to its type.
   percpu_max and percpu_min convert B first, and compare then.  */

bool
checker::own_order_p (tree a, tree b)
{
  tree own = TREE_TYPE (load->out), type = TREE_TYPE (a);
  if (!INTEGRAL_TYPE_P (own) || !INTEGRAL_TYPE_P (type))
    return TYPE_MODE (own) == TYPE_MODE (type);
  unsigned int bits = TYPE_PRECISION (own);
  unsigned int sign = !TYPE_UNSIGNED (own);
  if (TYPE_PRECISION (type) == bits && TYPE_UNSIGNED (type) == !sign)
    return true;
  /* Is each value of the load's type in TYPE, and each of B's in the load's
     type?  */
  if (TYPE_PRECISION (type) <= bits || (sign && TYPE_UNSIGNED (type)))
    return false;
  b = without_copies (b, true);
  if (TREE_CODE (b) == INTEGER_CST)
    return int_fits_type_p (b, own);
  tree other = TREE_TYPE (b);
  return (INTEGRAL_TYPE_P (other)
	  && (TYPE_UNSIGNED (other)
	      ? TYPE_PRECISION (other) + sign <= bits
	      : sign && TYPE_PRECISION (other) <= bits));
}

/* Returns: what NAME was converted from, or the constant that it stands
   for.  */

static tree
origin_or_constant (tree name)
{
  name = without_copies (name, true);
  gimple *def = TREE_CODE (name) == SSA_NAME ? SSA_NAME_DEF_STMT (name) : NULL;
  return (def && gimple_assign_single_p (def)
	  && CONSTANT_CLASS_P (gimple_assign_rhs1 (def))
	  ? gimple_assign_rhs1 (def) : name);
}

/* Returns: whether a comparison for order by CODE with the constant BOUND
   is one with the constant WITH: `n < 6' is `n <= 5'.  */

static bool
same_bound_p (enum tree_code code, tree bound, tree with)
{
  if (TREE_CODE (bound) != INTEGER_CST || TREE_CODE (with) != INTEGER_CST)
    return false;
  int step = code == LT_EXPR || code == GE_EXPR ? -1 : 1;
  return wi::to_widest (bound) + step == wi::to_widest (with);
}

/* Returns: whether CONDITION compares the load's value with WITH for order.
   *LESS is set to whether it holds when the load's value is the smaller
   one.  */

bool
checker::find_order (gimple *condition, tree with, bool *less)
{
  gcond *cond = dyn_cast<gcond *> (condition);
  if (!cond)
    return false;
  comparison c = read_condition (cond);
  if (!copy_p (c.a))
    {
      std::swap (c.a, c.b);
      c.code = swap_tree_comparison (c.code);
    }
  tree bound = origin_or_constant (c.b);
  with = origin_or_constant (with);
  if (!copy_p (c.a)
      || !(same_value_p (bound, with) || same_bound_p (c.code, bound, with))
      || !own_order_p (c.a, c.b)
      /* It would hold for a NaN, too.  */
      || (c.negated && HONOR_NANS (c.a)))
    return false;
  switch (c.code)
    {
    case LT_EXPR:
    case LE_EXPR:
      *less = !c.negated;
      return true;
    case GT_EXPR:
    case GE_EXPR:
      *less = c.negated;
      return true;
    default:
      return false;
    }
}

/* The operation in a note replaces both the load and the store.  */
static const char use_one[]
  = G_("use %qs, which is one operation, or borrow it from a guard for both");

static const advice use_max = { use_one, "percpu_max" };
static const advice use_min = { use_one, "percpu_min" };
const advice use_exchange = { use_one, "percpu_xchg" };
static const advice use_set_bit = { use_one, "percpu_test_and_set_bit" };
static const advice use_clear_bit = { use_one, "percpu_test_and_clear_bit" };
static const advice use_compare
  = { G_("use %qs, which stores only if nothing has changed, or borrow it from"
	 " a guard for both"), "percpu_try_cmpxchg" };
static const char use_operator[]
  = G_("use an operator such as %qs, which is one operation, or borrow it from"
       " a guard for both");
static const advice use_guard = { G_("borrow it from a guard for both"), NULL };
const advice use_locked
  = { G_("a lock does not keep the thread on its CPU: use %qs with the number"
	 " of the CPU whose lock is held, or borrow it from a guard for both"),
      "percpu_ptr" };

/* Returns: the operator that computes CODE and assigns the result; an example
   of such operators if there is none.  */

static const char *
assignment_operator (enum tree_code code)
{
  switch (code)
    {
    case MINUS_EXPR:
      return "-=";
    case MULT_EXPR:
      return "*=";
    case TRUNC_DIV_EXPR:
    case RDIV_EXPR:
      return "/=";
    case TRUNC_MOD_EXPR:
      return "%=";
    case BIT_AND_EXPR:
      return "&=";
    case BIT_IOR_EXPR:
      return "|=";
    case BIT_XOR_EXPR:
      return "^=";
    case LSHIFT_EXPR:
      return "<<=";
    case RSHIFT_EXPR:
      return ">>=";
    default:
      return "+=";
    }
}

/* Returns: the advice for ACT, which stores a value that is computed from the
   load.  */

advice
checker::advice_for_value (const operation &act)
{
  tree value = act.in;
  if (copy_p (value))
    return use_guard;
  value = without_copies (value, true);
  if (TREE_CODE (value) != SSA_NAME)
    return use_compare;
  gimple *def = SSA_NAME_DEF_STMT (value);
  if (is_gimple_assign (def))
    {
      enum tree_code code = gimple_assign_rhs_code (def);
      bool direct = (copy_p (gimple_assign_rhs1 (def))
		     || (gimple_assign_rhs2 (def)
			 && copy_p (gimple_assign_rhs2 (def))));
      if (direct && (code == MAX_EXPR || code == MIN_EXPR))
	{
	  tree a = gimple_assign_rhs1 (def), b = gimple_assign_rhs2 (def);
	  if (!copy_p (a))
	    std::swap (a, b);
	  return (!own_order_p (a, b) ? use_compare
		  : code == MAX_EXPR ? use_max : use_min);
	}
      if (direct && (TREE_CODE_CLASS (code) == tcc_binary
		     || code == BIT_NOT_EXPR || code == NEGATE_EXPR))
	return { use_operator, assignment_operator (code) };
    }
  gphi *phi = dyn_cast<gphi *> (def);
  if (phi && gimple_phi_num_args (phi) == 2)
    for (unsigned int i = 0; i < 2; i++)
      {
	tree other = gimple_phi_arg_def (phi, 1 - i);
	if (!copy_p (gimple_phi_arg_def (phi, i)))
	  continue;
	bool less;
	for (gimple *condition : conditions)
	  if (find_order (condition, other, &less))
	    {
	      /* The edge by which OTHER is selected.  */
	      edge e = gimple_phi_arg_edge (phi, 1 - i);
	      edge yes, no;
	      extract_true_false_edges_from_block (gimple_bb (condition), &yes,
						   &no);
	      bool on_true = (e == yes || yes->dest == e->src);
	      return on_true == less ? use_max : use_min;
	    }
      }
  return use_compare;
}

/* Returns: whether MASK has exactly one bit, which CONDITION tests if it is not
   a constant.  */

bool
checker::one_bit_p (tree mask, gimple *condition)
{
  mask = without_copies (mask, true);
  if (TREE_CODE (mask) == INTEGER_CST)
    return integer_pow2p (mask);
  gcond *cond = dyn_cast<gcond *> (condition);
  tree bit = bit_number (mask);
  if (!cond || !bit)
    return false;
  tree tested = without_copies (read_condition (cond).a, true);
  gimple *def = computed_by (tested, BIT_AND_EXPR);
  for (unsigned int i = 1; def && i < gimple_num_ops (def); i++)
    {
      tree operand = without_copies (gimple_op (def, i), true);
      gimple *shift = computed_by (operand, RSHIFT_EXPR);
      tree other = shift ? gimple_assign_rhs2 (shift) : bit_number (operand);
      if (other && same_value_p (bit, other))
	return true;
    }
  return false;
}

/* Returns: the advice for ACT, about which the load decides by CONDITION.  ACT
   is on its SIDE.  */

advice
checker::advice_for_decision (const operation &act, gimple *condition,
			      edge side)
{
  if (act.kind == PCPU_ACCESS_RETRY)
    return use_compare;
  if (act.kind == PCPU_ACCESS_UPDATE && act.op != PCPU_XCHG)
    {
      if (act.op == PCPU_IOR && one_bit_p (act.in, condition))
	return use_set_bit;
      tree inverse = without_copies (act.in, true);
      if (TREE_CODE (inverse) == INTEGER_CST)
	inverse = const_unop (BIT_NOT_EXPR, TREE_TYPE (inverse), inverse);
      else if (gimple *def = computed_by (inverse, BIT_NOT_EXPR))
	inverse = gimple_assign_rhs1 (def);
      else
	return use_compare;
      return (act.op == PCPU_AND && one_bit_p (inverse, condition)
	      ? use_clear_bit : use_compare);
    }
  bool less;
  if (!POINTER_TYPE_P (TREE_TYPE (load->out))
      && ((side->flags & EDGE_TRUE_VALUE) != 0 || !HONOR_NANS (load->out))
      && find_order (condition, act.in, &less))
    return ((side->flags & EDGE_TRUE_VALUE) != 0) == less ? use_max : use_min;
  if (taken_as_data_p (NULL))
    return use_exchange;
  return use_compare;
}

/* Returns: the variable that contains P, or NULL_TREE if it is unknown.  */

static tree
variable_of_place (const place &p)
{
  varpool_node *node;
  if (p.uid != 0)
    FOR_EACH_VARIABLE (node)
      if (DECL_UID (node->decl) == p.uid)
	return node->decl;
  return NULL_TREE;
}

/* Report that ACT and the load should be one operation.  TAIL ends the message,
   and NOTE says what to write instead, unless a lock is held over both.  */

void
checker::report_act (const operation &act, const char *tail,
		     const advice &note)
{
  tree var = variable_of_place (act.where);
  bool out
    = (var
       ? pcpu_report (PCPU_W_CHECK_THEN_ACT, act.loc (),
		      "%qD may change between its load and %s", var, _(tail))
       : pcpu_report (PCPU_W_CHECK_THEN_ACT, act.loc (),
		      "per-CPU data may change between its load and %s",
		      _(tail)));
  if (!out)
    return;
  inform (pcpu_visible (load->loc ()), "loaded here");
  /* All operations but the operators need an address.  */
  bool possible = !act.where.bit_field || note.format == use_operator;
  const advice &best
    = locked_p (act) ? use_locked : possible ? note : use_guard;
  inform (pcpu_visible (act.loc ()), _(best.format), best.operation);
}

} // namespace check_then_act
