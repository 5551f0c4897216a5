/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* What can be told only of whole types, whole declarations and the whole unit:
   GCC calls these functions when one of them is complete.  */

#include "generic/generic.h"

/* PLUGIN_FINISH_TYPE: the arrays in a structure.  */

void
pcpu_finish_type (void *event_data, void *)
{
  tree type = (tree) event_data;

  if (pcpu_used_p () && type && RECORD_OR_UNION_TYPE_P (type))
    pcpu_prepare_type (type);
}

/* PLUGIN_FINISH_DECL: the initialiser of a variable, and the variable.  */

void
pcpu_finish_decl (void *event_data, void *)
{
  tree decl = (tree) event_data;

  pcpu_explain_refusal ();
  if (!pcpu_used_p () || !decl)
    return;
  if (TREE_CODE (decl) == TYPE_DECL)
    pcpu_prepare_type (TREE_TYPE (decl));
  if (!VAR_P (decl))
    return;
  if (TREE_STATIC (decl) && DECL_INITIAL (decl)
      && DECL_INITIAL (decl) != error_mark_node)
    {
      pcpu_check_initializer (decl, DECL_INITIAL (decl));
      pcpu_check_constant (decl, DECL_INITIAL (decl));
    }
  if (pcpu_variable_p (decl))
    pcpu_check_variable (decl);
}

/* PLUGIN_ALL_IPA_PASSES_START: all functions are lowered, no optimiser has
   run.  From now on the variables are in the space where the lowered accesses
   find them; also those that this unit only defines, for units that are merged
   by LTO must agree.  Not earlier: while references are collected, an address
   in an initialiser that does not have the type of its object is wrapped in a
   conversion, which hides from varasm.c that it needs a relocation.  */

void
pcpu_finish_variables (void *, void *)
{
  addr_space_t as = pcpu_native_space ();
  varpool_node *node;
  symtab_node *symbol;

  if (!pcpu_used_p ())
    return;
  pcpu_check_toplevel_asm ();
  FOR_EACH_VARIABLE (node)
    {
      tree decl = node->decl;
      if (pcpu_variable_p (decl) && pcpu_type_p (TREE_TYPE (decl)))
	{
	  TREE_TYPE (decl) = pcpu_type_in_space (TREE_TYPE (decl), as);
	  if (!node->alias)
	    pcpu_place_variable (decl);
	  if (DECL_RTL_SET_P (decl))
	    SET_DECL_RTL (decl, NULL);
	}
      /* Fail closed: constants that a pass has made meanwhile.  */
      if (DECL_INITIAL (decl) && DECL_INITIAL (decl) != error_mark_node
	  && !seen_error ())
	pcpu_check_constant (decl, DECL_INITIAL (decl));
    }
  FOR_EACH_SYMBOL (symbol)
    pcpu_check_name (symbol);
}

/* The hook that ours stands in front of.  */
static decltype (lang_hooks.parse_file) original_parse_file;

/* Directives come after the declarations, so look when the front end is done,
   and before variables that are not used are gone.  */

static void
parse_file (void)
{
  varpool_node *node;

  original_parse_file ();
  if (!pcpu_used_p () || !pcpu_c_front_end_p ())
    return;
  pcpu_overload_overflow (false);
  pcpu_resolve_aliases ();
  FOR_EACH_VARIABLE (node)
    if (pcpu_variable_p (node->decl))
      pcpu_check_directives (node->decl);
}

void
pcpu_register_unit (void)
{
  original_parse_file = lang_hooks.parse_file;
  lang_hooks.parse_file = parse_file;
}
