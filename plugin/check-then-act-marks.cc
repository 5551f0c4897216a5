/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Marks of accesses.

   When the pass comes, accesses are the target's instructions.  Therefore
   lower.cc leaves a mark beside each of them, a call

     __percpu_access (kind, operation, in, out, variable, pointer, offset, size,
		      index, stride, index, stride, ...);

   that says what is accessed in terms that do not depend on the target: the
   UID of a variable or a pointer, bits, and the indices that are no constants.
   IN is what is stored and OUT what is loaded.  The marks go when the pass is
   done.

   A mark with the two arguments PCPU_ACCESS_PLACED and 0 or 1 stands for a use
   of percpu_this_ptr or percpu_raw.  */

#include "check-then-act.h"

namespace check_then_act {

/* Add to P where REF is, but for its size.  False if that is not known.  */

bool
add_reference (tree ref, place *p)
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

/* The function that marks call, which does not exist.  */

static tree mark_decl;

static const struct ggc_root_tab roots[]
  = { { &mark_decl, 1, sizeof (tree), &gt_ggc_mx_tree_node,
	&gt_pch_nx_tree_node },
      LAST_GGC_ROOT_TAB };

void
register_marks ()
{
  register_callback ("percpu", PLUGIN_REGISTER_GGC_ROOTS, NULL,
		     const_cast<ggc_root_tab *> (roots));
}

bool
marks_made_p ()
{
  return mark_decl != NULL_TREE;
}

/* Have the function that marks call.  */

static void
need_marks ()
{
  if (!mark_decl)
    mark_decl = pcpu_build_mark_decl ();
}

/* The mark of an access to P; see pcpu_build_access.  */

static gcall *
build_mark (enum pcpu_access_kind kind, enum pcpu_op op, tree in, tree out,
	    const place &p)
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
  for (const auto &term : p.terms)
    {
      args.safe_push (term.first);
      args.safe_push (build_int_cst (ssizetype, term.second));
    }
  need_marks ();
  return gimple_build_call_vec (mark_decl, args);
}

bool
mark_p (gimple *stmt)
{
  enum pcpu_op op;
  enum pcpu_yield yield;
  return (is_gimple_call (stmt)
	  && pcpu_operation_p (gimple_call_fndecl (stmt), &op, &yield)
	  && op == PCPU_ACCESS);
}

void
unmark (function *fun)
{
  basic_block bb;
  FOR_EACH_BB_FN (bb, fun)
    for (gimple_stmt_iterator gsi = gsi_start_bb (bb); !gsi_end_p (gsi);)
      if (mark_p (gsi_stmt (gsi)))
	gsi_remove (&gsi, true);
      else
	gsi_next (&gsi);
}

/* Read the marks.  True if there are any.  */

bool
checker::collect ()
{
  basic_block bb;
  renumber_gimple_stmt_uids (fun);
  FOR_EACH_BB_FN (bb, fun)
    for (gimple_stmt_iterator gsi = gsi_start_bb (bb); !gsi_end_p (gsi);
	 gsi_next (&gsi))
      {
	gimple *stmt = gsi_stmt (gsi);
	if (is_gimple_debug (stmt))
	  continue;
	if (gimple_assign_single_p (stmt)
	    && !gimple_clobber_p (stmt)
	    && pcpu_loop_pointer_p (gimple_assign_lhs (stmt)))
	  loop_pointers.put (gimple_assign_lhs (stmt),
			     gimple_assign_rhs1 (stmt));
	if (!mark_p (stmt))
	  continue;
	operation a;
	a.stmt = stmt;
	a.kind = (enum pcpu_access_kind)
		 tree_to_uhwi (gimple_call_arg (stmt, 0));
	a.op = (enum pcpu_op) tree_to_uhwi (gimple_call_arg (stmt, 1));
	a.in = a.out = NULL_TREE;
	if (a.kind != PCPU_ACCESS_PLACED)
	  {
	    a.in = gimple_call_arg (stmt, 2);
	    a.out = gimple_call_arg (stmt, 3);
	    a.where.uid = tree_to_uhwi (gimple_call_arg (stmt, 4));
	    a.where.pointer = gimple_call_arg (stmt, 5);
	    a.where.offset = tree_to_shwi (gimple_call_arg (stmt, 6));
	    a.where.size = tree_to_shwi (gimple_call_arg (stmt, 7));
	    for (unsigned int i = 8; i < gimple_call_num_args (stmt); i += 2)
	      a.where.terms.push_back
		({ gimple_call_arg (stmt, i),
		   tree_to_shwi (gimple_call_arg (stmt, i + 1)) });
	  }
	accesses.push_back (a);
      }
  for (operation &a : accesses)
    if (a.kind != PCPU_ACCESS_PLACED && a.where.uid == 0)
      canonical (&a.where);
  for (size_t i = 0; i < accesses.size (); i++)
    if (accesses[i].out && TREE_CODE (accesses[i].out) == SSA_NAME)
      by_result.put (accesses[i].out, i);
  return !accesses.empty ();
}

