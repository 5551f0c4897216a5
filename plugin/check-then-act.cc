/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Check-then-act: two operations that were meant to be one.

     if (max < v)		the load decides about the store
       max = v;
     old = count;		the store is computed from the load
     count = old + 1;
     sum += hits;		the store throws away what came in between
     hits = 0;

   Each line is one operation.  Outside of a guard another thread may run on this
   CPU between the two, or this thread may go to another CPU: then the second
   operation acts on what is no longer true, or on another instance.

   The pass looks at SSA form as soon as there is one, so that the answer does not
   depend on optimisation.  By then accesses are the target's instructions.
   Therefore lower.cc leaves a mark beside each of them, a call

     __percpu_access (kind, operation, in, out, variable, pointer, offset, size,
		      index, stride, index, stride, ...);

   that says what is accessed in terms that do not depend on the target: the UID of
   a variable or a pointer, bits, and the indices that are no constants.  IN is
   what is stored and OUT what is loaded.  The marks go when the pass is done.

   For each load the pass collects the names that are computed from it and the
   conditions that look at one of them.  A later store to the same place that
   has such a name as its value is computed from the load; the load decides about
   one that is reached on some sides of such a condition only.  A condition of
   which one side ends the program (a failed assertion) decides about nothing.

   The same marks tell where `percpu_this_ptr' and `percpu_raw' are used, and the
   same walk in which sections: PCPU_W_UNGUARDED.  */

#include "plugin.h"

/* Marks.  */

/* A place in per-CPU memory.  */

struct place
{
  /* The variable's UID; or 0, and it is where POINTER points to.  */
  unsigned int uid = 0;
  tree pointer = NULL_TREE;
  /* In bits.  */
  HOST_WIDE_INT offset = 0;
  HOST_WIDE_INT size = 0;
  /* Indices that are no constants, and how many bits they are worth.  */
  std::vector<std::pair<tree, HOST_WIDE_INT> > terms;
};

/* Add to P where REF is, but for its size.  False if that is not known.  */

static bool
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
  if (!mark_decl)
    mark_decl = pcpu_build_mark_decl ();
  return gimple_build_call_vec (mark_decl, args);
}

gcall *
pcpu_build_access (enum pcpu_access_kind kind, enum pcpu_op op, tree ref,
		   tree in, tree out)
{
  place p;
  tree size = TYPE_SIZE (TREE_TYPE (ref));
  if (!pcpu_warning_possible_p (PCPU_W_CHECK_THEN_ACT)
      || !tree_fits_shwi_p (size)
      || (in && !is_gimple_val (in))
      || (out && !is_gimple_val (out))
      || !add_reference (ref, &p))
    return NULL;
  p.size = tree_to_shwi (size);
  return build_mark (kind, op, in, out, p);
}

tree
pcpu_mark_placed (location_t loc, bool raw, tree expr)
{
  if (!pcpu_warning_possible_p (PCPU_W_UNGUARDED))
    return expr;
  if (!mark_decl)
    mark_decl = pcpu_build_mark_decl ();
  tree args[2] = { build_int_cst (integer_type_node, PCPU_ACCESS_PLACED),
		   build_int_cst (integer_type_node, raw) };
  tree call = build_call_array_loc (loc, void_type_node,
				    build_addr (mark_decl), 2, args);
  TREE_SIDE_EFFECTS (call) = 1;
  return build2_loc (loc, COMPOUND_EXPR, TREE_TYPE (expr), call, expr);
}

static bool
mark_p (gimple *stmt)
{
  enum pcpu_op op;
  enum pcpu_yield yield;
  return (is_gimple_call (stmt)
	  && pcpu_operation_p (gimple_call_fndecl (stmt), &op, &yield)
	  && op == PCPU_ACCESS);
}

/* What is known at a place in the function of the thread that runs there: the
   section that it is in, the statement that has entered the outermost one, and how
   many; and whether it is bound to its CPU.  */

struct holder
{
  const void *section = NULL;
  unsigned int depth = 0;
  bool bound = false;

  bool operator== (const holder &o) const
  {
    return section == o.section && depth == o.depth && bound == o.bound;
  }
};

/* Sections that are nested deeper are counted as one.  */
static const unsigned int depth_max = 8;

/* What is true on both of two paths.  */

static holder
meet (const holder &a, const holder &b)
{
  holder result;
  result.bound = a.bound && b.bound;
  if (a.section == b.section)
    {
      result.section = a.section;
      result.depth = MIN (a.depth, b.depth);
    }
  return result;
}

/* The mark of an access, read.  */

struct operation
{
  gimple *stmt;
  enum pcpu_access_kind kind;
  enum pcpu_op op;
  tree in;
  tree out;
  place where;
  holder by;

  basic_block bb () const { return gimple_bb (stmt); }
  location_t loc () const { return gimple_location (stmt); }
};

namespace {

class checker
{
public:
  explicit checker (function *f) : fun (f) {}
  void run ();

private:
  function *fun;
  std::vector<operation> accesses;
  std::map<gimple *, unsigned int> order;
  /* So many blocks are visited at most.  */
  static const unsigned int work_max = 20000000;
  unsigned int work = 0;

  /* The load that is looked at, what looks at its place again behind it, and
     what depends on it.  */
  const operation *load;
  std::vector<const operation *> again;
  std::set<tree> derived;
  std::vector<gimple *> conditions;
  /* What names that were loaded from local variables were stored as.  */
  std::map<tree, tree> stored_as;
  /* Pointers to memory in which the load's value was stored.  */
  std::vector<tree> holders;
  /* The blocks that are reached from the sides of a condition, for those that
     have been looked at of late.  */
  std::map<basic_block, std::vector<std::vector<bool> > > reached;
  static const size_t reached_max = 256;

  bool collect ();
  void canonical (place *p) const;
  bool same_value_p (tree a, tree b, unsigned int depth = 0) const;
  bool same_place_p (const place &a, const place &b) const;
  void find_holders ();
  holder enter_function () const;
  void step (gimple *stmt, holder *h) const;
  void report_placed ();

