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
condition_p (gimple *stmt)
{
  return (gimple_code (stmt) == GIMPLE_COND
	  || gimple_code (stmt) == GIMPLE_SWITCH);
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

/* Sections of one kind at a place in the function: the statement that has entered
   the outermost one, or the parameter that stands for the caller's, and how many
   are open.  */

struct nesting
{
  const void *section = NULL;
  unsigned int depth = 0;

  /* Sections that are nested deeper are counted as one.  */
  static const unsigned int depth_max = 8;

  void enter (const void *by)
  {
    if (depth == 0)
      section = by;
    if (depth < depth_max)
      depth++;
  }
  void leave ()
  {
    if (depth > 0 && --depth == 0)
      section = NULL;
  }
  bool operator== (const nesting &o) const
  {
    return section == o.section && depth == o.depth;
  }
};

/* What is known at a place in the function of the thread that runs there: the
   sections under guards and under locks that it is in, and whether it is bound to
   its CPU.  */

struct holder
{
  nesting guard, lock;
  bool bound = false;

  bool operator== (const holder &o) const
  {
    return guard == o.guard && lock == o.lock && bound == o.bound;
  }
};

/* What is true on both of two paths.  */

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

static holder
meet (const holder &a, const holder &b)
{
  holder result;
  result.guard = meet (a.guard, b.guard);
  result.lock = meet (a.lock, b.lock);
  result.bound = a.bound && b.bound;
  return result;
}

/* The mark of an access, read.

   An update that no instruction makes is a loop that the plugin has built, of a
   load and a compare-exchange:

     first = x;
     do
       old = PHI <first, seen>;
       seen = compare-exchange (&x, old, E (old));
     while (seen != old);

   The program asked for one operation.  Therefore neither does the
   compare-exchange look at the place again on the program's behalf, nor is the
   load one of its own: it stands for what the update has found.  */

struct operation
{
  gimple *stmt;
  enum pcpu_access_kind kind;
  enum pcpu_op op;
  tree in;
  tree out;
  place where;
  holder by;
  /* The load or the compare-exchange belongs to this loop.  */
  class loop *update = NULL;
  /* The load belongs to that compare-exchange, and has yielded FIRST.  */
  gimple *exchange = NULL;
  tree first = NULL_TREE;

  basic_block bb () const { return gimple_bb (stmt); }
  location_t loc () const
  {
    return gimple_location (exchange ? exchange : stmt);
  }
  bool acts_p () const
  {
    return (kind == PCPU_ACCESS_STORE || kind == PCPU_ACCESS_UPDATE
	    || kind == PCPU_ACCESS_RETRY);
  }
  /* A load of the program's own.  */
  bool load_p () const { return kind == PCPU_ACCESS_LOAD && !exchange; }
  bool inside_p (gimple *other) const
  {
    return update && flow_bb_inside_loop_p (update, gimple_bb (other));
  }
};

/* What becomes of the value of an operation.  */

struct outcome
{
  /* It is needed at all; a condition looks at it, or at what is computed from
     it.  */
  bool used, asked;
};

/* What to write instead: a note, and what its %qs is.  */

struct advice
{
  const char *format;
  const char *operation;
};

/* A condition: CODE is true, or false if NEGATED, for A and B where it is.  */

struct comparison
{
  enum tree_code code;
  tree a, b;
  bool negated;
};

/* What is known of the load's value on one side of a condition: that it is VALUE,
   or that the bits of MASK, or the one with the number BIT, are all set, or all
   clear.  */

struct known
{
  tree value = NULL_TREE;
  tree mask = NULL_TREE;
  tree bit = NULL_TREE;
  bool set = false;
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
  /* The access that yields a name.  */
  std::map<tree, size_t> by_result;
  /* What the pointers of updates that are loops were set to.  */
  std::map<tree, tree> loop_pointers;
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
  void join_update (operation *exchange);
  bool computes_p (const operation &exchange) const;
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
  enum escape { NO_ESCAPE, TURN, ESCAPE };
  enum escape find_escape (basic_block from, basic_block act,
			   basic_block condition, std::vector<bool> *seen);
  bool counts_p (const std::vector<bool> &around, const operation &act);
  bool changed_in_p (class loop *l, tree ref);
  bool evolves_p (tree name, class loop *l, vec<tree> *path,
		  std::set<tree> *done);
  bool operand_evolves_p (gimple *stmt, class loop *l,
			  vec<tree> *path, std::set<tree> *done);
  bool waits_p (gimple *condition);
  bool decides_p (gimple *condition, const operation &what, edge *side,
		  bool *bound);
  bool harmless_p (gimple_stmt_iterator gsi, const operation &act) const;
  basic_block find_join (gimple *condition, edge side, edge other);
  bool alone_p (gimple *condition, edge side, edge other,
		const operation &act);
  bool only_for_p (gimple *condition) const;
  bool whole_copy_p (tree name) const;
  comparison read_condition (gcond *condition) const;
  bool find_known_bits (gimple *conjunction, bool equal, tree b,
			known *k) const;
  bool find_known (gimple *condition, edge side, known *k) const;
  bool needless_p (gimple *condition, edge side, const operation &act);
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
  bool tells_p (const operation &a, bool used) const;
  bool between_p (const operation &between, const operation &act);
  bool rechecked_p (const operation &act);
  void find_again ();
  bool locked_p (const operation &act) const;
  bool separate_p (const operation &act) const;
  bool reset_p (const operation &act, bool bound);
  bool compares_p (gimple *condition, tree with, bool *less) const;
  advice advice_for_value (const operation &act);
  advice advice_for_decision (const operation &act, gimple *condition,
			      edge side);
  bool linked_p (const operation &act) const;
  outcome outcome_of (const operation &a) const;
  bool loads_p (const operation &a) const;
  bool check (const operation &act);
  void check_all ();
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
	case VAR_DECL:
	  {
	    /* The pointer of an update that is a loop is set once, and is in
	       memory where a sanitizer looks at it.  */
	    auto set = loop_pointers.find (a);
	    if (set == loop_pointers.end ())
	      return;
	    p->pointer = set->second;
	    break;
	  }
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
      if (!is_gimple_assign (def))
	break;
      enum tree_code code = gimple_assign_rhs_code (def);
      if (gimple_assign_ssa_name_copy_p (def)
	  || (converted && CONVERT_EXPR_CODE_P (code)))
	name = gimple_assign_rhs1 (def);
      else if (converted && code == VIEW_CONVERT_EXPR)
	name = TREE_OPERAND (gimple_assign_rhs1 (def), 0);
      else
	break;
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
	if (gimple_assign_single_p (stmt)
	    && !gimple_clobber_p (stmt)
	    && pcpu_loop_pointer_p (gimple_assign_lhs (stmt)))
	  loop_pointers[gimple_assign_lhs (stmt)] = gimple_assign_rhs1 (stmt);
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
      by_result[accesses[i].out] = i;
  return !accesses.empty ();
}

/* EXCHANGE is the compare-exchange of an update: find its loop and its load.  */

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
	  if (flow_bb_inside_loop_p (l, gimple_phi_arg_edge (gsi.phi (), i)->src))
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

/* The update that EXCHANGE makes computes what it stores from what it has found.
   percpu_max and percpu_min do not.  */

bool
checker::computes_p (const operation &exchange) const
{
  tree value = without_copies (exchange.in, true);
  return (TREE_CODE (value) == SSA_NAME && exchange.update
	  && gimple_bb (SSA_NAME_DEF_STMT (value))
	  && exchange.inside_p (SSA_NAME_DEF_STMT (value)));
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
	h.guard.depth = 0;
	h.guard.enter (parm);
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
      if (a.kind != PCPU_ACCESS_PLACED || a.by.guard.section || a.by.bound)
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
   through ACT; CONDITION is the last on its path.

   Returns: whether ACT may be passed by: one comes to the end of the function, or
   to CONDITION once more.  If ACT comes only after a loop around CONDITION, and all
   that one can do is to go round in this loop, that is a turn, and no more.  */

enum checker::escape
checker::find_escape (basic_block from, basic_block act, basic_block condition,
		      std::vector<bool> *seen)
{
  enum escape result = NO_ESCAPE;
  class loop *l = condition ? condition->loop_father : NULL;
  if (l && (!loop_outer (l) || flow_bb_inside_loop_p (l, act)))
    l = NULL;
  seen->assign (last_basic_block_for_fn (fun), false);
  if (from == act)
    return NO_ESCAPE;
  std::vector<basic_block> todo (1, from);
  (*seen)[from->index] = true;
  while (!todo.empty ())
    {
      basic_block bb = todo.back ();
      todo.pop_back ();
      work++;
      if (bb == condition || bb == EXIT_BLOCK_PTR_FOR_FN (fun))
	{
	  if (bb != condition || !l)
	    result = ESCAPE;
	  else if (result == NO_ESCAPE)
	    result = TURN;
	  continue;
	}
      edge e;
      edge_iterator ei;
      FOR_EACH_EDGE (e, ei, bb->succs)
	if (l && flow_bb_inside_loop_p (l, e->dest)
	    && !flow_bb_inside_loop_p (l, bb))
	  result = ESCAPE;
	else if (!(*seen)[e->dest->index] && e->dest != act)
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
    if (a.acts_p ()
	&& around[a.bb ()->index]
	&& same_place_p (a.where, act.where))
      return true;
  return false;
}

/* A statement of L, other than an operation of ours, may change what REF reads.  */

bool
checker::changed_in_p (class loop *l, tree ref)
{
  basic_block bb;
  FOR_EACH_BB_FN (bb, fun)
    {
      work++;
      if (!flow_bb_inside_loop_p (l, bb))
	continue;
      for (gimple_stmt_iterator gsi = gsi_start_bb (bb); !gsi_end_p (gsi);
	   gsi_next (&gsi))
	if (gimple_vdef (gsi_stmt (gsi))
	    && !mark_p (gsi_stmt (gsi))
	    && clobbers_p (gsi_stmt (gsi), ref))
	  return true;
    }
  return false;
}

/* The load is made anew in each turn of L; NAME, too, takes other values there, but
   by what L itself does: it counts, walks along a list or calls a function.
   PATH has the names that NAME is used to compute.  */

bool
checker::evolves_p (tree name, class loop *l, vec<tree> *path,
		    std::set<tree> *done)
{
  if (TREE_CODE (name) != SSA_NAME || name == load->out)
    return false;
  gimple *def = SSA_NAME_DEF_STMT (name);
  if (!gimple_bb (def) || !flow_bb_inside_loop_p (l, gimple_bb (def)))
    return false;
  /* Deeper expressions are rare.  */
  if (path->length () > 64 || path->contains (name))
    return true;
  if (!done->insert (name).second)
    return false;
  work++;
  auto access = by_result.find (name);
  if (access != by_result.end ())
    {
      const operation &other = accesses[access->second];
      if (other.kind != PCPU_ACCESS_LOAD)
	return true;
      for (const operation &a : accesses)
	if (a.acts_p () && flow_bb_inside_loop_p (l, a.bb ())
	    && same_place_p (a.where, other.where))
	  return true;
      return false;
    }
  if (!is_gimple_assign (def) && gimple_code (def) != GIMPLE_PHI)
    return true;
  if (gimple_assign_load_p (def) && changed_in_p (l, gimple_assign_rhs1 (def)))
    return true;
  bool result = false;
  path->safe_push (name);
  if (gphi *phi = dyn_cast<gphi *> (def))
    {
      for (unsigned int i = 0; !result && i < gimple_phi_num_args (phi); i++)
	result = evolves_p (gimple_phi_arg_def (phi, i), l, path, done);
      /* One of the values is selected by conditions.  */
      basic_block bb = gimple_bb (phi);
      edge e;
      edge_iterator ei;
      if (bb != l->header)
	FOR_EACH_EDGE (e, ei, bb->preds)
	  for (basic_block from = e->src; !result;)
	    {
	      gimple_stmt_iterator gsi = gsi_last_nondebug_bb (from);
	      if (!gsi_end_p (gsi) && condition_p (gsi_stmt (gsi)))
		result = operand_evolves_p (gsi_stmt (gsi), l, path, done);
	      if (!flow_bb_inside_loop_p (l, from)
		  || dominated_by_p (CDI_DOMINATORS, bb, from))
		break;
	      from = get_immediate_dominator (CDI_DOMINATORS, from);
	    }
    }
  else
    result = operand_evolves_p (def, l, path, done);
  path->pop ();
  return result;
}

/* The same for what STMT uses.  */

bool
checker::operand_evolves_p (gimple *stmt, class loop *l,
			    vec<tree> *path, std::set<tree> *done)
{
  ssa_op_iter iterator;
  tree name;
  FOR_EACH_SSA_TREE_OPERAND (name, stmt, iterator, SSA_OP_USE)
    if (evolves_p (name, l, path, done))
      return true;
  return false;
}

/* The loop around CONDITION ends when another thread changes the place of the
   load, as in `while (locked);'.  A loop whose CONDITION looks at something that
   changes from turn to turn, as in `for (i = 0; i < n; i++)', ends by itself, and
   so does one before which the load was made.  */

bool
checker::waits_p (gimple *condition)
{
  class loop *l = gimple_bb (condition)->loop_father;
  auto_vec<tree, 16> path;
  std::set<tree> done;
  return (flow_bb_inside_loop_p (l, load->bb ())
	  && !operand_evolves_p (condition, l, &path, &done));
}

/* What CONDITION finds decides whether ACT is executed next: one comes there on
   one *SIDE, and on another one not, or not in any case.  Where ACT comes after a
   loop in any case, CONDITION decides if the loop waits, or if it compares with
   what ACT stores; else the load is the bound of a loop, *BOUND.  */

bool
checker::decides_p (gimple *condition, const operation &what, edge *side,
		    bool *bound)
{
  basic_block bb = gimple_bb (condition), act = what.bb ();
  edge yes, no;
  edge_iterator i, j;
  std::vector<bool> blocks;

  if (act == bb)
    return false;
  FOR_EACH_EDGE (yes, i, bb->succs)
    {
      if (back_edge_p (yes) || !reached_p (yes->dest, act, bb))
	continue;
      bool surely = find_escape (yes->dest, act, bb, &blocks) == NO_ESCAPE;
      FOR_EACH_EDGE (no, j, bb->succs)
	{
	  enum escape way;
	  bool less;
	  if (no == yes
	      || (way = find_escape (no->dest, act, bb, &blocks)) == NO_ESCAPE
	      || !(surely || back_edge_p (no)
		   || !reached_p (no->dest, act, bb))
	      || counts_p (blocks, what))
	    continue;
	  if (way == TURN && !waits_p (condition)
	      && !(what.kind == PCPU_ACCESS_STORE
		   && compares_p (condition, what.in, &less)))
	    {
	      *bound = true;
	      continue;
	    }
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
		else if (condition_p (stmt))
		  {
		    if (!load->inside_p (stmt) && seen.insert (stmt).second)
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

/* What becomes of what A yields; of an update that is a loop, behind the loop.  */

outcome
checker::outcome_of (const operation &a) const
{
  outcome result = { false, false };
  std::vector<tree> todo (1, a.out);
  std::set<tree> seen;

  todo.push_back (a.first);
  while (!todo.empty () && !result.asked)
    {
      tree name = todo.back ();
      use_operand_p use;
      imm_use_iterator iterator;
      todo.pop_back ();
      if (!name || TREE_CODE (name) != SSA_NAME || !seen.insert (name).second)
	continue;
      FOR_EACH_IMM_USE_FAST (use, iterator, name)
	{
	  gimple *stmt = USE_STMT (use);
	  if (is_gimple_debug (stmt) || mark_p (stmt))
	    continue;
	  if (gphi *phi = dyn_cast<gphi *> (stmt))
	    todo.push_back (gimple_phi_result (phi));
	  else if (is_gimple_assign (stmt)
		   && TREE_CODE (gimple_assign_lhs (stmt)) == SSA_NAME)
	    todo.push_back (gimple_assign_lhs (stmt));
	  else if (!a.inside_p (stmt))
	    {
	      result.used = true;
	      result.asked |= condition_p (stmt);
	    }
	}
    }
  return result;
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
	  if (condition_p (stmt))
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

bool
checker::tells_p (const operation &a, bool used) const
{
  if (a.kind == PCPU_ACCESS_RETRY)
    return used && !computes_p (a);
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
	&& a.acts_p ()
	&& tells_p (a, outcome_of (a).used))
      again.push_back (&a);
}

/* ACT and the load are in one section under a lock.  */

bool
checker::locked_p (const operation &act) const
{
  return act.by.lock.section && act.by.lock.section == load->by.lock.section;
}

/* ACT and the load are not in one section, and the thread may leave its CPU.  A
   lock keeps others away from the data, but it does not keep the thread on its
   CPU: only where the thread does not leave it otherwise is the lock enough.  */

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

/* ACT stores a zero where a value was that is still needed; or that was the BOUND
   of a loop, which has dealt with what it counts.  */

bool
checker::reset_p (const operation &act, bool bound)
{
  std::vector<bool> blocks;

  if (!load->load_p ()
      || !act.in
      || !(integer_zerop (act.in) || real_zerop (act.in))
      || !dominates_p (load->stmt, act.stmt)
      || (load->bb () != act.bb ()
	  && find_escape (load->bb (), act.bb (), NULL, &blocks) != NO_ESCAPE)
      || !(bound || taken_as_data_p (&act)))
    return false;
  for (const operation &a : accesses)
    if (a.acts_p ()
	&& same_place_p (a.where, act.where)
	&& between_p (a, act))
      return false;
  return true;
}

/* Acts that may as well come in any case.

     if (n != 5)		if (!(flags & 8))
       n = 5;			  flags |= 8;

   Where such an act is left out, it would not have changed what the load has
   found: leaving it out is the same as executing it in the moment of the load.
   Therefore the two operations together have no outcome that the act alone has not,
   provided that nothing else depends on what was loaded.  */

/* STMT is what a check of a sanitizer does when it has found something.  */

static bool
sanitizer_call_p (gimple *stmt)
{
  static const char handler[] = "__builtin___ubsan_handle_";
  tree fndecl = gimple_call_fndecl (stmt);
  return (fndecl && fndecl_built_in_p (fndecl)
	  && (fndecl_built_in_p (fndecl, BUILT_IN_TRAP)
	      || strncmp (IDENTIFIER_POINTER (DECL_NAME (fndecl)), handler,
			  sizeof handler - 1) == 0));
}

/* The statement at GSI has no effect but that of ACT, or loads.  */

bool
checker::harmless_p (gimple_stmt_iterator gsi, const operation &act) const
{
  gimple *stmt = gsi_stmt (gsi);
  /* The mark of the access that STMT, one of ours, makes comes behind it.  */
  auto part_p = [&] (bool next)
    {
      for (gsi_next_nondebug (&gsi); !gsi_end_p (gsi);
	   gsi_next_nondebug (&gsi))
	if (mark_p (gsi_stmt (gsi)))
	  return (gsi_stmt (gsi) == act.stmt
		  || tree_to_uhwi (gimple_call_arg (gsi_stmt (gsi), 0))
		     == PCPU_ACCESS_LOAD);
	else if (next)
	  return false;
      return false;
    };
  switch (gimple_code (stmt))
    {
    case GIMPLE_LABEL:
    case GIMPLE_NOP:
    case GIMPLE_PREDICT:
    case GIMPLE_DEBUG:
    case GIMPLE_COND:
    case GIMPLE_SWITCH:
    case GIMPLE_GOTO:
      return true;
    case GIMPLE_RETURN:
      return !gimple_return_retval (as_a<greturn *> (stmt));
    case GIMPLE_ASSIGN:
      return (gimple_clobber_p (stmt)
	      || (!gimple_vdef (stmt) && !gimple_has_volatile_ops (stmt))
	      || part_p (true));
    case GIMPLE_ASM:
      return ((!gimple_vdef (stmt) && !gimple_asm_volatile_p (as_a<gasm *> (stmt)))
	      || (gimple_asm_inline_p (as_a<gasm *> (stmt)) && part_p (false)));
    case GIMPLE_CALL:
      if (mark_p (stmt))
	{
	  unsigned int kind = tree_to_uhwi (gimple_call_arg (stmt, 0));
	  return (stmt == act.stmt || kind == PCPU_ACCESS_LOAD
		  || kind == PCPU_ACCESS_PLACED);
	}
      if (gimple_call_internal_p (stmt))
	switch (gimple_call_internal_fn (stmt))
	  {
	  case IFN_UBSAN_NULL:
	  case IFN_UBSAN_BOUNDS:
	  case IFN_UBSAN_PTR:
	    return true;
	  default:
	    break;
	  }
      if (sanitizer_call_p (stmt))
	return true;
      return ((gimple_call_flags (stmt) & (ECF_CONST | ECF_PURE)) != 0
	      && !(gimple_call_flags (stmt) & ECF_LOOPING_CONST_OR_PURE));
    default:
      return false;
    }
}

/* Where the sides of CONDITION meet again: one comes there on SIDE in any case, or
   the program ends; and also on OTHER.  NULL if they do not.  */

basic_block
checker::find_join (gimple *condition, edge side, edge other)
{
  std::vector<bool> blocks;
  basic_block join = other->dest;
  for (unsigned int i = 0; join && i < 16; i++)
    {
      if (join == EXIT_BLOCK_PTR_FOR_FN (fun) || join == gimple_bb (condition))
	return NULL;
      if (find_escape (side->dest, join, NULL, &blocks) == NO_ESCAPE)
	return join;
      join = get_immediate_dominator (CDI_POST_DOMINATORS, join);
    }
  return NULL;
}

/* All that depends on CONDITION, which has led to ACT on SIDE, is whether ACT is
   executed: its sides meet again without any other effect, and with the same
   values.  */

bool
checker::alone_p (gimple *condition, edge side, edge other,
		  const operation &act)
{
  basic_block bb = gimple_bb (condition);
  basic_block join = find_join (condition, side, other);
  std::vector<bool> seen (last_basic_block_for_fn (fun));
  std::vector<basic_block> todo (1, bb);
  edge e;
  edge_iterator ei;

  if (!join)
    return false;
  while (!todo.empty ())
    {
      basic_block from = todo.back ();
      todo.pop_back ();
      FOR_EACH_EDGE (e, ei, from->succs)
	{
	  if (e->dest == join || seen[e->dest->index])
	    continue;
	  seen[e->dest->index] = true;
	  todo.push_back (e->dest);
	  for (gimple_stmt_iterator gsi = gsi_start_bb (e->dest);
	       !gsi_end_p (gsi); gsi_next (&gsi))
	    if (!harmless_p (gsi, act))
	      return false;
	}
    }
  for (gphi_iterator gsi = gsi_start_phis (join); !gsi_end_p (gsi);
       gsi_next (&gsi))
    {
      tree value = NULL_TREE;
      if (virtual_operand_p (gimple_phi_result (gsi.phi ()))
	  || !used_p (gimple_phi_result (gsi.phi ())))
	continue;
      FOR_EACH_EDGE (e, ei, join->preds)
	if (e->src == bb || seen[e->src->index])
	  {
	    tree arg = gimple_phi_arg_def (gsi.phi (), e->dest_idx);
	    if (value && !operand_equal_p (value, arg, 0))
	      return false;
	    value = arg;
	  }
    }
  return true;
}

/* What was loaded is used for CONDITION only.  */

bool
checker::only_for_p (gimple *condition) const
{
  std::vector<tree> todo (1, load->out);
  std::set<tree> seen;

  while (!todo.empty ())
    {
      tree name = todo.back ();
      use_operand_p use;
      imm_use_iterator iterator;
      todo.pop_back ();
      if (!seen.insert (name).second)
	continue;
      FOR_EACH_IMM_USE_FAST (use, iterator, name)
	{
	  gimple *stmt = USE_STMT (use);
	  if (is_gimple_debug (stmt) || mark_p (stmt) || stmt == condition)
	    continue;
	  if (gphi *phi = dyn_cast<gphi *> (stmt))
	    todo.push_back (gimple_phi_result (phi));
	  else if (is_gimple_assign (stmt)
		   && TREE_CODE (gimple_assign_lhs (stmt)) == SSA_NAME)
	    todo.push_back (gimple_assign_lhs (stmt));
	  else
	    return false;
	}
    }
  return true;
}

/* NAME is what the load has found, no bit of which was lost on the way.  */

bool
checker::whole_copy_p (tree name) const
{
  if (!copy_p (name))
    return false;
  while (name != load->out)
    {
      if (element_precision (TREE_TYPE (name))
	  < element_precision (TREE_TYPE (load->out)))
	return false;
      auto stored = stored_as.find (name);
      if (stored != stored_as.end ())
	name = stored->second;
      else
	{
	  name = gimple_assign_rhs1 (SSA_NAME_DEF_STMT (name));
	  if (TREE_CODE (name) == VIEW_CONVERT_EXPR)
	    name = TREE_OPERAND (name, 0);
	}
    }
  return true;
}

/* What CONDITION compares.  The front end computes some conditions as truth values,
   and asks whether these are zero.  */

comparison
checker::read_condition (gcond *condition) const
{
  comparison c = { gimple_cond_code (condition), gimple_cond_lhs (condition),
		   gimple_cond_rhs (condition), false };
  for (unsigned int i = 0; i < 8; i++)
    {
      bool one = (TREE_CODE (TREE_TYPE (c.a)) == BOOLEAN_TYPE
		  && integer_onep (c.b));
      if ((c.code != NE_EXPR && c.code != EQ_EXPR)
	  || !(one || integer_zerop (c.b))
	  || TREE_CODE (c.a) != SSA_NAME || copy_p (c.a)
	  || !is_gimple_assign (SSA_NAME_DEF_STMT (c.a)))
	break;
      gimple *def = SSA_NAME_DEF_STMT (c.a);
      enum tree_code inner = gimple_assign_rhs_code (def);
      tree operand = gimple_assign_rhs1 (def);
      bool negated = c.negated != ((c.code == EQ_EXPR) != one);
      if (TREE_CODE_CLASS (inner) == tcc_comparison)
	c = { inner, operand, gimple_assign_rhs2 (def), negated };
      else if (TREE_CODE (TREE_TYPE (operand)) == BOOLEAN_TYPE
	       && (CONVERT_EXPR_CODE_P (inner) || inner == SSA_NAME))
	c = { NE_EXPR, operand, build_zero_cst (TREE_TYPE (operand)), negated };
      else if (TREE_CODE (TREE_TYPE (operand)) == BOOLEAN_TYPE
	       && (inner == BIT_NOT_EXPR
		   || (inner == BIT_XOR_EXPR
		       && integer_onep (gimple_assign_rhs2 (def)))))
	c = { NE_EXPR, operand, build_zero_cst (TREE_TYPE (operand)),
	      !negated };
      else
	break;
    }
  return c;
}

/* The definition of NAME if it computes CODE, else NULL.  */

static gimple *
computed_by (tree name, enum tree_code code)
{
  gimple *def = TREE_CODE (name) == SSA_NAME ? SSA_NAME_DEF_STMT (name) : NULL;
  return (def && is_gimple_assign (def) && gimple_assign_rhs_code (def) == code
	  ? def : NULL);
}

/* NAME is `1 << nr': returns NR, else NULL_TREE.  */

static tree
bit_number (tree name)
{
  gimple *shift = computed_by (name, LSHIFT_EXPR);
  return (shift && integer_onep (gimple_assign_rhs1 (shift))
	  ? gimple_assign_rhs2 (shift) : NULL_TREE);
}

/* Find out which bits of the load's value CONJUNCTION, which is equal to B, or is not,
   tells.  */

bool
checker::find_known_bits (gimple *conjunction, bool equal, tree b,
			  known *k) const
{
  tree x = gimple_assign_rhs1 (conjunction);
  tree mask = gimple_assign_rhs2 (conjunction);
  if (integer_onep (mask))
    if (gimple *shift = computed_by (x, RSHIFT_EXPR))
      {
	k->bit = gimple_assign_rhs2 (shift);
	k->set = equal != integer_zerop (b);
	return ((integer_zerop (b) || integer_onep (b))
		&& whole_copy_p (gimple_assign_rhs1 (shift)));
      }
  if (!whole_copy_p (x))
    std::swap (x, mask);
  if (!whole_copy_p (x))
    return false;
  tree bits = without_copies (mask, true);
  k->mask = mask;
  k->set = !equal || !integer_zerop (b);
  if (equal)
    return !k->set || same_value_p (without_copies (b, true), bits);
  return (integer_zerop (b)
	  && (integer_pow2p (bits) || bit_number (bits)));
}

/* Find out what is known of the load's value on SIDE of CONDITION.  False if that is
   nothing that matters here.  */

bool
checker::find_known (gimple *condition, edge side, known *k) const
{
  gcond *cond = dyn_cast<gcond *> (condition);
  if (!cond)
    return false;
  comparison c = read_condition (cond);
  enum tree_code code = c.code;
  if (c.negated != ((side->flags & EDGE_FALSE_VALUE) != 0))
    code = invert_tree_comparison (code, HONOR_NANS (c.a));
  if (code == ERROR_MARK)
    return false;
  if (whole_copy_p (c.b))
    {
      std::swap (c.a, c.b);
      code = swap_tree_comparison (code);
    }
  tree type = TREE_TYPE (load->out);
  if (!whole_copy_p (c.a))
    {
      gimple *def = computed_by (without_copies (c.a, true), BIT_AND_EXPR);
      return (def && (code == EQ_EXPR || code == NE_EXPR)
	      && find_known_bits (def, code == EQ_EXPR, c.b, k));
    }
  if (code == EQ_EXPR)
    k->value = c.b;
  else if (code == NE_EXPR && TREE_CODE (type) == BOOLEAN_TYPE
	   && (integer_zerop (c.b) || integer_onep (c.b)))
    k->value = integer_zerop (c.b) ? boolean_true_node : boolean_false_node;
  else if ((code == LT_EXPR || code == GE_EXPR) && integer_zerop (c.b)
	   && INTEGRAL_TYPE_P (type)
	   && TYPE_PRECISION (type) == TYPE_PRECISION (TREE_TYPE (c.a)))
    {
      /* The sign is a bit.  */
      unsigned int precision = TYPE_PRECISION (type);
      k->mask = wide_int_to_tree (unsigned_type_for (type),
				  wi::set_bit_in_zero (precision - 1,
						       precision));
      k->set = code == LT_EXPR;
    }
  return k->value || k->mask;
}

/* What NAME was converted from, as far as the lowest SIZE bits are the same.  */

static tree
without_conversions (tree name, HOST_WIDE_INT size)
{
  while (TREE_CODE (name) == SSA_NAME)
    {
      gimple *def = SSA_NAME_DEF_STMT (name);
      if (!is_gimple_assign (def)
	  || !(gimple_assign_ssa_name_copy_p (def)
	       || gimple_assign_cast_p (def)
	       || gimple_assign_rhs_code (def) == VIEW_CONVERT_EXPR))
	break;
      tree from = gimple_assign_rhs1 (def);
      if (TREE_CODE (from) == VIEW_CONVERT_EXPR)
	from = TREE_OPERAND (from, 0);
      else if (FLOAT_TYPE_P (TREE_TYPE (name)) != FLOAT_TYPE_P (TREE_TYPE (from)))
	break;
      if (!is_gimple_val (from)
	  || element_precision (TREE_TYPE (name)) < size
	  || element_precision (TREE_TYPE (from)) < size)
	break;
      name = from;
    }
  return name;
}

/* The unsigned number of SIZE bits that T, a constant, is.  */

static unsigned HOST_WIDE_INT
bits_of (tree t, HOST_WIDE_INT size)
{
  wide_int bits = wide_int::from (wi::to_wide (t), HOST_BITS_PER_WIDE_INT,
				  TYPE_SIGN (TREE_TYPE (t)));
  return wi::zext (bits, size).to_uhwi ();
}

/* The load decides by CONDITION about ACT, which is on its SIDE, but on the other
   side ACT would not change anything.  */

bool
checker::needless_p (gimple *condition, edge side, const operation &act)
{
  known k;
  edge other = NULL, e;
  edge_iterator ei;
  FOR_EACH_EDGE (e, ei, gimple_bb (condition)->succs)
    if (e != side)
      other = e;
  if (!load->load_p () || !other || act.kind == PCPU_ACCESS_RETRY
      || !find_known (condition, other, &k)
      || !only_for_p (condition) || !alone_p (condition, side, other, act))
    return false;
  HOST_WIDE_INT size = act.where.size;
  tree in = without_conversions (act.in, size);
  bool store = act.kind == PCPU_ACCESS_STORE || act.op == PCPU_XCHG;
  if (k.value)
    {
      tree value = without_conversions (k.value, size);
      if (!store)
	return false;
      if (TREE_CODE (value) == INTEGER_CST && TREE_CODE (in) == INTEGER_CST)
	return (size <= HOST_BITS_PER_WIDE_INT
		&& bits_of (value, size) == bits_of (in, size));
      return same_value_p (value, in);
    }
  if (store || act.op != (k.set ? PCPU_IOR : PCPU_AND))
    return false;
  tree mask = k.mask ? without_conversions (k.mask, size) : NULL_TREE;
  if (mask && TREE_CODE (mask) == INTEGER_CST && TREE_CODE (in) == INTEGER_CST)
    {
      if (size > HOST_BITS_PER_WIDE_INT)
	return false;
      unsigned HOST_WIDE_INT changed = bits_of (in, size);
      if (!k.set)
	changed = bits_of (fold_build1 (BIT_NOT_EXPR, TREE_TYPE (in), in), size);
      return (changed & ~bits_of (mask, size)) == 0;
    }
  if (!k.set)
    {
      gimple *def = computed_by (in, BIT_NOT_EXPR);
      if (!def)
	return false;
      in = without_conversions (gimple_assign_rhs1 (def), size);
    }
  if (mask)
    return same_value_p (mask, in);
  tree bit = bit_number (in);
  return bit && same_value_p (k.bit, bit);
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
  comparison c = read_condition (cond);
  if (!copy_p (c.a))
    {
      std::swap (c.a, c.b);
      c.code = swap_tree_comparison (c.code);
    }
  if (!copy_p (c.a)
      || !same_value_p (without_copies (c.b, true), without_copies (with, true)))
    return false;
  switch (c.code)
    {
    case LT_EXPR:
    case LE_EXPR:
    case UNLT_EXPR:
    case UNLE_EXPR:
      *less = !c.negated;
      return true;
    case GT_EXPR:
    case GE_EXPR:
    case UNGT_EXPR:
    case UNGE_EXPR:
      *less = c.negated;
      return true;
    default:
      return false;
    }
}

/* The operation that an advice names takes the place of both.  */
static const char use_one[]
  = G_("use %qs, which is one operation, or borrow it from a guard for both");

static const advice use_max = { use_one, "percpu_max" };
static const advice use_min = { use_one, "percpu_min" };
static const advice use_exchange = { use_one, "percpu_xchg" };
static const advice use_set_bit = { use_one, "percpu_test_and_set_bit" };
static const advice use_clear_bit = { use_one, "percpu_test_and_clear_bit" };
static const advice use_compare
  = { G_("use %qs, which stores only if nothing has changed, or borrow it from a"
	 " guard for both"), "percpu_try_cmpxchg" };
static const advice use_operator
  = { G_("use an operator such as %qs, which is one operation, or borrow it from"
	 " a guard for both"), "+=" };
static const advice use_guard = { G_("borrow it from a guard for both"), NULL };
static const advice use_locked
  = { G_("a lock does not keep the thread on its CPU: use %qs with the number of"
	 " the CPU whose lock is held, or borrow it from a guard for both"),
      "percpu_ptr" };

/* ACT stores what is computed from the load.  */

advice
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

advice
checker::advice_for_decision (const operation &act, gimple *condition, edge side)
{
  if (act.kind == PCPU_ACCESS_RETRY)
    return use_compare;
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
	    const advice &note)
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
  inform (pcpu_visible (act.loc ()), _(note.format), note.operation);
}

/* Report ACT if it depends on the load.  True if it was.  */

bool
checker::check (const operation &act)
{
  if (!separate_p (act) || !same_place_p (act.where, load->where)
      || load->exchange == act.stmt || rechecked_p (act))
    return false;
  outcome out = outcome_of (act);
  bool store = (act.kind == PCPU_ACCESS_STORE
		|| (act.op == PCPU_XCHG && !out.used));
  auto advised = [&] (const advice &note)
    {
      return locked_p (act) ? use_locked : note;
    };

  if (store && (derived.count (act.in) || linked_p (act)))
    {
      report_act (act, *load, G_("the store that is computed from it"),
		  advised (advice_for_value (act)));
      return true;
    }
  /* If the result of an update is used, the update itself has checked again.
     What an update has found matters for later stores only.  */
  if (!store && (!load->load_p () || tells_p (act, out.used) || out.asked))
    return false;
  edge side;
  bool bound = false;
  for (gimple *condition : conditions)
    if (decides_p (condition, act, &side, &bound)
	&& !needless_p (condition, side, act))
      {
	report_act (act, *load, store ? G_("the store that it decides about")
		    : G_("the update that it decides about"),
		    advised (advice_for_decision (act, condition, side)));
	return true;
      }
  if (!store || !reset_p (act, bound))
    return false;
  report_act (act, *load, G_("this store, which loses the change"),
	      advised (use_exchange));
  return true;
}

/* A may be the first of two operations.  */

bool
checker::loads_p (const operation &a) const
{
  if (a.exchange)
    for (const operation &b : accesses)
      if (b.stmt == a.exchange)
	return computes_p (b) && outcome_of (b).used;
  return (a.kind == PCPU_ACCESS_LOAD
	  || (a.kind == PCPU_ACCESS_UPDATE
	      && (a.op == PCPU_ADD || a.op == PCPU_SUB)
	      && outcome_of (a).used));
}

void
checker::run ()
{
  if (!collect ())
    return;
  find_holders ();
  report_placed ();
  loop_optimizer_init (AVOID_CFG_MODIFICATIONS);
  calculate_dominance_info (CDI_DOMINATORS);
  calculate_dominance_info (CDI_POST_DOMINATORS);
  for (operation &a : accesses)
    if (a.kind == PCPU_ACCESS_RETRY)
      join_update (&a);
  check_all ();
  free_dominance_info (CDI_POST_DOMINATORS);
  loop_optimizer_finalize ();
}

/* Check all pairs of accesses.  */

void
checker::check_all ()
{
  std::set<gimple *> reported;
  for (const operation &a : accesses)
    {
      bool any = false;
      for (const operation &b : accesses)
	any |= (b.acts_p ()
		&& b.stmt != a.stmt && b.where.size == a.where.size
		&& b.where.uid == a.where.uid);
      if (!any || !loads_p (a) || work >= work_max)
	continue;
      load = &a;
      find_dependent ();
      find_again ();
      for (const operation &b : accesses)
	if (b.acts_p ()
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
