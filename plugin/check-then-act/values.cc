/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Equal values and places, and the uses of a value.

   The pass runs before any optimisation, so that one index or pointer has
   several names.  These are equal if they are computed in the same way from the
   same values, and are loaded from memory that does not change in between.  */

#include "check-then-act/check-then-act.h"

namespace check_then_act {

bool
mark_p (gimple *stmt)
{
  enum pcpu_op op;
  enum pcpu_yield yield;
  return (is_gimple_call (stmt)
	  && pcpu_find_operation (gimple_call_fndecl (stmt), &op, &yield)
	  && op == PCPU_ACCESS);
}

/* Returns: whether NAME is the bias of the image, or 0 in its place.  */

static bool
bias_p (tree name, unsigned int depth = 0)
{
  if (TREE_CODE (name) != SSA_NAME || depth > 3)
    return false;
  gimple *def = SSA_NAME_DEF_STMT (name);
  if (!is_gimple_assign (def))
    return false;
  tree rhs = gimple_assign_rhs1 (def);
  if (gimple_assign_single_p (def))
    return VAR_P (rhs) && pcpu_bias_p (rhs);
  return (gimple_assign_rhs_code (def) == MULT_EXPR
	  && bias_p (rhs, depth + 1));
}

/* Replace the pointer of P by the one that it was computed from, as far as
   possible.  */

void
checker::canonical (place *p)
{
  for (unsigned int i = 0;
       i < 32 && p->pointer && TREE_CODE (p->pointer) == SSA_NAME; i++)
    {
      gimple *def = SSA_NAME_DEF_STMT (p->pointer);
      if (!is_gimple_assign (def))
	return;
      tree a = gimple_assign_rhs1 (def);
      tree b = gimple_assign_rhs2 (def);
      switch (gimple_assign_rhs_code (def))
	{
	case VAR_DECL:
	  {
	    /* The pointer that the loop of an update uses is set once.  It is
	       in memory if a sanitizer checks it.  */
	    tree *set = loop_pointers.get (a);
	    if (!set)
	      return;
	    p->pointer = *set;
	    break;
	  }
	CASE_CONVERT:
	case SSA_NAME:
	  p->pointer = a;
	  break;
	case ADDR_EXPR:
	  {
	    place q;
	    if (!pcpu_add_reference (TREE_OPERAND (a, 0), &q))
	      return;
	    p->uid = q.uid;
	    p->pointer = q.pointer;
	    p->offset += q.offset;
	    p->terms.insert (p->terms.end (), q.terms.begin (),
			     q.terms.end ());
	    break;
	  }
	case PLUS_EXPR:
	  if (!bias_p (b))
	    return;
	  p->pointer = a;
	  break;
	case POINTER_PLUS_EXPR:
	  p->pointer = a;
	  if (tree_fits_shwi_p (b))
	    p->offset += tree_to_shwi (b) * BITS_PER_UNIT;
	  else if (TREE_CODE (b) == INTEGER_CST)
	    p->offset += (HOST_WIDE_INT) (TREE_INT_CST_LOW (b)
					  * BITS_PER_UNIT);
	  else
	    p->terms.push_back ({ b, BITS_PER_UNIT });
	  break;
	default:
	  return;
	}
    }
  if (p->pointer && TREE_CODE (p->pointer) == ADDR_EXPR)
    {
      place q;
      if (!pcpu_add_reference (TREE_OPERAND (p->pointer, 0), &q))
	return;
      q.offset += p->offset;
      q.size = p->size;
      q.terms.insert (q.terms.end (), p->terms.begin (), p->terms.end ());
      *p = q;
    }
}

bool
clobbers_p (gimple *stmt, tree ref)
{
  gasm *a = dyn_cast<gasm *> (stmt);
  if (!a || gimple_asm_clobbers_memory_p (a))
    return stmt_may_clobber_ref_p (stmt, ref);
  for (unsigned int i = 0; i < gimple_asm_noutputs (a); i++)
    {
      tree output = TREE_VALUE (gimple_asm_output_op (a, i));
      if (TREE_CODE (output) != SSA_NAME && refs_may_alias_p (output, ref))
	return true;
    }
  return false;
}

/* Returns: whether REF has the same contents in the memory state B as in the
   earlier memory state A.  */

static bool
unchanged_p (tree ref, tree a, tree b)
{
  for (unsigned int i = 0; i < 64; i++)
    {
      if (a == b)
	return true;
      gimple *def = SSA_NAME_DEF_STMT (b);
      if (SSA_NAME_IS_DEFAULT_DEF (b)
	  || gimple_code (def) == GIMPLE_PHI
	  || clobbers_p (def, ref))
	return false;
      b = gimple_vuse (def);
    }
  return false;
}

tree
without_copies (tree name, bool converted)
{
  while (TREE_CODE (name) == SSA_NAME)
    {
      gimple *def = SSA_NAME_DEF_STMT (name);
      if (!is_gimple_assign (def))
	break;
      enum tree_code code = gimple_assign_rhs_code (def);
      if (gimple_assign_ssa_name_copy_p (def)
	  || (converted && CONVERT_EXPR_CODE_P (code)))
	name = gimple_assign_rhs1 (def);
      else if (converted && code == VIEW_CONVERT_EXPR)
	name = TREE_OPERAND (gimple_assign_rhs1 (def), 0);
      else
	break;
    }
  return name;
}

gimple *
computed_by (tree name, enum tree_code code)
{
  gimple *def = TREE_CODE (name) == SSA_NAME ? SSA_NAME_DEF_STMT (name) : NULL;
  return (def && is_gimple_assign (def) && gimple_assign_rhs_code (def) == code
	  ? def : NULL);
}

tree
bit_number (tree name)
{
  gimple *shift = computed_by (name, LSHIFT_EXPR);
  return (shift && integer_onep (gimple_assign_rhs1 (shift))
	  ? gimple_assign_rhs2 (shift) : NULL_TREE);
}

/* Returns: whether A and B are two names of one value.  */

bool
checker::same_value_p (tree a, tree b, unsigned int depth) const
{
  if (a == b || operand_equal_p (a, b, 0))
    return true;
  if (depth > 8)
    return false;
  if (TREE_CODE (a) == ADDR_EXPR && TREE_CODE (b) == ADDR_EXPR)
    return false;
  a = without_copies (a);
  b = without_copies (b);
  if (a == b)
    return true;
  gimple *def_a = TREE_CODE (a) == SSA_NAME ? SSA_NAME_DEF_STMT (a) : NULL;
  gimple *def_b = TREE_CODE (b) == SSA_NAME ? SSA_NAME_DEF_STMT (b) : NULL;
  if (!def_a || !def_b
      || !is_gimple_assign (def_a) || !is_gimple_assign (def_b)
      || gimple_assign_rhs_code (def_a) != gimple_assign_rhs_code (def_b)
      || gimple_num_ops (def_a) != gimple_num_ops (def_b)
      || !types_compatible_p (TREE_TYPE (a), TREE_TYPE (b))
      || gimple_has_volatile_ops (def_a))
    return false;
  if (gimple_assign_load_p (def_a))
    {
      tree ref = gimple_assign_rhs1 (def_a);
      return (operand_equal_p (ref, gimple_assign_rhs1 (def_b), 0)
	      && (unchanged_p (ref, gimple_vuse (def_a), gimple_vuse (def_b))
		  || unchanged_p (ref, gimple_vuse (def_b),
				  gimple_vuse (def_a))));
    }
  for (unsigned int i = 1; i < gimple_num_ops (def_a); i++)
    if (!same_value_p (gimple_op (def_a, i), gimple_op (def_b, i), depth + 1))
      return false;
  return true;
}

/* Returns: whether A and B are the same place.  */

bool
checker::same_place_p (const place &a, const place &b) const
{
  if (a.uid != b.uid || a.offset != b.offset || a.size != b.size
      || a.terms.size () != b.terms.size ()
      || (a.uid == 0 && !same_value_p (a.pointer, b.pointer)))
    return false;
  for (size_t i = 0; i < a.terms.size (); i++)
    if (a.terms[i].second != b.terms[i].second
	|| !same_value_p (a.terms[i].first, b.terms[i].first))
      return false;
  return true;
}

/* Returns: whether NAME is the value of the load, converted to any type.  */

bool
checker::copy_p (tree name, unsigned int depth)
{
  if (name == load->out)
    return true;
  if (TREE_CODE (name) != SSA_NAME || depth > 8 || !derived.contains (name))
    return false;
  if (tree *stored = stored_as.get (name))
    return copy_p (*stored, depth + 1);
  gimple *def = SSA_NAME_DEF_STMT (name);
  if (!is_gimple_assign (def))
    return false;
  switch (gimple_assign_rhs_code (def))
    {
    CASE_CONVERT:
    case SSA_NAME:
      return copy_p (gimple_assign_rhs1 (def), depth + 1);
    case VIEW_CONVERT_EXPR:
      return copy_p (TREE_OPERAND (gimple_assign_rhs1 (def), 0), depth + 1);
    default:
      return false;
    }
}

/* Returns: whether ACT stores a pointer to an object that points to what was
   loaded, as in `node->next = head; head = node;'.  */

bool
checker::linked_p (const operation &act) const
{
  if (!POINTER_TYPE_P (TREE_TYPE (act.in)))
    return false;
  for (tree pointer : holders)
    if (same_value_p (without_copies (pointer, true),
		      without_copies (act.in, true)))
      return true;
  return false;
}

/* Returns: the uses of the value that A yields.  If A is an update that is a
   loop, uses in the loop do not count.  */

outcome
checker::outcome_of (const operation &a) const
{
  outcome result = { false, false };
  auto_vec<tree> todo;
  hash_set<tree> seen;

  todo.safe_push (a.out);
  todo.safe_push (a.first);
  while (!todo.is_empty () && !result.asked)
    {
      tree name = todo.pop ();
      use_operand_p use;
      imm_use_iterator iterator;
      if (!name || TREE_CODE (name) != SSA_NAME || seen.add (name))
	continue;
      FOR_EACH_IMM_USE_FAST (use, iterator, name)
	{
	  gimple *stmt = USE_STMT (use);
	  if (is_gimple_debug (stmt) || mark_p (stmt))
	    continue;
	  if (gphi *phi = dyn_cast<gphi *> (stmt))
	    todo.safe_push (gimple_phi_result (phi));
	  else if (is_gimple_assign (stmt)
		   && TREE_CODE (gimple_assign_lhs (stmt)) == SSA_NAME)
	    todo.safe_push (gimple_assign_lhs (stmt));
	  else if (!a.inside_p (stmt))
	    {
	      result.used = true;
	      result.asked |= condition_p (stmt);
	    }
	}
    }
  return result;
}

/* Returns: whether VALUE has a use, other than copies without a use.  */

bool
checker::used_p (tree value) const
{
  use_operand_p use;
  imm_use_iterator iterator;

  if (TREE_CODE (value) != SSA_NAME)
    return false;
  FOR_EACH_IMM_USE_FAST (use, iterator, value)
    {
      gimple *stmt = USE_STMT (use);
      if (is_gimple_debug (stmt) || mark_p (stmt))
	continue;
      /* A copy that is not used.  */
      if (is_gimple_assign (stmt)
	  && TREE_CODE (gimple_assign_lhs (stmt)) == SSA_NAME
	  && !used_p (gimple_assign_lhs (stmt)))
	continue;
      return true;
    }
  return false;
}

/* Returns: whether the value of the load is needed after STORE, other than by
   conditions; or needed at all, if STORE is NULL.  */

bool
checker::taken_as_data_p (const operation *store) const
{
  auto_vec<tree> todo;
  todo.safe_push (load->out);
  hash_set<tree> seen;

  while (!todo.is_empty ())
    {
      tree name = todo.pop ();
      if (seen.add (name))
	continue;
      use_operand_p use;
      imm_use_iterator iterator;
      FOR_EACH_IMM_USE_FAST (use, iterator, name)
	{
	  gimple *stmt = USE_STMT (use);
	  if (is_gimple_debug (stmt) || mark_p (stmt))
	    continue;
	  gphi *phi = dyn_cast<gphi *> (stmt);
	  basic_block bb
	    = phi ? gimple_phi_arg_edge (phi, PHI_ARG_INDEX_FROM_USE (use))->src
	      : gimple_bb (stmt);
	  bool stored = gimple_store_p (stmt) && is_gimple_assign (stmt);
	  if (store
	      && (phi || bb != store->bb ()
		  ? dominated_by_p (CDI_DOMINATORS, bb, store->bb ())
		  : before_p (store->stmt, stmt))
	      && !(is_gimple_assign (stmt)
		   && TREE_CODE (gimple_assign_lhs (stmt)) == SSA_NAME
		   && !used_p (gimple_assign_lhs (stmt))))
	    return true;
	  if (stored || (!store && (is_gimple_call (stmt)
				    || gimple_code (stmt) == GIMPLE_RETURN)))
	    return true;
	  if (condition_p (stmt))
	    continue;
	  if (phi)
	    todo.safe_push (gimple_phi_result (phi));
	  else if (is_gimple_assign (stmt)
		   && TREE_CODE (gimple_assign_lhs (stmt)) == SSA_NAME
		   && (store
		       || (TREE_CODE_CLASS (gimple_assign_rhs_code (stmt))
			   != tcc_comparison)))
	    todo.safe_push (gimple_assign_lhs (stmt));
	}
    }
  return false;
}

/* Returns: whether CONDITION is the only use of the loaded value.  */

bool
checker::only_for_p (gimple *condition) const
{
  auto_vec<tree> todo;
  todo.safe_push (load->out);
  hash_set<tree> seen;

  while (!todo.is_empty ())
    {
      tree name = todo.pop ();
      use_operand_p use;
      imm_use_iterator iterator;
      if (seen.add (name))
	continue;
      FOR_EACH_IMM_USE_FAST (use, iterator, name)
	{
	  gimple *stmt = USE_STMT (use);
	  if (is_gimple_debug (stmt) || mark_p (stmt) || stmt == condition)
	    continue;
	  if (gphi *phi = dyn_cast<gphi *> (stmt))
	    todo.safe_push (gimple_phi_result (phi));
	  else if (is_gimple_assign (stmt)
		   && TREE_CODE (gimple_assign_lhs (stmt)) == SSA_NAME)
	    todo.safe_push (gimple_assign_lhs (stmt));
	  else
	    return false;
	}
    }
  return true;
}

/* Returns: whether NAME is the value of the load without the loss of a bit.  */

bool
checker::whole_copy_p (tree name)
{
  if (!copy_p (name))
    return false;
  while (name != load->out)
    {
      if (element_precision (TREE_TYPE (name))
	  < element_precision (TREE_TYPE (load->out)))
	return false;
      if (tree *stored = stored_as.get (name))
	name = *stored;
      else
	{
	  name = gimple_assign_rhs1 (SSA_NAME_DEF_STMT (name));
	  if (TREE_CODE (name) == VIEW_CONVERT_EXPR)
	    name = TREE_OPERAND (name, 0);
	}
    }
  return true;
}

} // namespace check_then_act
