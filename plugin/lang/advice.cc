/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Notes that name a replacement for a plain access.  */

#include "lang/lang.h"

/* Return the per-CPU variable that EXPR refers to, or NULL_TREE.  */

static tree
percpu_variable_in (tree expr)
{
  STRIP_NOPS (expr);
  if (TREE_CODE (expr) == ADDR_EXPR)
    expr = TREE_OPERAND (expr, 0);
  tree base = get_base_address (expr);
  return base && VAR_P (base) && pcpu_variable_p (base) ? base : NULL_TREE;
}

/* In model `rseq' a thread may leave its CPU before it uses a plain pointer,
   unless the pointer is borrowed from a guard.  So updates through
   `percpu_this_ptr' could be lost, and the note does not suggest it there.  */

void
pcpu_note_instance (location_t loc, tree expr)
{
  tree var = percpu_variable_in (expr);
  if (pcpu_options.model == PCPU_MODEL_RSEQ && var)
    inform (loc, "%qD is the same offset on every CPU, not an object; use"
	    " operators on it, %<percpu_borrow (g, &%D)%> under a guard for a"
	    " plain pointer to an instance, or %<percpu_ptr (&%D, cpu)%> for"
	    " the instance of another CPU", var, var, var);
  else if (pcpu_options.model == PCPU_MODEL_RSEQ)
    inform (loc, "use operators on per-CPU data, or %<percpu_borrow%> under a"
	    " guard for a plain pointer to an instance");
  else if (var)
    inform (loc, "%qD is the same offset on every CPU, not an object;"
	    " use %<percpu_this_ptr (&%D)%> or %<percpu_ptr (&%D, cpu)%> for"
	    " a plain pointer to an instance", var, var, var);
  else
    inform (loc, "use %<percpu_this_ptr%> or %<percpu_ptr%> for a plain"
	    " pointer to an instance");
}
