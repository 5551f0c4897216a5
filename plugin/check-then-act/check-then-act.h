/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* The check of loads and later stores: its data and its classes.  pass.cc has
   an overview.  */

#ifndef PERCPU_CHECK_THEN_ACT_H
#define PERCPU_CHECK_THEN_ACT_H

#include "gimple/lowering.h"

namespace check_then_act {

typedef pcpu_place place;

/* The sections of one kind that are open at a point of the function.  SECTION
   is the statement that has entered the outermost one, or the parameter by
   which the caller has passed its own; DEPTH is the number of open
   sections.  */

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

/* The state of the thread at a point of the function: the sections under guards
   and under locks that it is in, and whether it is bound to its CPU.  */

struct holder
{
  nesting guard, lock;
  bool bound = false;

  bool operator== (const holder &o) const
  {
    return guard == o.guard && lock == o.lock && bound == o.bound;
  }
};

/* An access, as its mark describes it.

   An update for which there is no instruction is a loop of a load and a
   compare-exchange that the plugin has built:

     first = x;
     do
       old = PHI <first, seen>;
       seen = compare-exchange (&x, old, E (old));
     while (seen != old);

   For the program this is one operation.  Therefore the compare-exchange does
   not count as a second look of the program at the place, and the load does not
   count as an access of its own: it represents the value that the update has
   found.  */

struct operation
{
  gimple *stmt;
  enum pcpu_access_kind kind;
  enum pcpu_op op;
  tree in;
  tree out;
  place where;
  holder by;
  /* The loop, if this is its load or its compare-exchange.  */
  class loop *update = NULL;
  /* For the load of such a loop: the compare-exchange.  For a compare-exchange:
     the result of that load.  */
  gimple *exchange = NULL;
  tree first = NULL_TREE;

  basic_block bb () const { return gimple_bb (stmt); }
  /* The load has the location of the update as a whole.  */
  location_t loc () const
  {
    return gimple_location (exchange ? exchange : stmt);
  }
  /* Returns: whether this may be the second of two operations.  */
  bool acts_p () const
  {
    return (kind == PCPU_ACCESS_STORE || kind == PCPU_ACCESS_UPDATE
	    || kind == PCPU_ACCESS_RETRY);
  }
  /* Returns: whether this is a load of the program's own.  */
  bool load_p () const { return kind == PCPU_ACCESS_LOAD && !exchange; }
  /* Returns: whether OTHER is in the loop that this belongs to.  */
  bool inside_p (gimple *other) const
  {
    return update && flow_bb_inside_loop_p (update, gimple_bb (other));
  }
};

/* The uses of the value that an operation yields.  */

struct outcome
{
  /* USED: it has a use.  ASKED: a condition tests it, or what is computed from
     it.  */
  bool used, asked;
};

/* A proposed operation: the format of a note, and the argument of its %qs.  */

struct advice
{
  const char *format;
  const char *operation;
};

/* A condition: A CODE B, or the opposite if NEGATED.  */

struct comparison
{
  enum tree_code code;
  tree a, b;
  bool negated;
};

/* A fact about the load's value on one side of a condition: it is VALUE; or all
   bits of MASK (of ~MASK if INVERTED), or the bit with the number BIT, are one
   if SET, else zero.  */

struct known
{
  tree value = NULL_TREE;
  tree mask = NULL_TREE;
  tree bit = NULL_TREE;
  bool inverted = false;
  bool set = false;
};

/* The control flow of a function: the order of statements, and the blocks that
   a path can reach.  An iteration of a loop ends at its back edge.  */

class flow
{
protected:
  explicit flow (function *f) : fun (f) {}
  ~flow () { forget_sides (); }

  function *fun;

  /* The largest number of blocks that the check of a function visits.  */
  static const unsigned int work_max = 20000000;
  unsigned int work = 0;

  /* Whether a path can avoid a block; see find_escape.  */
  enum escape { NO_ESCAPE, NEXT_ITERATION, ESCAPE };

  bool before_p (gimple *a, gimple *b) const;
  bool dominates_p (gimple *a, gimple *b) const;
  bool reached_p (basic_block from, basic_block to, basic_block without);
  enum escape find_escape (basic_block from, basic_block act,
			   basic_block condition, sbitmap seen);
  basic_block find_join (gimple *condition, edge side, edge other);
  bool selects_p (gimple *condition, basic_block join);

private:
  /* For a block with a condition: the blocks that each of its sides reaches.
     The map is cleared when it has reached_max entries.  */
  hash_map<basic_block, sbitmap *> reached;
  static const size_t reached_max = 256;

  void find_reached (basic_block from, basic_block to, basic_block without,
		     sbitmap seen);
  sbitmap *find_sides (basic_block condition);
  void forget_sides ();
};

/* Set bit N of MAP.
   Returns: whether it was clear.  */

static inline bool
add_bit_p (sbitmap map, int n)
{
  if (bitmap_bit_p (map, n))
    return false;
  bitmap_set_bit (map, n);
  return true;
}

/* Returns: whether E is the back edge of a loop.  */

static inline bool
back_edge_p (edge e)
{
  return dominated_by_p (CDI_DOMINATORS, e->src, e->dest);
}

/* The check of one function.  For one load after the other it collects what
   depends on the load, and checks the stores and updates of the same place.  */

class checker : flow
{
public:
  explicit checker (function *f) : flow (f) {}
  void run ();

private:
  std::vector<operation> accesses;
  /* The index of the access that yields a name.  */
  hash_map<tree, size_t> by_result;
  /* The values of the pointers that loops of updates use.  */
  hash_map<tree, tree> loop_pointers;

