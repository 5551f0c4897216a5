/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Marks of accesses.

   After lowering, accesses are the target's instructions.  For the checks of
   later passes, the lowering inserts a mark beside each of them:

     __percpu_access (kind, operation, in, out, variable, pointer, offset, size,
		      bit_field, index, stride, index, stride, ...);

   The call describes the access in a form that does not depend on the target:
   the UID of a variable or a pointer, offset and size in bits, and the indices
   that are not constants.  IN is the stored value and OUT the loaded one.

   A mark with the two arguments PCPU_ACCESS_PLACED and 0 or 1 stands for a use
   of percpu_this_ptr or percpu_raw.  */

#include "generic/generic.h"

bool
pcpu_add_reference (tree ref, pcpu_place *p)
{
  for (;;)
    switch (TREE_CODE (ref))
      {
      case COMPONENT_REF:
	{
	  tree field = TREE_OPERAND (ref, 1);
	  tree offset = component_ref_field_offset (ref);
	  if (!tree_fits_shwi_p (offset)
	      || !tree_fits_shwi_p (DECL_FIELD_BIT_OFFSET (field)))
	    return false;
	  p->offset += (tree_to_shwi (offset) * BITS_PER_UNIT
			+ tree_to_shwi (DECL_FIELD_BIT_OFFSET (field)));
	  ref = TREE_OPERAND (ref, 0);
	  break;
	}
      case ARRAY_REF:
	{
	  tree low = array_ref_low_bound (ref);
	  tree stride = array_ref_element_size (ref);
	  tree index = TREE_OPERAND (ref, 1);
	  if (!tree_fits_shwi_p (low) || !tree_fits_shwi_p (stride))
	    return false;
	  HOST_WIDE_INT bits = tree_to_shwi (stride) * BITS_PER_UNIT;
	  p->offset -= tree_to_shwi (low) * bits;
	  if (tree_fits_shwi_p (index))
	    p->offset += tree_to_shwi (index) * bits;
	  else if (is_gimple_val (index))
	    p->terms.push_back ({ index, bits });
	  else
	    return false;
	  ref = TREE_OPERAND (ref, 0);
	  break;
	}
      case IMAGPART_EXPR:
	p->offset += tree_to_shwi (TYPE_SIZE (TREE_TYPE (ref)));
	gcc_fallthrough ();
      case REALPART_EXPR:
      case VIEW_CONVERT_EXPR:
	ref = TREE_OPERAND (ref, 0);
	break;
      case MEM_REF:
	p->offset += int_cst_value (TREE_OPERAND (ref, 1)) * BITS_PER_UNIT;
	if (TREE_CODE (TREE_OPERAND (ref, 0)) != ADDR_EXPR)
	  {
	    p->pointer = TREE_OPERAND (ref, 0);
	    return true;
	  }
	ref = TREE_OPERAND (TREE_OPERAND (ref, 0), 0);
	break;
      case VAR_DECL:
	p->uid = DECL_UID (ref);
	return true;
      default:
	return false;
      }
}

/* The function that marks call.  It does not exist.  */

static tree mark_decl;

static const struct ggc_root_tab roots[]
  = { { &mark_decl, 1, sizeof (tree), &gt_ggc_mx_tree_node,
	&gt_pch_nx_tree_node },
      LAST_GGC_ROOT_TAB };

void
pcpu_register_marks (void)
{
  register_callback ("percpu", PLUGIN_REGISTER_GGC_ROOTS, NULL,
		     const_cast<ggc_root_tab *> (roots));
}

bool
pcpu_marks_p (void)
{
  return mark_decl != NULL_TREE;
}

/* Create the function that marks call, if there is none yet.  */

static void
need_marks ()
{
  if (!mark_decl)
    mark_decl = pcpu_build_mark_decl ();
}

/* Return the mark of an access to P; see pcpu_build_access.  */

static gcall *
build_mark (enum pcpu_access_kind kind, enum pcpu_op op, tree in, tree out,
	    const pcpu_place &p)
{
  auto_vec<tree, 16> args;
  args.safe_push (build_int_cst (integer_type_node, kind));
  args.safe_push (build_int_cst (integer_type_node, op));
  args.safe_push (in ? in : integer_zero_node);
  args.safe_push (out ? out : integer_zero_node);
  args.safe_push (build_int_cst (unsigned_type_node, p.uid));
  args.safe_push (p.pointer ? p.pointer : null_pointer_node);
  args.safe_push (build_int_cst (ssizetype, p.offset));
  args.safe_push (build_int_cst (ssizetype, p.size));
  args.safe_push (build_int_cst (integer_type_node, p.bit_field));
  for (const auto &term : p.terms)
    {
      args.safe_push (term.first);
      args.safe_push (build_int_cst (ssizetype, term.second));
    }
  need_marks ();
  return gimple_build_call_vec (mark_decl, args);
}

gcall *
pcpu_build_access (enum pcpu_access_kind kind, enum pcpu_op op, tree ref,
		   tree in, tree out)
{
  pcpu_place p;
  tree size = TYPE_SIZE (TREE_TYPE (ref));
  if (!pcpu_warning_possible_p (PCPU_W_CHECK_THEN_ACT)
      || !tree_fits_shwi_p (size)
      || (in && !is_gimple_val (in))
      || (out && !is_gimple_val (out))
      || !pcpu_add_reference (ref, &p))
    return NULL;
  p.size = tree_to_shwi (size);
  p.bit_field = (TREE_CODE (ref) == COMPONENT_REF
		 && DECL_C_BIT_FIELD (TREE_OPERAND (ref, 1)));
  return build_mark (kind, op, in, out, p);
}

tree
pcpu_mark_placed (location_t loc, bool raw, tree expr)
{
  if (!pcpu_warning_possible_p (PCPU_W_UNGUARDED))
    return expr;
  need_marks ();
  tree args[2] = { build_int_cst (integer_type_node, PCPU_ACCESS_PLACED),
		   build_int_cst (integer_type_node, raw) };
  tree fn = build_addr (mark_decl);
  tree call = build_call_array_loc (loc, void_type_node, fn, 2, args);
  TREE_SIDE_EFFECTS (call) = 1;
  return build2_loc (loc, COMPOUND_EXPR, TREE_TYPE (expr), call, expr);
}
