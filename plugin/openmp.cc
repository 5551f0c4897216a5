/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* OpenMP and OpenACC: their own ways to share data are refused on per-CPU
   data.  */

#include "plugin.h"

/* Refuse OpenMP's own ways to share data.  A private copy would have the type
   of the per-CPU variable, but be none.  */

void
pcpu_check_openmp (tree expr, location_t loc)
{
  if (TREE_CODE (expr) != OMP_CLAUSE)
    {
      if (pcpu_pointer_type_p (TREE_TYPE (TREE_OPERAND (expr, 0))))
	{
	  error_at (loc, "%<#pragma omp atomic%> on per-CPU data");
	  inform (loc, "operations on a per-CPU variable are indivisible on"
		  " their CPU without it");
	}
      return;
    }
  if (omp_clause_num_ops[OMP_CLAUSE_CODE (expr)] == 0
      || OMP_CLAUSE_CODE (expr) == OMP_CLAUSE_SHARED)
    return;
  tree operand = OMP_CLAUSE_OPERAND (expr, 0);
  if (operand && VAR_P (operand) && pcpu_variable_p (operand))
    error_at (OMP_CLAUSE_LOCATION (expr),
	      "per-CPU variable %qD in clause %qs", operand,
	      omp_clause_code_name[OMP_CLAUSE_CODE (expr)]);
  /* A section of an array.  */
  else if (operand && TREE_CODE (operand) == MEM_REF
	   && pcpu_reference_p (operand))
    error_at (OMP_CLAUSE_LOCATION (expr), "per-CPU data in clause %qs",
	      omp_clause_code_name[OMP_CLAUSE_CODE (expr)]);
}

/* Refuse per-CPU variables to count the iterations of an OpenMP or OpenACC
   loop, each thread of which has a private one.  False if there was one: no
   part of the loop makes sense then.  */

bool
pcpu_check_openmp_loop (tree loop, location_t loc)
{
  tree inits = OMP_FOR_INIT (loop);
  bool good = true;

  for (int i = 0; inits && i < TREE_VEC_LENGTH (inits); i++)
    {
      tree init = TREE_VEC_ELT (inits, i);
      if (!init || TREE_CODE (init) != MODIFY_EXPR
	  || !pcpu_reference_p (TREE_OPERAND (init, 0)))
	continue;
      error_at (EXPR_LOC_OR_LOC (init, loc), "iteration variable %qE is per-CPU",
		TREE_OPERAND (init, 0));
      good = false;
    }
  return good;
}

/* Stop at a reference to per-CPU data.  */

static tree
find_use (tree *tp, int *walk_subtrees, void *)
{
  if (TYPE_P (*tp))
    *walk_subtrees = 0;
  else if (pcpu_reference_p (*tp))
    return *tp;
  return NULL_TREE;
}

/* Refuse per-CPU data in REGION, the code of which may run on another device:
   that has no per-CPU register.  False if there is any.  */

bool
pcpu_check_region (tree region, location_t loc)
{
  tree use = walk_tree_without_duplicates (&TREE_OPERAND (region, 0), find_use,
					   NULL);
  if (!use)
    return true;
  error_at (loc, "per-CPU data in a region that may run on"
	    " another device: %qE", use);
  return false;
}