  /* The load that is being checked; the later operations that test its place
     again; the names that are derived from it; and the conditions that test one
     of these.  */
  const operation *load;
  auto_vec<const operation *> reloads;
  hash_set<tree> derived;
  auto_vec<tree> derived_names;
  auto_vec<gimple *> conditions;
  /* For a name that was loaded from a local variable: the value that was stored
     there.  */
  hash_map<tree, tree> stored_as;
  /* Pointers to memory in which the value of the load was stored.  */
  auto_vec<tree> holders;

  /* marks.cc  */
  bool collect ();
  void join_update (operation *exchange);
  bool computes_p (const operation &exchange) const;

  /* sections.cc  */
  holder enter_function () const;
  void step (gimple *stmt, holder *h) const;
  void find_holders ();
  void report_placed ();
  bool locked_p (const operation &act) const;
  bool separate_p (const operation &act) const;

  /* values.cc  */
  void canonical (place *p);
  bool same_value_p (tree a, tree b, unsigned int depth = 0) const;
  bool same_place_p (const place &a, const place &b) const;
  bool copy_p (tree name, unsigned int depth = 0);
  bool whole_copy_p (tree name);
  bool linked_p (const operation &act) const;
  outcome outcome_of (const operation &a) const;
  bool used_p (tree value) const;
  bool only_for_p (gimple *condition) const;
  bool taken_as_data_p (const operation *store) const;

  /* derived.cc  */
  bool lost_p (edge back) const;
  bool add_derived (tree name);
  void add_stored (gimple *store);
  bool add_selected ();
  void follow_derived (tree name);
  void find_dependent ();

  /* decides.cc  */
  bool counts_p (sbitmap around, const operation &act);
  bool changed_in_p (class loop *l, tree ref);
  bool evolves_p (tree name, class loop *l, vec<tree> *path,
		  hash_set<tree> *done);
  bool operand_evolves_p (gimple *stmt, class loop *l, vec<tree> *path,
			  hash_set<tree> *done);
  bool waits_p (gimple *condition);
  bool find_deciding_side (gimple *condition, const operation &what, edge *side,
			   bool *bound);
  bool tells_p (const operation &a, bool used) const;
  bool between_p (const operation &between, const operation &act);
  bool rechecked_p (const operation &act);
  void find_reloads ();
  bool reset_p (const operation &act, bool bound);

  /* needless.cc  */
  bool harmless_p (gimple_stmt_iterator gsi, const operation &act) const;
  bool alone_p (gimple *condition, edge side, edge other,
		const operation &act);
  bool find_known_bits (gimple *conjunction, bool equal, tree b, known *k);
  bool same_load_p (tree name);
  bool find_own_bits (tree b, known *k);
  bool find_known (gimple *condition, edge side, known *k);
  bool find_extremum (const operation &exchange, bool *greatest);
  bool bounded_p (gimple *condition, edge side, const operation &act);
  bool needless_p (gimple *condition, edge side, const operation &act);

  /* advice.cc  */
  comparison read_condition (gcond *condition);
  bool own_order_p (tree a, tree b);
  bool find_order (gimple *condition, tree with, bool *less);
  bool one_bit_p (tree mask, gimple *condition);
  advice advice_for_value (const operation &act);
  advice advice_for_decision (const operation &act, gimple *condition,
			      edge side);
  void report_act (const operation &act, const char *tail, const advice &note);

  /* pass.cc  */
  bool loads_p (const operation &a) const;
  bool check (const operation &act);
  void check_all ();
};

/* Returns: whether STMT is the mark of an access.  */
extern bool mark_p (gimple *stmt);

/* Remove the marks of FUN.  */
extern void remove_marks (function *fun);

/* Returns: whether STMT is a condition.  */

static inline bool
condition_p (gimple *stmt)
{
  return (gimple_code (stmt) == GIMPLE_COND
	  || gimple_code (stmt) == GIMPLE_SWITCH);
}

/* Returns: the name that NAME was copied from or, if CONVERTED, converted
   from.  */
extern tree without_copies (tree name, bool converted = false);

/* Returns: the definition of NAME if it computes CODE, else NULL.  */
extern gimple *computed_by (tree name, enum tree_code code);

/* Returns: NR if NAME is `1 << nr', else NULL_TREE.  */
extern tree bit_number (tree name);

/* Returns: whether STMT may change the contents of REF.  */
extern bool clobbers_p (gimple *stmt, tree ref);

/* Advice that the rules in pass.cc give.  */
extern const advice use_exchange, use_locked;

} // namespace check_then_act

#endif /* PERCPU_CHECK_THEN_ACT_H */
