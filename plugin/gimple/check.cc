/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* The checks that no plain access to a per-CPU variable leaves the compiler.

   A back end that does not know the per-CPU address space crashes at best; at
   worst it silently accesses the template.  So four checks look at the result,
   whatever part of GCC has produced it:

     lowered	the body of a function, when all of it is lowered: no access
		or operation is left (check-lowered.cc)
     early	SSA form, when all functions are lowered: no plain value is a
		per-CPU address (plain.cc), and only our asm statements refer
		to a per-CPU variable itself
     late	the same after the optimisers, which see through calls; in
		lto1, too
     rtl	the instructions: no memory operand is a per-CPU variable in
		plain memory

   The first two do not depend on the level of optimisation, and their messages
   are for users.  The other two also report real errors: they know more than
   the source shows, and such code would read or write the template.

   In model single the variable is the instance.  Plain references to it are
   right there, so the late check finds only references in the per-CPU address
   space, and the one on instructions does not run.  The first two find the
   same errors in every model.

   The option test-leave (settings.h) leaves one thing unlowered or disables
   one check, so that the tests can show that each check works.  */

#include "gimple/plain.h"
#include "passes.h"
#include "targets/target.h"

/* Return true if a reference to a per-CPU variable in the target's address
   space accesses this CPU's instance.  */

static bool
native_access_p (void)
{
  return (pcpu_options.model == PCPU_MODEL_SINGLE
	  || (pcpu_options.base->space != ADDR_SPACE_GENERIC
	      && !(pcpu_biased_p () && pcpu_c_front_end_p ())));
}

/* Return true if TYPE is in the address space where accesses find this CPU's
   instance.  */

static bool
native_type_p (tree type)
{
  return (TYPE_ADDR_SPACE (strip_array_types (type)) == pcpu_native_space ());
}

/* Return true if the reference REF would access the wrong memory.  Before the
   optimisers, a per-CPU variable may be an operand only of an asm statement
   that the lowering has made; OWN says that this is one, or that the
   optimisers have run.  */

static bool
escaped_p (tree ref, bool own)
{
  while (handled_component_p (ref) || TREE_CODE (ref) == WITH_SIZE_EXPR)
    ref = TREE_OPERAND (ref, 0);
  tree type = TREE_TYPE (ref);
  if (TREE_CODE (ref) == MEM_REF || TREE_CODE (ref) == TARGET_MEM_REF)
    {
      tree pointer = TREE_OPERAND (ref, 0);
      if (pcpu_pointer_type_p (TREE_TYPE (pointer)))
	return true;
      if (TREE_CODE (pointer) != ADDR_EXPR)
	return false;
      type = TREE_TYPE (TREE_TYPE (pointer));
      ref = get_base_address (TREE_OPERAND (pointer, 0));
      if (!ref)
	return false;
    }
  if (!DECL_P (ref))
    return false;
  if (pcpu_type_p (TREE_TYPE (ref)))
    return true;
  return (pcpu_variable_p (ref)
	  && pcpu_options.model != PCPU_MODEL_SINGLE
	  && (!own || !native_access_p () || !native_type_p (type)));
}

/* Report the operand REF of STMT if it would access the wrong memory.  OWN is
   as in escaped_p.  */

static void
check_reference (gimple *stmt, tree ref, bool own)
{
  if (!ref || !escaped_p (ref, own))
    return;
  location_t loc = gimple_location (stmt);
  tree base = get_base_address (ref);
  if (own && base && VAR_P (base) && !pcpu_type_p (TREE_TYPE (base)))
    {
      error_at (loc, "plain access to per-CPU variable %qD", base);
      pcpu_note_instance (loc, base);
      return;
    }
  error_at (loc, "per-CPU access was not lowered: %qE", ref);
  inform (loc, "this use of per-CPU data is not supported");
}

/* Return true if FNDECL is a function that GCC knows and that accesses the
   objects at its arguments.  The functions of the sanitizers do not: they only
   report the addresses.  GCC 11 does not know the dynamic size of an object,
   which the sanitizers ask for since GCC 13, and so its name is compared.  */

static bool
known_function_p (const_tree fndecl)
{
  if (!fndecl
      || !fndecl_built_in_p (fndecl, BUILT_IN_NORMAL)
      || fndecl_built_in_p (fndecl, BUILT_IN_CONSTANT_P)
      || fndecl_built_in_p (fndecl, BUILT_IN_OBJECT_SIZE)
      || id_equal (DECL_NAME (fndecl), "__builtin_dynamic_object_size"))
    return false;
  enum built_in_function code = DECL_FUNCTION_CODE (fndecl);
  return code < BEGIN_SANITIZER_BUILTINS || code > END_SANITIZER_BUILTINS;
}

