/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Lowering: the words of the runtime that sequences need.

   Most of them are declared as constants, so that GCC can move their loads out
   of loops.  They do change once, before main.  The runtime handles a stale
   offset, and a stale bias or page is never used.  */

#include "gimple/lower.h"

namespace lowering {

/* The declarations that this unit has used so far.  */

static tree runtime_variables[RUNTIME_VARIABLE_COUNT];

static const struct ggc_root_tab roots[]
  = { { runtime_variables, RUNTIME_VARIABLE_COUNT, sizeof (tree),
	&gt_ggc_mx_tree_node, &gt_pch_nx_tree_node },
      LAST_GGC_ROOT_TAB };

tree
runtime_variable (enum runtime_variable variable)
{
  static const char *const names[RUNTIME_VARIABLE_COUNT]
    = { "__percpu_rseq_offset", "__percpu_rseq_table",
	"__percpu_pic_rseq_offset", "__percpu_pic_rseq_table",
	"__percpu_pic_page", "__percpu_pic_bias",
	"__percpu_register_offset", "__percpu_pic_register_offset",
	"__percpu_this_displacement" };
  /* The kernel's word for the displacement.  */
  const char *name = (variable == THIS_DISPLACEMENT
		      && pcpu_options.abi == PCPU_ABI_LINUX
		      ? "this_cpu_off" : names[variable]);
  tree *decl = &runtime_variables[variable];

  if (!*decl)
    {
      tree type = pointer_sized_int_node;
      if (variable == THIS_DISPLACEMENT)
	type = pcpu_type_in_space (type, pcpu_native_space ());
      *decl = build_decl (UNKNOWN_LOCATION, VAR_DECL,
			  get_identifier (name), type);
      DECL_EXTERNAL (*decl) = 1;
      TREE_PUBLIC (*decl) = 1;
      TREE_USED (*decl) = 1;
      TREE_READONLY (*decl) = variable != THIS_DISPLACEMENT;
      DECL_ARTIFICIAL (*decl) = 1;
      if (pcpu_options.abi == PCPU_ABI_LINUX)
	return *decl;
      DECL_VISIBILITY (*decl) = VISIBILITY_HIDDEN;
      DECL_VISIBILITY_SPECIFIED (*decl) = 1;
    }
  return *decl;
}

tree
runtime_value (struct place *at, enum runtime_variable variable)
{
  tree value = temporary (pointer_sized_int_node);
  insert (at, gimple_build_assign (value, runtime_variable (variable)));
  return value;
}

void
register_runtime_words ()
{
  register_callback ("percpu", PLUGIN_REGISTER_GGC_ROOTS, NULL,
		     const_cast<ggc_root_tab *> (roots));
}

} // namespace lowering

bool
pcpu_bias_p (const_tree decl)
{
  return (decl && VAR_P (decl) && DECL_EXTERNAL (decl) && DECL_NAME (decl)
	  && id_equal (DECL_NAME (decl), "__percpu_pic_bias"));
}
