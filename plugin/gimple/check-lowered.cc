/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* The check after lowering: no per-CPU access, operation or address is left in
   any kind of statement.  */

#include "gimple/lower.h"

namespace lowering {

/* Report REF, an operand of STMT, if it is per-CPU and was not lowered.  */

static void
check_reference_lowered (state *fn, gimple *stmt, tree ref)
{
  if (!ref || !pcpu_reference_p (ref)
      || fn->lowered_references.contains (ref)
      /* In model single a reference to a whole variable stays as it is.  */
      || (pcpu_options.model == PCPU_MODEL_SINGLE
	  && is_gimple_assign (stmt) && DECL_P (ref)
	  && !single_access_p (ref)))
    return;
  error_at (gimple_location (stmt), "per-CPU access was not lowered: %qE", ref);
  inform (gimple_location (stmt),
	  "this use of per-CPU data is not supported");
}

/* Return true if ADDRESS is an operand of STMT that lower_addresses
   rewrites.  */

static bool
operand_address_p (gimple *stmt, tree address)
{
  if (!pcpu_pointer_type_p (TREE_TYPE (address))
      || !VAR_P (base_of (TREE_OPERAND (address, 0))))
    return false;
  for (unsigned int i = 0; i < gimple_num_ops (stmt); i++)
    if (gimple_op (stmt, i) == address)
      return gimple_code (stmt) != GIMPLE_ASM;
  return false;
}

/* walk_gimple_seq callback for operands: report addresses of per-CPU variables
   that still have the original type.  If addresses are not constants, they may
   appear only where the bias is added.  */

static tree
check_address_lowered (tree *tp, int *walk_subtrees, void *data)
{
  struct walk_stmt_info *wi = (struct walk_stmt_info *) data;
  state *fn = (state *) wi->info;

  if (TYPE_P (*tp))
    *walk_subtrees = 0;
  else if (TREE_CODE (*tp) == ADDR_EXPR
	   && pcpu_address_variable (*tp)
	   && (pcpu_biased_p () ? !fn->biased_addresses.contains (*tp)
	       : operand_address_p (gsi_stmt (wi->gsi), *tp)))
    error_at (gimple_location (gsi_stmt (wi->gsi)),
	      "address of per-CPU variable %qD was not lowered",
	      pcpu_address_variable (*tp));
  return NULL_TREE;
}

/* walk_gimple_seq callback for statements.  */

static tree
check_lowered (gimple_stmt_iterator *gsi, bool *handled,
	       struct walk_stmt_info *wi)
{
  state *fn = (state *) wi->info;
  gimple *stmt = gsi_stmt (*gsi);
  enum pcpu_op op;
  enum pcpu_yield yield;

  if (gasm *s = dyn_cast<gasm *> (stmt))
    {
      for (unsigned int i = 0; i < gimple_asm_ninputs (s); i++)
	if (!pcpu_own_operand_p (gimple_asm_input_op (s, i)))
	  check_reference_lowered (fn, s,
				   TREE_VALUE (gimple_asm_input_op (s, i)));
      for (unsigned int i = 0; i < gimple_asm_noutputs (s); i++)
	if (!pcpu_own_operand_p (gimple_asm_output_op (s, i)))
	  check_reference_lowered (fn, s,
				   TREE_VALUE (gimple_asm_output_op (s, i)));
      return NULL_TREE;
    }
  if (is_gimple_call (stmt)
      && pcpu_find_operation (gimple_call_fndecl (stmt), &op, &yield))
    {
      *handled = true;
      if (op == PCPU_BORROWED || op == PCPU_TORN || op == PCPU_ACCESS)
	return NULL_TREE;
      error_at (gimple_location (stmt),
		"per-CPU operation was not lowered: %qD",
		gimple_call_fndecl (stmt));
      return NULL_TREE;
    }
  if (is_gimple_call (stmt) && structure_copy_p (as_a<gcall *> (stmt)))
    error_at (gimple_location (stmt),
	      "per-CPU address in a call of %qD was not lowered",
	      gimple_call_fndecl (stmt));
  for (unsigned int i = 0; i < gimple_num_ops (stmt); i++)
    check_reference_lowered (fn, stmt, gimple_op (stmt, i));
  return NULL_TREE;
}

void
check_body (state *fn, gimple_seq body)
{
  struct walk_stmt_info wi;

  memset (&wi, 0, sizeof wi);
  wi.info = fn;
  walk_gimple_seq (body, check_lowered, check_address_lowered, &wi);
}

} // namespace lowering