  bool before_p (gimple *a, gimple *b) const;
  bool dominates_p (gimple *a, gimple *b) const;
  void find_reached (basic_block from, basic_block to, basic_block without,
		     std::vector<bool> *seen);
  bool reached_p (basic_block from, basic_block to, basic_block without);
  bool escapes_p (basic_block from, basic_block act, basic_block condition,
		  std::vector<bool> *seen);
  bool counts_p (const std::vector<bool> &around, const operation &act);
  bool decides_p (gimple *condition, basic_block act, edge *side,
		  const operation *what);
  bool lost_p (edge back) const;
  bool add_derived (tree name);
  void add_stored (gimple *store);
  const std::vector<std::vector<bool> > &find_sides (basic_block condition);
  bool selects_p (gimple *condition, basic_block join);
  bool add_selected ();
  void find_dependent ();
  bool copy_p (tree name, unsigned int depth = 0) const;
  bool taken_as_data_p (const operation *store) const;
  bool used_p (tree value) const;
  bool between_p (const operation &between, const operation &act);
  bool rechecked_p (const operation &act);
  void find_again ();
  bool separate_p (const operation &act) const;
  bool reset_p (const operation &act);
  bool compares_p (gimple *condition, tree with, bool *less) const;
  const char *advice_for_value (const operation &act);
  const char *advice (const operation &act, gimple *condition, edge side);
  bool linked_p (const operation &act) const;
  bool asked_p (tree value) const;
  bool loads_p (const operation &a) const;
  bool check (const operation &act);
};

/* Pointers and values.  */

/* NAME is the bias of the image, or 0 in the place of it.  */

static bool
bias_p (tree name, unsigned int depth = 0)
{
  if (TREE_CODE (name) != SSA_NAME || depth > 3)
    return false;
  gimple *def = SSA_NAME_DEF_STMT (name);
  if (!is_gimple_assign (def))
    return false;
  tree rhs = gimple_assign_rhs1 (def);
  if (gimple_assign_single_p (def))
    return VAR_P (rhs) && pcpu_bias_p (rhs);
  return (gimple_assign_rhs_code (def) == MULT_EXPR
	  && bias_p (rhs, depth + 1));
}

/* Follow the pointer of P to where it was made.  */

void
checker::canonical (place *p) const
{
  for (unsigned int i = 0;
       i < 32 && p->pointer && TREE_CODE (p->pointer) == SSA_NAME; i++)
    {
      gimple *def = SSA_NAME_DEF_STMT (p->pointer);
      if (!is_gimple_assign (def))
	return;
      tree a = gimple_assign_rhs1 (def);
      tree b = gimple_assign_rhs2 (def);
      switch (gimple_assign_rhs_code (def))
	{
	CASE_CONVERT:
	case SSA_NAME:
	  p->pointer = a;
	  break;
	case ADDR_EXPR:
	  {
	    place q;
	    if (!add_reference (TREE_OPERAND (a, 0), &q))
	      return;
	    p->uid = q.uid;
	    p->pointer = q.pointer;
	    p->offset += q.offset;
	    p->terms.insert (p->terms.end (), q.terms.begin (),
			     q.terms.end ());
	    break;
	  }
	case PLUS_EXPR:
	  if (!bias_p (b))
	    return;
	  p->pointer = a;
	  break;
	case POINTER_PLUS_EXPR:
	  p->pointer = a;
	  if (tree_fits_shwi_p (b))
	    p->offset += tree_to_shwi (b) * BITS_PER_UNIT;
	  else if (TREE_CODE (b) == INTEGER_CST)
	    p->offset += (HOST_WIDE_INT) (TREE_INT_CST_LOW (b)
					  * BITS_PER_UNIT);
	  else
	    p->terms.push_back ({ b, BITS_PER_UNIT });
	  break;
	default:
	  return;
	}
    }
  if (p->pointer && TREE_CODE (p->pointer) == ADDR_EXPR)
    {
      place q;
      if (!add_reference (TREE_OPERAND (p->pointer, 0), &q))
	return;
      q.offset += p->offset;
      q.size = p->size;
      q.terms.insert (q.terms.end (), p->terms.begin (), p->terms.end ());
      *p = q;
    }
}

/* STMT may change what REF reads.  */

static bool
clobbers_p (gimple *stmt, tree ref)
{
  gasm *a = dyn_cast<gasm *> (stmt);
  if (!a || gimple_asm_clobbers_memory_p (a))
    return stmt_may_clobber_ref_p (stmt, ref);
  for (unsigned int i = 0; i < gimple_asm_noutputs (a); i++)
    {
      tree output = TREE_VALUE (gimple_asm_output_op (a, i));
      if (TREE_CODE (output) != SSA_NAME && refs_may_alias_p (output, ref))
	return true;
    }
  return false;
}

/* REF is the same when memory is in state B as when it was in state A before.  */

static bool
unchanged_p (tree ref, tree a, tree b)
{
  for (unsigned int i = 0; i < 64; i++)
    {
      if (a == b)
	return true;
      gimple *def = SSA_NAME_DEF_STMT (b);
      if (SSA_NAME_IS_DEFAULT_DEF (b)
	  || gimple_code (def) == GIMPLE_PHI
	  || clobbers_p (def, ref))
	return false;
      b = gimple_vuse (def);
    }
  return false;
}

/* What NAME was copied from; or converted from, if CONVERTED.  */

static tree
without_copies (tree name, bool converted = false)
{
  while (TREE_CODE (name) == SSA_NAME)
    {
      gimple *def = SSA_NAME_DEF_STMT (name);
      if (!is_gimple_assign (def)
	  || !(gimple_assign_ssa_name_copy_p (def)
	       || (converted && CONVERT_EXPR_CODE_P
				  (gimple_assign_rhs_code (def)))))
	break;
      name = gimple_assign_rhs1 (def);
    }
  return name;
}

/* A and B are two names of one value.  */

bool
checker::same_value_p (tree a, tree b, unsigned int depth) const
{
  if (a == b || operand_equal_p (a, b, 0))
    return true;
  if (depth > 8)
    return false;
  if (TREE_CODE (a) == ADDR_EXPR && TREE_CODE (b) == ADDR_EXPR)
    return false;
  a = without_copies (a);
  b = without_copies (b);
  if (a == b)
    return true;
  gimple *def_a = TREE_CODE (a) == SSA_NAME ? SSA_NAME_DEF_STMT (a) : NULL;
  gimple *def_b = TREE_CODE (b) == SSA_NAME ? SSA_NAME_DEF_STMT (b) : NULL;
  if (!def_a || !def_b
      || !is_gimple_assign (def_a) || !is_gimple_assign (def_b)
      || gimple_assign_rhs_code (def_a) != gimple_assign_rhs_code (def_b)
      || gimple_num_ops (def_a) != gimple_num_ops (def_b)
      || !types_compatible_p (TREE_TYPE (a), TREE_TYPE (b))
      || gimple_has_volatile_ops (def_a))
    return false;
  if (gimple_assign_load_p (def_a))
    {
      tree ref = gimple_assign_rhs1 (def_a);
      return (operand_equal_p (ref, gimple_assign_rhs1 (def_b), 0)
	      && (unchanged_p (ref, gimple_vuse (def_a), gimple_vuse (def_b))
		  || unchanged_p (ref, gimple_vuse (def_b),
				  gimple_vuse (def_a))));
    }
  for (unsigned int i = 1; i < gimple_num_ops (def_a); i++)
    if (!same_value_p (gimple_op (def_a, i), gimple_op (def_b, i), depth + 1))
      return false;
  return true;
}

bool
checker::same_place_p (const place &a, const place &b) const
{
  if (a.uid != b.uid || a.offset != b.offset || a.size != b.size
      || a.terms.size () != b.terms.size ()
      || (a.uid == 0 && !same_value_p (a.pointer, b.pointer)))
    return false;
  for (size_t i = 0; i < a.terms.size (); i++)
    if (a.terms[i].second != b.terms[i].second
	|| !same_value_p (a.terms[i].first, b.terms[i].first))
      return false;
  return true;
}

/* Read the marks.  True if there are any.  */

bool
checker::collect ()
{
  basic_block bb;
  unsigned int n = 0;
  FOR_EACH_BB_FN (bb, fun)
    for (gimple_stmt_iterator gsi = gsi_start_bb (bb); !gsi_end_p (gsi);
	 gsi_next (&gsi))
      {
	gimple *stmt = gsi_stmt (gsi);
	if (is_gimple_debug (stmt))
	  continue;
	order[stmt] = n++;
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
	    if (a.where.uid == 0)
	      canonical (&a.where);
	  }
	accesses.push_back (a);
      }
  return !accesses.empty ();
}

