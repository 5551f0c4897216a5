/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Facts: properties of a function, independent of any path.

   Facts are collected before the walk: which places and conditions are asked
   for more than once and from which blocks a path leads to them, the loops, and
   the names that are alive.  The walk uses them to forget what no later
   statement asks for, so that states become equal and the walk ends.

   GCC's containers are used where they suffice (bitmap); they own their
   contents and are not copied.  The other containers are ordered ones of the
   C++ library, because the order of messages must not depend on addresses.  */

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

  /* Returns: the tree that represents all places or tests equal to EXPRESSION,
     or NULL_TREE if it is not one that is remembered.  Two representatives are
     equal only if they are one tree.  */
  tree find_known (tree expression) const;

  /* Make PLACE a place that states remember from now on.  */
  void add_place (tree place);

  /* A place that is loaded.  */
  struct loaded
  {
    tree place;
    unsigned int times;
    /* The versions of the names that it was loaded to.  */
    std::vector<unsigned int> names;
  };

  /* Returns: the record of PLACE, or NULL.  */
  loaded *find_loaded (tree place);

  /* Returns: whether NAME was loaded from a place that has not been stored to
     since.  */
  bool fresh_load_p (const state &s, tree name) const;

  /* Returns: whether PLACE, a place or a test, may be asked for on a path from
     the beginning of BB.  */
  bool asked_for_p (tree place, basic_block bb) const;

  /* Returns: whether INDEX goes through a range of numbers in a loop, seen from
     BB, which uses it.  *R is set to that range.  */
  bool find_range (tree index, basic_block bb, index_range *r) const;

  /* Returns: whether the element INDEX of the array of R, used in BB, is one of
     those that R has freed.  */
  bool in_range_p (const freed_range &r, tree index, basic_block bb) const;

  /* A limit was exceeded: not all paths are checked.  */
  bool incomplete = false;

  std::vector<loaded> places;
  /* The loops that free the elements of an array.  state::freed contains
     indices of this vector.  */
  std::vector<freed_range> freeing_loops;
  /* The subject of tests: a number that is compared with constants, or a whole
     test.  TIMES is the number of its tests, and ASKED the blocks from which a
     path leads to one of them.  */
  struct subject
  {
    tree about;
    unsigned int times;
    std::vector<tree> tests;
    block_set asked;
  };
  std::vector<subject> subjects;
  /* For a back edge: the conditions, and the places in them, that may have
     other values in the next iteration.  */
  std::map<edge, std::set<tree> > in_loop;
  /* For a back edge: the blocks of the loop.  */
  std::map<edge, block_set> bodies;
  /* The blocks of all loops.  */
  block_set looped;
  /* For a block: the names that are alive after its PHI nodes.  */
  std::vector<bitmap> alive;

private:
  /* Steps of find_facts, and their subroutines.  */
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

  /* For a place that is loaded, or a test: the blocks from which a path leads
     to a statement that asks for it.  */
  std::map<tree, block_set> asked_for;
  /* The representatives of places by the index of their record in PLACES, and
     those of places and tests by their hash value.  */
  std::map<tree, size_t> place_index;
  std::multimap<hashval_t, tree> known;
  /* The dominators were computed for this class, and are freed with it.  */
  bool own_dominators = false;
};

} // namespace lifetime

#endif /* PERCPU_LIFETIME_FACTS_H */
