/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Operation nodes.

   An operation node is a call of a function that does not exist.  The lowering
   replaces it by instructions.  Until then GCC treats it as any other call,
   whose only requirement is that it is executed exactly once:

     x += v;		__percpu_add (&x, (unsigned) v);
     r = x++;		r = __percpu_add (&x, 1u);

   An attribute of the function, with a name that no source can contain, holds
   the operation and whether it yields the old or the new value.  */

#include "generic/generic.h"

#define PCPU_OPERATION_ATTRIBUTE "percpu operation"

static const char *const operation_names[PCPU_OP_COUNT]
  = { "__percpu_add", "__percpu_sub", "__percpu_and", "__percpu_or",
      "__percpu_xor", "__percpu_shl", "__percpu_shr", "__percpu_sar",
      "__percpu_not", "__percpu_neg", "__percpu_xchg", "__percpu_cmpxchg",
      "__percpu_translate", "__percpu_displacement", "__percpu_address",
      "__percpu_raw", "__percpu_size", "__percpu_borrow", "__percpu_borrowed",
      "__percpu_torn", "__percpu_access" };

static struct attribute_spec operation_attribute
  = { PCPU_OPERATION_ATTRIBUTE, 2, 2, true, false, false, false, NULL, NULL };

/* Return the function of an operation node with the NARGS operands ARGS and the
   value type TYPE.  */

static tree
build_operation_decl (location_t loc, enum pcpu_op op, enum pcpu_yield yield,
		      tree type, unsigned int nargs, tree *args)
{
  auto_vec<tree, 5> types;
  for (unsigned int i = 0; i < nargs; i++)
    types.safe_push (TREE_TYPE (args[i]));

  tree fntype = build_function_type_array (type, nargs, types.address ());
  tree decl = build_decl (loc, FUNCTION_DECL,
			  get_identifier (operation_names[op]), fntype);
  DECL_EXTERNAL (decl) = 1;
  TREE_PUBLIC (decl) = 1;
  TREE_NOTHROW (decl) = 1;
  DECL_ARTIFICIAL (decl) = 1;
  DECL_ATTRIBUTES (decl)
    = tree_cons (get_identifier (PCPU_OPERATION_ATTRIBUTE),
		 build_tree_list (size_int (op), size_int (yield)),
		 NULL_TREE);
  return decl;
}

tree
pcpu_build_operation (location_t loc, enum pcpu_op op, enum pcpu_yield yield,
		      tree type, unsigned int nargs, tree *args)
{
  tree decl = build_operation_decl (loc, op, yield, type, nargs, args);
  tree call = build_call_array_loc (loc, type, build_addr (decl), nargs, args);
  TREE_SIDE_EFFECTS (call) = 1;
  return call;
}

gcall *
pcpu_build_borrowed (tree type, tree args[5])
{
  tree decl = build_operation_decl (UNKNOWN_LOCATION, PCPU_BORROWED, PCPU_NEW,
				    type, 5, args);
  /* The call has no effect, and GCC may merge or remove it.  */
  TREE_READONLY (decl) = 1;
  return gimple_build_call (decl, 5, args[0], args[1], args[2], args[3],
			    args[4]);
}

gcall *
pcpu_build_torn (enum pcpu_torn kind)
{
  tree arg = build_int_cst (integer_type_node, kind);
  tree decl = build_operation_decl (UNKNOWN_LOCATION, PCPU_TORN, PCPU_NEW,
				    void_type_node, 1, &arg);
  DECL_IS_NOVOPS (decl) = 1;
  return gimple_build_call (decl, 1, arg);
}

tree
pcpu_build_mark_decl (void)
{
  tree decl = build_operation_decl (UNKNOWN_LOCATION, PCPU_ACCESS, PCPU_NEW,
				    void_type_node, 0, NULL);
  TREE_TYPE (decl) = build_varargs_function_type_list (void_type_node,
						       NULL_TREE);
  DECL_IS_NOVOPS (decl) = 1;
  return decl;
}

tree
pcpu_build_size (location_t loc, tree variable)
{
  tree call = pcpu_build_operation (loc, PCPU_SIZE, PCPU_NEW, size_type_node,
				    0, NULL);
  tree attribute
    = lookup_attribute (PCPU_OPERATION_ATTRIBUTE,
			DECL_ATTRIBUTES (get_callee_fndecl (call)));
  TREE_CHAIN (TREE_VALUE (attribute)) = build_tree_list (NULL_TREE, variable);
  return call;
}

tree
pcpu_size_variable (const_tree fndecl)
{
  tree attribute = lookup_attribute (PCPU_OPERATION_ATTRIBUTE,
				     DECL_ATTRIBUTES (fndecl));
  return TREE_VALUE (TREE_CHAIN (TREE_VALUE (attribute)));
}

bool
pcpu_find_operation (const_tree fndecl, enum pcpu_op *op,
		     enum pcpu_yield *yield)
{
  if (!fndecl || TREE_CODE (fndecl) != FUNCTION_DECL)
    return false;
  tree attribute = lookup_attribute (PCPU_OPERATION_ATTRIBUTE,
				     DECL_ATTRIBUTES (fndecl));
  if (!attribute)
    return false;
  tree what = TREE_VALUE (attribute);
  *op = (enum pcpu_op) tree_to_uhwi (TREE_PURPOSE (what));
  *yield = (enum pcpu_yield) tree_to_uhwi (TREE_VALUE (what));
  return true;
}

void
pcpu_register_operations (void)
{
  register_attribute (&operation_attribute);
}
