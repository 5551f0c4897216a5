/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Lowering: from per-CPU accesses in GIMPLE to the target's sequences.

     r_1 = x;			asm volatile ("movl %1, %0"
					      : "=r" (r_1) : "m" (x));
     x = 5;			asm volatile ("movl %1, %0"
					      : "=m" (x) : "ri" (5));
     __percpu_add (&x, v_2);	asm volatile ("addl %2, %0"
					      : "=m" (x)
					      : "m" (x), "er" (v_2) : "cc");
     s = st;			d_3 = displacement;
				p_4 = (char *) &st + d_3;
				s = *p_4;

   On a target with an address space for this CPU's area (x86-64: GS) the
   memory operands are the variables themselves, which move to that space as
   soon as all functions are lowered, and are printed as %gs:x(%rip).  On other
   targets, and for accesses that no single instruction can make, the address
   of the instance is computed.

   The accesses become asm statements, and not references that later passes
   understand, because GCC does not split, merge, repeat or move an asm
   volatile, does not change it with the -O level, and because the sanitizers
   ignore its operands.  Its memory operands still tell alias analysis which
   objects it accesses, so it needs no other clobbers.  */

#include "gimple/lower.h"
#include "passes.h"

namespace lowering {

/* Return a new variable for a copy of REF.  */

static tree
copy_variable (tree ref)
{
  return create_tmp_var (pcpu_value_type (TYPE_MAIN_VARIANT (TREE_TYPE (ref))),
			 "percpu_copy");
}

/* Insert a copy of REF to a new variable before the statement at GSI.  Return
   the variable.  */

static tree
copy_before (state *fn, gimple_stmt_iterator *gsi, tree ref)
{
  struct place at = { fn, gsi, gimple_location (gsi_stmt (*gsi)) };
  tree copy = copy_variable (ref);
  gassign *assign = gimple_build_assign (copy, ref);
  insert (&at, assign);
  gimple_stmt_iterator inner = *gsi;
  gsi_prev (&inner);
  lower_assign (fn, &inner, assign);
  return copy;
}

/* Insert an assignment of a new variable to REF after the statement at GSI,
   and return the variable.  The walk reaches the assignment next.  */

static tree
copy_after (gimple_stmt_iterator *gsi, tree ref)
{
  tree copy = copy_variable (ref);
  gassign *assign = gimple_build_assign (ref, copy);
  gimple_set_location (assign, gimple_location (gsi_stmt (*gsi)));
  gsi_insert_after (gsi, assign, GSI_SAME_STMT);
  return copy;
}

/* Lower STMT, a call that copies a structure of variable size.  */

static void
lower_copy (state *fn, gimple_stmt_iterator *gsi, gcall *stmt)
{
  struct place at = { fn, gsi, gimple_location (stmt) };

  if (pcpu_leave_once (PCPU_LEAVE_COPY))
    return;
  pcpu_need_image ();
  diagnose_tearing (&at, PCPU_TORN_COPY);
  for (unsigned int i = 0; i < 2; i++)
    {
      tree pointer = gimple_call_arg (stmt, i);
      if (!pcpu_pointer_type_p (TREE_TYPE (pointer)))
	continue;
      tree computed = computed_address (fn, pointer);
      if (TREE_CODE (computed) == ADDR_EXPR)
	pcpu_check_guarded (at.loc, TREE_OPERAND (computed, 0));
      if (TREE_CODE (pointer) == ADDR_EXPR)
	pointer = percpu_address (&at, native_address (pointer));
      if (tree lhs = i == 0 ? gimple_call_lhs (stmt) : NULL_TREE)
	{
	  insert (&at, gimple_build_assign
		  (lhs, convert_value (&at, TREE_TYPE (lhs), pointer)));
	  gimple_call_set_lhs (stmt, NULL_TREE);
	}
      gimple_call_set_arg (stmt, i,
			   translate_here (&at, pointer, ptr_type_node));
    }
}

/* Return the address of REF, as an argument of a call at AT.  */

static tree
copy_argument (struct place *at, tree ref)
{
  tree address = build_fold_addr_expr (ref);
  tree type = TREE_TYPE (address);

  /* The address of *P is a conversion of P.  */
  while (CONVERT_EXPR_P (address))
    address = TREE_OPERAND (address, 0);
  return (is_gimple_val (address) ? convert_value (at, type, address)
	  : compute (at, ADDR_EXPR, type, address, NULL_TREE));
}

/* If STMT at GSI copies an object of variable size to or from per-CPU data,
   replace it by a call of memcpy, and return this.  Otherwise, return NULL.
   The gimplifier of GCC 16 makes the call only if both objects are in the
   generic address space.  */

static gcall *
variable_size_copy (gimple_stmt_iterator *gsi, gimple *stmt)
{
  tree to = gimple_assign_lhs (stmt);
  tree from = gimple_assign_rhs1 (stmt);
  struct place at = { NULL, gsi, gimple_location (stmt) };

  if (TREE_CODE (from) != WITH_SIZE_EXPR)
    return NULL;
  tree size = TREE_OPERAND (from, 1);
  from = TREE_OPERAND (from, 0);
  if (!pcpu_reference_p (to) && !pcpu_reference_p (from))
    return NULL;
  to = copy_argument (&at, to);
  from = copy_argument (&at, from);
  gcall *call = gimple_build_call (builtin_decl_implicit (BUILT_IN_MEMCPY), 3,
				   to, from, size);
  gimple_set_location (call, at.loc);
  gsi_replace (gsi, call, false);
  return call;
}

/* Lower the call STMT: an operation node, or per-CPU objects among its
   arguments.  */

static void
lower_call (state *fn, gimple_stmt_iterator *gsi, gcall *stmt)
{
  enum pcpu_op op;
  enum pcpu_yield yield;

  if (pcpu_find_operation (gimple_call_fndecl (stmt), &op, &yield))
    {
      pcpu_need_image ();
      if (op == PCPU_BORROWED || op == PCPU_TORN || op == PCPU_ACCESS)
	return;
      if (op == PCPU_TRANSLATE || op == PCPU_DISPLACEMENT || op == PCPU_SIZE
	  || op == PCPU_ADDRESS || op == PCPU_RAW || op == PCPU_BORROW)
	lower_translation (fn, gsi, stmt, op);
      else if (!pcpu_leave_once (PCPU_LEAVE_OPERATION))
	lower_operation (fn, gsi, stmt, op, yield);
      return;
    }
  for (unsigned int i = 0; i < gimple_call_num_args (stmt); i++)
    {
      tree arg = gimple_call_arg (stmt, i);
      if (pcpu_reference_p (arg) && pcpu_leave_once (PCPU_LEAVE_ARGUMENT))
	continue;
      if (pcpu_reference_p (arg))
	gimple_call_set_arg (stmt, i, copy_before (fn, gsi, arg));
      /* An argument of variable size for a nested function.  */
      else if (TREE_CODE (arg) == WITH_SIZE_EXPR
	       && pcpu_reference_p (TREE_OPERAND (arg, 0)))
	{
	  struct place at = { fn, gsi, gimple_location (stmt) };
	  tree value = plain_access (&at, TREE_OPERAND (arg, 0));
	  note_lowered (fn, value);
	  gimple_call_set_arg (stmt, i, build2 (WITH_SIZE_EXPR,
						TREE_TYPE (value), value,
						TREE_OPERAND (arg, 1)));
	}
    }
  tree lhs = gimple_call_lhs (stmt);
  if (!lhs || !pcpu_reference_p (lhs) || pcpu_leave_once (PCPU_LEAVE_RESULT))
    return;
  if (TREE_CODE (TYPE_SIZE (TREE_TYPE (lhs))) == INTEGER_CST)
    gimple_call_set_lhs (stmt, copy_after (gsi, lhs));
  else
    {
      error_at (gimple_location (stmt), "value of a function assigned to"
		" per-CPU data of variable size");
      inform (gimple_location (stmt), "assign it to a local variable first");
    }
}

/* Lower per-CPU objects among the operands of the asm statement STMT.  */

static void
lower_asm (state *fn, gimple_stmt_iterator *gsi, gasm *stmt)
{
  for (unsigned int i = 0; i < gimple_asm_ninputs (stmt); i++)
    {
      tree link = gimple_asm_input_op (stmt, i);
      if (pcpu_reference_p (TREE_VALUE (link))
	  && !pcpu_leave_once (PCPU_LEAVE_ASM))
	TREE_VALUE (link) = copy_before (fn, gsi, TREE_VALUE (link));
    }
  for (unsigned int i = 0; i < gimple_asm_noutputs (stmt); i++)
    {
      tree link = gimple_asm_output_op (stmt, i);
      if (pcpu_reference_p (TREE_VALUE (link))
	  && !pcpu_leave_once (PCPU_LEAVE_ASM))
	TREE_VALUE (link) = copy_after (gsi, TREE_VALUE (link));
    }
}

/* Return true if T is an SSA name of the gimplifier, a variable that it has
   created for a SAVE_EXPR, or the pointer of a loop.  All of them are set only
   once.  */

static bool
address_name_p (tree t)
{
  return (TREE_CODE (t) == SSA_NAME
	  || pcpu_loop_pointer_p (t)
	  || (VAR_P (t) && DECL_ARTIFICIAL (t) && DECL_IGNORED_P (t)
	      && !DECL_NAME (t) && !TREE_STATIC (t)
	      && !TREE_ADDRESSABLE (t)));
}

/* If STMT, an assignment, copies an address in computed_addresses, record the
   copy too.  */

static void
note_copied_address (state *fn, gimple *stmt)
{
  if (!gimple_assign_single_p (stmt)
      || !address_name_p (gimple_assign_lhs (stmt))
      || !address_name_p (gimple_assign_rhs1 (stmt)))
    return;
  tree *known = fn->computed_addresses.get (gimple_assign_rhs1 (stmt));
  if (tree address = known ? *known : NULL_TREE)
    fn->computed_addresses.put (gimple_assign_lhs (stmt), address);
}

/* Lower the addresses of per-CPU variables in STMT: the type of the variable
   will change, but the type of the pointers must not.  */

static void
lower_addresses (state *fn, gimple_stmt_iterator *gsi, gimple *stmt)
{
  struct place at = { fn, gsi, gimple_location (stmt) };

  for (unsigned int i = 0; i < gimple_num_ops (stmt); i++)
    {
      tree op = gimple_op (stmt, i);
      if (!op
	  || TREE_CODE (op) != ADDR_EXPR
	  || !pcpu_pointer_type_p (TREE_TYPE (op))
	  || !VAR_P (base_of (TREE_OPERAND (op, 0)))
	  || pcpu_leave_once (PCPU_LEAVE_ADDRESS))
	continue;
      if (gimple_assign_single_p (stmt)
	  && address_name_p (gimple_assign_lhs (stmt)))
	fn->computed_addresses.put (gimple_assign_lhs (stmt),
				    unshare_expr (op));
      else if (is_gimple_assign (stmt)
	       && TREE_CODE (gimple_assign_lhs (stmt)) == SSA_NAME
	       && gimple_assign_rhs_code (stmt) == POINTER_PLUS_EXPR
	       && TREE_CODE (gimple_assign_rhs2 (stmt)) == INTEGER_CST)
	fn->constant_sums.add (gimple_assign_lhs (stmt));
      tree address = percpu_address (&at, native_address (op));
      if (TREE_CODE (address) == ADDR_EXPR
	  && !is_gimple_min_invariant (address))
	address = compute (&at, ADDR_EXPR, TREE_TYPE (address), address,
			   NULL_TREE);
      gimple_set_op (stmt, i, compute (&at, NOP_EXPR, TREE_TYPE (op), address,
				       NULL_TREE));
    }
}

/* walk_gimple_seq callback: lower the statement at GSI.  */

static tree
lower_statement (gimple_stmt_iterator *gsi, bool *handled,
		 struct walk_stmt_info *wi)
{
  state *fn = (state *) wi->info;
  gimple *stmt = gsi_stmt (*gsi);
  enum pcpu_op op;
  enum pcpu_yield yield;

