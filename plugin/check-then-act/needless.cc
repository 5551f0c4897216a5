/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Stores and updates whose condition makes no difference.

     if (n != 5)       if (!(flags & 8))       if (most < v)
       n = 5;            flags |= 8;             percpu_max (most, v);

   If such an operation is left out, it would not have changed the value that
   the load has found, so that leaving it out is the same as executing it in the
   moment of the load.  Therefore the load and the operation together have no
   outcome that the operation alone does not have, unless something else depends
   on the loaded value.  */

#include "check-then-act/check-then-act.h"

namespace check_then_act {

/* Returns: whether STMT is the call by which a check of a sanitizer reports an
   error.  */

static bool
sanitizer_call_p (gimple *stmt)
{
  static const char handler[] = "__builtin___ubsan_handle_";
  tree fndecl = gimple_call_fndecl (stmt);
  return (fndecl && fndecl_built_in_p (fndecl)
	  && (fndecl_built_in_p (fndecl, BUILT_IN_TRAP)
	      || strncmp (IDENTIFIER_POINTER (DECL_NAME (fndecl)), handler,
			  sizeof handler - 1) == 0));
}

/* Returns: whether the statement at GSI has no effect other than that of ACT,
   or only loads.  */

bool
checker::harmless_p (gimple_stmt_iterator gsi, const operation &act) const
{
  gimple *stmt = gsi_stmt (gsi);
  /* The mark of an access follows the statement that makes it.  */
  auto part_p = [&] (bool next)
    {
      for (gsi_next_nondebug (&gsi); !gsi_end_p (gsi);
	   gsi_next_nondebug (&gsi))
	if (mark_p (gsi_stmt (gsi)))
	  return (gsi_stmt (gsi) == act.stmt
		  || tree_to_uhwi (gimple_call_arg (gsi_stmt (gsi), 0))
		     == PCPU_ACCESS_LOAD);
	else if (next)
	  return false;
      return false;
    };
  switch (gimple_code (stmt))
    {
    case GIMPLE_LABEL:
    case GIMPLE_NOP:
    case GIMPLE_PREDICT:
    case GIMPLE_DEBUG:
    case GIMPLE_COND:
    case GIMPLE_SWITCH:
    case GIMPLE_GOTO:
      return true;
    case GIMPLE_RETURN:
      return !gimple_return_retval (as_a<greturn *> (stmt));
    case GIMPLE_ASSIGN:
      return (gimple_clobber_p (stmt)
	      || (!gimple_vdef (stmt) && !gimple_has_volatile_ops (stmt))
	      || part_p (true));
    case GIMPLE_ASM:
      return ((!gimple_vdef (stmt)
	       && !gimple_asm_volatile_p (as_a<gasm *> (stmt)))
	      || (gimple_asm_inline_p (as_a<gasm *> (stmt)) && part_p (false)));
    case GIMPLE_CALL:
      if (mark_p (stmt))
	{
	  unsigned int kind = tree_to_uhwi (gimple_call_arg (stmt, 0));
	  return (stmt == act.stmt || kind == PCPU_ACCESS_LOAD
		  || kind == PCPU_ACCESS_PLACED);
	}
      if (gimple_call_internal_p (stmt))
	switch (gimple_call_internal_fn (stmt))
	  {
	  case IFN_UBSAN_NULL:
	  case IFN_UBSAN_BOUNDS:
	  case IFN_UBSAN_PTR:
	    return true;
	  default:
	    break;
	  }
      if (sanitizer_call_p (stmt))
	return true;
      return ((gimple_call_flags (stmt) & (ECF_CONST | ECF_PURE)) != 0
	      && !(gimple_call_flags (stmt) & ECF_LOOPING_CONST_OR_PURE));
    default:
      return false;
    }
}

/* Returns: whether the execution of ACT, which is on SIDE, is all that depends
   on CONDITION: its sides meet again without another effect and with the same
   values.  */

bool
checker::alone_p (gimple *condition, edge side, edge other,
		  const operation &act)
{
  basic_block bb = gimple_bb (condition);
  basic_block join = find_join (condition, side, other);
  auto_sbitmap seen (last_basic_block_for_fn (fun));
  auto_vec<basic_block> todo;
  todo.safe_push (bb);
  edge e;
  edge_iterator ei;

  bitmap_clear (seen);
  if (!join)
    return false;
  while (!todo.is_empty ())
    {
      basic_block from = todo.pop ();
      FOR_EACH_EDGE (e, ei, from->succs)
	{
	  if (e->dest == join || !add_bit_p (seen, e->dest->index))
	    continue;
	  todo.safe_push (e->dest);
	  for (gimple_stmt_iterator gsi = gsi_start_bb (e->dest);
	       !gsi_end_p (gsi); gsi_next (&gsi))
	    if (!harmless_p (gsi, act))
	      return false;
	}
    }
  for (gphi_iterator gsi = gsi_start_phis (join); !gsi_end_p (gsi);
       gsi_next (&gsi))
    {
      tree value = NULL_TREE;
      if (virtual_operand_p (gimple_phi_result (gsi.phi ()))
	  || !used_p (gimple_phi_result (gsi.phi ())))
	continue;
      FOR_EACH_EDGE (e, ei, join->preds)
	if (e->src == bb || bitmap_bit_p (seen, e->src->index))
	  {
	    tree arg = gimple_phi_arg_def (gsi.phi (), e->dest_idx);
	    if (value && !operand_equal_p (value, arg, 0))
	      return false;
	    value = arg;
	  }
    }
  return true;
}

/* CONJUNCTION, a BIT_AND_EXPR, is equal to B if EQUAL, else not equal.  Set *K
   to what this says about the bits of the load's value.
   Returns: whether it says that all bits of a mask are one, or that all are
   zero.  */

bool
checker::find_known_bits (gimple *conjunction, bool equal, tree b,
			  known *k)
{
  tree x = gimple_assign_rhs1 (conjunction);
  tree mask = gimple_assign_rhs2 (conjunction);
  if (integer_onep (mask))
    if (gimple *shift = computed_by (x, RSHIFT_EXPR))
      {
	k->bit = gimple_assign_rhs2 (shift);
	k->set = equal != integer_zerop (b);
	return ((integer_zerop (b) || integer_onep (b))
		&& whole_copy_p (gimple_assign_rhs1 (shift)));
      }
  /* `~x & mask' and `x & mask'.  */
  auto whole_p = [&] (tree name)
    {
      gimple *inverse = computed_by (without_copies (name, true), BIT_NOT_EXPR);
      return (whole_copy_p (name)
	      || (inverse && whole_copy_p (gimple_assign_rhs1 (inverse))));
    };
  if (!whole_p (x))
    std::swap (x, mask);
  if (!whole_p (x))
    return false;
  tree bits = without_copies (mask, true);
  k->mask = mask;
  k->set = (!equal || !integer_zerop (b)) == whole_copy_p (x);
  if (equal)
    return (integer_zerop (b)
	    || same_value_p (without_copies (b, true), bits));
  return (integer_zerop (b)
	  && (integer_pow2p (bits) || bit_number (bits)));
}

/* Returns: whether NAME is the whole value of the load or of another load of
   the same place.  */

bool
checker::same_load_p (tree name)
{
  if (whole_copy_p (name))
    return true;
  while (TREE_CODE (name) == SSA_NAME)
    {
      if (size_t *access = by_result.get (name))
	return (accesses[*access].load_p ()
		&& same_place_p (accesses[*access].where, load->where));
      gimple *def = SSA_NAME_DEF_STMT (name);
      if (!is_gimple_assign (def)
	  || !(gimple_assign_ssa_name_copy_p (def)
	       || gimple_assign_cast_p (def)))
	return false;
      tree from = gimple_assign_rhs1 (def);
      if (element_precision (TREE_TYPE (name))
	  < element_precision (TREE_TYPE (from)))
	return false;
      name = from;
    }
  return false;
}

/* The load's value is equal to B, which is computed from it or from another
   load of the place.  Set *K to what this says about its bits:

     x == (x | mask)	all bits of the mask are one
     x == (x & mask)	all other bits are zero

   The operand X of the mask may come from an earlier or later load than the
   left side: both facts are about the left side, whatever that X was.
   Returns: whether it says either.  */

bool
checker::find_own_bits (tree b, known *k)
{
  b = without_copies (b, true);
  gimple *def = computed_by (b, BIT_IOR_EXPR);
  k->set = def != NULL;
  if (!def)
    def = computed_by (b, BIT_AND_EXPR);
  if (!def)
    return false;
  k->inverted = !k->set;
  k->mask = gimple_assign_rhs2 (def);
  if (same_load_p (gimple_assign_rhs1 (def)))
    return true;
  k->mask = gimple_assign_rhs1 (def);
  return same_load_p (gimple_assign_rhs2 (def));
}

/* Set *K to what is known about the load's value on SIDE of CONDITION.
   Returns: whether anything is known that matters here.  */

bool
checker::find_known (gimple *condition, edge side, known *k)
{
  gcond *cond = dyn_cast<gcond *> (condition);
  if (!cond)
    return false;
  comparison c = read_condition (cond);
  enum tree_code code = c.code;
  if (c.negated != ((side->flags & EDGE_FALSE_VALUE) != 0))
    code = invert_tree_comparison (code, HONOR_NANS (c.a));
  if (code == ERROR_MARK)
    return false;
  if (whole_copy_p (c.b))
    {
      std::swap (c.a, c.b);
      code = swap_tree_comparison (code);
    }
  tree type = TREE_TYPE (load->out);
  if (code == EQ_EXPR
      && ((same_load_p (c.a) && find_own_bits (c.b, k))
	  || (same_load_p (c.b) && find_own_bits (c.a, k))))
    return true;
  *k = known ();
  if (!whole_copy_p (c.a))
    {
      gimple *def = computed_by (without_copies (c.a, true), BIT_AND_EXPR);
      if (!def)
	{
	  std::swap (c.a, c.b);
	  code = swap_tree_comparison (code);
	  def = computed_by (without_copies (c.a, true), BIT_AND_EXPR);
	}
      return (def && (code == EQ_EXPR || code == NE_EXPR)
	      && find_known_bits (def, code == EQ_EXPR, c.b, k));
    }
  if (code == EQ_EXPR)
    k->value = c.b;
  else if ((code == LE_EXPR || code == LT_EXPR)
	   && INTEGRAL_TYPE_P (type) && TYPE_UNSIGNED (type)
	   && (TYPE_UNSIGNED (TREE_TYPE (c.a))
	       || TYPE_PRECISION (TREE_TYPE (c.a)) > TYPE_PRECISION (type))
	   && TREE_CODE (c.b) == INTEGER_CST
	   && int_fits_type_p (c.b, type)
	   && wi::popcount (wi::to_widest (c.b) + int (code == LE_EXPR)) == 1)
    {
      /* All bits from a power of two on are zero.  */
      k->mask = wide_int_to_tree (type, wi::to_widest (c.b)
				  - int (code == LT_EXPR));
      k->inverted = true;
    }
  else if (code == NE_EXPR && TREE_CODE (type) == BOOLEAN_TYPE
	   && (integer_zerop (c.b) || integer_onep (c.b)))
    k->value = integer_zerop (c.b) ? boolean_true_node : boolean_false_node;
  else if ((code == LT_EXPR || code == GE_EXPR) && integer_zerop (c.b)
	   && INTEGRAL_TYPE_P (type)
	   && TYPE_PRECISION (type) == TYPE_PRECISION (TREE_TYPE (c.a)))
    {
      /* The sign is a bit.  */
      unsigned int precision = TYPE_PRECISION (type);
      k->mask = wide_int_to_tree (unsigned_type_for (type),
				  wi::set_bit_in_zero (precision - 1,
						       precision));
      k->set = code == LT_EXPR;
    }
  return k->value || k->mask;
}

/* Returns: the value that NAME was converted from by conversions that preserve
   the lowest SIZE bits.  */

static tree
without_conversions (tree name, HOST_WIDE_INT size)
{
  while (TREE_CODE (name) == SSA_NAME)
    {
      gimple *def = SSA_NAME_DEF_STMT (name);
      if (!is_gimple_assign (def)
	  || !(gimple_assign_ssa_name_copy_p (def)
	       || gimple_assign_cast_p (def)
	       || gimple_assign_rhs_code (def) == VIEW_CONVERT_EXPR))
	break;
      tree from = gimple_assign_rhs1 (def);
      if (TREE_CODE (from) == VIEW_CONVERT_EXPR)
	from = TREE_OPERAND (from, 0);
      else if (FLOAT_TYPE_P (TREE_TYPE (name))
	       != FLOAT_TYPE_P (TREE_TYPE (from)))
	break;
      if (!is_gimple_val (from)
	  || element_precision (TREE_TYPE (name)) < size
	  || element_precision (TREE_TYPE (from)) < size)
	break;
      name = from;
    }
  return name;
}

/* Returns: the constant T as an unsigned number of SIZE bits.  */

static unsigned HOST_WIDE_INT
bits_of (tree t, HOST_WIDE_INT size)
{
  wide_int bits = wide_int::from (wi::to_wide (t), HOST_BITS_PER_WIDE_INT,
				  TYPE_SIGN (TREE_TYPE (t)));
  return wi::zext (bits, size).to_uhwi ();
}

/* Returns: whether EXCHANGE is the compare-exchange of percpu_max or of
   percpu_min: a condition in its loop compares the value that it stores with
   the one that the operation has found.  *GREATEST is set to whether it is
   percpu_max.  */

bool
checker::find_extremum (const operation &exchange, bool *greatest)
{
  if (!exchange.update || computes_p (exchange))
    return false;
  tree value = without_copies (exchange.in, true);
  for (basic_block bb = exchange.bb ();
       bb != exchange.update->header && single_pred_p (bb);)
    {
      edge e = single_pred_edge (bb);
      bb = e->src;
      gimple_stmt_iterator gsi = gsi_last_nondebug_bb (bb);
      gcond *condition
	= gsi_end_p (gsi) ? NULL : dyn_cast<gcond *> (gsi_stmt (gsi));
      if (!condition)
	continue;
      comparison c = read_condition (condition);
      if (without_copies (c.b, true) == value)
	{
	  std::swap (c.a, c.b);
	  c.code = swap_tree_comparison (c.code);
	}
      if (without_copies (c.a, true) != value)
	continue;
      bool holds = ((e->flags & EDGE_TRUE_VALUE) != 0) != c.negated;
      if (c.code == GT_EXPR || c.code == GE_EXPR)
	*greatest = holds;
      else if (c.code == LT_EXPR || c.code == LE_EXPR)
	*greatest = !holds;
      else
	continue;
      return true;
    }
  return false;
}

/* Returns: whether ACT, the compare-exchange of percpu_max or percpu_min, would
   change nothing where CONDITION does not lead to SIDE.  */

bool
checker::bounded_p (gimple *condition, edge side, const operation &act)
{
  bool less, greatest;
  return (find_extremum (act, &greatest)
	  && find_order (condition, act.in, &less)
	  && ((side->flags & EDGE_TRUE_VALUE) != 0) == (less == greatest));
}

/* Returns: whether ACT, which is on SIDE of CONDITION, would change nothing on
   the other side.  */

bool
checker::needless_p (gimple *condition, edge side, const operation &act)
{
  known k;
  edge other = NULL, e;
  edge_iterator ei;
  FOR_EACH_EDGE (e, ei, gimple_bb (condition)->succs)
    if (e != side)
      other = e;
  if (!load->load_p () || !other
      || !(act.kind == PCPU_ACCESS_RETRY ? bounded_p (condition, side, act)
	   : find_known (condition, other, &k))
      || !only_for_p (condition) || !alone_p (condition, side, other, act))
    return false;
  if (act.kind == PCPU_ACCESS_RETRY)
    return true;
  HOST_WIDE_INT size = act.where.size;
  tree in = without_conversions (act.in, size);
  bool store = act.kind == PCPU_ACCESS_STORE || act.op == PCPU_XCHG;
  if (k.value)
    {
      tree value = without_conversions (k.value, size);
      if (!store)
	return false;
      if (TREE_CODE (value) == INTEGER_CST && TREE_CODE (in) == INTEGER_CST)
	return (size <= HOST_BITS_PER_WIDE_INT
		&& bits_of (value, size) == bits_of (in, size));
      return same_value_p (value, in);
    }
  if (store || act.op != (k.set ? PCPU_IOR : PCPU_AND))
    return false;
  tree mask = k.mask ? without_conversions (k.mask, size) : NULL_TREE;
  if (mask && TREE_CODE (mask) == INTEGER_CST && TREE_CODE (in) == INTEGER_CST)
    {
      if (size > HOST_BITS_PER_WIDE_INT)
	return false;
      unsigned HOST_WIDE_INT changed = bits_of (in, size);
      unsigned HOST_WIDE_INT bits = bits_of (mask, size);
      if (!k.set)
	changed = ~changed;
      if (!k.inverted)
	bits = ~bits;
      return zext_hwi (changed & bits, size) == 0;
    }
  /* Compare what `&= ~IN' or `|= IN' changes with the mask.  */
  bool inverted = !k.set;
  auto invert = [size] (tree *t, bool *is)
    {
      gimple *def = computed_by (*t, BIT_NOT_EXPR);
      if (!def)
	return;
      *t = without_conversions (gimple_assign_rhs1 (def), size);
      *is = !*is;
    };
  invert (&in, &inverted);
  if (mask)
    {
      invert (&mask, &k.inverted);
      return inverted == k.inverted && same_value_p (mask, in);
    }
  tree bit = bit_number (in);
  return bit && !inverted && same_value_p (k.bit, bit);
}

} // namespace check_then_act
