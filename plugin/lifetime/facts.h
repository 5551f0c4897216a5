/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Facts: what holds of a function on all paths.

   They are collected before the walk: which places and conditions are asked
   for more than once, where they may still be asked for, the loops, and the
   names that are alive.  What is not asked for any more is forgotten on a
   path, so that states become equal and the walk ends.

   GCC's containers own what they hold and are not copied; they are used where
   that is enough (bitmap).  The others are ordered containers of the C++
   library: messages must not depend on addresses.  */

#ifndef PERCPU_LIFETIME_FACTS_H
#define PERCPU_LIFETIME_FACTS_H

#include "operands.h"
#include "tests.h"

namespace lifetime {

class facts : public operands
{
protected:
  explicit facts (function *f) : operands (f) {}
  ~facts ();

  /* Collect all facts.  */
  void find_facts ();

  /* Returns: what is known by the same EXPRESSION, a place or a test, or
     NULL_TREE. Two such trees are the same if they are one tree.  */
  tree find_known (tree expression) const;

  /* Let PLACE be one that is remembered from now on.  */
  void add_place (tree place);

  /* A place that is loaded.  */
  struct loaded
  {
    tree place;
    unsigned int times;
    /* What it was loaded to.  */
    std::vector<unsigned int> names;
  };

  /* Returns: the record of PLACE, or NULL.  */
  loaded *find_loaded (tree place);

  /* Returns: whether NAME was loaded from a place that has not been stored to
     since.  */
  bool fresh_load_p (const state &s, tree name) const;

  /* Returns: whether what is known of PLACE may be asked for in BB or behind
     it.  */
  bool asked_for_p (tree place, basic_block bb) const;

  /* Returns: whether INDEX goes through a range of numbers in a loop, as far
     as BB, which uses it, is concerned; *R is that range.  */
  bool find_range (tree index, basic_block bb, index_range *r) const;

  /* Returns: whether the element INDEX of the array of R, which is used in BB,
     is one that was freed.  */
  bool in_range_p (const freed_range &r, tree index, basic_block bb) const;

  /* There was more than the limits allow: not all paths are checked.  */
  bool incomplete = false;

  std::vector<loaded> places;
  /* The loops that free the elements of an array; states have their
     numbers.  */
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
  /* For an edge that goes back, what may have changed on the way round.  */
  std::map<edge, std::set<tree> > in_loop;
  /* The blocks of the loop that it closes.  */
  std::map<edge, block_set> bodies;
  /* The blocks that are in some loop.  */
  block_set looped;
  /* Names that are alive behind the PHI nodes of a block.  */
  std::vector<bitmap> alive;

private:
  void find_places ();
  void find_tests ();
  void count_test (gimple *stmt, tree test);
  void find_loops ();
  void join_loops ();
  void find_changed (basic_block bb, std::set<tree> *changed);
  void find_alive ();
  void find_freeing_loops ();
  bool no_store_in_p (const block_set &where, tree place) const;
  void note_known (tree expression);

  /* For places that are loaded, and tests, as they stand above: the blocks from
     which a path leads to where they are asked for.  */
  std::map<tree, block_set> asked_for;
  /* Both by what they look like, and where in PLACES a place is.  */
  std::map<tree, size_t> place_index;
  std::multimap<hashval_t, tree> known;
  bool own_dominators = false;
};

} // namespace lifetime

#endif /* PERCPU_LIFETIME_FACTS_H */
