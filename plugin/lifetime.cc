/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Lifetimes: guards, what is borrowed from them, and dynamic objects.

     percpu_guarded (g)
       s = percpu_borrow (g, &st);
     s->n++;			error: the guard has ended

     p = percpu_alloc (struct stats);
     percpu_free (p);
     p->n++;			error: it was freed

   A function is walked along its paths, as a reader would do it, with a record
   of what is known at each place:

     names	what an SSA name holds: zero, something else, a constant, a
		pointer borrowed in some statement, a dynamic object
     memory	the same of places in memory that are read more than once
		and of conditions that are tested more than once, whichever
		names they have
     guards	held or left
     borrows	from which guard and of which object, and whether it ended
     objects	owned, freed, or somebody else's

   At a branch that is decided by what is known, only one side is taken, and on
   each side what the condition says is learnt.  So

     if (done) percpu_free (p);
     ...
     if (!done) p->n++;

   is right, and nothing is reported that is not on a path which, as far as one
   can see here, may be taken.  Paths that meet with the same knowledge go on
   as one; what no longer matters, because the name is dead, is forgotten for
   that.  A function with too many paths is not looked at to its end.

   The pass comes right behind the construction of SSA form: before it, there are
   no single assignments to follow; after it, the optimisers would have had their
   say, and there would be other messages at other levels.  Nothing is known
   about what other functions do but what attributes say (role.cc).

   When all is reported, the marks that lower.cc has put on borrowed pointers are
   taken away.  */

#include "plugin.h"

/* What is known of a value.  Nothing: it stands in no table.  */

struct value
{
  enum kind_t
  {
    UNKNOWN,
    ZERO,
    NONZERO,
    CONSTANT,		/* ID, an INTEGER_CST other than 0  */
    ADDRESS,		/* of ID, a variable  */
    BORROW,		/* ID, the name that the borrowed pointer first had  */
    OBJECT		/* ID, likewise  */
  } kind;
  tree id;
  /* Not the pointer itself, but one that was computed from it.  */
  bool interior;
  /* Where it was last copied; a shared return has no place of its own.  */
  location_t where;

  value (kind_t k = UNKNOWN, tree t = NULL_TREE)
    : kind (k), id (t), interior (false), where (UNKNOWN_LOCATION) {}
};

static const value unknown (value::UNKNOWN);
static const value zero (value::ZERO);
static const value nonzero (value::NONZERO);

static bool
located_p (location_t loc)
{
  return LOCATION_LOCUS (loc) > BUILTINS_LOCATION;
}

static bool
pointer_p (const value &v)
{
  return v.kind == value::BORROW || v.kind == value::OBJECT;
}

struct guard
{
  enum { HELD, LEFT, MOVED } state;
  tree decl;
  gimple *entered;
  gimple *left;
};

struct borrow
{
  gimple *made;
  /* The guard, if it is a variable of this function, and the object, if it is a
     dynamic one.  */
  tree guard;
  tree object;
  /* The pointer to the object itself was given, and not one to a part of it.  */
  bool whole;
  /* What ended it, and the one that came later of the same object.  */
  gimple *ended;
  bool freed;
  gimple *later;
  /* The variable's UID, or 0, and which bytes of it.  */
  unsigned int uid;
  HOST_WIDE_INT offset;
  HOST_WIDE_INT size;
};

struct object
{
  enum { OWNED, FREED, FOREIGN } state;
  gimple *made;
  gimple *freed;
  /* How many references this function has taken itself, as far as it
     matters.  */
  unsigned int retained;
};

static const unsigned int retained_max = 8;

/* PLACE is a place in memory; or a test, an expression of one or of a name, such
   as `d->flags & 4' or `n < 2', which is zero or is not.  */

struct place_value
{
  tree place;
  value v;
  /* Learnt at a branch.  */
  bool by_branch;
};

struct state
{
  std::map<unsigned int, value> names;
  std::vector<place_value> memory;
  std::map<unsigned int, guard> guards;
  std::map<unsigned int, borrow> borrows;
  std::map<unsigned int, object> objects;
  /* Names that were loaded from a place which was stored to since.  */
  std::set<unsigned int> stale;
  /* The jump, for example a return, that has just been made.  */
  location_t jump = UNKNOWN_LOCATION;

  std::vector<uintptr_t> key () const;
};

/* All of it as a row of numbers, to find out whether it was here before.  */

std::vector<uintptr_t>
state::key () const
{
  std::vector<uintptr_t> k;
  auto add = [&k] (const value &v)
    {
      k.push_back (v.kind * 2 + v.interior);
      k.push_back (v.kind == value::CONSTANT ? tree_to_shwi (v.id)
		   : (uintptr_t) v.id);
    };
  for (const auto &n : names)
    {
      k.push_back (n.first);
      add (n.second);
    }
  k.push_back (UINTPTR_MAX);
  for (const auto &m : memory)
    {
      k.push_back ((uintptr_t) m.place);
      add (m.v);
    }
  k.push_back (UINTPTR_MAX);
  for (const auto &g : guards)
    {
      k.push_back (g.first * 4 + g.second.state);
      k.push_back ((uintptr_t) g.second.entered);
      k.push_back ((uintptr_t) g.second.left);
    }
  k.push_back (UINTPTR_MAX);
  for (const auto &b : borrows)
    {
      k.push_back (b.first);
      k.push_back ((uintptr_t) b.second.ended);
      k.push_back ((uintptr_t) b.second.later);
    }
  k.push_back (UINTPTR_MAX);
  for (const auto &o : objects)
    {
      k.push_back (o.first * 4 + o.second.state);
      k.push_back ((uintptr_t) o.second.freed);
      k.push_back (o.second.retained);
    }
  k.push_back (UINTPTR_MAX);
  for (unsigned int n : stale)
    k.push_back (n);
  return k;
}

/* The walk.  */

class walk
{
public:
  explicit walk (function *f) : fun (f) {}
  void run ();

private:
  function *fun;

  /* How many blocks are walked through at most, all paths together.  */
  static const unsigned int visits_max = 20000;
  /* Places in memory that are loaded; how many are remembered.  */
  static const unsigned int places_max = 200;
  static const unsigned int memory_max = 24;
  /* How many labels of a switch are looked at.  */
  static const unsigned int switch_max = 64;
  /* How many values that lead to one place are distinguished.  */
  static const unsigned int values_max = 4;
  /* How deep in each other are conditions that are taken apart.  */
  static const unsigned int cases_depth = 4;

  struct loaded
  {
    tree place;
    unsigned int times;
    /* What it was loaded to; of a test, what is compared.  */
    std::vector<unsigned int> names;
  };
  std::vector<loaded> places;
  /* Variables whose address is given to others than cleanups.  */
  std::set<unsigned int> exposed;
  /* Likewise, tests that are made.  */
  std::vector<loaded> tests;
  /* Pointers to elements, as `v[i]' and `v[i]' has two: to the first one that is
     computed in the same way; and for names that they are computed from, what is
     computed.  */
  std::map<unsigned int, tree> elements;
  std::map<unsigned int, std::vector<tree> > computed_from;
  /* For an edge that goes back, what is loaded or tested on the way round.  */
  std::map<edge, std::set<tree> > in_loop;
  /* Names that are alive behind the PHI nodes of a block.  */
  std::vector<bitmap> alive;
  std::vector<std::set<std::vector<uintptr_t> > > seen;
  std::set<std::pair<gimple *, int> > reported;
  std::set<std::pair<const void *, int> > used_lines;

  struct step
  {
    basic_block bb;
    edge from;
    state s;
  };
  std::vector<step> todo;

  void find_elements ();
  void find_places ();
  void find_exposed (gimple *stmt);
  void find_tests ();
  void find_loops ();
  void find_alive ();
  bool local_p (tree place) const;
  const loaded *find_loaded (tree place) const;
  const loaded *find_test (tree test) const;
  bool fresh_load_p (const state &s, tree name) const;

  tree variable_at (const state &s, tree place) const;
  tree canonical (const state &s, tree place) const;
  value eval (const state &s, tree t) const;
  void set (state *s, tree name, value v);
  value recall (const state &s, tree place) const;
  void remember (state *s, tree place, value v, bool by_branch);
  void forget_memory (state *s);
  void no_object (state *s, tree id, const value &v);
  bool learn (state *s, tree name, bool is_zero);
  bool learn_relation (state *s, enum tree_code code, tree a, tree b);
  int decide (const state &s, enum tree_code code, tree a, tree b) const;
  tree fresh_test (const state &s, enum tree_code code, tree a, tree b,
		   bool *negated) const;
  void learn_test (state *s, enum tree_code code, tree a, tree b);

  /* What is reported of a statement at most once is one of enum pcpu_warning,
     or this.  */
  static const int still_held = PCPU_WARNING_COUNT;
  bool once (gimple *stmt, int what);
  bool once_in_line (const void *what, location_t loc);
  void use (state *s, gimple *stmt, tree pointer, enum pcpu_warning how);
  void use_value (state *s, gimple *stmt, tree pointer, const value &v,
		  enum pcpu_warning how);
  void use_references (state *s, gimple *stmt);
  void escape (state *s, tree t);
  void escape_value (state *s, const value &v);
  void escape_parts (state *s, tree var);
  void copy_parts (state *s, gimple *stmt, tree to, tree var);
  void return_parts (state *s, gimple *stmt, tree var);
  void forget_parts (state *s, tree var);
  void store (state *s, gimple *stmt, tree place, tree what);
  void stored_to (state *s, tree place);
  bool may_alias_p (const state &s, tree a, tree b) const;
  void check_stored (state *s, gimple *stmt, tree place, const value &v,
		     tree what);

  bool asked_again_p (tree place, basic_block bb) const;
  void enter_block (state *s, basic_block bb, edge from);
  bool statement (state *s, gimple *stmt);
  void assign (state *s, gassign *stmt);
  value computed (state *s, gassign *stmt);
  bool call (state *s, gcall *stmt);
  void call_arguments (state *s, gcall *stmt, tree fndecl);
  value returned_argument (const state &s, gcall *stmt) const;
  void built_in_stores (state *s, gcall *stmt);
  void assembler (state *s, gasm *stmt);
  void leave_function (state *s, greturn *stmt);
  void make_borrow (state *s, gcall *stmt);
  void check_torn (state *s, gcall *stmt);
  void enter_guard (state *s, gcall *stmt);
  void leave_guard (state *s, gcall *stmt);
  void allocate (state *s, gcall *stmt);
  void free_object (state *s, gcall *stmt, tree fndecl);
  void cases (const state &s, tree name, bool is_zero, unsigned int depth,
	      std::vector<state> *out);
  void follow_switch (const state &s, basic_block bb, gswitch *last);
  void follow (const state &s, basic_block bb);
  void push (edge e, const state &s);
};

/* Places.  */

/* An expression of one place in memory, which may be remembered.  */

static bool
place_p (tree t)
{
  return ((handled_component_p (t) || DECL_P (t) || TREE_CODE (t) == MEM_REF)
	  && !TREE_THIS_VOLATILE (t)
	  && !is_gimple_reg (t)
	  && is_gimple_reg_type (TREE_TYPE (t)));
}

/* Note whose addresses STMT takes.  */

void
walk::find_exposed (gimple *stmt)
{
  enum pcpu_role role = (is_gimple_call (stmt)
			 ? pcpu_function_role (gimple_call_fndecl (stmt))
			 : PCPU_NO_ROLE);
  if (is_gimple_debug (stmt)
      || role == PCPU_AUTOFREE || role == PCPU_GUARD_LEAVE)
    return;
  for (unsigned int i = 0; i < gimple_num_ops (stmt); i++)
    if (tree op = gimple_op (stmt, i))
      if (TREE_CODE (op) == ADDR_EXPR)
	if (tree base = get_base_address (TREE_OPERAND (op, 0)))
	  if (VAR_P (base))
	    exposed.insert (DECL_UID (base));
}

/* PLACE is in a variable of this function.  */

bool
walk::local_p (tree place) const
{
  tree base = get_base_address (place);
  return base && DECL_P (base) && auto_var_in_fn_p (base, fun->decl);
}