/* Sections.  */

/* PARM is a guard, or points to one: the caller is in its section.  */

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
	h.section = parm;
	h.depth = 1;
      }
  return h;
}

/* What STMT does to H.  */

void
checker::step (gimple *stmt, holder *h) const
{
  if (!is_gimple_call (stmt))
    return;
  switch (pcpu_function_role (gimple_call_fndecl (stmt)))
    {
    case PCPU_GUARD_ENTER:
      if (h->depth == 0)
	h->section = stmt;
      if (h->depth < depth_max)
	h->depth++;
      break;
    case PCPU_GUARD_LEAVE:
      if (h->depth > 0 && --h->depth == 0)
	h->section = NULL;
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

/* Find out for each access in which section it is: what holds at the beginning of
   a block is what holds at the end of all blocks before it.  */

void
checker::find_holders ()
{
  unsigned int blocks = last_basic_block_for_fn (fun);
  std::vector<holder> at_end (blocks);
  std::vector<bool> known (blocks);
  auto_vec<int> rpo;
  rpo.safe_grow (n_basic_blocks_for_fn (fun));
  int count = pre_and_rev_post_order_compute_fn (fun, NULL, rpo.address (),
						 false);
  std::map<gimple *, holder> at_mark;

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
	      else if (known[e->src->index])
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
		at_mark[stmt] = h;
	      else
		step (stmt, &h);
	    }
	  if (!known[bb->index] || !(at_end[bb->index] == h))
	    changed = true;
	  known[bb->index] = true;
	  at_end[bb->index] = h;
	}
    }
  for (operation &a : accesses)
    a.by = at_mark[a.stmt];
}

/* Report percpu_this_ptr and percpu_raw where the thread may leave its CPU.  */

void
checker::report_placed ()
{
  for (const operation &a : accesses)
    {
      if (a.kind != PCPU_ACCESS_PLACED || a.by.section || a.by.bound)
	continue;
      /* The second argument says which of the two.  */
      bool raw = a.op != 0;
      if (!pcpu_report (PCPU_W_UNGUARDED, a.loc (), "%qs outside of a guard: this"
			" thread may leave its CPU, and what it then stores is"
			" lost or undoes what others store",
			raw ? "percpu_raw" : "percpu_this_ptr"))
	continue;
      inform (pcpu_visible (a.loc ()), "use an operator, or borrow it from a"
	      " guard; a function that runs only in bound threads needs the"
	      " attribute %<percpu_bound%>");
    }
}

/* The order of things.  */

/* A comes before B in one block.  */

bool
checker::before_p (gimple *a, gimple *b) const
{
  auto i = order.find (a), j = order.find (b);
  return i != order.end () && j != order.end () && i->second < j->second;
}

bool
checker::dominates_p (gimple *a, gimple *b) const
{
  if (gimple_bb (a) == gimple_bb (b))
    return before_p (a, b);
  return dominated_by_p (CDI_DOMINATORS, gimple_bb (b), gimple_bb (a));
}

static bool
back_edge_p (edge e)
{
  return dominated_by_p (CDI_DOMINATORS, e->src, e->dest);
}

/* Find the blocks to which there is a path from the beginning of FROM, not
   through WITHOUT, on which no loop begins again.  If TO is not NULL, it is
   enough to find that one.  */

