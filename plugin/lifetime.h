/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* What the files that follow lifetimes share.

     lifetime.cc	 statements: what they do to guards and objects
     lifetime-guards.cc	 guards, wherever they are
     lifetime-values.cc	 what is known of values and of places in memory
     lifetime-locks.cc	 locks and references
     lifetime-elements.cc  elements of arrays and members of unions
     lifetime-arrays.cc	 arrays of objects that a loop has freed
     lifetime-keepers.cc what is kept longer than it lasts
     lifetime-zeros.cc	 stores that make everything zero
     lifetime-tests.cc	 and by conditions that are asked again
     lifetime-paths.cc	 the paths through a function, and the pass

   lifetime.cc begins with the idea.  */

#ifndef PERCPU_LIFETIME_H
#define PERCPU_LIFETIME_H

#include "plugin.h"

namespace lifetime {

/* What is known of a value.  Nothing: it stands in no table.  */

struct value
{
  enum kind_t
  {
    UNKNOWN,
    ZERO,
    NONZERO,
    CONSTANT,		/* ID, an INTEGER_CST other than 0; see number_value  */
    ADDRESS,		/* of ID, a variable  */
    BORROW,		/* ID, the name that the borrowed pointer first had  */
    OBJECT,		/* ID, likewise  */
    MIXED		/* this and that: of all elements of an array only  */
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

/* The value NUMBER, an INTEGER_CST.  Of numbers that no HOST_WIDE_INT can be,
   as the highest ones of unsigned types are, only that they are not zero is
   known.  */

inline value
number_value (tree number)
{
  if (integer_zerop (number))
    return zero;
  return tree_fits_shwi_p (number) ? value (value::CONSTANT, number) : nonzero;
}

inline bool
located_p (location_t loc)
{
  return LOCATION_LOCUS (loc) > BUILTINS_LOCATION;
}

inline bool
pointer_p (const value &v)
{
  return v.kind == value::BORROW || v.kind == value::OBJECT;
}

inline bool
constant_p (const value &v)
{
  return v.kind == value::ZERO || v.kind == value::CONSTANT;
}

struct guard
{
  enum { HELD, LEFT, MOVED } state;
  tree decl;
  gimple *entered;
  /* What has left it, or given it away.  */
  gimple *left;
  /* If it was copied to another variable of this function, that one: the two are
     one guard.  */
  tree copy;
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
  /* What ended it, and the one that came later of the same object, with its
     guard.  */
  gimple *ended;
  bool freed;
  gimple *later;
  tree later_guard;
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
  /* What has stored it where it outlives the function, if anything, and where; or
     has passed it to a function that keeps it, if that is NULL_TREE.  */
  gimple *kept;
  tree kept_at;
};

static const unsigned int retained_max = 8;

/* A lock that something is known of, or a reference that is counted.  */

struct lock
{
  tree place;
  /* The number of the CPU whose lock it is, or NULL_TREE.  */
  tree cpu;
  enum kind_t { EXCLUSIVE, SHARED, REFERENCE } kind;
  /* Entered here; left after that; left although it was not entered here, so that
     it must have been the caller's, and entered again after that.  */
  enum { HELD, LEFT, LENT, RETAKEN, ANY } state;
  unsigned int depth;
  gimple *entered;
  gimple *left;
  /* What says whether it was entered, until that is asked for.  */
  tree result;
  /* Held since an earlier turn of a loop that enters it.  */
  bool carried;
  /* An unknown function was called since, and may have taken it over.  */
  bool called;
  bool given;
  /* Another variable leads to it, too, or has its number.  */
  bool named;
  /* The last jump that was made while it was held.  */
  location_t jump;