/* EXCHANGE is the compare-exchange of an update: find its loop and its
   load.  */

void
checker::join_update (operation *exchange)
{
  class loop *l = exchange->bb ()->loop_father;
  if (!loop_outer (l))
    return;
  exchange->update = l;
  for (gphi_iterator gsi = gsi_start_phis (l->header); !gsi_end_p (gsi);
       gsi_next (&gsi))
    {
      tree first = NULL_TREE, again = NULL_TREE;
      for (unsigned int i = 0; i < gimple_phi_num_args (gsi.phi ()); i++)
	{
	  tree arg = without_copies (gimple_phi_arg_def (gsi.phi (), i), true);
	  edge e = gimple_phi_arg_edge (gsi.phi (), i);
	  if (flow_bb_inside_loop_p (l, e->src))
	    again = arg;
	  else
	    first = arg;
	}
      if (again != exchange->out)
	continue;
      for (operation &a : accesses)
	if (a.kind == PCPU_ACCESS_LOAD && a.out == first)
	  {
	    a.update = l;
	    a.exchange = exchange->stmt;
	    exchange->first = first;
	  }
    }
}

/* The update that EXCHANGE makes computes what it stores from what it has
   found. percpu_max and percpu_min do not.  */

bool
checker::computes_p (const operation &exchange) const
{
  tree value = without_copies (exchange.in, true);
  return (TREE_CODE (value) == SSA_NAME && exchange.update
	  && gimple_bb (SSA_NAME_DEF_STMT (value))
	  && exchange.inside_p (SSA_NAME_DEF_STMT (value)));
}

} // namespace check_then_act

gcall *
pcpu_build_access (enum pcpu_access_kind kind, enum pcpu_op op, tree ref,
		   tree in, tree out)
{
  check_then_act::place p;
  tree size = TYPE_SIZE (TREE_TYPE (ref));
  if (!pcpu_warning_possible_p (PCPU_W_CHECK_THEN_ACT)
      || !tree_fits_shwi_p (size)
      || (in && !is_gimple_val (in))
      || (out && !is_gimple_val (out))
      || !check_then_act::add_reference (ref, &p))
    return NULL;
  p.size = tree_to_shwi (size);
  return check_then_act::build_mark (kind, op, in, out, p);
}

tree
pcpu_mark_placed (location_t loc, bool raw, tree expr)
{
  if (!pcpu_warning_possible_p (PCPU_W_UNGUARDED))
    return expr;
  check_then_act::need_marks ();
  tree args[2] = { build_int_cst (integer_type_node, PCPU_ACCESS_PLACED),
		   build_int_cst (integer_type_node, raw) };
  tree fn = build_addr (check_then_act::mark_decl);
  tree call = build_call_array_loc (loc, void_type_node, fn, 2, args);
  TREE_SIDE_EFFECTS (call) = 1;
  return build2_loc (loc, COMPOUND_EXPR, TREE_TYPE (expr), call, expr);
}