  *handled = false;
  switch (gimple_code (stmt))
    {
    case GIMPLE_ASSIGN:
      *handled = true;
      if (gcall *copy = variable_size_copy (gsi, stmt))
	{
	  lower_copy (fn, gsi, copy);
	  break;
	}
      note_copied_address (fn, stmt);
      lower_addresses (fn, gsi, stmt);
      if (pcpu_reference_p (gimple_assign_lhs (stmt))
	  || pcpu_reference_p (gimple_assign_rhs1 (stmt)))
	{
	  pcpu_need_image ();
	  lower_assign (fn, gsi, as_a<gassign *> (stmt));
	}
      break;
    case GIMPLE_CALL:
      *handled = true;
      if (structure_copy_p (as_a<gcall *> (stmt)))
	{
	  lower_copy (fn, gsi, as_a<gcall *> (stmt));
	  break;
	}
      if (!pcpu_find_operation (gimple_call_fndecl (stmt), &op, &yield))
	lower_addresses (fn, gsi, stmt);
      lower_call (fn, gsi, as_a<gcall *> (stmt));
      break;
    case GIMPLE_ASM:
      *handled = true;
      lower_asm (fn, gsi, as_a<gasm *> (stmt));
      break;
    case GIMPLE_COND:
    case GIMPLE_RETURN:
      *handled = true;
      lower_addresses (fn, gsi, stmt);
      break;
    default:
      break;
    }
  return NULL_TREE;
}

} // namespace lowering