  static const unsigned int depth_max = 8;
};

/* STMT leaves a lock that was entered in ENTERED, or passes it on.  */

struct lock_use
{
  gimple *entered;
  gimple *stmt;
};

/* The lock L is held where the edge BACK begins another turn of a loop.  */

struct lock_turn
{
  lock l;
  edge back;
};

/* An index goes through the numbers from LOW on that are below HIGH, a number or a
   name, in a loop that BACK closes; OUT is where it leaves the loop.  */

struct index_range
{
  tree low;
  tree high;
  edge back;
  edge out;
};

/* FREED, in a loop, frees the elements of ARRAY in that range; one of them, as it
   is written there, is PLACE.  */

struct freed_range
{
  index_range range;
  tree array;
  tree place;
  gimple *freed;
};

enum lock_does { LOCK_ENTERS, LOCK_TRIES, LOCK_LEAVES };

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
  std::vector<lock> locks;
  /* Names that were loaded from a place which was stored to since.  */
  std::set<unsigned int> stale;
  /* Which loops that free arrays were left (walk::freeing_loops).  */
  std::set<size_t> freed;
  /* The jump, for example a return, that has just been made.  */
  location_t jump = UNKNOWN_LOCATION;

  /* How much that is.  */
  size_t size () const
  {
    return 8 + names.size () + memory.size () + guards.size ()
	   + borrows.size () + objects.size () + locks.size ()
	   + stale.size () + freed.size ();
  }
  /* All of it as a row of numbers, to find out whether it was here before.  */
  std::vector<uintptr_t> key () const;
};

/* T is a volatile pointer in a variable of the function: only what was borrowed
   is remembered of it.  */

inline bool
volatile_pointer_p (tree t)
{
  tree base = get_base_address (t);
  return (TREE_THIS_VOLATILE (t) && POINTER_TYPE_P (TREE_TYPE (t)) && base
	  && VAR_P (base) && !TREE_STATIC (base) && !DECL_EXTERNAL (base));
}

/* An expression of one place in memory, which may be remembered.  */

inline bool
place_p (tree t)
{
  return ((handled_component_p (t) || DECL_P (t) || TREE_CODE (t) == MEM_REF)
	  && (!TREE_THIS_VOLATILE (t) || volatile_pointer_p (t))
	  && !is_gimple_reg (t)
	  && is_gimple_reg_type (TREE_TYPE (t)));
}

/* In lifetime.cc.  */
void note_at (gimple *stmt, const char *text);
void note_end (gimple *stmt, tree guard);
tree variable_of (tree pointer, tree id);
bool on_stack_p (tree pointer);

/* In lifetime-locks.cc.  */
tree number_of (tree number);

/* In lifetime-elements.cc.  */
bool pointer_size_p (const_tree type);
bool same_bytes_p (tree a, tree b);

/* In lifetime-guards.cc.  */
tree copied_from (tree pointer);
std::string text_of (tree place);
tree pointed_to (tree pointer);

inline bool
boolean_p (const_tree type)
{
  return INTEGRAL_TYPE_P (type) && TYPE_PRECISION (type) == 1;
}

/* A set of blocks, by their numbers.  */
typedef std::vector<bool> block_set;

/* In lifetime-values.cc.  */
tree find_name (tree *tp, int *walk_subtrees, void *data);
void add_before (function *fun, block_set *blocks);
tree loaded_from (tree name);
tree origin_of (tree name, std::vector<tree> *leaves, bool by_name,
		unsigned int depth = 4);

/* In lifetime-tests.cc.  */
std::vector<tree> tests_in (gimple *stmt);
tree range_test (enum tree_code code, tree a, tree b, tree *low, tree *high);
bool range_case (tree index, tree label, tree *low, tree *high);
void strip_conversions (tree *a, tree *b);

/* The walk.  */

class walk
{
public:
  explicit walk (function *f) : fun (f) {}
  void run ();

private:
  function *fun;

