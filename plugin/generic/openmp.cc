/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* OpenMP and OpenACC.

   Their clauses for data must not apply to per-CPU data: a private copy would
   have the type of a per-CPU variable without being one, and a device would
   get the template.

     reduction (+: x)		list item: an object, refused
     map (to: st.a[i:n])	the same; i and n are values
     num_threads (x)		value: evaluated where the construct begins
     aligned (p: 32)		an assumption about a per-CPU pointer: accepted,
				and not used  */

#include "generic/generic.h"

/* GCC's names of the clauses whose operand is a value.  The operands of all
   other clauses are lists of objects.  */

static const char *const value_clauses[]
  = { "async", "collapse", "device", "dist_schedule", "filter", "final", "gang",
      "grainsize", "hint", "if", "num_gangs", "num_tasks", "num_teams",
      "num_threads", "num_workers", "ordered", "priority", "safelen",
      "schedule", "simdlen", "thread_limit", "tile", "vector",
      "vector_length", "wait", "worker" };

/* Return true if the clause NAME takes a value.  */

static bool
value_clause_p (const char *name)
{
  for (const char *clause : value_clauses)
    if (strcmp (clause, name) == 0)
      return true;
  return false;
}

/* Return true if the pointers in the list of clause NAME are device
   pointers.  */

static bool
device_pointer_clause_p (const char *name)
{
  return (strcmp (name, "use_device_ptr") == 0
	  || strcmp (name, "use_device_addr") == 0
	  || strcmp (name, "is_device_ptr") == 0
	  || strcmp (name, "has_device_addr") == 0);
}

/* Refuse per-CPU data in the list of CLAUSE.  The front end makes several
   clauses of one item that is a section of an array; report only one of
   them.  */

static void
check_clause (tree clause)
{
  static location_t last;
  location_t loc = OMP_CLAUSE_LOCATION (clause);
  const char *name = omp_clause_code_name[OMP_CLAUSE_CODE (clause)];

  if (omp_clause_num_ops[OMP_CLAUSE_CODE (clause)] == 0
      || OMP_CLAUSE_CODE (clause) == OMP_CLAUSE_SHARED
      || value_clause_p (name))
    return;
  tree item = OMP_CLAUSE_OPERAND (clause, 0);
  /* An item with an iterator.  */
  if (item && TREE_CODE (item) == TREE_LIST)
    item = TREE_VALUE (item);
  if (!item || item == error_mark_node || !TREE_TYPE (item)
      || (!pcpu_reference_p (item)
	  && !(device_pointer_clause_p (name)
	       && pcpu_pointer_type_p (TREE_TYPE (item))))
      || loc == last)
    return;
  last = loc;
  if (VAR_P (item) && pcpu_variable_p (item))
    error_at (loc, "per-CPU variable %qD in clause %qs", item, name);
  else
    error_at (loc, "per-CPU data in clause %qs", name);
  inform (loc, "use a plain variable there, and copy the value between it and"
	  " the per-CPU variable outside of the construct");
}

void
pcpu_check_openmp (tree expr, location_t loc)
{
  if (TREE_CODE (expr) == OMP_CLAUSE)
    check_clause (expr);
  else if (pcpu_pointer_type_p (TREE_TYPE (TREE_OPERAND (expr, 0))))
    {
      error_at (loc, "%<#pragma omp atomic%> on per-CPU data");
      inform (loc, "operations on a per-CPU variable are indivisible on"
	      " their CPU without it");
    }
}

void
pcpu_check_directives (tree decl)
{
  location_t loc = DECL_SOURCE_LOCATION (decl);

  if (DECL_THREAD_LOCAL_P (decl))
    {
      error_at (loc, "%qD cannot be both per-CPU and thread-local", decl);
      inform (loc, "remove it from %<#pragma omp threadprivate%>, or remove"
	      " attribute %<percpu%>");
      set_decl_tls_model (decl, TLS_MODEL_NONE);
    }
  if (lookup_attribute ("omp declare target", DECL_ATTRIBUTES (decl))
      || lookup_attribute ("omp declare target link", DECL_ATTRIBUTES (decl)))
    {
      error_at (loc, "per-CPU variable %qD cannot be on another device", decl);
      inform (loc, "declare it outside of %<#pragma omp declare target%> and"
	      " %<#pragma acc declare%>");
      DECL_ATTRIBUTES (decl)
	= remove_attribute ("omp declare target",
			    remove_attribute ("omp declare target link",
					      DECL_ATTRIBUTES (decl)));
    }
}

