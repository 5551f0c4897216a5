/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* The names of per-CPU variables in the debugging information.

   The assembler name of a public per-CPU variable differs from its name in C.
   GCC then emits both, the former as DW_AT_linkage_name, and gdb takes that for
   the name of a C variable: `print hits' would find no symbol.  Therefore GCC's
   hook that describes a variable gets the name in C as the assembler name.

   A declaration of a variable that another file defines is not described at
   all.  gdb would look for a symbol with the name in C and stop there; without
   the declaration it finds the description of the definition.

   Assembler names that the program has chosen remain.  */

#include "lang/lang.h"
#include "lang/dwarf.h"

static struct gcc_debug_hooks hooks;
static void (*original_early_global_decl) (tree);

/* Return true if DECL has the assembler name that the plugin gives to public
   per-CPU variables.  */

static bool
prefixed_p (tree decl)
{
  if (!VAR_P (decl)
      || !TREE_PUBLIC (decl)
      || !DECL_NAME (decl)
      || !pcpu_variable_p (decl))
    return false;
  const char *name = IDENTIFIER_POINTER (DECL_ASSEMBLER_NAME (decl));
  size_t length = strlen (PCPU_PREFIX);
  return (strncmp (name, PCPU_PREFIX, length) == 0
	  && strcmp (name + length,
		     IDENTIFIER_POINTER (DECL_NAME (decl))) == 0);
}

/* Describe DECL before optimisation.  */

static void
early_global_decl (tree decl)
{
  if (!prefixed_p (decl))
    {
      original_early_global_decl (decl);
      return;
    }
  if (DECL_EXTERNAL (decl))
    return;
  tree name = DECL_ASSEMBLER_NAME (decl);
  DECL_ASSEMBLER_NAME_RAW (decl) = DECL_NAME (decl);
  original_early_global_decl (decl);
  DECL_ASSEMBLER_NAME_RAW (decl) = name;
}

void
pcpu_register_dwarf (void)
{
  if (debug_hooks != &dwarf2_debug_hooks)
    return;
  hooks = *debug_hooks;
  original_early_global_decl = hooks.early_global_decl;
  hooks.early_global_decl = early_global_decl;
  debug_hooks = &hooks;
}