/* Report per-CPU addresses among the arguments of STMT, a call, if it calls a
   function that GCC knows.  */

static void
check_known_call (gimple *stmt)
{
  tree fndecl = gimple_call_fndecl (stmt);

  if (!known_function_p (fndecl))
    return;
  for (unsigned int i = 0; i < gimple_call_num_args (stmt); i++)
    if (pcpu_pointer_type_p (TREE_TYPE (gimple_call_arg (stmt, i))))
      {
	error_at (gimple_location (stmt),
		  "per-CPU address in a call of %qD was not lowered", fndecl);
	inform (gimple_location (stmt),
		"this use of per-CPU data is not supported");
      }
}

/* Check STMT.  EARLY: the optimisers have not run.  */

static void
check_statement (gimple *stmt, bool early)
{
  enum pcpu_op op;
  enum pcpu_yield yield;

  switch (gimple_code (stmt))
    {
    case GIMPLE_CALL:
      /* After errors, the passes that remove marks do not run.  */
      if (pcpu_find_operation (gimple_call_fndecl (stmt), &op, &yield)
	  && !(seen_error ()
	       && (op == PCPU_ACCESS || op == PCPU_BORROWED
		   || op == PCPU_TORN)))
	error_at (gimple_location (stmt),
		  "per-CPU operation was not lowered: %qD",
		  gimple_call_fndecl (stmt));
      check_known_call (stmt);
      break;
    case GIMPLE_ASM:
      {
	gasm *s = as_a<gasm *> (stmt);
	for (unsigned int i = 0; i < gimple_asm_noutputs (s); i++)
	  {
	    tree link = gimple_asm_output_op (s, i);
	    check_reference (stmt, TREE_VALUE (link),
			     !early || pcpu_own_operand_p (link));
	  }
	for (unsigned int i = 0; i < gimple_asm_ninputs (s); i++)
	  {
	    tree link = gimple_asm_input_op (s, i);
	    check_reference (stmt, TREE_VALUE (link),
			     !early || pcpu_own_operand_p (link));
	  }
	return;
      }
    default:
      break;
    }
  for (unsigned int i = 0; i < gimple_num_ops (stmt); i++)
    check_reference (stmt, gimple_op (stmt, i), !early);
}

/* Check all statements of FUN.  EARLY: before the optimisers have run.  */

static void
check_function (function *fun, bool early)
{
  pcpu_origins origins (fun, early);
  basic_block bb;

  FOR_EACH_BB_FN (bb, fun)
    {
      for (gphi_iterator gsi = gsi_start_phis (bb); !gsi_end_p (gsi);
	   gsi_next (&gsi))
	pcpu_check_plain_uses (&origins, gsi.phi (), early);
      for (gimple_stmt_iterator gsi = gsi_start_bb (bb); !gsi_end_p (gsi);
	   gsi_next (&gsi))
	{
	  gimple *stmt = gsi_stmt (gsi);
	  int before = errorcount;
	  if (is_gimple_debug (stmt))
	    continue;
	  check_statement (stmt, early);
	  if (errorcount == before
	      && (early || pcpu_options.model != PCPU_MODEL_SINGLE))
	    pcpu_check_plain_uses (&origins, stmt, early);
	}
    }
}

/* Return true if this unit may contain per-CPU accesses.  */

static bool
checked_unit_p (void)
{
  return pcpu_used_p () || !pcpu_c_front_end_p ();
}

/* The passes on GIMPLE.  */

static const struct pass_data early_data
  = { GIMPLE_PASS, "percpu_check_early", OPTGROUP_NONE, TV_NONE,
      PROP_cfg | PROP_ssa, 0, 0, 0, 0 };
static const struct pass_data late_data
  = { GIMPLE_PASS, "percpu_check_late", OPTGROUP_NONE, TV_NONE,
      PROP_cfg | PROP_ssa, 0, 0, 0, 0 };

