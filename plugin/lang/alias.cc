/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Aliases of per-CPU variables.

     __attribute__ ((percpu)) int x;
     extern __attribute__ ((percpu)) int y __attribute__ ((alias ("x")));

   The string is the assembler name of the target, which for a public per-CPU
   variable differs from the name in C.  So if no symbol has the name in the
   string, but a per-CPU variable has it in C, that variable is the target.
   Until the unit is parsed, GCC only keeps a list of aliases.

   The target of a weak reference may be in another file and not be declared
   here.  Then it is a public variable with that name in C.

     static __attribute__ ((percpu, weakref ("x"))) int y;  */

#include "lang/lang.h"

/* Return the per-CPU variable of file scope with the name NAME in C, or
   NULL_TREE.  The front end's scopes no longer exist at this point.  */

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
    {
      const char *name = IDENTIFIER_POINTER (p->target);
      bool weakref = lookup_attribute ("weakref", DECL_ATTRIBUTES (p->decl));
      if (symtab_node::get_for_asmname (p->target))
	continue;
      if (tree target = find_variable (name))
	p->target = DECL_ASSEMBLER_NAME (target);
      else if (weakref && pcpu_variable_p (p->decl)
	       && strncmp (name, PCPU_PREFIX, strlen (PCPU_PREFIX)) != 0)
	p->target = get_identifier (ACONCAT ((PCPU_PREFIX, name, NULL)));
      /* Link-time optimisation reads the target of a weak reference from
	 here.  */
      tree alias = lookup_attribute ("alias", DECL_ATTRIBUTES (p->decl));
      if (weakref && alias)
	TREE_VALUE (TREE_VALUE (alias))
	  = build_string (IDENTIFIER_LENGTH (p->target) + 1,
			  IDENTIFIER_POINTER (p->target));
    }
}

/* DECL is not a per-CPU variable.  Return true if its symbol is that of one:
   the name is reserved for per-CPU variables, or a variable of this unit has
   it.  */

static bool
percpu_name_p (tree decl)
{
  tree id = DECL_ASSEMBLER_NAME (decl);
  const char *name = IDENTIFIER_POINTER (id);

  if ((TREE_PUBLIC (decl) || DECL_EXTERNAL (decl))
      && strncmp (name + (*name == '*'), PCPU_PREFIX,
		  strlen (PCPU_PREFIX)) == 0)
    return true;
  for (symtab_node *node = symtab_node::get_for_asmname (id); node;
       node = node->next_sharing_asm_name)
    if (VAR_P (node->decl) && pcpu_variable_p (node->decl))
      return true;
  return false;
}

void
pcpu_check_name (symtab_node *node)
{
  tree decl = node->decl;
  location_t loc = DECL_SOURCE_LOCATION (decl);
  bool percpu = VAR_P (decl) && pcpu_variable_p (decl);

  if (!percpu && !DECL_ARTIFICIAL (decl)
      && !(VAR_P (decl) && DECL_HARD_REGISTER (decl))
      && !pcpu_linux_variable_p (decl)
      && percpu_name_p (decl))
    {
      const char *name = IDENTIFIER_POINTER (DECL_ASSEMBLER_NAME (decl));
      error_at (loc, "%qD, which is not per-CPU, has the assembler name %qs of"
		" a per-CPU variable", decl, name + (*name == '*'));
      inform (loc, "declare it with attribute %<percpu%>, or give it another"
	      " name");
    }
  if (!node->alias || !node->analyzed)
    return;
  tree target = node->get_alias_target ()->decl;
  /* GCC itself refuses the opposite case, because of the different
     sections.  */
  if (VAR_P (target) && pcpu_variable_p (target) && !percpu)
    error_at (loc, "plain alias %qD of per-CPU variable %qD", decl, target);
}