void
walk::find_places ()
{
  basic_block bb;
  FOR_EACH_BB_FN (bb, fun)
    for (gimple_stmt_iterator gsi = gsi_start_bb (bb); !gsi_end_p (gsi);
	 gsi_next (&gsi))
      {
	gimple *stmt = gsi_stmt (gsi);
	find_exposed (stmt);
	bool load = (gimple_assign_load_p (stmt)
		     && place_p (gimple_assign_rhs1 (stmt)));
	tree place = load ? gimple_assign_rhs1 (stmt)
		     : is_gimple_assign (stmt) ? gimple_assign_lhs (stmt)
		     : NULL_TREE;
	/* A pointer in a local structure may go with the whole of it.  */
	if (!load && (!place || !place_p (place) || !local_p (place)
		      || !POINTER_TYPE_P (TREE_TYPE (place))))
	  continue;
	place = canonical (state (), place);
	loaded *l = NULL;
	for (loaded &other : places)
	  if (operand_equal_p (other.place, place, 0))
	    l = &other;
	if (!l && places.size () < places_max)
	  {
	    places.push_back ({ place, 0, {} });
	    l = &places.back ();
	  }
	if (!l || !load)
	  continue;
	l->times++;
	tree lhs = gimple_assign_lhs (stmt);
	if (TREE_CODE (lhs) == SSA_NAME)
	  l->names.push_back (SSA_NAME_VERSION (lhs));
      }
}

/* The place that NAME was loaded from, or NULL_TREE.  */

static tree
loaded_from (tree name)
{
  if (TREE_CODE (name) != SSA_NAME)
    return NULL_TREE;
  gimple *def = SSA_NAME_DEF_STMT (name);
  return (gimple_assign_load_p (def) && place_p (gimple_assign_rhs1 (def))
	  ? gimple_assign_rhs1 (def) : NULL_TREE);
}

/* NAME as an expression of places and of names that are not computed from
   others.  What goes into it is added to LEAVES.  */

static tree
origin_of (tree name, std::vector<tree> *leaves, unsigned int depth = 4)
{
  if (TREE_CODE (name) != SSA_NAME)
    return name;
  gassign *def = dyn_cast<gassign *> (SSA_NAME_DEF_STMT (name));
  if (depth > 0 && def && INTEGRAL_TYPE_P (TREE_TYPE (name)))
    {
      enum tree_code code = gimple_assign_rhs_code (def);
      tree a = gimple_assign_rhs1 (def), b = gimple_assign_rhs2 (def);
      if (CONVERT_EXPR_CODE_P (code) && INTEGRAL_TYPE_P (TREE_TYPE (a)))
	return build1 (NOP_EXPR, TREE_TYPE (name),
		       origin_of (a, leaves, depth - 1));
      switch (code)
	{
	case PLUS_EXPR:
	case MINUS_EXPR:
	case MULT_EXPR:
	case TRUNC_DIV_EXPR:
	case TRUNC_MOD_EXPR:
	case LSHIFT_EXPR:
	case RSHIFT_EXPR:
	case BIT_AND_EXPR:
	case BIT_IOR_EXPR:
	case BIT_XOR_EXPR:
	  {
	    tree x = origin_of (a, leaves, depth - 1);
	    tree y = origin_of (b, leaves, depth - 1);
	    return build2 (code, TREE_TYPE (name), x, y);
	  }
	default:
	  break;
	}
    }
  leaves->push_back (name);
  tree place = loaded_from (name);
  return place ? place : name;
}

void
walk::find_elements ()
{
  struct element
  {
    tree base, offset, name;
  };
  std::vector<element> list;
  basic_block bb;
  FOR_EACH_BB_FN (bb, fun)
    for (gimple_stmt_iterator gsi = gsi_start_bb (bb); !gsi_end_p (gsi);
	 gsi_next (&gsi))
      {
	gassign *stmt = dyn_cast<gassign *> (gsi_stmt (gsi));
	if (!stmt || gimple_assign_rhs_code (stmt) != POINTER_PLUS_EXPR
	    || list.size () >= places_max)
	  continue;
	std::vector<tree> leaves;
	tree base = gimple_assign_rhs1 (stmt);
	tree offset = origin_of (gimple_assign_rhs2 (stmt), &leaves);
	bool loads = false;
	for (tree leaf : leaves)
	  loads |= loaded_from (leaf) != NULL_TREE;
	if (loads || TREE_CODE (base) != SSA_NAME)
	  continue;
	tree name = gimple_assign_lhs (stmt);
	for (const element &e : list)
	  if (e.base == base && operand_equal_p (e.offset, offset, 0))
	    {
	      elements[SSA_NAME_VERSION (name)] = e.name;
	      name = NULL_TREE;
	      break;
	    }
	if (!name)
	  continue;
	list.push_back ({ base, offset, name });
	leaves.push_back (base);
	for (tree leaf : leaves)
	  computed_from[SSA_NAME_VERSION (leaf)].push_back (name);
      }
}

/* The constant B is compared with what *A was converted to from a narrower type:
   compare what it was.  */

static void
strip_conversions (tree *a, tree *b)
{
  while (TREE_CODE (*a) == SSA_NAME && TREE_CODE (*b) == INTEGER_CST)
    {
      gimple *def = SSA_NAME_DEF_STMT (*a);
      if (!is_gimple_assign (def)
	  || !CONVERT_EXPR_CODE_P (gimple_assign_rhs_code (def)))
	return;
      tree from = gimple_assign_rhs1 (def);
      if (TREE_CODE (from) != SSA_NAME
	  || !INTEGRAL_TYPE_P (TREE_TYPE (from))
	  || !INTEGRAL_TYPE_P (TREE_TYPE (*a))
	  || (TYPE_PRECISION (TREE_TYPE (from))
	      > TYPE_PRECISION (TREE_TYPE (*a)))
	  || (TYPE_PRECISION (TREE_TYPE (from))
	      == TYPE_PRECISION (TREE_TYPE (*a))
	      && (TYPE_UNSIGNED (TREE_TYPE (from))
		  != TYPE_UNSIGNED (TREE_TYPE (*a))))
	  || (TYPE_UNSIGNED (TREE_TYPE (*a))
	      && !TYPE_UNSIGNED (TREE_TYPE (from)))
	  || !int_fits_type_p (*b, TREE_TYPE (from)))
	return;
      *a = from;
      *b = fold_convert (TREE_TYPE (from), *b);
    }
}

/* The test A CODE B in the form in which it is kept, with *NEGATED set if it is
   the opposite; NULL_TREE if it is none.  */

static tree
test_of (enum tree_code code, tree a, tree b, bool *negated,
	 std::vector<tree> *leaves)
{
  *negated = false;
  if (TREE_CODE_CLASS (code) != tcc_comparison
      || FLOAT_TYPE_P (TREE_TYPE (a)))
    return NULL_TREE;
  if (TREE_CODE (a) != SSA_NAME
      || (TREE_CODE (b) == SSA_NAME
	  && SSA_NAME_VERSION (a) > SSA_NAME_VERSION (b)))
    {
      std::swap (a, b);
      code = swap_tree_comparison (code);
    }
  strip_conversions (&a, &b);
  if (TREE_CODE (a) != SSA_NAME
      || (TREE_CODE (b) != SSA_NAME && TREE_CODE (b) != INTEGER_CST))
    return NULL_TREE;
  tree x = origin_of (a, leaves);
  if ((code == EQ_EXPR || code == NE_EXPR) && integer_zerop (b))
    {
      *negated = code == EQ_EXPR;
      return EXPR_P (x) && !REFERENCE_CLASS_P (x) ? x : NULL_TREE;
    }
  if (code == NE_EXPR || code == GT_EXPR || code == GE_EXPR)
    {
      *negated = true;
      code = invert_tree_comparison (code, false);
    }
  return build2 (code, boolean_type_node, x, origin_of (b, leaves));
}

/* The test that STMT makes, or NULL_TREE.  */

static tree
test_in (gimple *stmt)
{
  bool negated;
  std::vector<tree> leaves;
  if (gcond *cond = dyn_cast<gcond *> (stmt))
    return test_of (gimple_cond_code (cond), gimple_cond_lhs (cond),
		    gimple_cond_rhs (cond), &negated, &leaves);
  if (is_gimple_assign (stmt)
      && get_gimple_rhs_class (gimple_assign_rhs_code (stmt))
	 == GIMPLE_BINARY_RHS)
    return test_of (gimple_assign_rhs_code (stmt), gimple_assign_rhs1 (stmt),
		    gimple_assign_rhs2 (stmt), &negated, &leaves);
  return NULL_TREE;
}

void
walk::find_tests ()
{
  basic_block bb;
  FOR_EACH_BB_FN (bb, fun)
    for (gimple_stmt_iterator gsi = gsi_start_bb (bb); !gsi_end_p (gsi);
	 gsi_next (&gsi))
      {
	tree test = test_in (gsi_stmt (gsi));
	if (!test)
	  continue;
	loaded *l = NULL;
	for (loaded &other : tests)
	  if (operand_equal_p (other.place, test, 0))
	    {
	      l = &other;
	      break;
	    }
	if (!l && tests.size () < places_max)
	  {
	    tests.push_back ({ test, 0, {} });
	    l = &tests.back ();
	  }
	if (!l)
	  continue;
	l->times++;
	ssa_op_iter i;
	tree name;
	FOR_EACH_SSA_TREE_OPERAND (name, gsi_stmt (gsi), i, SSA_OP_USE)
	  l->names.push_back (SSA_NAME_VERSION (name));
      }
  /* To know what is asked once helps nobody.  */
  for (size_t i = tests.size (); i-- > 0;)
    if (tests[i].times < 2)
      tests.erase (tests.begin () + i);
}

const walk::loaded *
walk::find_test (tree test) const
{
  for (const loaded &l : tests)
    if (operand_equal_p (l.place, test, 0))
      return &l;
  return NULL;
}

/* NAME was loaded from a place that has not been stored to since.  */

bool
walk::fresh_load_p (const state &s, tree name) const
{
  return loaded_from (name) && !s.stale.count (SSA_NAME_VERSION (name));
}

/* Once around a loop, the conditions in it are new ones; what lies outside has
   not changed.  */

void
walk::find_loops ()
{
  basic_block bb;
  FOR_EACH_BB_FN (bb, fun)
    {
      edge e;
      edge_iterator i;
      FOR_EACH_EDGE (e, i, bb->succs)
	{
	  if (!(e->flags & EDGE_DFS_BACK))
	    continue;
	  std::set<tree> &inside = in_loop[e];
	  std::set<basic_block> body = { e->dest };
	  std::vector<basic_block> list = { e->src };
	  while (!list.empty ())
	    {
	      basic_block b = list.back ();
	      list.pop_back ();
	      if (!body.insert (b).second)
		continue;
	      edge in;
	      edge_iterator j;
	      FOR_EACH_EDGE (in, j, b->preds)
		list.push_back (in->src);
	    }
	  for (basic_block b : body)
	    for (gimple_stmt_iterator gsi = gsi_start_bb (b);
		 !gsi_end_p (gsi); gsi_next (&gsi))
	      {
		gimple *stmt = gsi_stmt (gsi);
		tree test = test_in (stmt);
		const loaded *l = NULL;
		if (test)
		  l = find_test (test);
		else if (gimple_assign_load_p (stmt)
			 && place_p (gimple_assign_rhs1 (stmt)))
		  l = find_loaded (gimple_assign_rhs1 (stmt));
		if (l)
		  inside.insert (l->place);
	      }
	}
    }
}

const walk::loaded *
walk::find_loaded (tree place) const
{
  for (const loaded &l : places)
    if (operand_equal_p (l.place, place, 0))
      return &l;
  return NULL;
}