void
checker::find_reached (basic_block from, basic_block to, basic_block without,
		       std::vector<bool> *seen)
{
  seen->assign (last_basic_block_for_fn (fun), false);
  if (from == without)
    return;
  std::vector<basic_block> todo (1, from);
  (*seen)[from->index] = true;
  while (!todo.empty ())
    {
      basic_block bb = todo.back ();
      todo.pop_back ();
      work++;
      if (bb == to)
	return;
      edge e;
      edge_iterator ei;
      FOR_EACH_EDGE (e, ei, bb->succs)
	if (!(*seen)[e->dest->index] && e->dest != without && !back_edge_p (e))
	  {
	    (*seen)[e->dest->index] = true;
	    todo.push_back (e->dest);
	  }
    }
}

/* TO is such a block.  */

bool
checker::reached_p (basic_block from, basic_block to, basic_block without)
{
  std::vector<bool> seen;
  find_reached (from, to, without, &seen);
  return seen[to->index];
}

/* Find the blocks to which one may come from the beginning of FROM without passing
   through ACT; CONDITION is the last on its path.  True if the end of the function,
   or CONDITION, is among them.  */

bool
checker::escapes_p (basic_block from, basic_block act, basic_block condition,
		    std::vector<bool> *seen)
{
  bool result = false;
  seen->assign (last_basic_block_for_fn (fun), false);
  if (from == act)
    return false;
  std::vector<basic_block> todo (1, from);
  (*seen)[from->index] = true;
  while (!todo.empty ())
    {
      basic_block bb = todo.back ();
      todo.pop_back ();
      work++;
      if (bb == condition || bb == EXIT_BLOCK_PTR_FOR_FN (fun))
	{
	  result = true;
	  continue;
	}
      edge e;
      edge_iterator ei;
      FOR_EACH_EDGE (e, ei, bb->succs)
	if (!(*seen)[e->dest->index] && e->dest != act)
	  {
	    (*seen)[e->dest->index] = true;
	    todo.push_back (e->dest);
	  }
    }
  return result;
}

/* The blocks AROUND are a loop that ends before ACT and itself changes the place
   of the load.  Such a loop counts, for example.  It does not wait for a change
   by another thread, and what follows it does not depend on one.  */

bool
checker::counts_p (const std::vector<bool> &around, const operation &act)
{
  if (around[EXIT_BLOCK])
    return false;
  for (int i = NUM_FIXED_BLOCKS; i < (int) around.size (); i++)
    if (around[i]
	&& reached_p (act.bb (), BASIC_BLOCK_FOR_FN (fun, i), NULL))
      return false;
  for (const operation &a : accesses)
    if ((a.kind == PCPU_ACCESS_STORE || a.kind == PCPU_ACCESS_UPDATE)
	&& around[a.bb ()->index]
	&& same_place_p (a.where, act.where))
      return true;
  return false;
}

/* What CONDITION finds decides whether ACT is executed next: one comes there on
   one *SIDE, and on another one not, or not in any case.  */

bool
checker::decides_p (gimple *condition, basic_block act, edge *side,
		    const operation *what)
{
  basic_block bb = gimple_bb (condition);
  edge yes, no;
  edge_iterator i, j;
  std::vector<bool> blocks;

  if (act == bb)
    return false;
  FOR_EACH_EDGE (yes, i, bb->succs)
    {
      if (back_edge_p (yes) || !reached_p (yes->dest, act, bb))
	continue;
      bool surely = !escapes_p (yes->dest, act, bb, &blocks);
      FOR_EACH_EDGE (no, j, bb->succs)
	if (no != yes
	    && escapes_p (no->dest, act, bb, &blocks)
	    && (surely || back_edge_p (no)
		|| !reached_p (no->dest, act, bb))
	    && !(what && counts_p (blocks, *what)))
	  {
	    *side = yes;
	    return true;
	  }
    }
  return false;
}

/* What depends on a load.  */

/* A value that goes through BACK, which begins a loop again, says nothing of the
   place: its pointer, or an index, is another one in the next turn.  */

bool
checker::lost_p (edge back) const
{
  auto changes_p = [back] (tree name)
    {
      if (!name || TREE_CODE (name) != SSA_NAME)
	return false;
      basic_block bb = gimple_bb (SSA_NAME_DEF_STMT (name));
      return bb && dominated_by_p (CDI_DOMINATORS, bb, back->dest);
    };
  if (!back_edge_p (back))
    return false;
  for (const auto &term : load->where.terms)
    if (changes_p (term.first))
      return true;
  return load->where.uid == 0 && changes_p (load->where.pointer);
}

bool
checker::add_derived (tree name)
{
  return name && TREE_CODE (name) == SSA_NAME && derived.insert (name).second;
}

/* A derived value is stored in a local variable: what is loaded from there later is
   derived too.  */

void
checker::add_stored (gimple *store)
{
  tree lhs = gimple_assign_lhs (store);
  tree base = get_base_address (lhs);
  if (base && TREE_CODE (base) == MEM_REF)
    holders.push_back (TREE_OPERAND (base, 0));
  if (!base || !VAR_P (base) || !auto_var_in_fn_p (base, fun->decl))
    return;
  /* What is stored there later on every way hides it.  */
  std::vector<gimple *> later;
  basic_block bb;
  FOR_EACH_BB_FN (bb, fun)
    for (gimple_stmt_iterator gsi = gsi_start_bb (bb); !gsi_end_p (gsi);
	 gsi_next (&gsi))
      if (gsi_stmt (gsi) != store
	  && gimple_assign_single_p (gsi_stmt (gsi))
	  && operand_equal_p (gimple_assign_lhs (gsi_stmt (gsi)), lhs, 0)
	  && dominates_p (store, gsi_stmt (gsi)))
	later.push_back (gsi_stmt (gsi));
  auto hidden_p = [&] (gimple *stmt)
    {
      for (gimple *other : later)
	if (dominates_p (other, stmt))
	  return true;
      return false;
    };
  FOR_EACH_BB_FN (bb, fun)
    {
      work++;
      for (gimple_stmt_iterator gsi = gsi_start_bb (bb); !gsi_end_p (gsi);
	   gsi_next (&gsi))
	{
	  gimple *stmt = gsi_stmt (gsi);
	  if (gimple_assign_load_p (stmt)
	      && TREE_CODE (gimple_assign_lhs (stmt)) == SSA_NAME
	      && !derived.count (gimple_assign_lhs (stmt))
	      && operand_equal_p (gimple_assign_rhs1 (stmt), lhs, 0)
	      && (gimple_bb (stmt) == gimple_bb (store)
		  ? before_p (store, stmt)
		  : reached_p (gimple_bb (store), bb, NULL))
	      && !hidden_p (stmt))
	    {
	      derived.insert (gimple_assign_lhs (stmt));
	      stored_as[gimple_assign_lhs (stmt)]
		= gimple_assign_rhs1 (store);
	    }
	}
    }
}

