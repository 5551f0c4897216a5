/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Built-in functions for plain memory that are called with per-CPU data: notes
   that name a replacement.

   The atomic built-ins have plain pointers as parameters.  The front end
   refuses per-CPU addresses there, but does not tell the plugin which function
   was called, so this file reads the name from the source text at the location
   of the error.  The generic functions, such as __atomic_exchange, cast their
   arguments first.  They are refused here.  */

#include "lang/lang.h"

/* Parts of names of functions, and replacements for a variable X.  The first
   row whose name is part of the function's name applies.  */

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

/* Return true if NAME, of LENGTH characters, is the name of an atomic
   built-in.  */

static bool
atomic_name_p (const char *name, size_t length)
{
  return ((length > 9 && strncmp (name, "__atomic_", 9) == 0)
	  || (length > 7 && strncmp (name, "__sync_", 7) == 0));
}

/* Add a note at LOC that names a replacement for a call of NAME.  Return false
   if NAME is not an atomic built-in.  */

static bool
advise (location_t loc, const std::string &name)
{
  if (!atomic_name_p (name.c_str (), name.size ()))
    return false;
  for (const auto &row : advices)
    if (name.find (row.name) != std::string::npos)
      {
	inform (loc, "for a per-CPU variable %<x%> write %qs, which is one"
		" CPU-local operation", row.instead);
	return true;
      }
  inform (loc, "operators on per-CPU variables are indivisible on their CPU");
  return true;
}

/* Return true if C may be part of an identifier.  */

static bool
identifier_p (char c)
{
  return ISALNUM (c) || c == '_';
}

/* Return the name of the function that is called at LOC, from the text of that
   line, or an empty string.  LOC is that of the name or of an argument.  */

static std::string
called_name (location_t loc)
{
  loc = linemap_resolve_location (line_table, loc, LRK_SPELLING_LOCATION, NULL);
  expanded_location at = expand_location (loc);
  size_t length;
  const char *line = pcpu_source_line (loc, &length);

  if (!line || at.column < 1 || (size_t) at.column > length)
    return "";
  size_t begin = at.column - 1;
  if (!identifier_p (line[begin])
      || (length - begin > 2 && line[begin] != '_'))
    {
      /* Go back to the innermost open parenthesis.  */
      int depth = 1;
      while (depth > 0)
	{
	  if (begin-- == 0)
	    return "";
	  depth += line[begin] == ')' ? 1 : line[begin] == '(' ? -1 : 0;
	}
      while (begin > 0 && ISSPACE (line[begin - 1]))
	begin--;
      while (begin > 0 && identifier_p (line[begin - 1]))
	begin--;
    }
  size_t end = begin;
  while (end < length && identifier_p (line[end]))
    end++;
  return std::string (line + begin, end - begin);
}

bool
pcpu_advise_call (location_t loc)
{
  return advise (loc, called_name (loc));
}

void
pcpu_check_library_call (location_t loc, tree call)
{
  tree fndecl = get_callee_fndecl (call);
  if (!fndecl || !DECL_NAME (fndecl))
    return;
  const char *name = IDENTIFIER_POINTER (DECL_NAME (fndecl));
  if (!atomic_name_p (name, strlen (name)))
    return;
  for (int i = 0; i < call_expr_nargs (call); i++)
    {
      tree arg = CALL_EXPR_ARG (call, i);
      tree operand = arg;
      while (CONVERT_EXPR_P (operand)
	     && POINTER_TYPE_P (TREE_TYPE (TREE_OPERAND (operand, 0))))
	operand = TREE_OPERAND (operand, 0);
      /* A cast of a per-CPU pointer that is stored as a value is not a cast of
	 this kind: its operand is a number here.  */
      if (operand == arg || !POINTER_TYPE_P (TREE_TYPE (arg))
	  || !pcpu_pointer_type_p (TREE_TYPE (operand)))
	continue;
      error_at (loc, "passing argument %d of %qD, a per-CPU address", i + 1,
		fndecl);
      if (i == 0)
	advise (loc, name);
      else
	inform (loc, "copy the value to or from a local variable, and pass the"
		" address of the local variable");
      /* Prevent a second error for the cast.  */
      CALL_EXPR_ARG (call, i) = build_zero_cst (TREE_TYPE (arg));
    }
}