void
walk::find_alive ()
{
  unsigned int n = last_basic_block_for_fn (fun);
  std::vector<bitmap> used (n), defined (n);
  basic_block bb;
  bool changed;

  alive.resize (n);
  FOR_EACH_BB_FN (bb, fun)
    {
      used[bb->index] = BITMAP_ALLOC (NULL);
      defined[bb->index] = BITMAP_ALLOC (NULL);
      alive[bb->index] = BITMAP_ALLOC (NULL);
      for (gimple_stmt_iterator gsi = gsi_start_bb (bb); !gsi_end_p (gsi);
	   gsi_next (&gsi))
	{
	  gimple *stmt = gsi_stmt (gsi);
	  ssa_op_iter i;
	  tree name;
	  if (is_gimple_debug (stmt))
	    continue;
	  FOR_EACH_SSA_TREE_OPERAND (name, stmt, i, SSA_OP_USE)
	    if (!bitmap_bit_p (defined[bb->index], SSA_NAME_VERSION (name)))
	      bitmap_set_bit (used[bb->index], SSA_NAME_VERSION (name));
	  FOR_EACH_SSA_TREE_OPERAND (name, stmt, i, SSA_OP_DEF)
	    bitmap_set_bit (defined[bb->index], SSA_NAME_VERSION (name));
	}
      bitmap_copy (alive[bb->index], used[bb->index]);
    }
  bitmap out = BITMAP_ALLOC (NULL);
  do
    {
      changed = false;
      FOR_EACH_BB_REVERSE_FN (bb, fun)
	{
	  edge e;
	  edge_iterator i;
	  bitmap_clear (out);
	  FOR_EACH_EDGE (e, i, bb->succs)
	    {
	      if (e->dest == EXIT_BLOCK_PTR_FOR_FN (fun))
		continue;
	      bitmap_ior_into (out, alive[e->dest->index]);
	      for (gphi_iterator p = gsi_start_phis (e->dest); !gsi_end_p (p);
		   gsi_next (&p))
		{
		  tree arg = PHI_ARG_DEF_FROM_EDGE (p.phi (), e);
		  if (TREE_CODE (arg) == SSA_NAME)
		    bitmap_set_bit (out, SSA_NAME_VERSION (arg));
		}
	    }
	  bitmap_and_compl_into (out, defined[bb->index]);
	  changed |= bitmap_ior_into (alive[bb->index], out);
	}
    }
  while (changed);
  BITMAP_FREE (out);
  FOR_EACH_BB_FN (bb, fun)
    {
      BITMAP_FREE (used[bb->index]);
      BITMAP_FREE (defined[bb->index]);
    }
}

/* Values.  */

/* The variable of this function that PLACE is, perhaps as `*&x'.  */

tree
walk::variable_at (const state &s, tree place) const
{
  if (TREE_CODE (place) == MEM_REF && integer_zerop (TREE_OPERAND (place, 1)))
    {
      value v = eval (s, TREE_OPERAND (place, 0));
      if (v.kind == value::ADDRESS && !v.interior
	  && types_compatible_p (TREE_TYPE (place), TREE_TYPE (v.id)))
	place = v.id;
    }
  return VAR_P (place) && local_p (place) ? place : NULL_TREE;
}

/* PLACE in the form in which it is kept.  */

tree
walk::canonical (const state &s, tree place) const
{
  tree *base = &place;
  while (handled_component_p (*base))
    base = &TREE_OPERAND (*base, 0);
  if (TREE_CODE (*base) != MEM_REF)
    return place;
  tree pointer = TREE_OPERAND (*base, 0);
  tree var = variable_at (s, *base);
  auto e = TREE_CODE (pointer) == SSA_NAME
	   ? elements.find (SSA_NAME_VERSION (pointer)) : elements.end ();
  if (!var && e == elements.end ())
    return place;
  place = unshare_expr (place);
  base = &place;
  while (handled_component_p (*base))
    base = &TREE_OPERAND (*base, 0);
  if (var)
    *base = var;
  else
    TREE_OPERAND (*base, 0) = e->second;
  return place;
}

value
walk::eval (const state &s, tree t) const
{
  switch (TREE_CODE (t))
    {
    case SSA_NAME:
      {
	auto found = s.names.find (SSA_NAME_VERSION (t));
	if (found != s.names.end ())
	  return found->second;
	/* What a parameter points to is somebody else's object.  */
	if (SSA_NAME_IS_DEFAULT_DEF (t)
	    && pcpu_pointer_type_p (TREE_TYPE (t)))
	  return value (value::OBJECT, t);
	return unknown;
      }
    case INTEGER_CST:
      if (integer_zerop (t))
	return zero;
      return tree_fits_shwi_p (t) ? value (value::CONSTANT, t) : nonzero;
    case ADDR_EXPR:
      {
	tree base = get_base_address (TREE_OPERAND (t, 0));
	if (base && TREE_CODE (base) == MEM_REF)
	  {
	    value v = eval (s, TREE_OPERAND (base, 0));
	    if (!pointer_p (v))
	      return unknown;
	    v.interior |= (base != TREE_OPERAND (t, 0)
			   || !integer_zerop (TREE_OPERAND (base, 1)));
	    return v;
	  }
	return base && VAR_P (base) ? value (value::ADDRESS, base) : nonzero;
      }
    default:
      return unknown;
    }
}

/* walk_tree callback: stop at the name in DATA.  */

static tree
find_name (tree *tp, int *walk_subtrees, void *data)
{
  if (TYPE_P (*tp))
    *walk_subtrees = 0;
  return *tp == (tree) data ? *tp : NULL_TREE;
}

/* NAME, which has its definition just here, holds V.  */

void
walk::set (state *s, tree name, value v)
{
  for (size_t i = s->memory.size (); i-- > 0;)
    if (walk_tree_without_duplicates (&s->memory[i].place, find_name, name))
      {
	/* An element of an array, perhaps, that keeps what it has.  */
	escape_value (s, s->memory[i].v);
	s->memory.erase (s->memory.begin () + i);
      }
  auto computed = computed_from.find (SSA_NAME_VERSION (name));
  if (computed != computed_from.end ())
    for (tree pointer : computed->second)
      for (size_t i = s->memory.size (); i-- > 0;)
	if (walk_tree_without_duplicates (&s->memory[i].place, find_name,
					  pointer))
	  {
	    escape_value (s, s->memory[i].v);
	    s->memory.erase (s->memory.begin () + i);
	  }
  s->stale.erase (SSA_NAME_VERSION (name));
  /* A per-CPU pointer that comes from somewhere has an identity.  */
  if (v.kind == value::UNKNOWN && pcpu_pointer_type_p (TREE_TYPE (name)))
    {
      v = value (value::OBJECT, name);
      s->objects.erase (SSA_NAME_VERSION (name));
    }
  if (v.kind == value::UNKNOWN)
    s->names.erase (SSA_NAME_VERSION (name));
  else
    s->names[SSA_NAME_VERSION (name)] = v;
}

value
walk::recall (const state &s, tree place) const
{
  for (const place_value &m : s.memory)
    if (operand_equal_p (m.place, place, 0))
      return m.v;
  return unknown;
}

void
walk::remember (state *s, tree place, value v, bool by_branch)
{
  const loaded *l = place_p (place) ? find_loaded (place) : NULL;
  for (size_t i = s->memory.size (); i-- > 0;)
    if (operand_equal_p (s->memory[i].place, place, 0))
      s->memory.erase (s->memory.begin () + i);
  /* A cleanup may ask for what a variable holds.  */
  if (!l && !(pointer_p (v) && VAR_P (place)
	      && !exposed.count (DECL_UID (place))))
    return;
  if (v.kind == value::UNKNOWN || (by_branch && l->times < 2)
      || s->memory.size () >= memory_max)
    return;
  s->memory.push_back ({ l ? l->place : place, v, by_branch });
}

/* The test A CODE B of what is still where it was loaded from.  */

tree
walk::fresh_test (const state &s, enum tree_code code, tree a, tree b,
		  bool *negated) const
{
  std::vector<tree> leaves;
  tree test = test_of (code, a, b, negated, &leaves);
  for (tree leaf : leaves)
    if (TREE_CODE (leaf) == SSA_NAME && s.stale.count (SSA_NAME_VERSION (leaf)))
      return NULL_TREE;
  return test;
}

/* A CODE B was asked, and holds.  */

void
walk::learn_test (state *s, enum tree_code code, tree a, tree b)
{
  if (tests.empty ())
    return;
  bool is_zero;
  tree test = fresh_test (*s, code, a, b, &is_zero);
  const loaded *l = test ? find_test (test) : NULL;
  if (!l || s->memory.size () >= memory_max)
    return;
  for (const place_value &m : s->memory)
    if (m.place == l->place)
      return;
  s->memory.push_back ({ l->place, is_zero ? zero : nonzero, true });
}

/* An unknown function may have changed memory.  What a branch has taught is
   kept all the same: to forget it would only open paths that are never
   taken.  */

void
walk::forget_memory (state *s)
{
  for (size_t i = s->memory.size (); i-- > 0;)
    {
      tree base = get_base_address (s->memory[i].place);
      if (!s->memory[i].by_branch
	  && !(base && DECL_P (base) && local_p (base)
	       && !exposed.count (DECL_UID (base))))
	{
	  escape_value (s, s->memory[i].v);
	  s->memory.erase (s->memory.begin () + i);
	}
    }
}

/* There is no object ID, under any name, but V.  */

void
walk::no_object (state *s, tree id, const value &v)
{
  s->objects.erase (SSA_NAME_VERSION (id));
  for (auto &n : s->names)
    if (n.second.kind == value::OBJECT && n.second.id == id)
      n.second = v;
  for (place_value &m : s->memory)
    if (m.v.kind == value::OBJECT && m.v.id == id)
      m.v = v;
}

/* A CODE B says that A is one of the last numbers, as errors are in the kernel,
   and no pointer.  */

static bool
error_p (enum tree_code code, tree a, tree b)
{
  if ((code != GT_EXPR && code != GE_EXPR && code != EQ_EXPR)
      || TREE_CODE (b) != INTEGER_CST
      || TYPE_PRECISION (TREE_TYPE (a)) != POINTER_SIZE)
    return false;
  HOST_WIDE_INT n = tree_to_shwi (fold_convert (ssizetype, b));
  return ((TYPE_UNSIGNED (TREE_TYPE (a)) || code == EQ_EXPR)
	  && n < 0 && n >= -4096);
}

/* NAME is zero, or is not.  False if that is known to be wrong.  */

bool
walk::learn (state *s, tree name, bool is_zero)
{
  value v = eval (*s, name);
  switch (v.kind)
    {
    case value::ZERO:
      return is_zero;
    case value::NONZERO:
    case value::CONSTANT:
    case value::ADDRESS:
    case value::BORROW:
      return !is_zero;
    case value::OBJECT:
      if (!is_zero)
	return true;
      if (v.interior)
	return false;
      no_object (s, v.id, zero);
      if (TREE_CODE (name) == SSA_NAME)
	s->names[SSA_NAME_VERSION (name)] = zero;
      return true;
    case value::UNKNOWN:
      break;
    }
  if (TREE_CODE (name) != SSA_NAME)
    return true;
  s->names[SSA_NAME_VERSION (name)] = is_zero ? zero : nonzero;

  gimple *def = SSA_NAME_DEF_STMT (name);
  if (is_gimple_call (def) && gimple_call_builtin_p (def, BUILT_IN_EXPECT))
    return learn (s, gimple_call_arg (def, 0), is_zero);
  if (!is_gimple_assign (def))
    return true;
  enum tree_code code = gimple_assign_rhs_code (def);
  tree a = gimple_assign_rhs1 (def);
  if (fresh_load_p (*s, name))
    remember (s, canonical (*s, a), is_zero ? zero : nonzero, true);
  else if (TREE_CODE_CLASS (code) == tcc_comparison)
    return learn_relation (s, is_zero ? invert_tree_comparison (code, false)
			   : code, a, gimple_assign_rhs2 (def));
  else if (code == BIT_NOT_EXPR && TREE_CODE (TREE_TYPE (a)) == BOOLEAN_TYPE)
    return learn (s, a, !is_zero);
  else if (CONVERT_EXPR_CODE_P (code)
	   && INTEGRAL_TYPE_P (TREE_TYPE (a))
	   && (!is_zero || (TYPE_PRECISION (TREE_TYPE (a))
			    <= TYPE_PRECISION (TREE_TYPE (name)))))
    return learn (s, a, is_zero);
  else if (code == SSA_NAME)
    return learn (s, a, is_zero);
  else if ((code == BIT_AND_EXPR && !is_zero)
	   || (code == BIT_IOR_EXPR && is_zero))
    {
      if (!learn (s, a, is_zero)
	  || !learn (s, gimple_assign_rhs2 (def), is_zero))
	return false;
    }
  if (INTEGRAL_TYPE_P (TREE_TYPE (name)))
    learn_test (s, is_zero ? EQ_EXPR : NE_EXPR, name,
		build_zero_cst (TREE_TYPE (name)));
  return true;
}

/* A CODE B holds.  */