  /* What is known at the beginning of a block, for all blocks that are walked
     through, and all paths together: so much at most.  */
  static const unsigned int work_max = 2000000;
  /* Places in memory that are loaded; how many are remembered.  */
  static const unsigned int places_max = 1000;
  static const unsigned int memory_max = 64;
  /* How many labels of a switch are looked at.  */
  static const unsigned int switch_max = 64;
  /* How many values that lead to one place are distinguished.  */
  static const unsigned int values_max = 4;
  /* How deep in each other are conditions that are taken apart.  */
  static const unsigned int cases_depth = 8;
  /* There was more than these allow.  */
  bool incomplete = false;

  /* Guards that are part of something, and the declarations that stand for them
     in all records.  */
  struct guard_place
  {
    tree place;
    tree decl;
  };
  mutable std::vector<guard_place> guard_places;
  std::set<tree> guard_types;
  /* Variables that pointers are computed to the elements of.  */
  std::set<unsigned int> blurred;

  struct loaded
  {
    tree place;
    unsigned int times;
    /* What it was loaded to.  */
    std::vector<unsigned int> names;
  };
  std::vector<loaded> places;
  /* Variables whose address is given to others than cleanups.  */
  std::set<unsigned int> exposed;
  /* Those of them of which it is taken, and not only an element used.  */
  std::set<unsigned int> taken;
  /* Arrays to which other pointers than borrowed ones are stored.  */
  std::vector<tree> shared_arrays;
  std::vector<freed_range> freeing_loops;
  /* What tests are about that are made: a number that is compared with
     constants, or the whole test.  How many there are.  */
  struct subject
  {
    tree about;
    unsigned int times;
    std::vector<tree> tests;
    block_set asked;
  };
  std::vector<subject> subjects;
  /* For places that are loaded, and tests, as they stand above: the blocks from which
     one comes to somebody who asks for them.  */
  std::map<tree, block_set> asked_for;
  /* Both by what they look like, and where in PLACES a place is.  */
  std::map<tree, size_t> place_index;
  std::multimap<hashval_t, tree> known;
  /* Pointers to elements, as `v[i]' and `v[i]' has two: to the first one that is
     computed in the same way; and for names that they are computed from, what is
     computed.  */
  std::map<unsigned int, tree> elements;
  std::map<unsigned int, std::vector<tree> > computed_from;
  /* Likewise pointers that were loaded, as `d->next' and `d->next' is: to the first
     one; and for names that are used for that, those.  */
  std::map<unsigned int, tree> loads;
  std::map<unsigned int, std::vector<unsigned int> > loaded_by;
  /* For an edge that goes back, what may have changed on the way round.  */
  std::map<edge, std::set<tree> > in_loop;
  /* The blocks of the loop that it closes.  */
  std::map<edge, block_set> bodies;
  /* The blocks that are in some loop.  */
  block_set looped;
  /* Names that are alive behind the PHI nodes of a block.  */
  std::vector<bitmap> alive;
  std::vector<std::set<std::vector<uintptr_t> > > seen;
  std::set<std::pair<gimple *, int> > reported;
  std::set<std::pair<const void *, int> > used_lines;

  /* Of locks, what some path has shown: what enters one that is left again; what
     leaves one that was entered; what leaves one that was not; and what is held
     on return, and where that is.  */
  std::vector<tree> lock_places;
  std::set<tree> accumulated;
  std::set<gimple *> left_again;
  std::set<gimple *> left_own;
  std::vector<std::pair<gimple *, lock> > left_unentered;
  std::vector<std::pair<lock, location_t> > held_at_return;
  /* Of loops: what is held at the end of a turn; what leaves in the turn that has
     entered, and passes it on; what is left in a later turn; all that
     leaves.  */
  std::vector<lock_turn> held_in_turn;
  std::vector<lock_use> left_in_turn;
  std::vector<lock_use> passed_on;
  std::set<tree> left_in_later_turn;
  std::vector<std::pair<tree, gimple *> > all_leaving;
  std::set<gimple *> entered_again;

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
  void count_test (gimple *stmt, tree test);
  void find_loops ();
  void join_loops ();
  void find_changed (basic_block bb, std::set<tree> *changed);
  void find_alive ();
  bool local_p (tree place) const;
  tree find_known (tree expression) const;
  void note_known (tree expression);
  void add_place (tree place);
  loaded *find_loaded (tree place);
  bool fresh_load_p (const state &s, tree name) const;

