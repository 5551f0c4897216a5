/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Plain values that are per-CPU addresses.

     u.a = &x;			union { T __percpu *a; T *b; } u;
     p_1 = u.b;			a plain pointer, but &x
     v_2 = *p_1;		reads the template

   The types do not show this error, so the values are followed: from the
   address of a per-CPU variable, and from every value whose type is a per-CPU
   pointer, through copies, conversions, sums, PHI nodes, and local variables
   in memory.  Such a value must not be the base of a plain memory reference.
   As a plain pointer it must not be passed, returned, stored, merged with
   others, or be an operand of an asm.  The per-CPU variable from which a value
   comes is called its origin in this file.

   A number that is computed from a per-CPU address and constants by any
   operations is followed, because the result may be the address again:

     v = ~(uintptr_t) &x;
     *(int *) ~v = 0;		the template

   Constants may replace it on some paths, and it may be kept in parts of at
   least half its bits, in vectors, and in memory.  A result with fewer bits is
   never an address (lang/numbers.cc).

   The address of an instance comes from an empty asm (instance.cc), so it has
   no origin.  The conversions that the manual allows remain possible: a
   per-CPU address that is converted to an integer may be passed and stored
   like any integer, and if it is combined with a number that is not constant,
   the result is no longer a per-CPU address.  The difference of two per-CPU
   addresses is not one, either.

   A value in memory has an origin only if every store that reaches the load
   stores a per-CPU address or a constant: a union may hold a pointer of either
   kind, and the program may know which.  The same applies to integers that
   meet in a PHI node.  One such store suffices if the plain use always follows
   the point where the paths meet, because then the program does not test which
   kind it is:

     union { T __percpu *a; T *b; } u = { .b = q };
     if (c)
       u.a = &x;
     *u.b = 0;			error: whenever C is true

   The memory that is followed is a local variable, all stores to which are
   visible; an element of one with an unknown index; a constant object; or a
   union that is static or reached by a pointer, until something may have
   changed it.

   In model single the instance is the variable.  Plain references to it are
   right.  There this check reports a program that uses a per-CPU pointer as a
   plain one without translating it, which is wrong in the other models.  The
   lowering itself converts such pointers in model single, and its results are
   exempt.

   After the optimisers fewer errors may be visible, but that code is what
   leaves the compiler.  So this check runs before them, where the result does
   not depend on the level of optimisation, and after them.  */

#include "gimple/plain.h"

/* Report that STMT uses ORIGIN as WHAT says, at LOC if it is known.  */

static void
report (gimple *stmt, location_t loc, tree origin, const char *what)
{
  if (loc == UNKNOWN_LOCATION)
    loc = gimple_location (stmt);
  if (loc == UNKNOWN_LOCATION)
    loc = DECL_SOURCE_LOCATION (current_function_decl);
  error_at (loc, what);
  pcpu_note_instance (loc, origin);
}

/* Return the origin of VALUE, which STMT uses, if it is a per-CPU address with
   the type of a plain pointer.  */

static tree
plain_origin (pcpu_origins *origins, tree value, gimple *stmt)
{
  return (pcpu_plain_pointer_type_p (TREE_TYPE (value))
	  ? origins->find (value, gimple_bb (stmt)) : NULL_TREE);
}

/* Report the memory reference REF in STMT if its base is a per-CPU address
   with the type of a plain pointer.  Return true if it is.  */

static bool
check_base (pcpu_origins *origins, gimple *stmt, tree ref)
{
  while (handled_component_p (ref) || TREE_CODE (ref) == WITH_SIZE_EXPR)
    ref = TREE_OPERAND (ref, 0);
  if (TREE_CODE (ref) != MEM_REF && TREE_CODE (ref) != TARGET_MEM_REF)
    return false;
  tree pointer = TREE_OPERAND (ref, 0);
  if (TREE_CODE (pointer) != SSA_NAME)
    return false;
  tree origin = plain_origin (origins, pointer, stmt);
  if (origin)
    report (stmt, UNKNOWN_LOCATION, origin,
	    G_("plain access to per-CPU data"));
  return origin != NULL_TREE;
}

/* Report the arguments of CALL that are per-CPU addresses and whose parameters
   are plain pointers.  */