bool
walk::learn_relation (state *s, enum tree_code code, tree a, tree b)
{
  int known = decide (*s, code, a, b);
  if (known >= 0)
    return known;
  value va = eval (*s, a), vb = eval (*s, b);
  if (va.kind == value::ZERO || va.kind == value::CONSTANT)
    {
      std::swap (a, b);
      std::swap (va, vb);
      code = swap_tree_comparison (code);
    }
  if (vb.kind == value::ZERO && (code == EQ_EXPR || code == NE_EXPR))
    return learn (s, a, code == EQ_EXPR);
  if (va.kind == value::OBJECT && error_p (code, a, b))
    {
      no_object (s, va.id, nonzero);
      return true;
    }
  if (vb.kind == value::CONSTANT && code == EQ_EXPR
      && TREE_CODE (a) == SSA_NAME && va.kind != value::OBJECT)
    {
      s->names[SSA_NAME_VERSION (a)] = vb;
      if (fresh_load_p (*s, a))
	remember (s, canonical (*s, loaded_from (a)), vb, true);
      else
	learn_test (s, code, a, b);
      tree from = a, to = b;
      strip_conversions (&from, &to);
      return from == a || learn_relation (s, code, from, to);
    }
  learn_test (s, code, a, b);
  return true;
}

/* Whether A CODE B holds: 1, 0, or -1 if nobody knows.  */

int
walk::decide (const state &s, enum tree_code code, tree a, tree b) const
{
  value va = eval (s, a), vb = eval (s, b);
  auto constant_p = [] (const value &v)
    {
      return v.kind == value::ZERO || v.kind == value::CONSTANT;
    };
  if (constant_p (va) && constant_p (vb))
    {
      tree type = TREE_TYPE (a);
      tree ca = va.kind == value::ZERO ? build_zero_cst (type)
		: fold_convert (type, va.id);
      tree cb = vb.kind == value::ZERO ? build_zero_cst (type)
		: fold_convert (type, vb.id);
      tree result = fold_binary (code, boolean_type_node, ca, cb);
      return !result || TREE_CODE (result) != INTEGER_CST ? -1
	     : integer_zerop (result) ? 0 : 1;
    }
  auto never_zero_p = [] (const value &v)
    {
      return (v.kind == value::NONZERO || v.kind == value::CONSTANT
	      || v.kind == value::ADDRESS || v.kind == value::BORROW
	      || (v.kind == value::OBJECT && v.interior));
    };
  if ((code == EQ_EXPR || code == NE_EXPR)
      && ((va.kind == value::ZERO && never_zero_p (vb))
	  || (vb.kind == value::ZERO && never_zero_p (va))))
    return code == NE_EXPR;
  if (tests.empty ())
    return -1;
  bool negated;
  tree test = fresh_test (s, code, a, b, &negated);
  value v = test ? recall (s, test) : unknown;
  return v.kind == value::UNKNOWN ? -1 : (v.kind != value::ZERO) != negated;
}

/* Reports.  */

/* WHAT is reported for STMT for the first time.  */

bool
walk::once (gimple *stmt, int what)
{
  return reported.insert (std::make_pair (stmt, what)).second;
}

/* A use at LOC of WHAT, which has ended, is reported for the first time: `x += 1'
   is two, and there may be several ends.  */

bool
walk::once_in_line (const void *what, location_t loc)
{
  return used_lines.insert (std::make_pair (what, LOCATION_LINE (loc))).second;
}

/* VAR has a name that the program has given it, and no macro of ours.  */

static bool
named_p (const_tree var)
{
  return (var && DECL_NAME (var) && !DECL_ARTIFICIAL (var)
	  && strncmp (IDENTIFIER_POINTER (DECL_NAME (var)), "__percpu",
		      8) != 0);
}

/* The variable of the program that POINTER is the value of, or that of ID,
   which it was computed from; NULL_TREE if none has a name.  */

static tree
variable_of (tree pointer, tree id)
{
  if (pointer && VAR_P (pointer))
    return named_p (pointer) ? pointer : NULL_TREE;
  for (tree t : { pointer, id })
    if (t && TREE_CODE (t) == SSA_NAME)
      {
	tree var = SSA_NAME_VAR (t);
	if (named_p (var))
	  return var;
	/* `s = percpu_borrow (...)' gives the pointer to a temporary first.  */
	use_operand_p use;
	gimple *user;
	if (t == id && single_imm_use (t, &use, &user)
	    && is_gimple_assign (user)
	    && TREE_CODE (gimple_assign_lhs (user)) == SSA_NAME)
	  {
	    var = SSA_NAME_VAR (gimple_assign_lhs (user));
	    if (named_p (var))
	      return var;
	  }
      }
  return NULL_TREE;
}

/* Likewise for an object: a plain pointer to an instance is not its name.  */

static tree
object_variable (tree pointer, tree id)
{
  bool plain = pointer && !pcpu_pointer_type_p (TREE_TYPE (pointer));
  return variable_of (plain ? NULL_TREE : pointer, id);
}

/* LOC; where a macro of another file is used, if it is in one.  */

static location_t
visible (location_t loc)
{
  location_t spelt = linemap_resolve_location (line_table, loc,
					       LRK_SPELLING_LOCATION, NULL);
  location_t expanded
    = linemap_resolve_location (line_table, loc, LRK_MACRO_EXPANSION_POINT,
				NULL);
  return (located_p (spelt) && located_p (expanded)
	  && strcmp (LOCATION_FILE (spelt), LOCATION_FILE (expanded)) != 0
	  ? expanded : loc);
}

static void
note_at (gimple *stmt, const char *text)
{
  if (stmt)
    inform (visible (gimple_location (stmt)), "%s", _(text));
}

/* Say where STMT has ended GUARD.  A cleanup is where the variable is.  */

static void
note_end (gimple *stmt, tree guard)
{
  location_t loc = gimple_location (stmt);
  if (!located_p (loc)
      || (lookup_attribute ("cleanup", DECL_ATTRIBUTES (guard))
	  && LOCATION_LINE (loc) == DECL_SOURCE_LINE (guard)))
    inform (DECL_SOURCE_LOCATION (guard), "the guard, which is declared here,"
	    " has ended with its scope");
  else
    inform (visible (loc), "the guard has ended here");
}

/* STMT uses POINTER for HOW: PCPU_W_LIFETIME, or PCPU_W_ALIAS if it also looks at
   what it points to.  */

void
walk::use (state *s, gimple *stmt, tree pointer, enum pcpu_warning how)
{
  use_value (s, stmt, pointer, eval (*s, pointer), how);
}

void
walk::use_value (state *s, gimple *stmt, tree pointer, const value &v,
		 enum pcpu_warning how)
{
  location_t loc = (located_p (gimple_location (stmt))
		    ? gimple_location (stmt) : v.where);
  bool returned = gimple_code (stmt) == GIMPLE_RETURN;
  if (!located_p (loc))
    loc = fun->function_end_locus;

  if (v.kind == value::OBJECT)
    {
      auto o = s->objects.find (SSA_NAME_VERSION (v.id));
      if (o == s->objects.end () || o->second.state != object::FREED
	  || !once_in_line (v.id, loc))
	return;
      tree var = object_variable (pointer, v.id);
      if (var ? pcpu_report (PCPU_W_FREE, loc, "use of per-CPU object %qD after"
			     " it was freed", var)
	  : pcpu_report (PCPU_W_FREE, loc, "use of a per-CPU object after it"
			 " was freed"))
	{
	  note_at (o->second.made, G_("allocated here"));
	  note_at (o->second.freed, G_("freed here"));
	}
      return;
    }
  if (v.kind != value::BORROW)
    return;
  auto found = s->borrows.find (SSA_NAME_VERSION (v.id));
  if (found == s->borrows.end ())
    return;
  const borrow &b = found->second;
  tree var = variable_of (pointer, v.id);
  if (b.ended && b.freed)
    {
      if (!once_in_line (v.id, loc))
	return;
      if (var ? pcpu_report (PCPU_W_FREE, loc, "use of %qD, which was borrowed"
			     " from a per-CPU object that is freed", var)
	  : pcpu_report (PCPU_W_FREE, loc, "use of a pointer that was borrowed"
			 " from a per-CPU object that is freed"))
	{
	  note_at (b.made, G_("borrowed here"));
	  note_at (b.ended, G_("the object was freed here"));
	}
    }
  else if (b.ended)
    {
      if (!once_in_line (v.id, loc))
	return;
      bool out = (!var && returned
		  ? pcpu_report (PCPU_W_LIFETIME, loc, "return of a pointer that"
				 " was borrowed from guard %qD and does not"
				 " outlive it", b.guard)
		  : !var
		  ? pcpu_report (PCPU_W_LIFETIME, loc, "use of a pointer that"
				 " was borrowed from guard %qD after the guard"
				 " has ended", b.guard)
		  : returned
		  ? pcpu_report (PCPU_W_LIFETIME, loc, "return of %qD, which was"
				 " borrowed from guard %qD and does not outlive"
				 " it", var, b.guard)
		  : pcpu_report (PCPU_W_LIFETIME, loc, "use of %qD, which was"
				 " borrowed from guard %qD, after the guard has"
				 " ended", var, b.guard));
      if (out)
	{
	  note_at (b.made, G_("borrowed here"));
	  note_end (b.ended, b.guard);
	}
    }
  else if (b.later && how == PCPU_W_ALIAS)
    {
      if (!once (b.later, PCPU_W_ALIAS))
	return;
      if (var ? pcpu_report (PCPU_W_ALIAS, loc, "use of %qD although the same"
			     " object was borrowed again", var)
	  : pcpu_report (PCPU_W_ALIAS, loc, "use of a borrowed pointer although"
			 " the same object was borrowed again"))
	{
	  note_at (b.made, G_("borrowed here"));
	  note_at (b.later, G_("borrowed again here"));
	}
    }
}

/* walk_gimple_op callback: collect the pointers that a statement goes
   through.  */

static tree
collect_pointers (tree *tp, int *walk_subtrees, void *data)
{
  auto *list = (std::vector<tree> *) ((struct walk_stmt_info *) data)->info;

  if (TYPE_P (*tp) || TREE_CODE (*tp) == ADDR_EXPR)
    *walk_subtrees = 0;
  else if ((TREE_CODE (*tp) == MEM_REF || TREE_CODE (*tp) == TARGET_MEM_REF)
	   && TREE_CODE (TREE_OPERAND (*tp, 0)) == SSA_NAME)
    list->push_back (TREE_OPERAND (*tp, 0));
  return NULL_TREE;
}

void
walk::use_references (state *s, gimple *stmt)
{
  std::vector<tree> pointers;
  struct walk_stmt_info wi;
  memset (&wi, 0, sizeof wi);
  wi.info = &pointers;
  walk_gimple_op (stmt, collect_pointers, &wi);
  for (tree pointer : pointers)
    use (s, stmt, pointer, PCPU_W_ALIAS);
}

/* T is given to somebody of whom nothing is known.  */

void
walk::escape (state *s, tree t)
{
  if (DECL_P (t) && !is_gimple_reg (t))
    escape_parts (s, t);
  else
    escape_value (s, eval (*s, t));
}

void
walk::escape_value (state *s, const value &v)
{
  if (v.kind == value::OBJECT)
    {
      auto o = s->objects.find (SSA_NAME_VERSION (v.id));
      if (o != s->objects.end () && o->second.state == object::OWNED)
	o->second.state = object::FOREIGN;
    }
  else if (v.kind == value::ADDRESS)
    {
      auto g = s->guards.find (DECL_UID (v.id));
      if (g == s->guards.end () || g->second.state == guard::HELD)
	s->guards[DECL_UID (v.id)] = { guard::MOVED, v.id, NULL, NULL };
      escape_parts (s, v.id);
    }
}

/* Pointers in structures: VAR is given away with what is in it.  */

void
walk::escape_parts (state *s, tree var)
{
  for (const place_value &m : s->memory)
    if (m.v.kind == value::OBJECT && get_base_address (m.place) == var)
      escape_value (s, m.v);
}

/* STMT copies VAR to TO.  */