class pass_percpu_check : public gimple_opt_pass
{
public:
  pass_percpu_check (gcc::context *ctxt, bool early)
    : gimple_opt_pass (early ? early_data : late_data, ctxt), early (early)
  {}
  opt_pass *clone () final override
  {
    return new pass_percpu_check (m_ctxt, early);
  }
  bool gate (function *) final override
  {
    return (checked_unit_p () && errorcount == own_errors
	    && !pcpu_left_p (early ? PCPU_LEAVE_CHECK_EARLY
			     : PCPU_LEAVE_CHECK_LATE));
  }
  unsigned int execute (function *fun) final override
  {
    int before = errorcount;
    check_function (fun, early);
    own_errors += errorcount - before;
    return 0;
  }

private:
  bool early;
  /* The errors of this pass.  An error in one function does not keep it from
     others.  */
  static int own_errors;
};

int pass_percpu_check::own_errors;

gimple_opt_pass *
pcpu_make_pass_check_early (gcc::context *ctxt)
{
  return new pass_percpu_check (ctxt, true);
}

gimple_opt_pass *
pcpu_make_pass_check_late (gcc::context *ctxt)
{
  return new pass_percpu_check (ctxt, false);
}

/* The pass on instructions.  */

/* Return the per-CPU variable that contains ADDRESS, if ADDRESS is constant
   and inside of one; otherwise NULL_TREE.  */

static tree
variable_at (rtx address)
{
  HOST_WIDE_INT offset = 0;

  if (GET_CODE (address) == LO_SUM)
    address = XEXP (address, 1);
  if (GET_CODE (address) == CONST)
    address = XEXP (address, 0);
  if (GET_CODE (address) == PLUS && CONST_INT_P (XEXP (address, 1)))
    {
      offset = INTVAL (XEXP (address, 1));
      address = XEXP (address, 0);
    }
  if (GET_CODE (address) != SYMBOL_REF)
    return NULL_TREE;
  tree decl = SYMBOL_REF_DECL (address);
  if (!decl || !VAR_P (decl) || !pcpu_variable_p (decl))
    return NULL_TREE;
  /* An address outside of the variable, at a constant distance, is in an area
     that the program has laid out itself.  */
  tree size = DECL_SIZE_UNIT (decl);
  return (offset < 0
	  || (size && tree_fits_shwi_p (size) && offset >= tree_to_shwi (size)
	      && offset > 0)
	  ? NULL_TREE : decl);
}

/* Return the per-CPU variable that MEM accesses as plain memory, or
   NULL_TREE.  */

static tree
accessed_variable (rtx mem)
{
  if (!ADDR_SPACE_GENERIC_P (MEM_ADDR_SPACE (mem)))
    return NULL_TREE;
  if (tree decl = variable_at (XEXP (mem, 0)))
    return decl;
  tree base = MEM_EXPR (mem) ? get_base_address (MEM_EXPR (mem)) : NULL_TREE;
  return base && VAR_P (base) && pcpu_variable_p (base) ? base : NULL_TREE;
}

/* Report a memory operand of INSN that is a per-CPU variable as plain
   memory.  */

static void
check_instruction (rtx_insn *insn)
{
  subrtx_iterator::array_type array;

  FOR_EACH_SUBRTX (iter, array, PATTERN (insn), NONCONST)
    {
      const_rtx x = *iter;
      if (!MEM_P (x))
	continue;
      tree decl = accessed_variable (const_cast<rtx> (x));
      if (!decl)
	continue;
      location_t loc = INSN_LOCATION (insn);
      if (loc == UNKNOWN_LOCATION)
	loc = DECL_SOURCE_LOCATION (current_function_decl);
      error_at (loc, "plain access to per-CPU variable %qD", decl);
      pcpu_note_instance (loc, decl);
      return;
    }
}

static const struct pass_data rtl_data
  = { RTL_PASS, "percpu_check_rtl", OPTGROUP_NONE, TV_NONE, PROP_rtl,
      0, 0, 0, 0 };

class pass_percpu_check_rtl : public rtl_opt_pass
{
public:
  pass_percpu_check_rtl (gcc::context *ctxt) : rtl_opt_pass (rtl_data, ctxt)
  {}
  bool gate (function *) final override
  {
    return (checked_unit_p () && !seen_error ()
	    && pcpu_options.model != PCPU_MODEL_SINGLE);
  }
  unsigned int execute (function *) final override
  {
    for (rtx_insn *insn = get_insns (); insn; insn = NEXT_INSN (insn))
      if (NONDEBUG_INSN_P (insn))
	check_instruction (insn);
    return 0;
  }
};

opt_pass *
pcpu_make_pass_check_rtl (gcc::context *ctxt)
{
  return new pass_percpu_check_rtl (ctxt);
}