static const struct pass_data lower_data
  = { GIMPLE_PASS, "percpu_lower", OPTGROUP_NONE, TV_NONE, PROP_gimple_leh,
      0, 0, 0, 0 };

class pass_percpu_lower : public gimple_opt_pass
{
public:
  pass_percpu_lower (gcc::context *ctxt) : gimple_opt_pass (lower_data, ctxt)
  {}
  bool gate (function *) final override
  {
    return (pcpu_used_p () && pcpu_c_front_end_p ()
	    && errorcount == own_errors + pcpu_guarded_errors);
  }
  unsigned int execute (function *fun) final override;

private:
  /* The errors of this pass, without those about guarded variables, which are
     also found before it.  An error in one function does not keep it from
     others.  */
  int own_errors = 0;
};

unsigned int
pass_percpu_lower::execute (function *fun)
{
  struct walk_stmt_info wi;
  unsigned int i;
  tree var;
  int before = errorcount;
  int guarded_before = pcpu_guarded_errors;

  /* The gimplifier's variables for the value of `c ? x : y' may have the
     qualified type of the operands.  */
  FOR_EACH_LOCAL_DECL (fun, i, var)
    if (VAR_P (var) && !TREE_STATIC (var) && !DECL_EXTERNAL (var))
      TREE_TYPE (var) = pcpu_value_type (TREE_TYPE (var));

  memset (&wi, 0, sizeof wi);
  gimple_seq body = gimple_body (fun->decl);
  lowering::state state;
  wi.info = &state;
  walk_gimple_seq_mod (&body, lowering::lower_statement, NULL, &wi);
  if (errorcount == before && !pcpu_left_p (PCPU_LEAVE_CHECK_LOWERED))
    lowering::check_body (&state, body);
  gimple_set_body (fun->decl, body);
  own_errors += errorcount - before - (pcpu_guarded_errors - guarded_before);
  return 0;
}

gimple_opt_pass *
pcpu_make_pass_lower (gcc::context *ctxt)
{
  lowering::register_runtime_words ();
  return new pass_percpu_lower (ctxt);
}