void
walk::copy_parts (state *s, gimple *stmt, tree to, tree var)
{
  bool local = DECL_P (to) && local_p (to);
  if (local && s->guards.count (DECL_UID (var)))
    s->guards[DECL_UID (to)] = { guard::MOVED, to, stmt, NULL };
  std::vector<place_value> parts;
  for (const place_value &m : s->memory)
    if (pointer_p (m.v) && get_base_address (m.place) == var)
      parts.push_back (m);
  if (!local)
    for (const place_value &m : parts)
      {
	check_stored (s, stmt, to, m.v, NULL_TREE);
	escape_value (s, m.v);
      }
  stored_to (s, to);
  if (!local)
    return;
  forget_parts (s, to);
  for (const place_value &m : parts)
    {
      tree place = unshare_expr (m.place);
      tree *base = &place;
      while (handled_component_p (*base))
	base = &TREE_OPERAND (*base, 0);
      if (*base != var)
	{
	  escape_value (s, m.v);
	  continue;
	}
      *base = to;
      if (!find_loaded (place))
	places.push_back ({ place, 0, {} });
      value v = m.v;
      v.where = gimple_location (stmt);
      remember (s, place, v, false);
    }
}

/* STMT returns VAR.  */

void
walk::return_parts (state *s, gimple *stmt, tree var)
{
  for (const place_value &m : s->memory)
    if (pointer_p (m.v) && get_base_address (m.place) == var)
      {
	use_value (s, stmt, NULL_TREE, m.v, PCPU_W_LIFETIME);
	escape_value (s, m.v);
      }
}

/* There is no VAR any more, or something else in it.  */

void
walk::forget_parts (state *s, tree var)
{
  for (size_t i = s->memory.size (); i-- > 0;)
    if (get_base_address (s->memory[i].place) == var)
      s->memory.erase (s->memory.begin () + i);
}

/* Stores.  */

/* PLACE is in memory that is there when the function has returned.  */

static bool
outlives_p (const state &s, tree place, tree fndecl, const value &base_value)
{
  (void) s;
  tree base = get_base_address (place);
  if (!base)
    return false;
  if (TREE_CODE (base) == MEM_REF)
    return base_value.kind != value::ADDRESS
	   || !auto_var_in_fn_p (base_value.id, fndecl);
  return VAR_P (base) && !auto_var_in_fn_p (base, fndecl);
}

void
walk::check_stored (state *s, gimple *stmt, tree place, const value &v,
		    tree what)
{
  if (v.kind != value::BORROW)
    return;
  auto found = s->borrows.find (SSA_NAME_VERSION (v.id));
  if (found == s->borrows.end () || !found->second.guard
      || found->second.ended)
    return;
  tree base = get_base_address (place);
  value at = unknown;
  if (base && TREE_CODE (base) == MEM_REF)
    {
      at = eval (*s, TREE_OPERAND (base, 0));
      /* What is guarded itself is reached by a guard only.  */
      if (at.kind == value::BORROW)
	return;
    }
  if (!outlives_p (*s, place, fun->decl, at) || !once (stmt, PCPU_W_LIFETIME))
    return;
  tree var = variable_of (what, v.id);
  location_t loc = gimple_location (stmt);
  if (var ? pcpu_report (PCPU_W_LIFETIME, loc, "%qD, which was borrowed from"
			 " guard %qD, is stored where it outlives the guard",
			 var, found->second.guard)
      : pcpu_report (PCPU_W_LIFETIME, loc, "a pointer that was borrowed from"
		     " guard %qD is stored where it outlives the guard",
		     found->second.guard))
    note_at (found->second.made, G_("borrowed here"));
}

void
walk::store (state *s, gimple *stmt, tree place, tree what)
{
  value v = eval (*s, what);
  place = canonical (*s, place);
  if (pointer_p (v))
    {
      use (s, stmt, what, PCPU_W_LIFETIME);
      check_stored (s, stmt, place, v, what);
      tree base = get_base_address (place);
      if (!local_p (place) || !DECL_P (base) || exposed.count (DECL_UID (base)))
	escape (s, what);
    }
  stored_to (s, place);
  remember (s, place, v, false);
  /* Who cannot find it again does not know its owner.  */
  if (v.kind == value::OBJECT && recall (*s, place).kind == value::UNKNOWN)
    escape (s, what);
}

/* A and B are parts of one object that have bytes in common.  */

static bool
overlap_p (tree a, tree b)
{
  if (operand_equal_p (a, b, 0))
    return true;
  poly_int64 offset_a, size_a, max_a, offset_b, size_b, max_b;
  bool reverse;
  tree base_a = get_ref_base_and_extent (a, &offset_a, &size_a, &max_a,
					 &reverse);
  tree base_b = get_ref_base_and_extent (b, &offset_b, &size_b, &max_b,
					 &reverse);
  return (known_size_p (size_a) && known_eq (size_a, max_a)
	  && known_size_p (size_b) && known_eq (size_b, max_b)
	  && operand_equal_p (base_a, base_b, 0)
	  && ranges_maybe_overlap_p (offset_a, size_a, offset_b, size_b));
}

/* A store to B may change A.  What is borrowed is elsewhere than all the
   rest.  */

bool
walk::may_alias_p (const state &s, tree a, tree b) const
{
  auto borrowed_p = [&] (tree place)
    {
      tree base = get_base_address (place);
      return (base && TREE_CODE (base) == MEM_REF
	      && eval (s, TREE_OPERAND (base, 0)).kind == value::BORROW);
    };
  tree type_a = TREE_TYPE (a), type_b = TREE_TYPE (b);
  return ((!is_gimple_reg_type (type_a) || !is_gimple_reg_type (type_b)
	   || POINTER_TYPE_P (type_a) == POINTER_TYPE_P (type_b))
	  && borrowed_p (a) == borrowed_p (b)
	  && refs_may_alias_p (a, b));
}

/* walk_tree callback: stop at what overlaps with the place in DATA.  */

static tree
find_overlap (tree *tp, int *walk_subtrees, void *data)
{
  if (TYPE_P (*tp))
    *walk_subtrees = 0;
  else if ((handled_component_p (*tp) || DECL_P (*tp)
	    || TREE_CODE (*tp) == MEM_REF)
	   && TREE_CODE (*tp) != FIELD_DECL && overlap_p (*tp, (tree) data))
    return *tp;
  return NULL_TREE;
}

/* PLACE is written to.  What a branch has taught is lost only if it was about
   this very place.  */

void
walk::stored_to (state *s, tree place)
{
  for (const loaded &l : places)
    if (overlap_p (l.place, place))
      s->stale.insert (l.names.begin (), l.names.end ());
  for (size_t i = s->memory.size (); i-- > 0;)
    if (s->memory[i].by_branch
	? walk_tree_without_duplicates (&s->memory[i].place, find_overlap,
					place) != NULL_TREE
	: (!operand_equal_p (s->memory[i].place, place, 0)
	   && may_alias_p (*s, s->memory[i].place, place)))
      s->memory.erase (s->memory.begin () + i);
}

/* Statements.  */

static bool
boolean_p (const_tree type)
{
  return INTEGRAL_TYPE_P (type) && TYPE_PRECISION (type) == 1;
}

/* What the assignment STMT computes.  */

value
walk::computed (state *s, gassign *stmt)
{
  enum tree_code code = gimple_assign_rhs_code (stmt);
  tree type = TREE_TYPE (gimple_assign_lhs (stmt));
  tree a = gimple_assign_rhs1 (stmt);

  if (gimple_assign_load_p (stmt))
    return place_p (a) ? recall (*s, canonical (*s, a)) : unknown;
  if (TREE_CODE_CLASS (code) == tcc_comparison)
    {
      int known = decide (*s, code, a, gimple_assign_rhs2 (stmt));
      return known < 0 ? unknown : known ? nonzero : zero;
    }
  value v = eval (*s, code == VIEW_CONVERT_EXPR ? TREE_OPERAND (a, 0) : a);
  if (code == BIT_AND_EXPR && v.kind == value::ZERO)
    return zero;
  switch (code)
    {
    CASE_CONVERT:
    case VIEW_CONVERT_EXPR:
      if ((v.kind == value::NONZERO || v.kind == value::CONSTANT
	   || v.kind == value::ADDRESS || pointer_p (v))
	  && (TYPE_PRECISION (type)
	      < TYPE_PRECISION (TREE_TYPE (code == VIEW_CONVERT_EXPR
					   ? TREE_OPERAND (a, 0) : a)))
	  && TREE_CODE (type) != BOOLEAN_TYPE)
	return unknown;
      return v;
    case BIT_NOT_EXPR:
      if (TREE_CODE (type) != BOOLEAN_TYPE)
	return unknown;
      return v.kind == value::ZERO ? nonzero
	     : v.kind == value::NONZERO ? zero : unknown;
    case POINTER_PLUS_EXPR:
    case PLUS_EXPR:
    case MINUS_EXPR:
    case BIT_AND_EXPR:
    case BIT_IOR_EXPR:
      {
	value w = eval (*s, gimple_assign_rhs2 (stmt));
	if (code == BIT_AND_EXPR && w.kind == value::ZERO)
	  return zero;
	if (w.kind == value::ZERO)
	  return v;
	if (v.kind == value::ZERO && code != MINUS_EXPR)
	  return w;
	if (code == BIT_IOR_EXPR
	    && (v.kind == value::NONZERO || v.kind == value::CONSTANT
		|| w.kind == value::NONZERO || w.kind == value::CONSTANT))
	  return nonzero;
	if (code == BIT_AND_EXPR && boolean_p (type)
	    && v.kind != value::UNKNOWN && w.kind != value::UNKNOWN)
	  return nonzero;
	/* The address of a variable, and the bias; see percpu_address in
	   lower.cc.  */
	if (code == PLUS_EXPR && v.kind == value::ADDRESS
	    && pcpu_variable_p (v.id))
	  return v;
	if (pointer_p (v) == pointer_p (w))
	  return unknown;
	if (pointer_p (w))
	  {
	    if (code == MINUS_EXPR)
	      return unknown;
	    v = w;
	  }
	v.interior = true;
	return v;
      }
    default:
      return get_gimple_rhs_class (code) == GIMPLE_SINGLE_RHS ? v : unknown;
    }
}

void
walk::assign (state *s, gassign *stmt)
{
  tree lhs = gimple_assign_lhs (stmt);
  tree rhs = gimple_assign_rhs1 (stmt);

  use_references (s, stmt);
  if (TREE_CODE (lhs) == SSA_NAME)
    {
      value v = computed (s, stmt);
      if (gimple_has_location (stmt))
	v.where = gimple_location (stmt);
      set (s, lhs, v);
      if (v.kind == value::UNKNOWN && gimple_assign_load_p (stmt)
	  && pcpu_pointer_type_p (TREE_TYPE (lhs)) && place_p (rhs))
	remember (s, canonical (*s, rhs), eval (*s, lhs), false);
      return;
    }
  if (gimple_clobber_p (stmt))
    {
      forget_parts (s, lhs);
      /* A guard that has ended with its scope is done with.  */
      auto g = DECL_P (lhs) ? s->guards.find (DECL_UID (lhs))
	       : s->guards.end ();
      if (g != s->guards.end () && g->second.state != guard::HELD)
	s->guards.erase (g);
      return;
    }
  /* A guard that is copied has another owner.  */
  if (VAR_P (rhs) && s->guards.count (DECL_UID (rhs)))
    s->guards[DECL_UID (rhs)].state = guard::MOVED;
  tree var = variable_at (*s, lhs);
  if (var && RECORD_OR_UNION_TYPE_P (TREE_TYPE (var)))
    {
      auto g = s->guards.find (DECL_UID (var));
      if (g == s->guards.end () || g->second.state != guard::HELD)
	s->guards[DECL_UID (var)] = { guard::MOVED, var, stmt, NULL };
    }
  if (DECL_P (rhs) && !is_gimple_reg (rhs) && local_p (rhs))
    copy_parts (s, stmt, lhs, rhs);
  else if (get_gimple_rhs_class (gimple_assign_rhs_code (stmt))
      == GIMPLE_SINGLE_RHS)
    store (s, stmt, lhs, rhs);
}

/* The variable of this function that is the guard at POINTER, or
   NULL_TREE.  */

static tree
guard_variable (const value &v, tree fndecl)
{
  return (v.kind == value::ADDRESS && auto_var_in_fn_p (v.id, fndecl)
	  ? v.id : NULL_TREE);
}

/* Of what B borrows, with LHS as the pointer, only a part is ever used:
   `&percpu_borrow (g, &st)->rx'.  */

