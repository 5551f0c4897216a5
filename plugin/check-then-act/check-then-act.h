/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* What the files of the check of loads and later stores share.  */

#ifndef PERCPU_CHECK_THEN_ACT_H
#define PERCPU_CHECK_THEN_ACT_H

#include "gimple/lowering.h"

namespace check_then_act {

typedef pcpu_place place;

/* Sections of one kind at a place in the function: the statement that has
   entered the outermost one, or the parameter that stands for the caller's,
   and how many are open.  */

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
   sections under guards and under locks that it is in, and whether it is bound
   to its CPU.  */

struct holder
{
  nesting guard, lock;
  bool bound = false;

  bool operator== (const holder &o) const
  {
    return guard == o.guard && lock == o.lock && bound == o.bound;
  }
};

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

/* What is known of the load's value on one side of a condition: that it is
   VALUE, or that the bits of MASK, or the one with the number BIT, are all
   set, or all clear.  */

struct known
{
  tree value = NULL_TREE;
  tree mask = NULL_TREE;
  tree bit = NULL_TREE;
  bool set = false;
};

/* What is known of the control flow of a function: the order of statements,
   and which blocks one comes to from where.  "Turns" of loops end where a loop
   begins again.  */

class flow
{
protected:
  explicit flow (function *f) : fun (f) {}
  ~flow () { forget_sides (); }

  function *fun;

  /* So many blocks are visited at most.  */
  static const unsigned int work_max = 20000000;
  unsigned int work = 0;

  enum escape { NO_ESCAPE, TURN, ESCAPE };

  bool before_p (gimple *a, gimple *b) const;
  bool dominates_p (gimple *a, gimple *b) const;
  bool reached_p (basic_block from, basic_block to, basic_block without);
  enum escape find_escape (basic_block from, basic_block act,
			   basic_block condition, sbitmap seen);
  basic_block find_join (gimple *condition, edge side, edge other);
  bool selects_p (gimple *condition, basic_block join);

private:
  /* The blocks that are reached from the sides of a condition, for those that
     have been looked at of late.  */
  hash_map<basic_block, sbitmap *> reached;
  static const size_t reached_max = 256;

  void find_reached (basic_block from, basic_block to, basic_block without,
		     sbitmap seen);
  sbitmap *find_sides (basic_block condition);
  void forget_sides ();
};

/* Set bit N of MAP.  True if it was clear.  */

static inline bool
add_bit_p (sbitmap map, int n)
{
  if (bitmap_bit_p (map, n))
    return false;
  bitmap_set_bit (map, n);
  return true;
}

/* E begins a loop again.  */

static inline bool
back_edge_p (edge e)
{
  return dominated_by_p (CDI_DOMINATORS, e->src, e->dest);
}

/* The check of one function.  It takes one load after the other, collects what
   depends on it, and looks at the stores and updates of the same place.  */

class checker : flow
{
public:
  explicit checker (function *f) : flow (f) {}
  void run ();

private:
  std::vector<operation> accesses;
  /* The access that yields a name.  */
  hash_map<tree, size_t> by_result;
  /* What the pointers of updates that are loops were set to.  */
  hash_map<tree, tree> loop_pointers;

  /* The load that is looked at, what looks at its place again behind it, and
     what depends on it.  */
  const operation *load;
  auto_vec<const operation *> again;
  hash_set<tree> derived;
  auto_vec<tree> derived_names;
  auto_vec<gimple *> conditions;
  /* What names that were loaded from local variables were stored as.  */
  hash_map<tree, tree> stored_as;
  /* Pointers to memory in which the load's value was stored.  */
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
  bool decides_p (gimple *condition, const operation &what, edge *side,
		  bool *bound);
  bool tells_p (const operation &a, bool used) const;
  bool between_p (const operation &between, const operation &act);
  bool rechecked_p (const operation &act);
  void find_again ();
  bool reset_p (const operation &act, bool bound);

  /* needless.cc  */
  bool harmless_p (gimple_stmt_iterator gsi, const operation &act) const;
  bool alone_p (gimple *condition, edge side, edge other,
		const operation &act);
  bool find_known_bits (gimple *conjunction, bool equal, tree b, known *k);
  bool find_known (gimple *condition, edge side, known *k);
  bool needless_p (gimple *condition, edge side, const operation &act);

  /* advice.cc  */
  comparison read_condition (gcond *condition);
  bool compares_p (gimple *condition, tree with, bool *less);
  advice advice_for_value (const operation &act);
  advice advice_for_decision (const operation &act, gimple *condition,
			      edge side);
  void report_act (const operation &act, const char *tail, const advice &note);

  /* pass.cc  */
  bool loads_p (const operation &a) const;
  bool check (const operation &act);
  void check_all ();
};

/* STMT is a mark.  */
extern bool mark_p (gimple *stmt);

/* Remove the marks of FUN.  */
extern void unmark (function *fun);

/* STMT is a condition.  */

static inline bool
condition_p (gimple *stmt)
{
  return (gimple_code (stmt) == GIMPLE_COND
	  || gimple_code (stmt) == GIMPLE_SWITCH);
}

/* What NAME was copied from; or converted from, if CONVERTED.  */
extern tree without_copies (tree name, bool converted = false);

/* STMT may change what REF reads.  */
extern bool clobbers_p (gimple *stmt, tree ref);

/* The advice of the rules.  */
extern const advice use_exchange, use_locked;

} // namespace check_then_act

#endif /* PERCPU_CHECK_THEN_ACT_H */
