/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Functions for plain memory that are called with per-CPU data: notes that
   name a replacement.

   The overloaded atomic built-ins, such as __atomic_fetch_add, have a variant
   for each size.  The front end chooses the variant first, and then refuses the
   address for the variant, at the beginning of the statement.  But the front
   end asks the back end about the arguments of the back end's own built-ins.
   So in a unit with per-CPU variables the overloaded functions are declared as
   such while the unit is parsed (overflow.cc does the same with others), and
   are refused here.  A call without per-CPU addresses is resolved as usual.

   About all other functions the front end reports an error that names the
   function (refusal.cc).  */

#include "lang/lang.h"

/* The overloaded functions, and how many of their arguments, from the first,
   are addresses.  */

static const struct { enum built_in_function code; unsigned int addresses; }
  overloaded[] =
{
  { BUILT_IN_ATOMIC_LOAD, 2 },
  { BUILT_IN_ATOMIC_STORE, 2 },
  { BUILT_IN_ATOMIC_EXCHANGE, 3 },
  { BUILT_IN_ATOMIC_COMPARE_EXCHANGE, 3 },
  { BUILT_IN_ATOMIC_LOAD_N, 1 },
  { BUILT_IN_ATOMIC_STORE_N, 1 },
  { BUILT_IN_ATOMIC_EXCHANGE_N, 1 },
  { BUILT_IN_ATOMIC_COMPARE_EXCHANGE_N, 2 },
  { BUILT_IN_ATOMIC_FETCH_ADD_N, 1 },
  { BUILT_IN_ATOMIC_FETCH_SUB_N, 1 },
  { BUILT_IN_ATOMIC_FETCH_AND_N, 1 },
  { BUILT_IN_ATOMIC_FETCH_NAND_N, 1 },
  { BUILT_IN_ATOMIC_FETCH_XOR_N, 1 },
  { BUILT_IN_ATOMIC_FETCH_OR_N, 1 },
  { BUILT_IN_ATOMIC_ADD_FETCH_N, 1 },
  { BUILT_IN_ATOMIC_SUB_FETCH_N, 1 },
  { BUILT_IN_ATOMIC_AND_FETCH_N, 1 },
  { BUILT_IN_ATOMIC_NAND_FETCH_N, 1 },
  { BUILT_IN_ATOMIC_XOR_FETCH_N, 1 },
  { BUILT_IN_ATOMIC_OR_FETCH_N, 1 },
  { BUILT_IN_SYNC_FETCH_AND_ADD_N, 1 },
  { BUILT_IN_SYNC_FETCH_AND_SUB_N, 1 },
  { BUILT_IN_SYNC_FETCH_AND_OR_N, 1 },
  { BUILT_IN_SYNC_FETCH_AND_AND_N, 1 },
  { BUILT_IN_SYNC_FETCH_AND_XOR_N, 1 },
  { BUILT_IN_SYNC_FETCH_AND_NAND_N, 1 },
  { BUILT_IN_SYNC_ADD_AND_FETCH_N, 1 },
  { BUILT_IN_SYNC_SUB_AND_FETCH_N, 1 },
  { BUILT_IN_SYNC_OR_AND_FETCH_N, 1 },
  { BUILT_IN_SYNC_AND_AND_FETCH_N, 1 },
  { BUILT_IN_SYNC_XOR_AND_FETCH_N, 1 },
  { BUILT_IN_SYNC_NAND_AND_FETCH_N, 1 },
  { BUILT_IN_SYNC_BOOL_COMPARE_AND_SWAP_N, 1 },
  { BUILT_IN_SYNC_VAL_COMPARE_AND_SWAP_N, 1 },
  { BUILT_IN_SYNC_LOCK_TEST_AND_SET_N, 1 },
  { BUILT_IN_SYNC_LOCK_RELEASE_N, 1 },
};

/* Parts of names of atomic functions, and replacements for a variable X.  The
   first row whose name is part of the function's name applies.  */

static const struct { const char *name, *instead; } advices[] =
{
  { "__sync_bool_compare_and_swap", "percpu_try_cmpxchg (x, &old, v)" },
  { "compare_and_swap", "percpu_cmpxchg (x, old, v)" },
  { "compare_exchange", "percpu_try_cmpxchg (x, &old, v)" },
  { "test_and_set", "percpu_xchg (x, v)" },
  { "exchange", "percpu_xchg (x, v)" },
  { "nand", "x = ~(x & v)" },
  { "_add", "x += v" },
  { "add_", "x += v" },
  { "_sub", "x -= v" },
  { "sub_", "x -= v" },
  { "_xor", "x ^= v" },
  { "xor_", "x ^= v" },
  { "_or", "x |= v" },
  { "or_", "x |= v" },
  { "fetch_and_and", "x &= v" },
  { "atomic_fetch_and", "x &= v" },
  { "and_and_fetch", "x &= v" },
  { "atomic_and_fetch", "x &= v" },
  { "load", "v = x" },
  { "store", "x = v" },
  { "clear", "x = 0" },
  { "release", "x = 0" },
};

/* Functions of <string.h> and their effect on plain memory.  The built-in
   functions have the same names with a prefix.  */