static void
narrow (borrow *b, tree lhs)
{
  use_operand_p use;
  gimple *user;
  poly_int64 place;
  HOST_WIDE_INT offset;

  if (!single_imm_use (lhs, &use, &user)
      || !is_gimple_assign (user)
      || gimple_assign_rhs_code (user) != ADDR_EXPR)
    return;
  tree ref = TREE_OPERAND (gimple_assign_rhs1 (user), 0);
  tree base = get_addr_base_and_unit_offset (ref, &place);
  tree size = TYPE_SIZE_UNIT (TREE_TYPE (ref));
  if (base && TREE_CODE (base) == MEM_REF && TREE_OPERAND (base, 0) == lhs
      && place.is_constant (&offset)
      && size && tree_fits_shwi_p (size))
    {
      b->offset += offset + tree_to_shwi (TREE_OPERAND (base, 1));
      b->size = tree_to_shwi (size);
    }
}

/* The per-CPU pointer that POINTER is the translation of, or NULL_TREE; see
   translate in lower.cc.  */

static tree
translated_from (tree pointer)
{
  while (TREE_CODE (pointer) == SSA_NAME
	 && !pcpu_pointer_type_p (TREE_TYPE (pointer)))
    {
      gimple *def = SSA_NAME_DEF_STMT (pointer);
      if (gasm *hidden = dyn_cast<gasm *> (def))
	{
	  if (gimple_asm_ninputs (hidden) != 1)
	    return NULL_TREE;
	  pointer = TREE_VALUE (gimple_asm_input_op (hidden, 0));
	}
      else if (is_gimple_assign (def)
	       && (CONVERT_EXPR_CODE_P (gimple_assign_rhs_code (def))
		   || gimple_assign_rhs_code (def) == PLUS_EXPR
		   || gimple_assign_rhs_code (def) == SSA_NAME))
	pointer = gimple_assign_rhs1 (def);
      else
	return NULL_TREE;
    }
  return TREE_CODE (pointer) == SSA_NAME ? pointer : NULL_TREE;
}

/* The type of the parameter that NAME is given for, if that is all that happens to
   it; else NULL_TREE.  */

static tree
passed_type (tree name)
{
  use_operand_p use;
  gimple *user;

  if (!single_imm_use (name, &use, &user) || !is_gimple_call (user)
      || !gimple_call_fntype (user))
    return NULL_TREE;
  tree parm = TYPE_ARG_TYPES (gimple_call_fntype (user));
  for (unsigned int i = 0; i < gimple_call_num_args (user) && parm;
       i++, parm = TREE_CHAIN (parm))
    if (gimple_call_arg (user, i) == name)
      return TREE_VALUE (parm);
  return NULL_TREE;
}

void
walk::make_borrow (state *s, gcall *stmt)
{
  tree lhs = gimple_call_lhs (stmt);
  if (!lhs || TREE_CODE (lhs) != SSA_NAME)
    return;
  value from = eval (*s, gimple_call_arg (stmt, 0));
  if (pointer_p (from))
    use (s, stmt, gimple_call_arg (stmt, 0), PCPU_W_LIFETIME);

  borrow b;
  memset (&b, 0, sizeof b);
  b.made = stmt;
  b.guard = guard_variable (eval (*s, gimple_call_arg (stmt, 1)), fun->decl);
  b.object = from.kind == value::OBJECT ? from.id : NULL_TREE;
  tree untranslated = translated_from (gimple_call_arg (stmt, 0));
  b.whole = (b.object && untranslated
	     && !eval (*s, untranslated).interior);
  b.uid = tree_to_uhwi (gimple_call_arg (stmt, 2));
  b.offset = tree_to_shwi (gimple_call_arg (stmt, 3));
  b.size = tree_to_shwi (gimple_call_arg (stmt, 4));
  narrow (&b, lhs);
  if (b.guard)
    {
      auto g = s->guards.find (DECL_UID (b.guard));
      if (g != s->guards.end () && g->second.state == guard::LEFT
	  && once (stmt, PCPU_W_LIFETIME)
	  && pcpu_report (PCPU_W_LIFETIME, gimple_location (stmt),
			  "borrow from guard %qD after it has ended", b.guard))
	note_end (g->second.left, b.guard);
      /* Who borrows to read does not mind the others, and what no variable holds
	 and no function gets is over with its expression.  */
      auto writable_p = [] (gimple *made)
	{
	  tree var = variable_of (NULL_TREE, gimple_call_lhs (made));
	  tree type = (var ? TREE_TYPE (var)
		       : passed_type (gimple_call_lhs (made)));
	  return (type && POINTER_TYPE_P (type)
		  && !TYPE_READONLY (TREE_TYPE (type)));
	};
      auto same_p = [&b] (const borrow &other)
	{
	  if (b.whole)
	    return other.whole && other.object == b.object;
	  return (b.uid && other.uid == b.uid
		  && other.offset < b.offset + b.size
		  && b.offset < other.offset + other.size);
	};
      if (writable_p (stmt))
	for (auto &other : s->borrows)
	  if (other.second.guard == b.guard && same_p (other.second)
	      && !other.second.ended && other.second.made != stmt
	      && writable_p (other.second.made))
	    other.second.later = stmt;
    }
  s->borrows[SSA_NAME_VERSION (lhs)] = b;
  set (s, lhs, value (value::BORROW, lhs));
}

/* STMT stands before an access of several instructions.  */

void
walk::check_torn (state *s, gcall *stmt)
{
  for (const auto &g : s->guards)
    if (g.second.state != guard::LEFT)
      return;
  if (once (stmt, PCPU_W_TEARING))
    pcpu_report_torn (gimple_location (stmt),
		      (enum pcpu_torn) tree_to_uhwi (gimple_call_arg (stmt,
								      0)));
}

void
walk::enter_guard (state *s, gcall *stmt)
{
  tree lhs = gimple_call_lhs (stmt);
  if (!lhs)
    {
      if (once (stmt, PCPU_W_GUARD)
	  && pcpu_report (PCPU_W_GUARD, gimple_location (stmt),
			  "guard is dropped at once"))
	inform (gimple_location (stmt), "keep it for as long as it is to last:"
		" %<struct percpu_guard g PERCPU_CLEANUP ="
		" percpu_guard_enter ();%>");
      return;
    }
  lhs = variable_at (*s, lhs);
  if (!lhs)
    return;
  auto g = s->guards.find (DECL_UID (lhs));
  if (g != s->guards.end () && g->second.state == guard::HELD
      && once (stmt, PCPU_W_GUARD)
      && pcpu_report (PCPU_W_GUARD, gimple_location (stmt),
		      "guard %qD is entered again while it is held", lhs))
    note_at (g->second.entered, G_("entered here"));
  s->guards[DECL_UID (lhs)] = { guard::HELD, lhs, stmt, NULL };
}

void
walk::leave_guard (state *s, gcall *stmt)
{
  if (gimple_call_num_args (stmt) == 0)
    return;
  tree decl = guard_variable (eval (*s, gimple_call_arg (stmt, 0)), fun->decl);
  if (!decl)
    return;
  auto g = s->guards.find (DECL_UID (decl));
  if (g == s->guards.end ())
    {
      tree type = TREE_TYPE (gimple_call_arg (stmt, 0));
      if (VAR_P (decl)
	  && (TYPE_MAIN_VARIANT (TREE_TYPE (type))
	      == TYPE_MAIN_VARIANT (TREE_TYPE (decl)))
	  && once (stmt, PCPU_W_GUARD))
	{
	  location_t loc = gimple_location (stmt);
	  if (!located_p (loc))
	    loc = DECL_SOURCE_LOCATION (decl);
	  pcpu_report (PCPU_W_GUARD, loc, "guard %qD is left but was not entered",
		       decl);
	}
      return;
    }
  if (g->second.state == guard::LEFT)
    {
      if (once (stmt, PCPU_W_GUARD))
	{
	  location_t loc = gimple_location (stmt);
	  if (!located_p (loc))
	    loc = DECL_SOURCE_LOCATION (decl);
	  if (pcpu_report (PCPU_W_GUARD, loc, "guard %qD is left twice", decl))
	    note_at (g->second.left, G_("left here first"));
	}
      return;
    }
  g->second.state = guard::LEFT;
  g->second.left = stmt;
  for (auto &b : s->borrows)
    if (b.second.guard == decl && !b.second.ended)
      b.second.ended = stmt;
}

/* An object of which the last trace is lost.  */

static void
report_leak (const object &o, tree name, location_t loc)
{
  tree var = variable_of (name, name);
  if (var ? pcpu_report (PCPU_W_LEAK, loc, "per-CPU object %qD is not freed on"
			 " some path", var)
      : pcpu_report (PCPU_W_LEAK, loc, "per-CPU object is not freed on some"
		     " path"))
    note_at (o.made, G_("allocated here"));
}

void
walk::allocate (state *s, gcall *stmt)
{
  tree lhs = gimple_call_lhs (stmt);
  if (!lhs)
    {
      if (once (stmt, PCPU_W_LEAK))
	report_leak ({ object::OWNED, NULL, NULL, 0 }, NULL_TREE,
		     gimple_location (stmt));
      return;
    }
  if (TREE_CODE (lhs) != SSA_NAME)
    {
      store (s, stmt, lhs, null_pointer_node);
      return;
    }
  auto o = s->objects.find (SSA_NAME_VERSION (lhs));
  if (o != s->objects.end () && o->second.state == object::OWNED
      && o->second.retained == 0 && once (stmt, PCPU_W_LEAK))
    report_leak (o->second, lhs, gimple_location (stmt));
  set (s, lhs, value (value::OBJECT, lhs));
  s->objects[SSA_NAME_VERSION (lhs)] = { object::OWNED, stmt, NULL, 0 };
}

void
walk::free_object (state *s, gcall *stmt, tree fndecl)
{
  if (gimple_call_num_args (stmt) == 0)
    return;
  tree arg = gimple_call_arg (stmt, 0);
  location_t loc = gimple_location (stmt);
  value v = eval (*s, arg);

  if (pcpu_function_role (fndecl) == PCPU_AUTOFREE)
    {
      if (v.kind != value::ADDRESS)
	return;
      arg = v.id;
      v = recall (*s, arg);
    }
  if (v.kind == value::ADDRESS && pcpu_variable_p (v.id))
    {
      if (once (stmt, PCPU_W_FREE))
	pcpu_report (PCPU_W_FREE, loc, "%qD of per-CPU variable %qD, which was"
		     " not allocated", fndecl, v.id);
      return;
    }
  if (v.kind != value::OBJECT)
    return;
  auto o = s->objects.find (SSA_NAME_VERSION (v.id));
  tree var = variable_of (arg, v.id);
  if (o != s->objects.end () && o->second.state == object::FREED)
    {
      if (once (stmt, PCPU_W_FREE)
	  && (var ? pcpu_report (PCPU_W_FREE, loc, "per-CPU object %qD is freed"
				 " twice", var)
	      : pcpu_report (PCPU_W_FREE, loc, "per-CPU object is freed"
			     " twice")))
	{
	  note_at (o->second.made, G_("allocated here"));
	  note_at (o->second.freed, G_("freed here first"));
	}
      return;
    }
  if (v.interior)
    {
      if (once (stmt, PCPU_W_FREE))
	pcpu_report (PCPU_W_FREE, loc, "%qD of a pointer that is not the start"
		     " of a per-CPU object", fndecl);
      return;
    }
  if (o != s->objects.end () && o->second.retained > 0
      && pcpu_function_role (fndecl) == PCPU_RELEASE)
    {
      o->second.retained--;
      return;
    }
  gimple *made = o != s->objects.end () ? o->second.made : NULL;
  s->objects[SSA_NAME_VERSION (v.id)] = { object::FREED, made, stmt, 0 };
  for (auto &b : s->borrows)
    if (b.second.object == v.id && !b.second.ended)
      {
	b.second.ended = stmt;
	b.second.freed = true;
      }
}

/* FNDECL is a built-in function that stores one of its arguments where another
   points to.  */

static bool
atomic_p (const_tree fndecl)
{
  if (!fndecl || !fndecl_built_in_p (fndecl, BUILT_IN_NORMAL))
    return false;
  const char *name = IDENTIFIER_POINTER (DECL_NAME (fndecl));
  return (strncmp (name, "__atomic_", 9) == 0
	  || strncmp (name, "__sync_", 7) == 0);
}

/* The arguments of a function that has no role.  */

