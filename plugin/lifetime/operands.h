/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Operands: what an expression denotes in a state.

   The same object has many expressions: `p->g' is `h.g' if P is `&h', `v[i]'
   and `v[j]' may be one element.  This class brings an expression into one
   form, and finds the value of it in a state.  Its members change no state.
   It is the lowest of the layers that a function is checked by:

     operands	what an expression denotes
     facts	what holds of the function, on all paths (facts.h)
     knowledge	what a path has taught, and forgets (knowledge.h)
     checker	what statements do, and what is wrong with it (checker.h)
     paths	the paths, and the order in which they are walked (paths.h)

   Each is a base class of the next, so that no layer can call one above
   it.  */

#ifndef PERCPU_LIFETIME_OPERANDS_H
#define PERCPU_LIFETIME_OPERANDS_H

#include "state.h"
#include "expr.h"

namespace lifetime {

class operands
{
protected:
  explicit operands (function *f) : fun (f) {}

  /* Values.  */

  /* Returns: the value of T, an operand of GIMPLE, in S.  */
  value eval (const state &s, tree t) const;

  /* Returns: the first name of those that hold the same as POINTER, because
     they were computed or loaded in the same way.  */
  tree same_pointer (const state &s, tree pointer) const;

  /* Places.  */

  /* Returns: whether PLACE is in a variable of this function.  */
  bool local_p (tree place) const;

  /* Returns: whether PLACE is in one that only this function can reach.  */
  bool private_array_p (tree place) const;

  /* Returns: the variable of this function that PLACE is, perhaps as `*&x'; or
     NULL_TREE.  */
  tree variable_at (const state &s, tree place) const;

  /* Returns: PLACE in the form in which it is kept in memory.  */
  tree canonical (const state &s, tree place) const;

  /* Returns: PLACE in a form that does not depend on the pointers by which it
     is reached.  */
  tree resolved (const state &s, tree place) const;

  /* Returns: whether a store to B may change A.  */
  bool may_alias_p (const state &s, tree a, tree b) const;

  /* Returns: the structure of this function that REF accesses as one number,
     which memcpy has become; or NULL_TREE.  */
  tree whole_variable (const state &s, tree ref) const;

  /* Returns: PLACE as an element of an array of this function, if it is what a
     pointer leads to that was computed from the array; of index 0, which need
     not be right.  */
  tree element_at (const state &s, tree place) const;

  /* Returns: the place that stands for all elements of the array that PLACE is
     an element of, which is the element -1; NULL_TREE if it is none, or the
     array is not in this function's frame.  */
  tree all_elements (const state &s, tree place) const;

  /* Returns: whether A and B are the same array.  */
  bool same_array_p (const state &s, tree a, tree b) const;

  /* Returns: whether RHS, of an assignment, is zero in all its parts.  */
  bool zero_p (const state &s, tree rhs) const;

  /* Returns: the whole variable that STMT, a call of memset, makes zero; or
     NULL_TREE.  */
  tree cleared_variable (const state &s, gcall *stmt) const;

  /* Returns: what STMT, a call of a built-in function, returns if that is one
     of its arguments or points into what one points to.  */
  value returned_argument (const state &s, gcall *stmt) const;

  /* Guards and locks.  */

  /* Returns: whether TYPE is that of guards.  */
  bool guard_type_p (const_tree type) const;

  /* Returns: the declaration that stands for the guard at PLACE, which is
     resolved. It has the place's text as its name, for messages.  */
  tree stand_in (tree place) const;

  /* Returns: the place that DECL stands for, or NULL_TREE.  */
  tree place_of (tree decl) const;

  /* Returns: the declaration of the guard at PLACE; that of a variable of this
     function if PLACE is not a guard but such a variable; or NULL_TREE.  */
  tree guard_at (const state &s, tree place) const;

  /* Returns: the declaration of the guard that POINTER points to, or
     NULL_TREE.  */
  tree guard_pointed_to (const state &s, tree pointer) const;

  /* Returns: the object that the guard DECL is part of, or is; NULL_TREE if a
     pointer leads to it.  */
  tree container_of (tree decl) const;

  /* Returns: whether the guard DECL is in a variable of this function.  */
  bool own_guard_p (tree decl) const;

  /* Returns: the place of the lock that POINTER points to, as far as that can
     be said; or NULL_TREE.  */
  tree lock_place (const state &s, tree pointer) const;

  /* What is collected of the function's operands, before it is walked.  */

  /* Note whose addresses STMT takes, or of which array it uses some
     element.  */
  void find_exposed (gimple *stmt);

  /* Note the array to an element of which STMT stores, unless that is a
     pointer that was just borrowed.  */
  void find_stored_elements (gimple *stmt);

  /* Find the types of guards, and the variables into whose elements computed
     pointers lead.  */
  void find_guard_types ();

  /* Find pointers to elements that are computed in the same way.  */
  void find_elements ();

  function *fun;

  /* So many places and pointers of a function are distinguished.  */
  static const unsigned int places_max = 1000;

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
  /* Variables whose address is given to others than cleanups.  */
  std::set<unsigned int> exposed;
  /* Those of them of which it is taken, and not only an element used.  */
  std::set<unsigned int> taken;
  /* Arrays to which other pointers than borrowed ones are stored.  */
  std::vector<tree> shared_arrays;
  /* Pointers to elements, as `v[i]' and `v[i]' has two: to the first one that
     is computed in the same way; and for names that they are computed from,
     what is computed.  */
  std::map<unsigned int, tree> elements;
  std::map<unsigned int, std::vector<tree> > computed_from;
  /* Likewise pointers that were loaded, as `d->next' and `d->next' is: to the
     first one; and for names that are used for that, those.  */
  std::map<unsigned int, tree> loads;
  std::map<unsigned int, std::vector<unsigned int> > loaded_by;
};

} // namespace lifetime

#endif /* PERCPU_LIFETIME_OPERANDS_H */
