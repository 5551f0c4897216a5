/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Roles: the effects of functions on guards, locks and dynamic per-CPU
   objects, as attributes of their declarations state them.  percpu.h uses
   these attributes, and programs may declare functions of their own with them:

     struct stats __percpu *stats_new (void)
       __attribute__ ((percpu_role ("allocate")));
     void stats_free (struct stats __percpu *)
       __attribute__ ((percpu_role ("free")));

   Programs may also have their own locks, and functions that enter or leave
   one on behalf of their callers:

     void table_lock (struct table *)
       __attribute__ ((percpu_role ("lock_enter")));
     void table_unlock (struct table *)
       __attribute__ ((percpu_role ("lock_leave")));

   Two attributes state what happens to arguments, counted from 1, that the
   caller has borrowed or owns:

     void cache_put (struct cache *, struct item *)
       __attribute__ ((percpu_keeps (2)));
     void stats_print (struct stats __percpu *)
       __attribute__ ((percpu_borrows (1)));

   One attribute states in which threads a function runs:

     void worker_count (void) __attribute__ ((percpu_bound));

   A function that keeps an argument must not get a pointer that ends with a
   guard.  A function that borrows an argument does not take it over from its
   owner.  About arguments without these attributes nothing is assumed or
   reported.  */

#include "lang/lang.h"

static const struct
{
  const char *name;
  enum pcpu_role role;
  bool takes_pointer;
} roles[]
  = { { "guard_enter", PCPU_GUARD_ENTER, false },
      { "guard_leave", PCPU_GUARD_LEAVE, true },
      { "allocate", PCPU_ALLOCATE, false },
      { "free", PCPU_FREE, true },
      { "autofree", PCPU_AUTOFREE, true },
      { "retain", PCPU_RETAIN, true },
      { "release", PCPU_RELEASE, true },
      { "bind", PCPU_BIND, false },
      { "unbind", PCPU_UNBIND, false },
      { "lock_enter", PCPU_LOCK_ENTER, true },
      { "lock_try", PCPU_LOCK_TRY, true },
      { "lock_leave", PCPU_LOCK_LEAVE, true },
      { "read_enter", PCPU_READ_ENTER, true },
      { "read_try", PCPU_READ_TRY, true },
      { "read_leave", PCPU_READ_LEAVE, true },
      { "ref_get", PCPU_REF_GET, true },
      { "ref_try", PCPU_REF_TRY, true },
      { "ref_put", PCPU_REF_PUT, true } };

/* Handler of the attribute `percpu_role'.  */

static tree
handle_role (tree *node, tree name, tree args, int, bool *no_add_attrs)
{
  tree role = TREE_VALUE (args);

  *no_add_attrs = true;
  if (TREE_CODE (*node) != FUNCTION_DECL)
    {
      error ("attribute %qE applies only to functions", name);
      return NULL_TREE;
    }
  location_t loc = DECL_SOURCE_LOCATION (*node);
  if (TREE_CODE (role) == STRING_CST)
    for (const auto &r : roles)
      if (strcmp (r.name, TREE_STRING_POINTER (role)) == 0)
	{
	  tree fntype = TREE_TYPE (*node);
	  tree type = r.takes_pointer && TYPE_ARG_TYPES (fntype)
		      ? TREE_VALUE (TYPE_ARG_TYPES (fntype))
		      : TREE_TYPE (fntype);
	  bool good = (r.role == PCPU_BIND || r.role == PCPU_UNBIND
		       || (r.role == PCPU_GUARD_ENTER
			   ? RECORD_OR_UNION_TYPE_P (type)
			   : POINTER_TYPE_P (type)));
	  if (!good)
	    error_at (loc, r.takes_pointer
		      ? G_("the first parameter of function %qD with role %qs"
			   " is not a pointer")
		      : G_("return type of function %qD does not fit role"
			   " %qs"), *node, r.name);
	  else
	    *no_add_attrs = false;
	  return NULL_TREE;
	}
  std::string names;
  for (const auto &r : roles)
    names += std::string (names.empty () ? "" : ", ") + r.name;
  error_at (loc, "unknown role of function %qD", *node);
  inform (loc, "possible roles are: %s", names.c_str ());
  return NULL_TREE;
}