/* Refuse per-CPU iteration variables in LOOP, an OpenMP or OpenACC loop,
   because each thread has a private copy of them.  Return false if there was
   one: then no part of the loop can be processed.  */

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
      location_t at = EXPR_LOC_OR_LOC (init, loc);
      error_at (at, "iteration variable %qE is per-CPU",
		TREE_OPERAND (init, 0));
      inform (at, "use a plain iteration variable");
      good = false;
    }
  return good;
}

/* Return the type of the pointer in CLAUSE, an `aligned' clause, which names
   an object or, in `declare simd', the number of a parameter among PARMS.
   Return NULL_TREE if it is per-CPU data itself.  */

static tree
aligned_type (tree clause, tree parms)
{
  tree item = OMP_CLAUSE_DECL (clause);

  if (TREE_CODE (item) == INTEGER_CST)
    {
      for (unsigned HOST_WIDE_INT n = tree_to_uhwi (item); parms && n > 0; n--)
	parms = DECL_CHAIN (parms);
      item = parms;
    }
  return (item && TREE_TYPE (item) && !pcpu_reference_p (item)
	  ? TREE_TYPE (item) : NULL_TREE);
}

/* Remove from *CLAUSES those about the alignment of per-CPU pointers.  To
   inform the vectoriser, OpenMP would pass each pointer through
   __builtin_assume_aligned, a function for plain memory.  But the vectoriser
   never sees accesses through such a pointer.  */

static void
drop_alignments (tree *clauses, tree parms)
{
  while (*clauses)
    {
      tree type = (OMP_CLAUSE_CODE (*clauses) == OMP_CLAUSE_ALIGNED
		   ? aligned_type (*clauses, parms) : NULL_TREE);
      if (type && pcpu_pointer_type_p (type))
	*clauses = OMP_CLAUSE_CHAIN (*clauses);
      else
	clauses = &OMP_CLAUSE_CHAIN (*clauses);
    }
}

void
pcpu_drop_alignments (tree t)
{
  static const char name[] = "omp declare simd";

  if (TREE_CODE (t) != FUNCTION_DECL)
    {
      drop_alignments (&OMP_FOR_CLAUSES (t), NULL_TREE);
      return;
    }
  for (tree a = lookup_attribute (name, DECL_ATTRIBUTES (t)); a;
       a = lookup_attribute (name, TREE_CHAIN (a)))
    if (TREE_VALUE (a))
      drop_alignments (&TREE_VALUE (TREE_VALUE (a)), DECL_ARGUMENTS (t));
}

/* walk_tree callback: find a reference to per-CPU data.  */

static tree
find_use (tree *tp, int *walk_subtrees, void *)
{
  if (TYPE_P (*tp))
    *walk_subtrees = 0;
  else if (pcpu_reference_p (*tp))
    return *tp;
  return NULL_TREE;
}

/* Report at LOC that USE, which is per-CPU data, is part of code that may run
   on another device.  WHERE names the kind of code.  */

static void
report_use (location_t loc, const char *where, tree use)
{
  error_at (loc, "per-CPU data in a %s that may run on another device: %qE",
	    where, use);
  inform (loc, "pass the value there in a plain variable");
}

/* Refuse per-CPU data in REGION, whose code may run on another device, which
   has no per-CPU register.  Return false if there is any.  */

bool
pcpu_check_region (tree region, location_t loc)
{
  tree use = walk_tree_without_duplicates (&TREE_OPERAND (region, 0), find_use,
					   NULL);
  if (use)
    report_use (loc, "region", use);
  return !use;
}

bool
pcpu_check_device_function (tree fndecl)
{
  if (!lookup_attribute ("omp declare target", DECL_ATTRIBUTES (fndecl)))
    return true;
  tree use = walk_tree_without_duplicates (&DECL_SAVED_TREE (fndecl), find_use,
					   NULL);
  if (use)
    report_use (DECL_SOURCE_LOCATION (fndecl), "function", use);
  return !use;
}
