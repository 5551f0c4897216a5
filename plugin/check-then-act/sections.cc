/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* The sections in which accesses are made.

   The state at the beginning of a block is the meet of the states at the end of
   its predecessors: the section under a guard, or under a lock, that the thread
   has entered on every path and not left, and whether it is bound to its CPU.
   If paths have entered different sections, no section is open.  */

#include "check-then-act/check-then-act.h"

namespace check_then_act {

/* Returns: the sections in which the thread is after two paths, if it is in A
   after one of them and in B after the other.  */

static nesting
meet (const nesting &a, const nesting &b)
{
  nesting result;
  if (a.section == b.section)
    {
      result.section = a.section;
      result.depth = MIN (a.depth, b.depth);
    }
  return result;
}

/* Returns: the state of the thread that is true after both of two paths.  */

static holder
meet (const holder &a, const holder &b)
{
  holder result;
  result.guard = meet (a.guard, b.guard);
  result.lock = meet (a.lock, b.lock);
  result.bound = a.bound && b.bound;
  return result;
}

/* Returns: whether TYPE is that of guards, or of pointers to them.  A function
   with such a parameter runs in its caller's section.  */

static bool
guard_type_p (tree type)
{
  if (POINTER_TYPE_P (type))
    type = TREE_TYPE (type);
  if (TREE_CODE (type) != RECORD_TYPE)
    return false;
  tree name = TYPE_NAME (TYPE_MAIN_VARIANT (type));
  return name && TREE_CODE (name) == IDENTIFIER_NODE
	 && id_equal (name, "percpu_guard");
}

holder
checker::enter_function () const
{
  holder h;
  h.bound = pcpu_bound_function_p (fun->decl);
  for (tree parm = DECL_ARGUMENTS (fun->decl); parm; parm = DECL_CHAIN (parm))
    if (guard_type_p (TREE_TYPE (parm)))
      {
	h.guard.depth = 0;
	h.guard.enter (parm);
      }
  return h;
}

/* Apply the effect of STMT to H.  */

void
checker::step (gimple *stmt, holder *h) const
{
  if (!is_gimple_call (stmt))
    return;
  switch (pcpu_function_role (gimple_call_fndecl (stmt)))
    {
    case PCPU_GUARD_ENTER:
      h->guard.enter (stmt);
      break;
    case PCPU_GUARD_LEAVE:
      h->guard.leave ();
      break;
    case PCPU_LOCK_ENTER:
      h->lock.enter (stmt);
      break;
    case PCPU_LOCK_LEAVE:
      h->lock.leave ();
      break;
    case PCPU_BIND:
      h->bound = true;
      break;
    case PCPU_UNBIND:
      h->bound = pcpu_bound_function_p (fun->decl);
      break;
    default:
      break;
    }
}

/* Find for each access the section in which it is, by iteration to a fixed
   point: the state at the beginning of a block is the meet of the states at the
   end of its predecessors.  */

void
checker::find_holders ()
{
  unsigned int blocks = last_basic_block_for_fn (fun);
  std::vector<holder> at_end (blocks);
  auto_sbitmap known (blocks);
  bitmap_clear (known);
  auto_vec<int> rpo;
  rpo.safe_grow (n_basic_blocks_for_fn (fun));
  int count = pre_and_rev_post_order_compute_fn (fun, NULL, rpo.address (),
						 false);
  hash_map<gimple *, holder> at_mark;

  for (bool changed = true; changed;)
    {
      changed = false;
      for (int i = 0; i < count; i++)
	{
	  basic_block bb = BASIC_BLOCK_FOR_FN (fun, rpo[i]);
	  holder h;
	  bool first = true;
	  edge e;
	  edge_iterator ei;
	  FOR_EACH_EDGE (e, ei, bb->preds)
	    {
	      holder from;
	      if (e->src == ENTRY_BLOCK_PTR_FOR_FN (fun))
		from = enter_function ();
	      else if (bitmap_bit_p (known, e->src->index))
		from = at_end[e->src->index];
	      else
		continue;
	      h = first ? from : meet (h, from);
	      first = false;
	    }
	  for (gimple_stmt_iterator gsi = gsi_start_bb (bb); !gsi_end_p (gsi);
	       gsi_next (&gsi))
	    {
	      gimple *stmt = gsi_stmt (gsi);
	      if (mark_p (stmt))
		at_mark.put (stmt, h);
	      else
		step (stmt, &h);
	    }
	  if (add_bit_p (known, bb->index) || !(at_end[bb->index] == h))
	    changed = true;
	  at_end[bb->index] = h;
	}
    }
  for (operation &a : accesses)
    if (holder *h = at_mark.get (a.stmt))
      a.by = *h;
}

/* Report each percpu_this_ptr and percpu_raw where the thread may migrate.  */

void
checker::report_placed ()
{
  for (const operation &a : accesses)
    {
      if (a.kind != PCPU_ACCESS_PLACED || a.by.guard.section || a.by.bound)
	continue;
      /* The second argument of the mark says which of the two it is.  */
      bool raw = a.op != 0;
      if (!pcpu_report (PCPU_W_UNGUARDED, a.loc (),
			"%qs outside of a guard: this thread may leave its CPU,"
			" and what it then stores is lost or undoes what others"
			" store", raw ? "percpu_raw" : "percpu_this_ptr"))
	continue;
      inform (pcpu_visible (a.loc ()), "use an operator, or borrow it from a"
	      " guard; a function that runs only in bound threads needs the"
	      " attribute %<percpu_bound%>");
    }
}

/* Returns: whether ACT and the load are in one section under a lock.  */

bool
checker::locked_p (const operation &act) const
{
  return act.by.lock.section && act.by.lock.section == load->by.lock.section;
}

/* Returns: whether the thread may migrate between the load and ACT, or another
   thread may run on its CPU: they are not in one section.  A lock keeps other
   threads away from the data, but does not keep the thread on its CPU.  So it
   suffices only in models in which the thread does not leave its CPU
   anyhow.  */

bool
checker::separate_p (const operation &act) const
{
  if (load->by.bound && act.by.bound)
    return false;
  if (pcpu_options.model != PCPU_MODEL_RSEQ && locked_p (act))
    return false;
  return (!act.by.guard.section
	  || act.by.guard.section != load->by.guard.section);
}

} // namespace check_then_act