/* Handler of the attributes whose arguments are numbers of parameters.  */

static tree
handle_positions (tree *node, tree name, tree args, int, bool *no_add_attrs)
{
  tree type = TREE_CODE (*node) == FUNCTION_DECL ? TREE_TYPE (*node) : *node;

  if (!FUNC_OR_METHOD_TYPE_P (type))
    {
      error ("attribute %qE applies only to functions", name);
      *no_add_attrs = true;
      return NULL_TREE;
    }
  for (; args; args = TREE_CHAIN (args))
    {
      tree position = TREE_VALUE (args);
      unsigned int n = 0;
      if (TREE_CODE (position) == INTEGER_CST && tree_fits_uhwi_p (position))
	n = tree_to_uhwi (position);
      tree parm = TYPE_ARG_TYPES (type);
      for (unsigned int i = 1; i < n && parm; i++)
	parm = TREE_CHAIN (parm);
      if (n == 0 || !parm || parm == void_list_node
	  || !POINTER_TYPE_P (TREE_VALUE (parm)))
	{
	  error ("argument %qE of attribute %qE is not the number of a"
		 " pointer parameter", position, name);
	  *no_add_attrs = true;
	}
    }
  return NULL_TREE;
}

/* Attribute percpu_bound: the function runs only in threads that are bound to
   their CPU, or cannot leave it for another reason, and that have exclusive
   use of its data.  */

static tree
handle_bound (tree *node, tree name, tree, int, bool *no_add_attrs)
{
  if (TREE_CODE (*node) == FUNCTION_DECL)
    return NULL_TREE;
  *no_add_attrs = true;
  error_at (DECL_P (*node) ? DECL_SOURCE_LOCATION (*node) : input_location,
	    "attribute %qE applies only to functions", name);
  return NULL_TREE;
}

static struct attribute_spec attributes[]
  = { { "percpu_role", 1, 1, true, false, false, false, handle_role, NULL },
      { "percpu_bound", 0, 0, false, false, false, false, handle_bound, NULL },
      /* For percpu/cell.h: a pointer to data that is counted at run time.  */
      { "percpu_checked", 0, 0, true, false, false, false, NULL, NULL },
      { "percpu_keeps", 1, -1, false, true, true, false, handle_positions,
	NULL },
      { "percpu_borrows", 1, -1, false, true, true, false, handle_positions,
	NULL } };

enum pcpu_role
pcpu_function_role (const_tree fndecl)
{
  if (!fndecl)
    return PCPU_NO_ROLE;
  tree a = lookup_attribute ("percpu_role", DECL_ATTRIBUTES (fndecl));
  if (!a)
    return PCPU_NO_ROLE;
  tree role = TREE_VALUE (TREE_VALUE (a));
  for (const auto &r : roles)
    if (strcmp (r.name, TREE_STRING_POINTER (role)) == 0)
      return r.role;
  return PCPU_NO_ROLE;
}

/* Return true if attribute NAME of FNTYPE has argument N, counted from 0.  */

static bool
position_p (const char *name, const_tree fntype, unsigned int n)
{
  for (tree a = lookup_attribute (name, TYPE_ATTRIBUTES (fntype)); a;
       a = lookup_attribute (name, TREE_CHAIN (a)))
    for (tree arg = TREE_VALUE (a); arg; arg = TREE_CHAIN (arg))
      if (tree_to_uhwi (TREE_VALUE (arg)) == n + 1)
	return true;
  return false;
}

bool
pcpu_keeps_p (const_tree fntype, unsigned int n)
{
  return position_p ("percpu_keeps", fntype, n);
}

bool
pcpu_borrows_p (const_tree fntype, unsigned int n)
{
  return position_p ("percpu_borrows", fntype, n);
}

/* A nested function runs in the same thread as the function that contains
   it.  */

bool
pcpu_bound_function_p (const_tree fndecl)
{
  for (; fndecl && TREE_CODE (fndecl) == FUNCTION_DECL;
       fndecl = DECL_CONTEXT (fndecl))
    if (lookup_attribute ("percpu_bound", DECL_ATTRIBUTES (fndecl)))
      return true;
  return false;
}

void
pcpu_register_roles (void)
{
  for (attribute_spec &a : attributes)
    register_attribute (&a);
}
