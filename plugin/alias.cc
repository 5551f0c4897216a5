/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Aliases of per-CPU variables.

     __attribute__ ((percpu)) int x;
     extern __attribute__ ((percpu)) int y __attribute__ ((alias ("x")));

   The string is the assembler name of the target, and that of a public per-CPU
   variable is not its name in C.  So where no symbol is called like the
   string, but a per-CPU variable has that name in C, its assembler name is
   meant.  Until the unit is parsed, GCC only keeps a list of aliases.  */

#include "plugin.h"

/* The per-CPU variable of file scope that is called NAME in C, or NULL_TREE.  The
   front end's own scopes are gone.  */

static tree
find_variable (const char *name)
{
  varpool_node *node;

  FOR_EACH_VARIABLE (node)
    if (pcpu_variable_p (node->decl)
	&& DECL_NAME (node->decl)
	&& DECL_FILE_SCOPE_P (node->decl)
	&& strcmp (IDENTIFIER_POINTER (DECL_NAME (node->decl)), name) == 0)
      return node->decl;
  return NULL_TREE;
}

void
pcpu_resolve_aliases (void)
{
  alias_pair *p;

  for (unsigned int i = 0; vec_safe_iterate (alias_pairs, i, &p); i++)
    if (!symtab_node::get_for_asmname (p->target))
      if (tree target = find_variable (IDENTIFIER_POINTER (p->target)))
	p->target = DECL_ASSEMBLER_NAME (target);
}