/* The blocks that are reached from each of the sides of CONDITION, not through
   it.  */

const std::vector<std::vector<bool> > &
checker::find_sides (basic_block condition)
{
  auto known = reached.find (condition);
  if (known != reached.end ())
    return known->second;
  if (reached.size () >= reached_max)
    reached.clear ();
  std::vector<std::vector<bool> > &sides = reached[condition];
  sides.resize (EDGE_COUNT (condition->succs));
  for (unsigned int i = 0; i < sides.size (); i++)
    find_reached (EDGE_SUCC (condition, i)->dest, NULL, condition, &sides[i]);
  return sides;
}

/* One comes to JOIN in different ways from the sides of CONDITION, without beginning a
   loop again.  */

bool
checker::selects_p (gimple *condition, basic_block join)
{
  basic_block bb = gimple_bb (condition);
  const std::vector<std::vector<bool> > &sides = find_sides (bb);
  edge e;
  edge_iterator i;

  FOR_EACH_EDGE (e, i, join->preds)
    {
      unsigned int ways = 0, others = 0;
      for (unsigned int j = 0; j < sides.size (); j++)
	{
	  edge side = EDGE_SUCC (bb, j);
	  bool comes = (!back_edge_p (e) && !back_edge_p (side)
			&& (side == e || (side->dest != join
					  && sides[j][e->src->index])));
	  ways += comes;
	  others += (!comes && !back_edge_p (side)
		     && sides[j][join->index]);
	}
      if (sides.size () > 1 && ways > 0 && others > 0)
	return true;
    }
  return false;
}

/* PHI nodes whose value is selected by a condition.  True if there were new
   ones.  */

bool
checker::add_selected ()
{
  bool any = false;
  basic_block bb;
  for (gimple *condition : conditions)
    FOR_EACH_BB_FN (bb, fun)
      {
	if (EDGE_COUNT (bb->preds) < 2 || bb == gimple_bb (condition))
	  continue;
	bool selects = false, asked = false;
	for (gphi_iterator gsi = gsi_start_phis (bb); !gsi_end_p (gsi);
	     gsi_next (&gsi))
	  {
	    gphi *phi = gsi.phi ();
	    tree result = gimple_phi_result (phi);
	    if (virtual_operand_p (result) || derived.count (result))
	      continue;
	    bool differ = false;
	    for (unsigned int i = 1; i < gimple_phi_num_args (phi); i++)
	      differ |= !operand_equal_p (gimple_phi_arg_def (phi, i),
					  gimple_phi_arg_def (phi, 0), 0);
	    if (!differ)
	      continue;
	    if (!asked)
	      selects = selects_p (condition, bb);
	    asked = true;
	    if (selects)
	      any |= add_derived (result);
	  }
      }
  return any;
}

/* Collect what is computed from LOAD, and the conditions that look at it.  */

void
checker::find_dependent ()
{
  std::set<tree> done;
  std::set<gimple *> seen;

  derived.clear ();
  conditions.clear ();
  holders.clear ();
  stored_as.clear ();
  add_derived (load->out);
  do
    for (bool more = true; more;)
      {
	more = false;
	std::vector<tree> todo;
	for (tree name : derived)
	  if (done.insert (name).second)
	    todo.push_back (name);
	for (tree name : todo)
	  {
	    use_operand_p use;
	    imm_use_iterator iterator;
	    more = true;
	    FOR_EACH_IMM_USE_FAST (use, iterator, name)
	      {
		gimple *stmt = USE_STMT (use);
		work++;
		if (is_gimple_debug (stmt) || mark_p (stmt))
		  continue;
		if (gphi *phi = dyn_cast<gphi *> (stmt))
		  {
		    if (!lost_p (gimple_phi_arg_edge
				   (phi, PHI_ARG_INDEX_FROM_USE (use))))
		      add_derived (gimple_phi_result (phi));
		  }
		else if (gimple_code (stmt) == GIMPLE_COND
			 || gimple_code (stmt) == GIMPLE_SWITCH)
		  {
		    if (seen.insert (stmt).second)
		      conditions.push_back (stmt);
		  }
		else if (gimple_get_lhs (stmt)
			 && TREE_CODE (gimple_get_lhs (stmt)) == SSA_NAME)
		  add_derived (gimple_get_lhs (stmt));
		/* Not through operations on other variables, which are
		   ours.  */
		else if (gasm *a = dyn_cast<gasm *> (stmt))
		  for (unsigned int i = 0;
		       i < gimple_asm_noutputs (a)
			 && (!gimple_asm_inline_p (a)
			     || *gimple_asm_string (a) == '\0');
		       i++)
		    add_derived (TREE_VALUE (gimple_asm_output_op (a, i)));
		else if (gimple_assign_single_p (stmt)
			 && gimple_assign_rhs1 (stmt) == name)
		  add_stored (stmt);
	      }
	  }
      }
  while (work < work_max && add_selected ());
}

/* What is done with a load.  */

/* NAME is what the load has found, in whatever type.  */

bool
checker::copy_p (tree name, unsigned int depth) const
{
  if (name == load->out)
    return true;
  if (TREE_CODE (name) != SSA_NAME || depth > 8 || !derived.count (name))
    return false;
  auto stored = stored_as.find (name);
  if (stored != stored_as.end ())
    return copy_p (stored->second, depth + 1);
  gimple *def = SSA_NAME_DEF_STMT (name);
  if (!is_gimple_assign (def))
    return false;
  switch (gimple_assign_rhs_code (def))
    {
    CASE_CONVERT:
    case SSA_NAME:
      return copy_p (gimple_assign_rhs1 (def), depth + 1);
    case VIEW_CONVERT_EXPR:
      return copy_p (TREE_OPERAND (gimple_assign_rhs1 (def), 0), depth + 1);
    default:
      return false;
    }
}

