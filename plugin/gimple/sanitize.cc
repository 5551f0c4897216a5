/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* The checks of -fsanitize=undefined for accesses, and calls of sanitizers.

   GCC instruments memory references in GIMPLE, but references to per-CPU data
   are asm statements by then.  So the lowering inserts the same checks before
   the asm, as calls of the same internal functions, which GCC expands later:

     r = p->n;		.UBSAN_NULL (p, kind, alignment);
			asm volatile ("..." : "=r" (r) : "m" (*p));

   The checked address is the per-CPU address, not that of the instance.  The
   program has computed it, it is null for a null pointer, and it has the
   alignment of the instance.  The checks of arithmetic and of indexes are
   built with the update (references.cc).  */

#include "gimple/lowering.h"

/* Return the alignment that a check of an access to TYPE must require, or 0 if
   there is no such check.  */

static unsigned int
checked_alignment (tree type)
{
  unsigned int align = 0;
  if (sanitize_flags_p (SANITIZE_ALIGNMENT))
    align = min_align_of_type (type);
  return align > 1 ? align : 0;
}

void
pcpu_sanitize_pointer (gimple_stmt_iterator *gsi, location_t loc, tree pointer,
		       tree type, bool member, bool store)
{
  if (TREE_CODE (pointer) == ADDR_EXPR)
    return;
  unsigned int align = checked_alignment (type);
  if (align == 0 && !sanitize_flags_p (SANITIZE_NULL))
    return;

  tree plain = build_pointer_type (pcpu_value_type (type));
  int kind = store ? UBSAN_STORE_OF : UBSAN_LOAD_OF;
  if (member && RECORD_OR_UNION_TYPE_P (type))
    kind = UBSAN_MEMBER_ACCESS;
  tree copy = create_tmp_reg (plain, "percpu");
  gimple *stmt = gimple_build_assign (copy, NOP_EXPR, pointer);
  gimple_set_location (stmt, loc);
  gsi_insert_before (gsi, stmt, GSI_SAME_STMT);
  stmt = gimple_build_call_internal (IFN_UBSAN_NULL, 3, copy,
				     build_int_cst (plain, kind),
				     build_int_cst (pointer_sized_int_node,
						    align));
  gimple_set_location (stmt, loc);
  gsi_insert_before (gsi, stmt, GSI_SAME_STMT);
}

void
pcpu_sanitize_reference (gimple_stmt_iterator *gsi, location_t loc, tree ref,
			 bool store)
{
  tree base = get_base_address (ref);
  if (base && TREE_CODE (base) == MEM_REF)
    pcpu_sanitize_pointer (gsi, loc, TREE_OPERAND (base, 0), TREE_TYPE (base),
			   base != ref, store);
}

/* GCC checks a _Bool when it is loaded from memory, so VALUE, which our
   sequence has loaded as a number, is stored to a temporary and loaded from
   there.  */

tree
pcpu_sanitize_truth (gimple_stmt_iterator *gsi, location_t loc, tree value)
{
  tree memory = create_tmp_var (boolean_type_node, "percpu");
  TREE_ADDRESSABLE (memory) = 1;
  tree type = TREE_TYPE (value);
  tree view = build2 (MEM_REF, type, build_fold_addr_expr (memory),
		      build_zero_cst (build_pointer_type (type)));
  gimple *stmt = gimple_build_assign (view, value);
  gimple_set_location (stmt, loc);
  gsi_insert_before (gsi, stmt, GSI_SAME_STMT);
  tree result = create_tmp_reg (boolean_type_node, "percpu");
  stmt = gimple_build_assign (result, memory);
  gimple_set_location (stmt, loc);
  gsi_insert_before (gsi, stmt, GSI_SAME_STMT);
  return result;
}

bool
pcpu_sanitizer_call_p (const gimple *stmt)
{
  if (!is_gimple_call (stmt))
    return false;
  if (gimple_call_internal_p (stmt))
    switch (gimple_call_internal_fn (stmt))
      {
      case IFN_ASAN_CHECK:
      case IFN_ASAN_MARK:
      case IFN_UBSAN_BOUNDS:
      case IFN_UBSAN_NULL:
      case IFN_UBSAN_OBJECT_SIZE:
      case IFN_UBSAN_PTR:
	return true;
      default:
	return false;
      }
  tree fndecl = gimple_call_fndecl (stmt);
  return (fndecl && fndecl_built_in_p (fndecl, BUILT_IN_NORMAL)
	  && DECL_FUNCTION_CODE (fndecl) > BEGIN_SANITIZER_BUILTINS
	  && DECL_FUNCTION_CODE (fndecl) < END_SANITIZER_BUILTINS);
}
