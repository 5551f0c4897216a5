/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Paths: the order in which the paths of a function are walked.

   A block is walked through once for each state in which a path comes to it.
   What is not asked for any more is forgotten before, so that states are often
   the same, and a loop ends when nothing new is known after a turn.  */

#ifndef PERCPU_LIFETIME_PATHS_H
#define PERCPU_LIFETIME_PATHS_H

#include "checker.h"

namespace lifetime {

class paths : private checker
{
public:
  /* F is in SSA form, before any optimisation.  */
  explicit paths (function *f) : checker (f) {}

  /* Walk all paths, and report what is wrong on them.  A function with more
     paths than the limits allow is walked in part, and that is reported,
     too.  */
  void run ();

private:
  /* A block that is to be walked through, after FROM, in the state S.  */
  struct step
  {
    basic_block bb;
    edge from;
    state s;
  };

  /* What is known at the beginning of a block, for all blocks that are walked
     through, and all paths together: so much at most.  */
  static const unsigned int work_max = 2000000;
  /* How many labels of a switch are looked at.  */
  static const unsigned int switch_max = 64;
  /* How many values that lead to one place are distinguished.  */
  static const unsigned int values_max = 4;
  /* How deep in each other are conditions that are taken apart.  */
  static const unsigned int cases_depth = 8;

  void enter_block (state *s, basic_block bb, edge from);
  void forget_unasked (state *s, basic_block bb);
  void follow (const state &s, basic_block bb);
  void follow_condition (const state &s, edge e, enum tree_code code, tree a,
			 tree b);
  void follow_switch (const state &s, basic_block bb, gswitch *last);
  void cases (const state &s, tree name, bool is_zero, unsigned int depth,
	      std::vector<state> *out);
  void push (edge e, const state &s);

  /* The steps that are left, the next one last; and for each block the keys of
     the states in which it was walked through.  */
  std::vector<step> todo;
  std::vector<std::set<std::vector<uintptr_t> > > seen;
};

} // namespace lifetime

#endif /* PERCPU_LIFETIME_PATHS_H */