/* ACT stores a pointer to something that points to what was loaded, as in
   `node->next = head; head = node;'.  */

bool
checker::linked_p (const operation &act) const
{
  if (!POINTER_TYPE_P (TREE_TYPE (act.in)))
    return false;
  for (tree pointer : holders)
    if (same_value_p (without_copies (pointer, true),
		      without_copies (act.in, true)))
      return true;
  return false;
}

/* A condition looks at VALUE, or at what is computed from it.  */

bool
checker::asked_p (tree value) const
{
  std::vector<tree> todo (1, value);
  std::set<tree> seen;

  while (!todo.empty ())
    {
      tree name = todo.back ();
      use_operand_p use;
      imm_use_iterator iterator;
      todo.pop_back ();
      if (TREE_CODE (name) == SSA_NAME && seen.insert (name).second)
	FOR_EACH_IMM_USE_FAST (use, iterator, name)
	  {
	    gimple *stmt = USE_STMT (use);
	    if (gimple_code (stmt) == GIMPLE_COND
		|| gimple_code (stmt) == GIMPLE_SWITCH)
	      return true;
	    if (gphi *phi = dyn_cast<gphi *> (stmt))
	      todo.push_back (gimple_phi_result (phi));
	    else if (is_gimple_assign (stmt))
	      todo.push_back (gimple_assign_lhs (stmt));
	  }
    }
  return false;
}

/* VALUE is used for something.  */

bool
checker::used_p (tree value) const
{
  use_operand_p use;
  imm_use_iterator iterator;

  if (TREE_CODE (value) != SSA_NAME)
    return false;
  FOR_EACH_IMM_USE_FAST (use, iterator, value)
    {
      gimple *stmt = USE_STMT (use);
      if (is_gimple_debug (stmt) || mark_p (stmt))
	continue;
      /* A copy that is not used.  */
      if (is_gimple_assign (stmt)
	  && TREE_CODE (gimple_assign_lhs (stmt)) == SSA_NAME
	  && !used_p (gimple_assign_lhs (stmt)))
	continue;
      return true;
    }
  return false;
}

/* The value of the load is needed, other than by conditions, when STORE has been
   made; or by anything, if STORE is NULL.  */

bool
checker::taken_as_data_p (const operation *store) const
{
  std::vector<tree> todo (1, load->out);
  std::set<tree> seen;

  while (!todo.empty ())
    {
      tree name = todo.back ();
      todo.pop_back ();
      if (!seen.insert (name).second)
	continue;
      use_operand_p use;
      imm_use_iterator iterator;
      FOR_EACH_IMM_USE_FAST (use, iterator, name)
	{
	  gimple *stmt = USE_STMT (use);
	  if (is_gimple_debug (stmt) || mark_p (stmt))
	    continue;
	  gphi *phi = dyn_cast<gphi *> (stmt);
	  basic_block bb
	    = phi ? gimple_phi_arg_edge (phi, PHI_ARG_INDEX_FROM_USE (use))->src
	      : gimple_bb (stmt);
	  bool condition = (gimple_code (stmt) == GIMPLE_COND
			    || gimple_code (stmt) == GIMPLE_SWITCH);
	  bool stored = gimple_store_p (stmt) && is_gimple_assign (stmt);
	  if (store
	      && (phi || bb != store->bb ()
		  ? dominated_by_p (CDI_DOMINATORS, bb, store->bb ())
		  : before_p (store->stmt, stmt))
	      && !(is_gimple_assign (stmt)
		   && TREE_CODE (gimple_assign_lhs (stmt)) == SSA_NAME
		   && !used_p (gimple_assign_lhs (stmt))))
	    return true;
	  if (stored || (!store && (is_gimple_call (stmt)
				    || gimple_code (stmt) == GIMPLE_RETURN)))
	    return true;
	  if (condition)
	    continue;
	  if (phi)
	    todo.push_back (gimple_phi_result (phi));
	  else if (is_gimple_assign (stmt)
		   && TREE_CODE (gimple_assign_lhs (stmt)) == SSA_NAME
		   && (store
		       || (TREE_CODE_CLASS (gimple_assign_rhs_code (stmt))
			   != tcc_comparison)))
	    todo.push_back (gimple_assign_lhs (stmt));
	}
    }
  return false;
}

/* A is an update whose value says how things were at that very moment.  */

static bool
tells_p (const operation &a, bool used)
{
  if (a.kind != PCPU_ACCESS_UPDATE)
    return false;
  switch (a.op)
    {
    case PCPU_CMPXCHG:
      return true;
    case PCPU_XCHG:
    case PCPU_AND:
    case PCPU_IOR:
    case PCPU_XOR:
      return used;
    default:
      return false;
    }
}

/* From the load one comes to ACT by way of BETWEEN only.  */

bool
checker::between_p (const operation &between, const operation &act)
{
  if (between.stmt == load->stmt || between.stmt == act.stmt
      || !dominates_p (load->stmt, between.stmt))
    return false;
  if (between.bb () == act.bb () && between.bb () != load->bb ())
    return before_p (between.stmt, act.stmt);
  if (between.bb () == load->bb ())
    return act.bb () != load->bb () || before_p (between.stmt, act.stmt);
  /* What is on every way from the beginning of the function is on every way
     from the load; and if every way comes by the load, but not every by BETWEEN,
     then one leads from the load around BETWEEN.  */
  if (dominated_by_p (CDI_DOMINATORS, act.bb (), between.bb ()))
    return true;
  if (dominated_by_p (CDI_DOMINATORS, act.bb (), load->bb ()))
    return false;
  return !reached_p (load->bb (), act.bb (), between.bb ());
}

/* Between the load and ACT another operation looks at the place again.  */

