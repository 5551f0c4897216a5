/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* The overflow built-ins for one type each, such as __builtin_saddl_overflow,
   with a per-CPU result.

   The generic ones accept any pointer.  These have a plain pointer as
   parameter, and the front end refuses a per-CPU address before the plugin
   sees it.  But the front end asks the back end about the arguments of the
   back end's own built-ins.  So in a unit with per-CPU variables these
   functions are declared as such while the unit is parsed.  A call with a
   per-CPU result becomes a call of the generic function; other calls do not
   change.  */

#include "lang/lang.h"

#define ROWS(GENERIC)							\
  { BUILT_IN_S##GENERIC##_OVERFLOW, BUILT_IN_##GENERIC##_OVERFLOW },	\
  { BUILT_IN_S##GENERIC##L_OVERFLOW, BUILT_IN_##GENERIC##_OVERFLOW },	\
  { BUILT_IN_S##GENERIC##LL_OVERFLOW, BUILT_IN_##GENERIC##_OVERFLOW },	\
  { BUILT_IN_U##GENERIC##_OVERFLOW, BUILT_IN_##GENERIC##_OVERFLOW },	\
  { BUILT_IN_U##GENERIC##L_OVERFLOW, BUILT_IN_##GENERIC##_OVERFLOW },	\
  { BUILT_IN_U##GENERIC##LL_OVERFLOW, BUILT_IN_##GENERIC##_OVERFLOW }

struct row
{
  enum built_in_function typed, generic;
};

static const struct row rows[] = { ROWS (ADD), ROWS (SUB), ROWS (MUL) };

/* Return the row of FNDECL, or NULL if it is another function or is currently
   not declared as one of the back end's.  */

static const struct row *
find_row (const_tree fndecl)
{
  if (DECL_BUILT_IN_CLASS (fndecl) == BUILT_IN_MD)
    for (const struct row &row : rows)
      if (builtin_decl_explicit (row.typed) == fndecl)
	return &row;
  return NULL;
}

void
pcpu_overload_overflow (bool overload)
{
  for (const struct row &row : rows)
    if (tree decl = builtin_decl_explicit (row.typed))
      set_decl_built_in_function (decl, overload ? BUILT_IN_MD
				  : BUILT_IN_NORMAL, row.typed);
}

bool
pcpu_overflow_function_p (const_tree fndecl)
{
  return find_row (fndecl) != NULL;
}

/* POINTER, argument 3 of FNDECL, is per-CPU.  Return true if the function can
   store its result, of type TYPE, there.  Otherwise report an error at LOC.  */

static bool
check_result (location_t loc, tree fndecl, tree pointer, tree type)
{
  tree object = TREE_TYPE (TREE_TYPE (pointer));
  tree found = TYPE_MAIN_VARIANT (pcpu_value_type (object));

  if (TYPE_READONLY (object))
    error_at (loc, "argument 3 of %qD points to read-only per-CPU data",
	      fndecl);
  else if (!lang_hooks.types_compatible_p (found, type))
    {
      error_at (loc, "argument 3 of %qD points to per-CPU data of type %qT, not"
		" %qT", fndecl, found, type);
      inform (loc, "%<__builtin_add_overflow%>, %<__builtin_sub_overflow%> and"
	      " %<__builtin_mul_overflow%> accept results of every integer"
	      " type");
    }
  else
    return true;
  return false;
}

tree
pcpu_resolve_overflow (location_t loc, tree fndecl, vec<tree, va_gc> *args)
{
  const struct row *row = find_row (fndecl);

  if (vec_safe_length (args) != 3)
    return NULL_TREE;
  tree pointer = pcpu_retype_part ((*args)[2]);
  if (!pcpu_pointer_type_p (TREE_TYPE (pointer)))
    return NULL_TREE;
  tree type = TREE_VALUE (TYPE_ARG_TYPES (TREE_TYPE (fndecl)));
  if (!check_result (loc, fndecl, pointer, type))
    return error_mark_node;
  /* The generic function gets the address of a part of a vector or a complex
     number as the front end has it, so that folding finds the part again.  */
  tree operands[3] = { NULL_TREE, NULL_TREE, (*args)[2] };
  for (int i = 0; i < 2; i++)
    {
      tree from = TREE_TYPE ((*args)[i]);
      if (from == error_mark_node)
	return error_mark_node;
      if (!INTEGRAL_TYPE_P (from) && !SCALAR_FLOAT_TYPE_P (from)
	  && TREE_CODE (from) != COMPLEX_TYPE)
	{
	  error_at (loc, "argument %d of %qD has type %qT and is not a number",
		    i + 1, fndecl, from);
	  return error_mark_node;
	}
      operands[i] = convert_and_check (loc, type, (*args)[i]);
    }
  /* As the front end does for the generic function.  */
  for (int i = 0; i < 3; i++)
    operands[i] = c_fully_fold (operands[i], false, NULL);
  tree generic = builtin_decl_explicit (row->generic);
  return fold_builtin_call_array (loc, TREE_TYPE (TREE_TYPE (generic)),
				  build_fold_addr_expr (generic), 3, operands);
}

/* The hooks of the back end, which ours call.  */
static decltype (targetm.fold_builtin) original_fold;
static decltype (targetm.check_builtin_call) original_check;

/* Fold a call of FNDECL with plain arguments as one of the original
   function.  */

static tree
fold_builtin (tree fndecl, int nargs, tree *args, bool ignore)
{
  const struct row *row = find_row (fndecl);

  if (!row)
    return original_fold (fndecl, nargs, args, ignore);
  set_decl_built_in_function (fndecl, BUILT_IN_NORMAL, row->typed);
  tree result = fold_builtin_call_array (input_location,
					 TREE_TYPE (TREE_TYPE (fndecl)),
					 build_fold_addr_expr (fndecl), nargs,
					 args);
  set_decl_built_in_function (fndecl, BUILT_IN_MD, row->typed);
  return result;
}

/* The front end makes the back end check calls of the back end's functions.
   The number of arguments of this hook depends on the version of GCC.  */

template<typename... types>
static bool
check_builtin_call (location_t loc, vec<location_t> arg_loc, tree fndecl,
		    types... rest)
{
  return (find_row (fndecl)
	  || !original_check
	  || original_check (loc, arg_loc, fndecl, rest...));
}

void
pcpu_register_overflow (void)
{
  original_fold = targetm.fold_builtin;
  targetm.fold_builtin = fold_builtin;
  original_check = targetm.check_builtin_call;
  targetm.check_builtin_call = check_builtin_call;
}
