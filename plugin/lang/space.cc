/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* The address space: its definition, and the hooks that tell the rest of GCC
   about it.

   A per-CPU object has a type in the plugin's own address space, so the C
   front end's rules for named address spaces refuse most misuse by themselves:
   a plain pointer does not convert, redeclarations must agree, and autos and
   parameters cannot have the qualifier.

     int __percpu *p;		complete when the front end calls our hooks

   The address space exists as long as the source form matters.  When all
   functions are lowered, the variables move to the space in which the back end
   finds this CPU's instance.

   In C23 a structure that is defined again with the same members is the same
   type.  To compare definitions, GCC 15 and 16 give a complete structure a
   canonical type, in which an incomplete `struct s' replaces the type in each
   member `struct s __percpu *m'.  They ask whether the address space of
   `struct s', the generic one, converts to that of the member, and report an
   error if it does not:

     struct s __percpu *m;	'struct s' and '__percpu struct s' are in
				disjoint named address spaces

   The answer to this question must be yes.  The hook learns only the two
   address spaces.  But another hook was called for the attributes of the
   structure, and the structure now has its layout and no canonical type.  No
   expression is read while a structure is in this state, so a question about a
   conversion never gets this answer.  */

#include "lang/lang.h"
#include "targets/target.h"

/* The hooks of the back end, which ours call.  */
static struct gcc_target original;

/* The address space as the compiler sees it: pointers look like plain ones,
   nothing converts to or from it, and debug information does not mention
   it.  */

static addr_space_t
underlying (addr_space_t as)
{
  return as == PCPU_ADDR_SPACE ? ADDR_SPACE_GENERIC : as;
}

/* The hooks of the address space: those of a plain pointer for ours, and the
   target's own for all others.  */

static scalar_int_mode
space_pointer_mode (addr_space_t as)
{
  return original.addr_space.pointer_mode (underlying (as));
}

static scalar_int_mode
space_address_mode (addr_space_t as)
{
  return original.addr_space.address_mode (underlying (as));
}

static bool
space_valid_pointer_mode (scalar_int_mode mode, addr_space_t as)
{
  return original.addr_space.valid_pointer_mode (mode, underlying (as));
}

static bool
space_legitimate_address_p (machine_mode mode, rtx x, bool strict,
			    addr_space_t as PCPU_CODE_HELPER_PARM)
{
  return original.addr_space.legitimate_address_p (mode, x, strict,
						   underlying (as)
						   PCPU_CODE_HELPER_ARG);
}

static rtx
space_legitimize_address (rtx x, rtx oldx, machine_mode mode, addr_space_t as)
{
  return original.addr_space.legitimize_address (x, oldx, mode,
						 underlying (as));
}

/* The structure that the front end completes, or NULL_TREE.  The front end may
   also apply attributes to a structure that stays incomplete.  */
static tree completing = NULL_TREE;

/* The garbage collector must not free it.  */
static const struct ggc_root_tab roots[]
  = { { &completing, 1, sizeof (tree), &gt_ggc_mx_tree_node,
	&gt_pch_nx_tree_node },
      LAST_GGC_ROOT_TAB };

void
pcpu_start_completion (tree type)
{
  completing = type;
}

void
pcpu_end_completion (void)
{
  completing = NULL_TREE;
}

/* True if the front end is looking for the canonical type of a structure.  */

static bool
canonical_wanted_p (void)
{
  return (PCPU_CANONICAL_STRUCTURES && completing
	  && COMPLETE_TYPE_P (completing)
	  && TYPE_STRUCTURAL_EQUALITY_P (completing));
}

static bool
space_subset_p (addr_space_t subset, addr_space_t superset)
{
  if (subset == superset)
    return true;
  if (ADDR_SPACE_GENERIC_P (subset) && superset == PCPU_ADDR_SPACE
      && canonical_wanted_p ())
    return true;
  if (subset == PCPU_ADDR_SPACE || superset == PCPU_ADDR_SPACE)
    {
      pcpu_note_refusal (subset == PCPU_ADDR_SPACE);
      return false;
    }
  return original.addr_space.subset_p (subset, superset);
}

static bool
space_zero_address_valid (addr_space_t as)
{
  return (as == PCPU_ADDR_SPACE
	  || original.addr_space.zero_address_valid (as));
}

static rtx
space_convert (rtx op, tree from_type, tree to_type)
{
  if (pcpu_pointer_type_p (from_type) || pcpu_pointer_type_p (to_type))
    return op;
  return original.addr_space.convert (op, from_type, to_type);
}

static int
space_debug (addr_space_t as)
{
  return as == PCPU_ADDR_SPACE ? -1 : original.addr_space.debug (as);
}

static void
space_diagnose_usage (addr_space_t as, location_t loc)
{
  if (as == PCPU_ADDR_SPACE)
    pcpu_set_used ();
  else
    original.addr_space.diagnose_usage (as, loc);
}

/* Install our hooks before the back end's.  */

void
pcpu_register_space (void)
{
  original = targetm;
  targetm.addr_space.pointer_mode = space_pointer_mode;
  targetm.addr_space.address_mode = space_address_mode;
  targetm.addr_space.valid_pointer_mode = space_valid_pointer_mode;
  targetm.addr_space.legitimate_address_p = space_legitimate_address_p;
  targetm.addr_space.legitimize_address = space_legitimize_address;
  targetm.addr_space.subset_p = space_subset_p;
  targetm.addr_space.zero_address_valid = space_zero_address_valid;
  targetm.addr_space.convert = space_convert;
  targetm.addr_space.debug = space_debug;
  targetm.addr_space.diagnose_usage = space_diagnose_usage;
  register_callback ("percpu", PLUGIN_REGISTER_GGC_ROOTS, NULL,
		     const_cast<ggc_root_tab *> (roots));
}
