/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Checks of complete types, complete declarations and the complete unit.  GCC
   calls these functions when one of them is complete.  */

#include "generic/generic.h"

/* PLUGIN_FINISH_TYPE: prepare the arrays in a structure.  */

void
pcpu_finish_type (void *event_data, void *)
{
  tree type = (tree) event_data;

  pcpu_end_completion ();
  if (pcpu_used_p () && type && RECORD_OR_UNION_TYPE_P (type))
    pcpu_prepare_type (type);
}

/* PLUGIN_FINISH_DECL: check the initialiser of a variable, and the
   variable.  */

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

/* PLUGIN_ALL_IPA_PASSES_START: all functions are lowered, and no optimiser has
   run.  Move the variables to the space in which the lowered accesses find
   them, including variables that this unit only defines, because units that
   LTO merges must agree.  This must not happen earlier: while references are
   collected, an address in an initialiser whose type differs from that of its
   object is wrapped in a conversion, so that varasm.c does not see that it
   needs a relocation.  */

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
      /* A pass may have created new constants, so check again.  */
      if (DECL_INITIAL (decl) && DECL_INITIAL (decl) != error_mark_node
	  && !seen_error ())
	pcpu_check_constant (decl, DECL_INITIAL (decl));
    }
  FOR_EACH_SYMBOL (symbol)
    pcpu_check_name (symbol);
}

/* The original hook, which ours calls.  */
static decltype (lang_hooks.parse_file) original_parse_file;

/* Directives may follow the declarations, so check them when the front end is
   done, but before unused variables are removed.  */

static void
parse_file (void)
{
  varpool_node *node;

  original_parse_file ();
  if (!pcpu_used_p () || !pcpu_c_front_end_p ())
    return;
  pcpu_overload_atomics (false);
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
