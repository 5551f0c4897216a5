/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Paths: the walk along the paths of a function.

   The walk is depth first.  A work list holds pairs of a block and the state in
   which a path enters it.  A block is walked once for each different state:

     take a block and a state from the list
     PHI nodes: names get the values of the edge
     forget facts that no statement from here on asks for
     stop if the block was walked in this state before
     check the statements, each of which changes the state
       (if one keeps the result of a null check, walk both cases)
     for each edge out of the block: learn what the condition says; drop
       the edge if that contradicts the state, else put it on the list

   States that meet are never joined.  So a fact is not lost because another
   path lacks it, and an error is reported only if one path shows it.  The price
   is the number of states, which three measures limit: facts that no later
   statement asks for are forgotten before the comparison, so that states become
   equal; an iteration of a loop that learns nothing new ends in a state that
   was seen; and the limits below end the walk with a warning.  */

#ifndef PERCPU_LIFETIME_PATHS_H
#define PERCPU_LIFETIME_PATHS_H

#include "checker.h"

namespace lifetime {

class paths : private checker
{
public:
  /* F must be in SSA form, and not optimised.  */
  explicit paths (function *f) : checker (f) {}

  /* Walk all paths, and report the errors on them.  If F has more paths than
     the limits allow, only some of them are walked, and that is reported
     too.  */
  void run ();

private:
  /* A block to walk, the edge FROM by which it is entered, and the state S
     before its PHI nodes; or, if AT is not NULL, the state before the statement
     AT of the block, from which the walk continues.  */
  struct step
  {
    basic_block bb;
    edge from;
    state s;
    gimple *at;
  };

  /* The limit for the sum of the sizes of all states that are walked.  */
  static const unsigned int work_max = 2000000;
  /* The largest number of labels of a switch whose default excludes their
     values.  */
  static const unsigned int switch_max = 64;
  /* The largest number of labels for one block that get a state each.  */
  static const unsigned int values_max = 4;
  /* The largest depth of nested conditions that are split into cases.  */
  static const unsigned int cases_depth = 8;

  /* Steps of the walk; see the drawing above.  cases adds to OUT the states
     that S becomes when NAME is zero, or is not; there are several if NAME is
     computed by `&&' or `||'.  */
  void enter_block (state *s, basic_block bb, edge from);
  void forget_unasked (state *s, basic_block bb);
  void follow (const state &s, basic_block bb);
  void follow_condition (const state &s, edge e, enum tree_code code, tree a,
			 tree b);
  void follow_switch (const state &s, basic_block bb, gswitch *last);
  void cases (const state &s, tree name, bool is_zero, unsigned int depth,
	      std::vector<state> *out);
  void push (edge e, const state &s);

  /* Flags that keep the result of a null check.  null_check_p returns whether
     NAME is such a result, and S does not know it.  both_cases returns the
     states that S becomes when NAME is zero and when it is not.  split does
     this before STMT stores such a result: S becomes the first of these states,
     and the walk continues with the others later.  */
  bool null_check_p (const state &s, tree name, unsigned int depth) const;
  std::vector<state> both_cases (const state &s, tree name);
  void split (step *next, gimple *stmt);

  /* The steps that remain, the next one at the end; and for each block the keys
     of the states in which it was walked.  */
  std::vector<step> todo;
  std::vector<std::set<std::vector<uintptr_t> > > seen;
};

} // namespace lifetime

#endif /* PERCPU_LIFETIME_PATHS_H */
