/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Operation nodes, and the builtins that C code can call.

   An operation node is a call of a function that does not exist, which
   lower.cc replaces by instructions.  To the compiler in between it is a
   call like any other, with the one effect of being made exactly once:

     x += v;		__percpu_add (&x, (unsigned) v);
     r = x++;		r = __percpu_add (&x, 1u);

   The function's attribute, with a name that no source can spell, says which
   operation it stands for and whether it yields the old or the new value.

   Two more operations are for percpu.h, by builtins that are generic in the
   type of their argument:

     T *__builtin_percpu_translate (T __percpu *p, displacement)
     uintptr_t __builtin_percpu_displacement (void)  */

#include "plugin.h"

#define PCPU_OPERATION_ATTRIBUTE "percpu operation"

static const char *const operation_names[PCPU_OP_COUNT]
  = { "__percpu_add", "__percpu_sub", "__percpu_and", "__percpu_or",
      "__percpu_xor", "__percpu_shl", "__percpu_shr", "__percpu_sar",
      "__percpu_not", "__percpu_neg", "__percpu_xchg", "__percpu_cmpxchg",
      "__percpu_translate", "__percpu_displacement", "__percpu_address" };

static struct attribute_spec operation_attribute
  = { PCPU_OPERATION_ATTRIBUTE, 2, 2, true, false, false, false, NULL, NULL };

tree
pcpu_build_operation (location_t loc, enum pcpu_op op, enum pcpu_yield yield,
		      tree type, unsigned int nargs, tree *args)
{
  auto_vec<tree, 4> types;
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
  tree call = build_call_array_loc (loc, type, build_addr (decl), nargs, args);
  TREE_SIDE_EFFECTS (call) = 1;
  return call;
}

bool
pcpu_operation_p (const_tree fndecl, enum pcpu_op *op, enum pcpu_yield *yield)
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

/* The builtins.  They are recognised by name: a precompiled header brings
   declarations of its own.  */

#define TRANSLATE "__builtin_percpu_translate"
#define DISPLACEMENT "__builtin_percpu_displacement"

static bool
named_p (const_tree fndecl, const char *name)
{
  return strcmp (IDENTIFIER_POINTER (DECL_NAME (fndecl)), name) == 0;
}

static decltype (targetm.resolve_overloaded_builtin) original_resolve;

static tree
resolve_translate (location_t loc, vec<tree, va_gc> *args)
{
  if (vec_safe_length (args) != 2)
    {
      error_at (loc, "%<__builtin_percpu_translate%> takes two arguments");
      return error_mark_node;
    }
  tree pointer = (*args)[0];
  tree displacement = (*args)[1];
  if (error_operand_p (pointer) || error_operand_p (displacement))
    return error_mark_node;
  tree type = TREE_TYPE (pointer);
  if (!pcpu_pointer_type_p (type))
    {
      error_at (loc, "argument of type %qT is no pointer to per-CPU data",
		type);
      if (POINTER_TYPE_P (type))
	inform (loc, "a plain pointer is the address of one instance already;"
		" use it as it is");
      else
	inform (loc, "pass the address of a per-CPU variable");
      return error_mark_node;
    }
  if (!INTEGRAL_TYPE_P (TREE_TYPE (displacement)))
    {
      error_at (loc, "the displacement must be an integer");
      return error_mark_node;
    }
  tree plain = build_pointer_type (pcpu_type_in_space (TREE_TYPE (type),
						       ADDR_SPACE_GENERIC));
  tree operands[2] = { pointer, fold_convert (pointer_sized_int_node,
					      displacement) };
  return pcpu_build_operation (loc, PCPU_TRANSLATE, PCPU_NEW, plain, 2,
			       operands);
}

static tree
resolve_builtin (location_t loc, tree fndecl, void *arglist PCPU_COMPLAIN_PARM)
{
  if (named_p (fndecl, TRANSLATE))
    {
      pcpu_set_used ();
      return resolve_translate (loc, (vec<tree, va_gc> *) arglist);
    }
  if (named_p (fndecl, DISPLACEMENT))
    {
      pcpu_set_used ();
      if (vec_safe_length ((vec<tree, va_gc> *) arglist) != 0)
	{
	  error_at (loc, "%<__builtin_percpu_displacement%> takes no"
		    " arguments");
	  return error_mark_node;
	}
      return pcpu_build_operation (loc, PCPU_DISPLACEMENT, PCPU_NEW,
				   pointer_sized_int_node, 0, NULL);
    }
  return (original_resolve
	  ? original_resolve (loc, fndecl, arglist PCPU_COMPLAIN_ARG)
	  : NULL_TREE);
}

void
pcpu_register_builtins (void)
{
  tree type = build_varargs_function_type_list (void_type_node, NULL_TREE);
  add_builtin_function (TRANSLATE, type, 0, BUILT_IN_MD, NULL, NULL_TREE);
  add_builtin_function (DISPLACEMENT, type, 0, BUILT_IN_MD, NULL, NULL_TREE);
  original_resolve = targetm.resolve_overloaded_builtin;
  targetm.resolve_overloaded_builtin = resolve_builtin;
  register_attribute (&operation_attribute);
}
