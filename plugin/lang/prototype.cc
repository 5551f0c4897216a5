/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Per-CPU parameters of functions that were called before their parameters
   were declared.

     int f ();
     int g (void) { return f (&plain); }
     int f (int __percpu *p) { ... }

   The arguments of the earlier calls were not checked, so the later
   declaration is refused.  */

#include "lang/lang.h"

tree
pcpu_parameter_types (const_tree fntype)
{
  return (TYPE_ARG_TYPES (fntype) ? TYPE_ARG_TYPES (fntype)
	  : TYPE_ACTUAL_ARG_TYPES (fntype));
}

bool
pcpu_mentions_percpu_p (const_tree type)
{
  type = strip_array_types (const_cast <tree> (type));
  if (POINTER_TYPE_P (type))
    return (pcpu_type_p (TREE_TYPE (type))
	    || pcpu_mentions_percpu_p (TREE_TYPE (type)));
  if (TREE_CODE (type) != FUNCTION_TYPE)
    return false;
  for (tree p = pcpu_parameter_types (type); p; p = TREE_CHAIN (p))
    if (pcpu_mentions_percpu_p (TREE_VALUE (p)))
      return true;
  return pcpu_mentions_percpu_p (TREE_TYPE (type));
}

/* Refuse per-CPU parameters of FNDECL, which a prototype or an old-style
   definition has just declared, if USED, an earlier declaration of the
   function, was used.  */

static void
check_late_parameters (tree fndecl, tree used)
{
  if (!TREE_USED (used)
      || lookup_attribute ("used", DECL_ATTRIBUTES (used))
      || TYPE_ARG_TYPES (TREE_TYPE (used)))
    return;
  for (tree p = pcpu_parameter_types (TREE_TYPE (fndecl)); p;
       p = TREE_CHAIN (p))
    if (pcpu_mentions_percpu_p (TREE_VALUE (p)))
      {
	error_at (DECL_SOURCE_LOCATION (fndecl), "%qD has a per-CPU parameter,"
		  " but was used before its parameters were declared", fndecl);
	inform (DECL_SOURCE_LOCATION (used), "write the types of the parameters"
		" in the first declaration");
	return;
      }
}

void
pcpu_check_prototype (tree fndecl)
{
  tree old = DECL_NAME (fndecl) && TYPE_ARG_TYPES (TREE_TYPE (fndecl))
	     ? identifier_global_value (DECL_NAME (fndecl)) : NULL_TREE;
  if (old && TREE_CODE (old) == FUNCTION_DECL)
    check_late_parameters (fndecl, old);
}

/* The function of the outermost definition that is being parsed, if it was
   used before.  When an old-style definition begins, its parameters are not
   known yet; when it ends, its own uses of the function must not count.  */
static tree used_function;

void
pcpu_start_function (void *event_data, void *)
{
  tree fndecl = (tree) event_data;
  if (!pcpu_c_front_end_p () || !fndecl || DECL_CONTEXT (fndecl))
    return;
  /* The declaration into which FNDECL will be merged.  */
  tree old = identifier_global_value (DECL_NAME (fndecl));
  used_function = old && TREE_USED (old) ? old : NULL_TREE;
}

void
pcpu_check_definition (tree fndecl)
{
  if (fndecl == used_function)
    check_late_parameters (fndecl, fndecl);
}