  tree variable_at (const state &s, tree place) const;
  tree same_pointer (const state &s, tree pointer) const;
  tree canonical (const state &s, tree place) const;
  value eval (const state &s, tree t) const;
  void renew (state *s, const std::vector<tree> &names,
	      std::vector<std::pair<tree, value> > *results);
  void define (state *s, tree name, value v);
  void set (state *s, tree name, value v);
  value recall (const state &s, tree place) const;
  void remember (state *s, tree place, value v, bool by_branch);
  void forget_memory (state *s);
  void no_object (state *s, tree id, const value &v);
  bool not_retained (state *s, tree name, const value &v);
  bool learn (state *s, tree name, bool is_zero);
  bool learn_relation (state *s, enum tree_code code, tree a, tree b);
  int compare_pointers (const state &s, const value &a,
			const value &b) const;
  int decide (const state &s, enum tree_code code, tree a, tree b) const;
  int decide_test (const state &s, enum tree_code code, tree a, tree b) const;
  int decide_by_bounds (const state &s, tree test) const;
  int decide_by_order (const state &s, enum tree_code code, tree a, tree b,
		       bool by_name) const;
  tree fresh_test (const state &s, enum tree_code code, tree a, tree b,
		   bool by_name, bool *negated) const;
  void learn_answer (state *s, tree test, bool is_zero);
  bool written_bits (const state &s, tree place, tree what, tree of,
		     unsigned int precision, wide_int *changed,
		     wide_int *known, wide_int *ones) const;
  void find_answers (const state &s, tree place, tree what,
		     std::vector<place_value> *answers) const;
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
  void forget_parts (state *s, tree var, bool over);
  void store (state *s, gimple *stmt, tree place, tree what);
  void stored_to (state *s, tree place);
  bool may_alias_p (const state &s, tree a, tree b) const;
  void check_stored (state *s, gimple *stmt, tree place, const value &v,
		     tree what);

  bool asked_for_p (tree place, basic_block bb) const;
  void enter_block (state *s, basic_block bb, edge from);
  bool statement (state *s, gimple *stmt);
  tree whole_variable (const state &s, tree ref) const;
  void assign (state *s, gassign *stmt);
  value computed (state *s, gassign *stmt);
  bool call (state *s, gcall *stmt);
  void call_arguments (state *s, gcall *stmt, tree fndecl);
  value returned_argument (const state &s, gcall *stmt) const;
  void built_in_stores (state *s, gcall *stmt);
  void assembler (state *s, gasm *stmt);
  void leave_function (state *s, greturn *stmt);
  void make_borrow (state *s, gcall *stmt);
  void note_later (state *s, gcall *stmt, const borrow &b);
  bool both_held_p (const state &s, tree a, tree b) const;
  void check_torn (state *s, gcall *stmt);

  bool guard_type_p (const_tree type) const;
  void find_guard_types ();
  tree resolved (const state &s, tree place) const;
  tree stand_in (tree place) const;
  tree place_of (tree decl) const;
  tree guard_at (const state &s, tree place) const;
  tree guard_pointed_to (const state &s, tree pointer) const;
  tree container_of (tree decl) const;
  bool own_guard_p (tree decl) const;
  bool never_entered_p (const state &s, tree decl) const;
  void forget_guard (state *s, tree decl);
  void forget_guards_by_name (state *s, tree name);
  void guard_shown (state *s, tree decl);
  void forget_foreign_guards (state *s);
  void show_guards_in (state *s, tree var);
  void doubt_others (state *s, tree decl, int state);
  tree guard_of (const state &s, tree var) const;
  void set_guard (state *s, tree var, const guard &g);
  void move_guard (state *s, tree to, tree from);
  void copy_guard (state *s, gimple *stmt, tree to, tree var);
  void copy_guards_in (state *s, gimple *stmt, tree to, tree var);
  void assign_guards (state *s, gimple *stmt, tree lhs, tree rhs);
  void enter_guard (state *s, gcall *stmt);
  void check_borrowed_from (state *s, gcall *stmt, tree decl);
  void leave_guard (state *s, gcall *stmt);
  void check_jump (state *s, gcall *stmt, tree fndecl);
  void check_freed_guards (state *s, gcall *stmt, tree pointer);
  void check_held (state *s, location_t loc);

