/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Per-CPU variables that the headers of Linux declare.

     DECLARE_PER_CPU (unsigned long, this_cpu_off);

   is there a plain variable in the section `.data..percpu', and the kernel's
   macros access it by assembler code.  An object has one type, so the
   declaration remains as it is.  But the builtins accept its address: they
   refer to a second declaration of the same symbol, which is per-CPU.

     *__builtin_percpu_address (&this_cpu_off)	  of type `unsigned long'  */

#include "lang/lang.h"

/* The attribute of the first declaration that holds the second one.  It has a
   blank in its name, so that no source has it.  */
static const char second_declaration[] = "percpu linux";

bool
pcpu_linux_variable_p (const_tree decl)
{
  if (pcpu_options.abi != PCPU_ABI_LINUX || !VAR_P (decl)
      || pcpu_variable_p (decl))
    return false;
  const char *section = DECL_SECTION_NAME (decl);
  return (section
	  && strncmp (section, PCPU_LINUX_SECTION,
		      strlen (PCPU_LINUX_SECTION)) == 0);
}

/* Return the second declaration of DECL.  */

static tree
per_cpu_declaration (tree decl)
{
  if (tree known = lookup_attribute (second_declaration,
				     DECL_ATTRIBUTES (decl)))
    return TREE_VALUE (known);

  pcpu_set_used ();
  pcpu_prepare_type (TREE_TYPE (decl));
  tree second = build_decl (DECL_SOURCE_LOCATION (decl), VAR_DECL,
			    DECL_NAME (decl),
			    pcpu_type_in_space (TREE_TYPE (decl),
						PCPU_ADDR_SPACE));
  DECL_EXTERNAL (second) = 1;
  TREE_PUBLIC (second) = 1;
  TREE_USED (second) = 1;
  TREE_THIS_VOLATILE (second) = TREE_THIS_VOLATILE (decl);
  SET_DECL_ALIGN (second, DECL_ALIGN (decl));
  DECL_USER_ALIGN (second) = DECL_USER_ALIGN (decl);
  DECL_ATTRIBUTES (second) = tree_cons (get_identifier ("percpu"), NULL_TREE,
					NULL_TREE);
  SET_DECL_ASSEMBLER_NAME (second, DECL_ASSEMBLER_NAME (decl));
  layout_decl (second, 0);
  /* A definition in this unit must not be removed as unused.  */
  TREE_USED (decl) = 1;
  DECL_PRESERVE_P (decl) = 1;
  DECL_ATTRIBUTES (decl) = tree_cons (get_identifier (second_declaration),
				      second, DECL_ATTRIBUTES (decl));
  return second;
}

/* Return REF, with the variable DECL replaced by its second declaration.  */

static tree
refer_to_second (tree ref, tree decl)
{
  if (ref == decl)
    return per_cpu_declaration (decl);
  tree copy = copy_node (ref);
  TREE_OPERAND (copy, 0) = refer_to_second (TREE_OPERAND (ref, 0), decl);
  TREE_TYPE (copy) = pcpu_type_in_space (TREE_TYPE (ref), PCPU_ADDR_SPACE);
  return copy;
}

tree
pcpu_retype_linux (tree pointer)
{
  if (TREE_CODE (pointer) != ADDR_EXPR)
    return pointer;
  tree part = TREE_OPERAND (pointer, 0);
  tree decl = get_base_address (part);
  if (!decl || !pcpu_linux_variable_p (decl))
    return pointer;

  part = refer_to_second (part, decl);
  tree type = build_pointer_type
    (pcpu_type_in_space (TREE_TYPE (TREE_TYPE (pointer)), PCPU_ADDR_SPACE));
  tree address = build1_loc (EXPR_LOCATION (pointer), ADDR_EXPR, type, part);
  recompute_tree_invariant_for_addr_expr (address);
  return address;
}