static const struct { const char *name, *verb; } memory_functions[] =
{
  { "memset", "sets" },
  { "bzero", "sets" },
  { "explicit_bzero", "sets" },
  { "memcpy", "copies" },
  { "memmove", "copies" },
  { "mempcpy", "copies" },
  { "memccpy", "copies" },
  { "bcopy", "copies" },
  { "strcpy", "copies" },
  { "strncpy", "copies" },
  { "stpcpy", "copies" },
  { "stpncpy", "copies" },
  { "strcat", "copies" },
  { "strncat", "copies" },
  { "memcmp", "compares" },
  { "bcmp", "compares" },
  { "strcmp", "compares" },
  { "strncmp", "compares" },
  { "strcasecmp", "compares" },
  { "strncasecmp", "compares" },
  { "memchr", "reads" },
  { "strchr", "reads" },
  { "strrchr", "reads" },
  { "strstr", "reads" },
  { "strlen", "reads" },
  { "strnlen", "reads" },
};

/* If NAME is the name of an atomic built-in, add a note at LOC that names a
   replacement for a call of it, and return true.  */

static bool
advise_atomic (location_t loc, const char *name)
{
  if (strncmp (name, "__atomic_", 9) != 0 && strncmp (name, "__sync_", 7) != 0)
    return false;
  for (const auto &row : advices)
    if (strstr (name, row.name))
      {
	inform (loc, "for a per-CPU variable %<x%> write %qs, which is one"
		" CPU-local operation", row.instead);
	return true;
      }
  inform (loc, "operators on per-CPU variables are indivisible on their CPU");
  return true;
}

/* The same for a function of <string.h>.  */

static bool
advise_memory (location_t loc, const char *name)
{
  if (strncmp (name, "__builtin_", 10) == 0)
    name += 10;
  for (const auto &row : memory_functions)
    if (strcmp (name, row.name) == 0)
      {
	if (pcpu_options.model == PCPU_MODEL_RSEQ)
	  inform (loc, "%qs %s plain memory; call it under a guard with the"
		  " pointer from %<percpu_borrow%> for the instance of this"
		  " CPU, or with a pointer from %<percpu_ptr%> for that of a"
		  " given CPU", name, row.verb);
	else
	  inform (loc, "%qs %s plain memory; call it with the pointer from"
		  " %<percpu_this_ptr%> for the instance of this CPU, or with a"
		  " pointer from %<percpu_ptr%> for that of a given CPU", name,
		  row.verb);
	if (strcmp (row.verb, "sets") == 0)
	  inform (loc, "%<percpu_reset%> gives a variable its initial value on"
		  " every CPU");
	return true;
      }
  return false;
}

bool
pcpu_advise_call (location_t loc, tree fndecl)
{
  if (!DECL_NAME (fndecl))
    return false;
  const char *name = IDENTIFIER_POINTER (DECL_NAME (fndecl));
  return advise_atomic (loc, name) || advise_memory (loc, name);
}

/* Return the number of arguments of FNDECL that are addresses if it is an
   overloaded function and the front end asks about its calls, else 0.  */

static unsigned int
overloaded_addresses (const_tree fndecl)
{
  if (DECL_BUILT_IN_CLASS (fndecl) == BUILT_IN_MD)
    for (const auto &row : overloaded)
      if (builtin_decl_explicit (row.code) == fndecl)
	return row.addresses;
  return 0;
}

void
pcpu_overload_atomics (bool overload)
{
  for (const auto &row : overloaded)
    if (tree decl = builtin_decl_explicit (row.code))
      set_decl_built_in_function (decl, overload ? BUILT_IN_MD
				  : BUILT_IN_NORMAL, row.code);
}

bool
pcpu_atomic_function_p (const_tree fndecl)
{
  return overloaded_addresses (fndecl) != 0;
}

tree
pcpu_resolve_atomic (location_t loc, tree fndecl, vec<tree, va_gc> *args)
{
  unsigned int code = DECL_MD_FUNCTION_CODE (fndecl);
  unsigned int addresses = overloaded_addresses (fndecl);

  for (unsigned int i = 0; i < addresses && i < vec_safe_length (args); i++)
    {
      tree arg = pcpu_retype_part ((*args)[i]);
      if (!pcpu_pointer_type_p (TREE_TYPE (arg)))
	continue;
      loc = pcpu_visible (EXPR_LOC_OR_LOC (arg, loc));
      error_at (loc, "passing argument %d of %qD, a per-CPU address", i + 1,
		fndecl);
      if (i == 0)
	pcpu_advise_call (loc, fndecl);
      else
	inform (loc, "copy the value to or from a local variable, and pass the"
		" address of the local variable");
      return error_mark_node;
    }
  set_decl_built_in_function (fndecl, BUILT_IN_NORMAL, code);
  tree call = resolve_overloaded_builtin (loc, fndecl, args);
  /* A call that is not resolved remains a call of this function, and the back
     end would take it for one of its own.  */
  if (call)
    set_decl_built_in_function (fndecl, BUILT_IN_MD, code);
  return call;
}