void
walk::call_arguments (state *s, gcall *stmt, tree fndecl)
{
  tree fntype = gimple_call_fntype (stmt);
  /* What the compiler itself puts there, for a sanitizer, keeps nothing.  */
  bool known = (gimple_call_internal_p (stmt)
		|| (fndecl && fndecl_built_in_p (fndecl, BUILT_IN_NORMAL)
		    && !atomic_p (fndecl)));

  for (unsigned int i = 0; i < gimple_call_num_args (stmt); i++)
    {
      tree arg = gimple_call_arg (stmt, i);
      value v = eval (*s, arg);
      if (VAR_P (arg) && s->guards.count (DECL_UID (arg)))
	s->guards[DECL_UID (arg)].state = guard::MOVED;
      if (pointer_p (v))
	use (s, stmt, arg, PCPU_W_ALIAS);
      if (v.kind == value::BORROW && i > 0 && atomic_p (fndecl))
	check_stored (s, stmt,
		      build2 (MEM_REF, TREE_TYPE (arg),
			      gimple_call_arg (stmt, 0),
			      build_zero_cst (ptr_type_node)), v, arg);
      if (v.kind == value::BORROW && fntype && pcpu_keeps_p (fntype, i))
	{
	  auto b = s->borrows.find (SSA_NAME_VERSION (v.id));
	  tree var = variable_of (arg, v.id);
	  if (b != s->borrows.end () && b->second.guard && !b->second.ended
	      && once (stmt, PCPU_W_LIFETIME)
	      && (var
		  ? pcpu_report (PCPU_W_LIFETIME, gimple_location (stmt),
				 "%qD, which was borrowed from guard %qD, is"
				 " passed to a function that keeps it", var,
				 b->second.guard)
		  : pcpu_report (PCPU_W_LIFETIME, gimple_location (stmt),
				 "a pointer that was borrowed from guard %qD is"
				 " passed to a function that keeps it",
				 b->second.guard)))
	    {
	      note_at (b->second.made, G_("borrowed here"));
	      if (fndecl)
		inform (DECL_SOURCE_LOCATION (fndecl), "%qD is declared here",
			fndecl);
	    }
	}
      if (!known && !(fntype && pcpu_borrows_p (fntype, i)))
	escape (s, arg);
    }
}

/* The built-in function that STMT calls may store to what its arguments point
   to, as memset does.  */

void
walk::built_in_stores (state *s, gcall *stmt)
{
  for (unsigned int i = 0; i < gimple_call_num_args (stmt); i++)
    {
      tree arg = gimple_call_arg (stmt, i);
      if (!POINTER_TYPE_P (TREE_TYPE (arg)))
	continue;
      value to = eval (*s, arg);
      for (size_t j = s->memory.size (); j-- > 0;)
	{
	  tree base = get_base_address (s->memory[j].place);
	  if (base
	      && (to.kind == value::ADDRESS ? base == to.id
		  : (TREE_CODE (base) == MEM_REF
		     && TREE_OPERAND (base, 0) == arg)))
	    {
	      escape_value (s, s->memory[j].v);
	      s->memory.erase (s->memory.begin () + j);
	    }
	}
    }
}

/* FNDECL leaves the function without the cleanups of its variables.  */

static bool
longjmp_p (const_tree fndecl)
{
  if (!fndecl)
    return false;
  const char *name = IDENTIFIER_POINTER (DECL_NAME (fndecl));
  return (strcmp (name, "longjmp") == 0 || strcmp (name, "_longjmp") == 0
	  || strcmp (name, "siglongjmp") == 0
	  || strcmp (name, "__builtin_longjmp") == 0);
}

/* What the call STMT returns, if that is one of its arguments or points into what
   one points to.  */

value
walk::returned_argument (const state &s, gcall *stmt) const
{
  if (gimple_call_num_args (stmt) == 0
      || !gimple_call_builtin_p (stmt, BUILT_IN_NORMAL))
    return unknown;
  value v = eval (s, gimple_call_arg (stmt, 0));
  switch (DECL_FUNCTION_CODE (gimple_call_fndecl (stmt)))
    {
    case BUILT_IN_EXPECT:
    case BUILT_IN_EXPECT_WITH_PROBABILITY:
    case BUILT_IN_ASSUME_ALIGNED:
    case BUILT_IN_MEMCPY:
    case BUILT_IN_MEMMOVE:
    case BUILT_IN_MEMSET:
    case BUILT_IN_STRCPY:
    case BUILT_IN_STRNCPY:
    case BUILT_IN_STRCAT:
    case BUILT_IN_STRNCAT:
      return v;
    case BUILT_IN_MEMCHR:
    case BUILT_IN_STRCHR:
    case BUILT_IN_STRRCHR:
    case BUILT_IN_STRSTR:
    case BUILT_IN_STRPBRK:
    case BUILT_IN_INDEX:
    case BUILT_IN_RINDEX:
    case BUILT_IN_STPCPY:
    case BUILT_IN_MEMPCPY:
      v.interior = true;
      return pointer_p (v) ? v : unknown;
    default:
      return unknown;
    }
}

/* False if the path ends here.  */

bool
walk::call (state *s, gcall *stmt)
{
  tree fndecl = gimple_call_fndecl (stmt);
  tree lhs = gimple_call_lhs (stmt);
  enum pcpu_op op;
  enum pcpu_yield yield;

  use_references (s, stmt);
  if (pcpu_operation_p (fndecl, &op, &yield))
    {
      if (op == PCPU_BORROWED)
	make_borrow (s, stmt);
      else
	check_torn (s, stmt);
      return true;
    }
  switch (pcpu_function_role (fndecl))
    {
    case PCPU_GUARD_ENTER:
      enter_guard (s, stmt);
      return true;
    case PCPU_GUARD_LEAVE:
      leave_guard (s, stmt);
      return true;
    case PCPU_ALLOCATE:
      call_arguments (s, stmt, fndecl);
      allocate (s, stmt);
      return true;
    case PCPU_FREE:
    case PCPU_AUTOFREE:
    case PCPU_RELEASE:
      free_object (s, stmt, fndecl);
      return true;
    case PCPU_RETAIN:
      if (gimple_call_num_args (stmt) > 0)
	{
	  tree arg = gimple_call_arg (stmt, 0);
	  use (s, stmt, arg, PCPU_W_LIFETIME);
	  value v = eval (*s, arg);
	  escape (s, arg);
	  if (v.kind == value::OBJECT)
	    {
	      auto o = s->objects.insert ({ SSA_NAME_VERSION (v.id),
					    { object::FOREIGN, NULL, NULL, 0 } });
	      if (o.first->second.retained < retained_max)
		o.first->second.retained++;
	    }
	  if (lhs && TREE_CODE (lhs) == SSA_NAME)
	    set (s, lhs, v.kind == value::OBJECT ? v : unknown);
	}
      return true;
    case PCPU_NO_ROLE:
      break;
    }

  call_arguments (s, stmt, fndecl);
  if (gimple_call_noreturn_p (stmt))
    {
      if (longjmp_p (fndecl))
	for (const auto &g : s->guards)
	  if (g.second.state == guard::HELD && once (stmt, PCPU_W_GUARD)
	      && pcpu_report (PCPU_W_GUARD, gimple_location (stmt),
			      "%qD leaves the function while guard %qD is held",
			      fndecl, g.second.decl))
	    note_at (g.second.entered, G_("entered here"));
      return false;
    }
  if (gimple_call_internal_p (stmt))
    ;
  else if (!fndecl || !fndecl_built_in_p (fndecl))
    forget_memory (s);
  else if (gimple_vdef (stmt))
    built_in_stores (s, stmt);
  if (lhs && TREE_CODE (lhs) == SSA_NAME)
    set (s, lhs, returned_argument (*s, stmt));
  else if (lhs)
    {
      remember (s, lhs, unknown, false);
      /* Perhaps a guard that a function has entered for us.  */
      if (tree var = variable_at (*s, lhs))
	s->guards[DECL_UID (var)] = { guard::MOVED, var, stmt, NULL };
    }
  return true;
}

void
walk::assembler (state *s, gasm *stmt)
{
  use_references (s, stmt);
  /* What hides a sum, see translate in lower.cc.  */
  value copied = unknown;
  if (gimple_asm_noutputs (stmt) == 1 && gimple_asm_ninputs (stmt) == 1
      && *gimple_asm_string (stmt) == '\0')
    copied = eval (*s, TREE_VALUE (gimple_asm_input_op (stmt, 0)));
  else
    for (unsigned int i = 0; i < gimple_asm_ninputs (stmt); i++)
      {
	tree input = TREE_VALUE (gimple_asm_input_op (stmt, i));
	if (TREE_CODE (input) != SSA_NAME || !pointer_p (eval (*s, input)))
	  continue;
	use (s, stmt, input, PCPU_W_LIFETIME);
	for (unsigned int j = 0; j < gimple_asm_noutputs (stmt); j++)
	  {
	    tree output = TREE_VALUE (gimple_asm_output_op (stmt, j));
	    if (TREE_CODE (output) != SSA_NAME)
	      check_stored (s, stmt, output, eval (*s, input), input);
	  }
	escape (s, input);
      }
  for (unsigned int i = 0; i < gimple_asm_noutputs (stmt); i++)
    {
      tree output = TREE_VALUE (gimple_asm_output_op (stmt, i));
      if (TREE_CODE (output) == SSA_NAME)
	set (s, output, copied);
    }
}

void
walk::leave_function (state *s, greturn *stmt)
{
  tree result = gimple_return_retval (stmt);
  if (result)
    {
      if (pointer_p (eval (*s, result)))
	use (s, stmt, result, PCPU_W_LIFETIME);
      if (DECL_P (result) && !is_gimple_reg (result))
	return_parts (s, stmt, result);
      else
	escape (s, result);
      if (VAR_P (result) && s->guards.count (DECL_UID (result)))
	s->guards[DECL_UID (result)].state = guard::MOVED;
    }
  location_t loc = gimple_location (stmt);
  if (!located_p (loc))
    loc = s->jump;
  if (!located_p (loc))
    loc = fun->function_end_locus;
  for (const auto &g : s->guards)
    if (g.second.state == guard::HELD && once (g.second.entered, still_held))
      {
	if (pcpu_report (PCPU_W_GUARD, loc, "guard %qD is still held on return",
			 g.second.decl))
	  {
	    note_at (g.second.entered, G_("entered here"));
	    inform (DECL_SOURCE_LOCATION (g.second.decl), "declare it with"
		    " %<PERCPU_CLEANUP%>, and it is left with its scope");
	  }
      }
  /* What is left when the program ends is nobody's loss.  */
  if (MAIN_NAME_P (DECL_NAME (fun->decl)))
    return;
  for (const auto &o : s->objects)
    if (o.second.state == object::OWNED && o.second.retained == 0
	&& once (o.second.made, PCPU_W_LEAK))
      report_leak (o.second, gimple_call_lhs (o.second.made), loc);
}

/* False if the path ends with STMT.  */

bool
walk::statement (state *s, gimple *stmt)
{
  if (gimple_has_location (stmt) && gimple_code (stmt) != GIMPLE_RETURN
      && !(is_gimple_call (stmt)
	   && (pcpu_function_role (gimple_call_fndecl (stmt))
	       == PCPU_GUARD_LEAVE)))
    s->jump = UNKNOWN_LOCATION;
  switch (gimple_code (stmt))
    {
    case GIMPLE_ASSIGN:
      assign (s, as_a<gassign *> (stmt));
      return true;
    case GIMPLE_CALL:
      return call (s, as_a<gcall *> (stmt));
    case GIMPLE_ASM:
      assembler (s, as_a<gasm *> (stmt));
      return true;
    case GIMPLE_RETURN:
      leave_function (s, as_a<greturn *> (stmt));
      return false;
    default:
      return true;
    }
}

/* Paths.  */

/* walk_tree callback: stop at a name that is not in DATA.  */

static tree
find_dead (tree *tp, int *walk_subtrees, void *data)
{
  if (TYPE_P (*tp))
    *walk_subtrees = 0;
  return (TREE_CODE (*tp) == SSA_NAME
	  && !bitmap_bit_p ((bitmap) data, SSA_NAME_VERSION (*tp))
	  ? *tp : NULL_TREE);
}

/* PLACE is a test of names that will still be used.  */