static void
check_passed (pcpu_origins *origins, gcall *call)
{
  if (gimple_call_internal_p (call) || pcpu_sanitizer_call_p (call))
    return;
  tree types = TYPE_ARG_TYPES (gimple_call_fntype (call));
  for (unsigned int i = 0; i < gimple_call_num_args (call) && types;
       i++, types = TREE_CHAIN (types))
    {
      tree arg = gimple_call_arg (call, i);
      if (!is_gimple_val (arg) || VOID_TYPE_P (TREE_VALUE (types))
	  || !pcpu_plain_pointer_type_p (TREE_VALUE (types)))
	continue;
      if (tree origin = origins->find (arg, gimple_bb (call)))
	report (call, UNKNOWN_LOCATION, origin,
		G_("per-CPU address passed as a plain pointer"));
    }
}

/* Report per-CPU addresses among the operands of the asm statement STMT.  */

static void
check_asm_operands (pcpu_origins *origins, gasm *stmt)
{
  for (unsigned int i = 0; i < gimple_asm_ninputs (stmt); i++)
    {
      tree value = TREE_VALUE (gimple_asm_input_op (stmt, i));
      tree origin;
      if (!is_gimple_val (value))
	check_base (origins, stmt, value);
      else if ((origin = plain_origin (origins, value, stmt)))
	report (stmt, UNKNOWN_LOCATION, origin,
		G_("per-CPU address in an operand of %<asm%>"));
    }
  for (unsigned int i = 0; i < gimple_asm_noutputs (stmt); i++)
    check_base (origins, stmt, TREE_VALUE (gimple_asm_output_op (stmt, i)));
}

/* Report a per-CPU address that PHI merges with others as a plain pointer.  */

static void
check_merged (pcpu_origins *origins, gphi *phi)
{
  if (virtual_operand_p (gimple_phi_result (phi))
      || !pcpu_plain_pointer_type_p (TREE_TYPE (gimple_phi_result (phi))))
    return;
  for (unsigned int i = 0; i < gimple_phi_num_args (phi); i++)
    if (tree origin = origins->find (gimple_phi_arg_def (phi, i),
				     gimple_phi_arg_edge (phi, i)->src))
      {
	report (phi, gimple_phi_arg_location (phi, i), origin,
		G_("per-CPU address used as a plain pointer"));
	return;
      }
}

/* Report the per-CPU address that STMT stores as a plain pointer in an object
   other than a local variable.  Values in local variables are checked where
   they are loaded.  */

static void
check_store (pcpu_origins *origins, gassign *stmt)
{
  tree lhs = gimple_assign_lhs (stmt), value = gimple_assign_rhs1 (stmt);

  if (!gimple_store_p (stmt) || !is_gimple_val (value)
      || !pcpu_plain_pointer_type_p (TREE_TYPE (lhs)))
    return;
  tree base = get_base_address (lhs);
  if (base && DECL_P (base)
      && auto_var_in_fn_p (base, current_function_decl))
    return;
  if (tree origin = origins->find (value, gimple_bb (stmt)))
    report (stmt, UNKNOWN_LOCATION, origin,
	    G_("per-CPU address stored as a plain pointer"));
}

void
pcpu_check_plain_uses (pcpu_origins *origins, gimple *stmt, bool early)
{
  switch (gimple_code (stmt))
    {
    case GIMPLE_PHI:
      if (early)
	check_merged (origins, as_a<gphi *> (stmt));
      return;
    case GIMPLE_ASM:
      check_asm_operands (origins, as_a<gasm *> (stmt));
      return;
    default:
      break;
    }
  for (unsigned int i = 0; i < gimple_num_ops (stmt); i++)
    if (tree op = gimple_op (stmt, i))
      if (check_base (origins, stmt, op))
	return;
  if (gcall *call = dyn_cast<gcall *> (stmt))
    check_passed (origins, call);
  else if (gassign *assign = dyn_cast<gassign *> (stmt))
    check_store (origins, assign);
  else if (greturn *ret = dyn_cast<greturn *> (stmt))
    {
      tree value = gimple_return_retval (ret);
      if (value && is_gimple_val (value)
	  && pcpu_plain_pointer_type_p (TREE_TYPE (TREE_TYPE
						   (current_function_decl))))
	if (tree origin = origins->find (value, gimple_bb (stmt)))
	  report (stmt, UNKNOWN_LOCATION, origin,
		  G_("per-CPU address returned as a plain pointer"));
    }
}
