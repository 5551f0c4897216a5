/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Keeps the vectoriser away from accesses in the back end's address space.

   percpu_raw gives the optimisers accesses in that space, and the vectoriser
   loses the address space in some of the references that it builds:

     MEM <vector(2) double> [(double *) &st + 8]	plain memory
     __builtin_ia32_gathersiv8si (0, p_1, ...)		plain memory, too

   It ignores volatile accesses.  So a pass before it makes these accesses
   volatile, and a pass after it restores them.  */

#include "gimple/lowering.h"
#include "passes.h"
#include "targets/target.h"

/* The first pass has made this reference volatile.  */
#define MADE_VOLATILE(REF) TREE_LANG_FLAG_5 (REF)

/* Return true if REF is a memory reference in the back end's space.  A
   variable as a whole is excluded, because it cannot be combined into a
   vector.  */

static bool
native_reference_p (tree ref)
{
  if (!REFERENCE_CLASS_P (ref))
    return false;
  while (handled_component_p (ref))
    ref = TREE_OPERAND (ref, 0);
  tree type = TREE_TYPE (ref);
  if (TREE_CODE (ref) == MEM_REF || TREE_CODE (ref) == TARGET_MEM_REF)
    type = TREE_TYPE (TREE_TYPE (TREE_OPERAND (ref, 0)));
  return (TYPE_ADDR_SPACE (strip_array_types (type)) == pcpu_options.base->space
	  || (VAR_P (ref) && pcpu_variable_p (ref)));
}

/* Make the references in STMT volatile if HIDE, otherwise restore them.  */

static void
change (gimple *stmt, bool hide)
{
  bool changed = false;

  for (unsigned int i = 0; i < gimple_num_ops (stmt); i++)
    {
      tree op = gimple_op (stmt, i);
      if (!op || !native_reference_p (op)
	  || (hide ? TREE_THIS_VOLATILE (op) : !MADE_VOLATILE (op)))
	continue;
      MADE_VOLATILE (op) = hide;
      TREE_THIS_VOLATILE (op) = hide;
      changed = true;
    }
  if (changed)
    update_stmt (stmt);
}

static const struct pass_data hide_data
  = { GIMPLE_PASS, "percpu_hide", OPTGROUP_NONE, TV_NONE, PROP_cfg, 0, 0, 0,
      0 };
static const struct pass_data show_data
  = { GIMPLE_PASS, "percpu_show", OPTGROUP_NONE, TV_NONE, PROP_cfg, 0, 0, 0,
      0 };

class pass_percpu_volatile : public gimple_opt_pass
{
public:
  pass_percpu_volatile (gcc::context *ctxt, bool hide)
    : gimple_opt_pass (hide ? hide_data : show_data, ctxt), hide (hide)
  {}
  opt_pass *clone () final override
  {
    return new pass_percpu_volatile (m_ctxt, hide);
  }
  bool gate (function *) final override
  {
    return ((pcpu_used_p () || !pcpu_c_front_end_p ())
	    && (flag_tree_loop_vectorize || flag_tree_slp_vectorize)
	    && pcpu_options.model != PCPU_MODEL_SINGLE
	    && pcpu_options.base->space != ADDR_SPACE_GENERIC);
  }
  unsigned int execute (function *fun) final override
  {
    basic_block bb;
    FOR_EACH_BB_FN (bb, fun)
      for (gimple_stmt_iterator gsi = gsi_start_bb (bb); !gsi_end_p (gsi);
	   gsi_next (&gsi))
	if (is_gimple_assign (gsi_stmt (gsi)))
	  change (gsi_stmt (gsi), hide);
    return 0;
  }

private:
  bool hide;
};

gimple_opt_pass *
pcpu_make_pass_volatile (gcc::context *ctxt, bool hide)
{
  return new pass_percpu_volatile (ctxt, hide);
}