bool
checker::rechecked_p (const operation &act)
{
  for (const operation *a : again)
    if (between_p (*a, act) && same_place_p (a->where, act.where))
      return true;
  return false;
}

/* Collect the operations behind the load that may look at its place again.  */

void
checker::find_again ()
{
  again.clear ();
  for (const operation &a : accesses)
    if (a.where.uid == load->where.uid
	&& a.where.offset == load->where.offset
	&& a.where.size == load->where.size
	&& a.stmt != load->stmt
	&& dominates_p (load->stmt, a.stmt)
	&& tells_p (a, a.out && used_p (a.out)))
      again.push_back (&a);
}

/* ACT and the load are not in one section, and the thread may leave its CPU.  */

bool
checker::separate_p (const operation &act) const
{
  return (!(load->by.bound && act.by.bound)
	  && (!act.by.section || act.by.section != load->by.section));
}

/* ACT stores a zero where a value was that is still needed.  */

bool
checker::reset_p (const operation &act)
{
  std::vector<bool> blocks;

  if (load->kind != PCPU_ACCESS_LOAD
      || !act.in
      || !(integer_zerop (act.in) || real_zerop (act.in))
      || !dominates_p (load->stmt, act.stmt)
      || (load->bb () != act.bb ()
	  && escapes_p (load->bb (), act.bb (), NULL, &blocks))
      || !taken_as_data_p (&act))
    return false;
  for (const operation &a : accesses)
    if ((a.kind == PCPU_ACCESS_STORE || a.kind == PCPU_ACCESS_UPDATE)
	&& same_place_p (a.where, act.where)
	&& between_p (a, act))
      return false;
  return true;
}

/* Advice.  */

/* CONDITION compares the load's value with WITH.  *LESS if it is true when the
   load's value is the smaller one.  */

bool
checker::compares_p (gimple *condition, tree with, bool *less) const
{
  gcond *cond = dyn_cast<gcond *> (condition);
  if (!cond)
    return false;
  enum tree_code code = gimple_cond_code (cond);
  tree a = gimple_cond_lhs (cond), b = gimple_cond_rhs (cond);
  bool negated = false;
  if ((code == NE_EXPR || code == EQ_EXPR) && integer_zerop (b)
      && TREE_CODE (a) == SSA_NAME && is_gimple_assign (SSA_NAME_DEF_STMT (a))
      && (TREE_CODE_CLASS (gimple_assign_rhs_code (SSA_NAME_DEF_STMT (a)))
	  == tcc_comparison))
    {
      gimple *def = SSA_NAME_DEF_STMT (a);
      negated = code == EQ_EXPR;
      code = gimple_assign_rhs_code (def);
      a = gimple_assign_rhs1 (def);
      b = gimple_assign_rhs2 (def);
    }
  if (!copy_p (a))
    {
      std::swap (a, b);
      code = swap_tree_comparison (code);
    }
  if (!copy_p (a)
      || !same_value_p (without_copies (b, true), without_copies (with, true)))
    return false;
  switch (code)
    {
    case LT_EXPR:
    case LE_EXPR:
    case UNLT_EXPR:
    case UNLE_EXPR:
      *less = !negated;
      return true;
    case GT_EXPR:
    case GE_EXPR:
    case UNGT_EXPR:
    case UNGE_EXPR:
      *less = negated;
      return true;
    default:
      return false;
    }
}

static const char *const use_max
  = G_("use %<percpu_max%>, which is one operation, or borrow it from a guard for"
       " both");
static const char *const use_min
  = G_("use %<percpu_min%>, which is one operation, or borrow it from a guard for"
       " both");
static const char *const use_exchange
  = G_("use %<percpu_xchg%>, which is one operation, or borrow it from a guard for"
       " both");
static const char *const use_compare
  = G_("use %<percpu_try_cmpxchg%>, which stores only if nothing has changed, or"
       " borrow it from a guard for both");
static const char *const use_operator
  = G_("use an operator such as %<+=%>, which is one operation, or borrow it from"
       " a guard for both");
static const char *const use_set_bit
  = G_("use %<percpu_test_and_set_bit%>, which is one operation, or borrow it from"
       " a guard for both");
static const char *const use_clear_bit
  = G_("use %<percpu_test_and_clear_bit%>, which is one operation, or borrow it"
       " from a guard for both");
static const char *const use_guard = G_("borrow it from a guard for both");

/* ACT stores what is computed from the load.  */

const char *
checker::advice_for_value (const operation &act)
{
  tree value = act.in;
  if (copy_p (value))
    return use_guard;
  value = without_copies (value, true);
  if (TREE_CODE (value) != SSA_NAME)
    return use_compare;
  gimple *def = SSA_NAME_DEF_STMT (value);
  if (is_gimple_assign (def))
    {
      enum tree_code code = gimple_assign_rhs_code (def);
      bool direct = (copy_p (gimple_assign_rhs1 (def))
		     || (gimple_assign_rhs2 (def)
			 && copy_p (gimple_assign_rhs2 (def))));
      if (direct && code == MAX_EXPR)
	return use_max;
      if (direct && code == MIN_EXPR)
	return use_min;
      if (direct && (TREE_CODE_CLASS (code) == tcc_binary
		     || code == BIT_NOT_EXPR || code == NEGATE_EXPR))
	return use_operator;
    }
  gphi *phi = dyn_cast<gphi *> (def);
  if (phi && gimple_phi_num_args (phi) == 2)
    for (unsigned int i = 0; i < 2; i++)
      {
	tree other = gimple_phi_arg_def (phi, 1 - i);
	if (!copy_p (gimple_phi_arg_def (phi, i)))
	  continue;
	bool less;
	for (gimple *condition : conditions)
	  if (compares_p (condition, other, &less))
	    {
	      /* OTHER comes by this edge.  */
	      edge e = gimple_phi_arg_edge (phi, 1 - i);
	      edge yes, no;
	      extract_true_false_edges_from_block (gimple_bb (condition), &yes,
						   &no);
	      bool on_true = (e == yes || yes->dest == e->src);
	      return on_true == less ? use_max : use_min;
	    }
      }
  return use_compare;
}