  tree lock_place (const state &s, tree pointer) const;
  tree same_lock_place (tree place);
  lock *find_lock (state *s, tree place, tree cpu, bool reference,
		   bool *doubt);
  void enter_lock (lock *l, gcall *stmt, enum lock::kind_t kind);
  void leave_lock (lock *l, gcall *stmt);
  bool lock_call (state *s, gcall *stmt, enum pcpu_role role);
  void report_kind (const lock &l, gcall *stmt);
  void learn_entered (state *s, tree name, bool is_zero);
  void hand_over (state *s, tree pointer);
  void forget_locks (state *s, gcall *stmt);
  void forget_locks_by_name (state *s, tree name);
  void locks_at_return (state *s, tree result, location_t loc);
  void locks_in_loop (const state &s);
  void locks_at_edge (state *s, edge e);
  bool leaked_in_turn_p (const lock_turn &t) const;
  void report_turns ();
  void report_locks ();

  tree element_at (const state &s, tree place) const;
  tree all_elements (const state &s, tree place) const;
  void find_stored_elements (gimple *stmt);
  void forget_ended_elements (state *s);
  value with_element (const state &s, tree place, const value &v) const;
  void store_element (state *s, tree all, const value &v);
  value recall_overlapped (const state &s, tree place) const;

  bool find_range (tree index, basic_block bb, index_range *r) const;
  bool no_store_in_p (const block_set &where, tree place) const;
  bool private_array_p (tree place) const;
  void find_freeing_loops ();
  void leave_freeing_loop (state *s, edge e);
  void store_to_freed (state *s, tree place);
  void forget_freed_by_name (state *s, tree name);
  bool same_array_p (const state &s, tree a, tree b) const;
  bool in_range_p (const freed_range &r, tree index, basic_block bb) const;
  void load_freed (state *s, gassign *stmt);

  void check_kept (state *s, gcall *stmt, tree fndecl, const value &v,
		   tree arg);
  void check_keepers (state *s, gcall *stmt, tree fndecl, unsigned int n);
  void note_kept (state *s, gimple *stmt, tree place, const value &v);
  void no_longer_kept (state *s, tree place);
  void container_passed (state *s, tree pointer, bool freed);
  void check_kept_object (const object &o, tree var);

  bool zero_p (const state &s, tree rhs) const;
  void zero_place (state *s, gimple *stmt, tree place);
  tree cleared_variable (const state &s, gcall *stmt) const;
  void allocate (state *s, gcall *stmt);
  void free_object (state *s, gcall *stmt, tree fndecl);
  void cases (const state &s, tree name, bool is_zero, unsigned int depth,
	      std::vector<state> *out);
  void follow_condition (const state &s, edge e, enum tree_code code, tree a,
			 tree b);
  bool learn_bounds (state *s, tree n, tree low, tree high);
  void learn_outside (const state &s, tree n, tree low, tree high,
		      std::vector<state> *out);
  bool learn_case (state *s, tree index, tree label);
  void learn_no_case (const state &s, tree index, tree label,
		      std::vector<state> *out);
  void follow_switch (const state &s, basic_block bb, gswitch *last);
  void follow (const state &s, basic_block bb);
  void push (edge e, const state &s);
};

} // namespace lifetime

#endif /* PERCPU_LIFETIME_H */