bool
walk::asked_again_p (tree place, basic_block bb) const
{
  for (const loaded &l : tests)
    if (l.place == place)
      for (unsigned int n : l.names)
	if (bitmap_bit_p (alive[bb->index], n))
	  return true;
  return false;
}

void
walk::enter_block (state *s, basic_block bb, edge from)
{
  std::vector<std::pair<tree, value> > results;
  for (gphi_iterator p = gsi_start_phis (bb); !gsi_end_p (p); gsi_next (&p))
    if (!virtual_operand_p (gimple_phi_result (p.phi ())))
      {
	value v = eval (*s, PHI_ARG_DEF_FROM_EDGE (p.phi (), from));
	location_t loc = gimple_phi_arg_location_from_edge (p.phi (), from);
	if (located_p (loc))
	  v.where = loc;
	results.push_back ({ gimple_phi_result (p.phi ()), v });
      }
  for (const auto &r : results)
    set (s, r.first, r.second);
  if (located_p (from->goto_locus))
    s->jump = from->goto_locus;
  else if (results.size () == 1 && single_succ_p (bb)
	   && single_succ (bb) == EXIT_BLOCK_PTR_FOR_FN (fun)
	   && located_p (results[0].second.where))
    s->jump = results[0].second.where;

  if (from->flags & EDGE_DFS_BACK)
    {
      const std::set<tree> &inside = in_loop[from];
      for (size_t i = s->memory.size (); i-- > 0;)
	if (s->memory[i].by_branch && inside.count (s->memory[i].place))
	  s->memory.erase (s->memory.begin () + i);
    }

  /* Forget what nobody will ask for.  */
  for (size_t i = s->memory.size (); i-- > 0;)
    if (walk_tree_without_duplicates (&s->memory[i].place, find_dead,
				      alive[bb->index])
	&& !asked_again_p (s->memory[i].place, bb))
      {
	escape_value (s, s->memory[i].v);
	s->memory.erase (s->memory.begin () + i);
      }
  for (auto n = s->stale.begin (); n != s->stale.end ();)
    if (bitmap_bit_p (alive[bb->index], *n))
      ++n;
    else
      n = s->stale.erase (n);
  for (auto n = s->names.begin (); n != s->names.end ();)
    if (bitmap_bit_p (alive[bb->index], n->first))
      ++n;
    else
      n = s->names.erase (n);
  std::set<unsigned int> needed;
  for (const auto &n : s->names)
    if (pointer_p (n.second))
      needed.insert (SSA_NAME_VERSION (n.second.id));
  for (const place_value &m : s->memory)
    if (pointer_p (m.v))
      needed.insert (SSA_NAME_VERSION (m.v.id));
  for (auto b = s->borrows.begin (); b != s->borrows.end ();)
    if (needed.count (b->first))
      ++b;
    else
      b = s->borrows.erase (b);
  for (auto o = s->objects.begin (); o != s->objects.end ();)
    /* A parameter stands in no table for its object.  */
    if (needed.count (o->first) || o->second.state == object::OWNED
	|| bitmap_bit_p (alive[bb->index], o->first))
      ++o;
    else
      o = s->objects.erase (o);
}

void
walk::push (edge e, const state &s)
{
  if (e->dest != EXIT_BLOCK_PTR_FOR_FN (fun)
      && !(e->flags & (EDGE_ABNORMAL | EDGE_EH)))
    todo.push_back ({ e->dest, e, s });
}

/* What S may be when NAME is zero, or is not, to OUT: an `a || b' that the front
   end has made one value is gone through like two branches, for a message must
   not depend on that.  */

void
walk::cases (const state &s, tree name, bool is_zero, unsigned int depth,
	     std::vector<state> *out)
{
  gimple *def = TREE_CODE (name) == SSA_NAME ? SSA_NAME_DEF_STMT (name) : NULL;
  if (depth > 0 && def && is_gimple_assign (def)
      && boolean_p (TREE_TYPE (name))
      && eval (s, name).kind == value::UNKNOWN
      && (gimple_assign_rhs_code (def) == BIT_IOR_EXPR
	  || gimple_assign_rhs_code (def) == BIT_AND_EXPR))
    {
      tree a = gimple_assign_rhs1 (def), b = gimple_assign_rhs2 (def);
      bool both = is_zero == (gimple_assign_rhs_code (def) == BIT_IOR_EXPR);
      std::vector<state> first;
      if (!both)
	cases (s, a, is_zero, depth - 1, out);
      cases (s, a, both ? is_zero : !is_zero, depth - 1, &first);
      for (const state &f : first)
	cases (f, b, is_zero, depth - 1, out);
      return;
    }
  state side = s;
  if (learn (&side, name, is_zero))
    out->push_back (std::move (side));
}

/* Each edge of the switch LAST with what its labels say.  */

void
walk::follow_switch (const state &s, basic_block bb, gswitch *last)
{
  tree index = gimple_switch_index (last);
  edge e;
  edge_iterator i;
  FOR_EACH_EDGE (e, i, bb->succs)
    {
      state side = s;
      bool possible = true, ranges = false;
      std::vector<tree> values;
      for (unsigned int j = 0; j < gimple_switch_num_labels (last); j++)
	{
	  tree label = gimple_switch_label (last, j);
	  if (label_to_block (fun, CASE_LABEL (label)) != e->dest)
	    continue;
	  if (CASE_LOW (label) && !CASE_HIGH (label))
	    values.push_back (fold_convert (TREE_TYPE (index),
					    CASE_LOW (label)));
	  else
	    ranges = true;
	}
      if (!ranges && values.size () <= values_max)
	{
	  for (tree value : values)
	    {
	      state one = s;
	      if (learn_relation (&one, EQ_EXPR, index, value))
		push (e, one);
	    }
	  continue;
	}
      if (gimple_switch_num_labels (last) <= switch_max)
	for (unsigned int j = 1; possible
	     && j < gimple_switch_num_labels (last); j++)
	  {
	    tree label = gimple_switch_label (last, j);
	    if (!CASE_HIGH (label)
		&& label_to_block (fun, CASE_LABEL (label)) != e->dest)
	      possible = learn_relation (&side, NE_EXPR, index,
					 fold_convert (TREE_TYPE (index),
						       CASE_LOW (label)));
	  }
      if (possible)
	push (e, side);
    }
}

void
walk::follow (const state &s, basic_block bb)
{
  gimple *last = gsi_end_p (gsi_last_nondebug_bb (bb))
		 ? NULL : gsi_stmt (gsi_last_nondebug_bb (bb));
  edge e;
  edge_iterator i;

  if (last && gimple_code (last) == GIMPLE_COND)
    {
      FOR_EACH_EDGE (e, i, bb->succs)
	{
	  state side = s;
	  enum tree_code code = gimple_cond_code (last);
	  if (e->flags & EDGE_FALSE_VALUE)
	    code = invert_tree_comparison
		   (code, HONOR_NANS (gimple_cond_lhs (last)));
	  tree a = gimple_cond_lhs (last), b = gimple_cond_rhs (last);
	  if ((code == EQ_EXPR || code == NE_EXPR) && integer_zerop (b)
	      && boolean_p (TREE_TYPE (a)))
	    {
	      std::vector<state> sides;
	      cases (s, a, code == EQ_EXPR, cases_depth, &sides);
	      for (const state &c : sides)
		push (e, c);
	    }
	  else if (code == ERROR_MARK || learn_relation (&side, code, a, b))
	    push (e, side);
	}
      return;
    }
  if (last && gimple_code (last) == GIMPLE_SWITCH)
    {
      tree index = gimple_switch_index (as_a<gswitch *> (last));
      value v = eval (s, index);
      if (TREE_CODE (index) == SSA_NAME && v.kind == value::UNKNOWN)
	{
	  follow_switch (s, bb, as_a<gswitch *> (last));
	  return;
	}
      if (v.kind == value::ZERO || v.kind == value::CONSTANT)
	{
	  tree known = v.kind == value::ZERO
		       ? build_zero_cst (TREE_TYPE (index))
		       : fold_convert (TREE_TYPE (index), v.id);
	  if (edge taken = find_taken_edge (bb, known))
	    {
	      push (taken, s);
	      return;
	    }
	}
    }
  FOR_EACH_EDGE (e, i, bb->succs)
    push (e, s);
}

void
walk::run ()
{
  unsigned int visits = 0;
  /* What may be the same must not depend on the level of optimisation.  */
  int strict_aliasing = flag_strict_aliasing;
  flag_strict_aliasing = 0;

  find_elements ();
  find_places ();
  find_tests ();
  find_alive ();
  mark_dfs_back_edges ();
  find_loops ();
  seen.resize (last_basic_block_for_fn (fun));
  follow (state (), ENTRY_BLOCK_PTR_FOR_FN (fun));
  while (!todo.empty () && visits++ < visits_max)
    {
      step next = std::move (todo.back ());
      todo.pop_back ();
      basic_block bb = next.bb;
      enter_block (&next.s, bb, next.from);
      if (!seen[bb->index].insert (next.s.key ()).second)
	continue;
      bool goes_on = true;
      for (gimple_stmt_iterator gsi = gsi_start_bb (bb);
	   goes_on && !gsi_end_p (gsi); gsi_next (&gsi))
	if (!is_gimple_debug (gsi_stmt (gsi)))
	  goes_on = statement (&next.s, gsi_stmt (gsi));
      if (goes_on)
	follow (next.s, bb);
    }
  for (bitmap b : alive)
    if (b)
      BITMAP_FREE (b);
  flag_strict_aliasing = strict_aliasing;
}

/* The pass.  */

/* STMT is one of the marks.  */

static bool
marked_p (gimple *stmt)
{
  enum pcpu_op op;
  enum pcpu_yield yield;
  return (is_gimple_call (stmt)
	  && pcpu_operation_p (gimple_call_fndecl (stmt), &op, &yield)
	  && (op == PCPU_BORROWED || op == PCPU_TORN));
}

/* There is something in FUN to look at.  */

static bool
concerned_p (function *fun)
{
  basic_block bb;
  FOR_EACH_BB_FN (bb, fun)
    for (gimple_stmt_iterator gsi = gsi_start_bb (bb); !gsi_end_p (gsi);
	 gsi_next (&gsi))
      if (is_gimple_call (gsi_stmt (gsi))
	  && (marked_p (gsi_stmt (gsi))
	      || (pcpu_function_role (gimple_call_fndecl (gsi_stmt (gsi)))
		  != PCPU_NO_ROLE)))
	return true;
  return false;
}

/* Borrowed pointers become ordinary ones, and other marks nothing.  */

static void
unmark (function *fun)
{
  basic_block bb;
  FOR_EACH_BB_FN (bb, fun)
    for (gimple_stmt_iterator gsi = gsi_start_bb (bb); !gsi_end_p (gsi);)
      {
	gimple *stmt = gsi_stmt (gsi);
	if (marked_p (stmt) && !gimple_call_lhs (stmt))
	  {
	    gsi_remove (&gsi, true);
	    release_defs (stmt);
	    continue;
	  }
	if (marked_p (stmt))
	  {
	    gassign *copy = gimple_build_assign (gimple_call_lhs (stmt),
						 gimple_call_arg (stmt, 0));
	    gimple_set_location (copy, gimple_location (stmt));
	    gsi_replace (&gsi, copy, false);
	  }
	gsi_next (&gsi);
      }
}

static const struct pass_data lifetime_data
  = { GIMPLE_PASS, "percpu_lifetime", OPTGROUP_NONE, TV_NONE,
      PROP_cfg | PROP_ssa, 0, 0, 0, 0 };

class pass_percpu_lifetime : public gimple_opt_pass
{
public:
  pass_percpu_lifetime (gcc::context *ctxt)
    : gimple_opt_pass (lifetime_data, ctxt)
  {}
  bool gate (function *) final override
  {
    return (pcpu_used_p () && pcpu_c_front_end_p ()
	    && errorcount == own_errors);
  }
  unsigned int execute (function *fun) final override
  {
    if (!concerned_p (fun))
      return 0;
    int before = errorcount;
    walk (fun).run ();
    own_errors += errorcount - before;
    unmark (fun);
    return 0;
  }

private:
  /* What is wrong with one function is no reason to be silent about others.  */
  static int own_errors;
};

int pass_percpu_lifetime::own_errors;

gimple_opt_pass *
pcpu_make_pass_lifetime (gcc::context *ctxt)
{
  return new pass_percpu_lifetime (ctxt);
}