/* The load decides by CONDITION about ACT, which is on its SIDE.  */

const char *
checker::advice (const operation &act, gimple *condition, edge side)
{
  if (act.kind == PCPU_ACCESS_UPDATE && act.op != PCPU_XCHG)
    {
      if (TREE_CODE (act.in) == INTEGER_CST && act.op == PCPU_IOR
	  && integer_pow2p (act.in))
	return use_set_bit;
      if (TREE_CODE (act.in) == INTEGER_CST && act.op == PCPU_AND
	  && integer_pow2p (const_unop (BIT_NOT_EXPR, TREE_TYPE (act.in),
					act.in)))
	return use_clear_bit;
      return use_compare;
    }
  bool less;
  if (!POINTER_TYPE_P (TREE_TYPE (load->out))
      && compares_p (condition, act.in, &less))
    return ((side->flags & EDGE_TRUE_VALUE) != 0) == less ? use_max : use_min;
  if (taken_as_data_p (NULL))
    return use_exchange;
  return use_compare;
}

/* The variable that P is in, NULL_TREE if it is none.  */

static tree
variable_at (const place &p)
{
  varpool_node *node;
  if (p.uid != 0)
    FOR_EACH_VARIABLE (node)
      if (DECL_UID (node->decl) == p.uid)
	return node->decl;
  return NULL_TREE;
}

/* Report that ACT and LOAD should be one operation, as TAIL says.  */

static void
report_act (const operation &act, const operation &load, const char *tail,
	    const char *note)
{
  tree var = variable_at (act.where);
  bool out
    = (var
       ? pcpu_report (PCPU_W_CHECK_THEN_ACT, act.loc (), "%qD may change between"
		      " its load and %s", var, _(tail))
       : pcpu_report (PCPU_W_CHECK_THEN_ACT, act.loc (), "per-CPU data may change"
		      " between its load and %s", _(tail)));
  if (!out)
    return;
  inform (pcpu_visible (load.loc ()), "loaded here");
  inform (pcpu_visible (act.loc ()), _(note));
}

/* Report ACT if it depends on the load.  True if it was.  */

bool
checker::check (const operation &act)
{
  bool used = act.out && used_p (act.out);
  bool store = (act.kind == PCPU_ACCESS_STORE
		|| (act.op == PCPU_XCHG && !used));

  if (!separate_p (act) || !same_place_p (act.where, load->where)
      || rechecked_p (act))
    return false;
  if (store && (derived.count (act.in) || linked_p (act)))
    {
      report_act (act, *load, G_("the store that is computed from it"),
		  advice_for_value (act));
      return true;
    }
  /* If the result of an update is used, the update itself has checked again.
     What an update has found matters for later stores only.  */
  if (!store
      && (load->kind != PCPU_ACCESS_LOAD
	  || tells_p (act, used)
	  || (used && asked_p (act.out))))
    return false;
  edge side;
  for (gimple *condition : conditions)
    if (decides_p (condition, act.bb (), &side, &act))
      {
	report_act (act, *load, store ? G_("the store that it decides about")
		    : G_("the update that it decides about"),
		    advice (act, condition, side));
	return true;
      }
  if (!store || !reset_p (act))
    return false;
  report_act (act, *load, G_("this store, which loses the change"),
	      use_exchange);
  return true;
}

/* A may be the first of two operations.  */

bool
checker::loads_p (const operation &a) const
{
  return (a.kind == PCPU_ACCESS_LOAD
	  || (a.kind == PCPU_ACCESS_UPDATE
	      && (a.op == PCPU_ADD || a.op == PCPU_SUB)
	      && a.out && used_p (a.out)));
}

void
checker::run ()
{
  if (!collect ())
    return;
  find_holders ();
  report_placed ();

  std::set<gimple *> reported;
  calculate_dominance_info (CDI_DOMINATORS);
  for (const operation &a : accesses)
    {
      bool any = false;
      for (const operation &b : accesses)
	any |= ((b.kind == PCPU_ACCESS_STORE || b.kind == PCPU_ACCESS_UPDATE)
		&& b.stmt != a.stmt && b.where.size == a.where.size
		&& b.where.uid == a.where.uid);
      if (!any || !loads_p (a) || work >= work_max)
	continue;
      load = &a;
      find_dependent ();
      find_again ();
      for (const operation &b : accesses)
	if ((b.kind == PCPU_ACCESS_STORE || b.kind == PCPU_ACCESS_UPDATE)
	    && b.stmt != a.stmt
	    && !reported.count (b.stmt)
	    && check (b))
	  reported.insert (b.stmt);
    }
  if (work >= work_max
      && pcpu_report (PCPU_W_COMPLEX, DECL_SOURCE_LOCATION (fun->decl),
		      "function %qD has too many paths: its per-CPU variables"
		      " are not checked on all of them", fun->decl))
    inform (DECL_SOURCE_LOCATION (fun->decl), "make functions of parts of it");
}

} // namespace

/* The pass.  */

static void
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

static const struct pass_data check_then_act_data
  = { GIMPLE_PASS, "percpu_check_then_act", OPTGROUP_NONE, TV_NONE,
      PROP_cfg | PROP_ssa, 0, 0, 0, 0 };

class pass_percpu_check_then_act : public gimple_opt_pass
{
public:
  pass_percpu_check_then_act (gcc::context *ctxt)
    : gimple_opt_pass (check_then_act_data, ctxt)
  {}
  bool gate (function *) final override
  {
    return (pcpu_used_p () && pcpu_c_front_end_p () && mark_decl
	    && errorcount == pcpu_checked_errors);
  }
  unsigned int execute (function *fun) final override
  {
    int before = errorcount;
    checker (fun).run ();
    pcpu_checked_errors += errorcount - before;
    unmark (fun);
    return 0;
  }
};

gimple_opt_pass *
pcpu_make_pass_check_then_act (gcc::context *ctxt)
{
  register_callback ("percpu", PLUGIN_REGISTER_GGC_ROOTS, NULL,
		     const_cast<ggc_root_tab *> (roots));
  return new pass_percpu_check_then_act (ctxt);
}
