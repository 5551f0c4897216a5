/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Operands: the meaning of an expression in a state.

   Different expressions can denote the same object: `p->g' is `h.g' if P is
   `&h', and `v[i]' and `v[j]' may be one element.  This class brings an
   expression into a canonical form and finds its value in a state.  Its members
   do not change a state.  It is the lowest of the layers that check a function:

     operands   the meaning of expressions
     facts      properties of the function, independent of any path (facts.h)
     knowledge  facts that are learnt and forgotten on a path (knowledge.h)
     checker    the effects of statements, and their errors (checker.h)
     paths      the walk along the paths (paths.h)

   Each layer is a base class of the next, so that it cannot call one above
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

  /* Returns: the first of all names that hold the same pointer as POINTER
     because they were computed or loaded in the same way; POINTER itself if it
     is not an SSA name or is the first one.  */
  tree same_pointer (const state &s, tree pointer) const;

  /* Places.  */

  /* Returns: whether PLACE is in an automatic variable of this function.  */
  bool local_p (tree place) const;

  /* Returns: whether PLACE is in an automatic variable whose address is never
     taken, so that no other function can reach it.  */
  bool private_array_p (tree place) const;

  /* Returns: the automatic variable that PLACE denotes, perhaps as `*&x'; or
     NULL_TREE.  */
  tree variable_at (const state &s, tree place) const;

  /* Returns: PLACE in canonical form, in which state::memory records it.  */
  tree canonical (const state &s, tree place) const;

  /* Returns: PLACE in a form that does not depend on the pointers by which it
     is reached, as far as these are known.  */
  tree resolved (const state &s, tree place) const;

  /* Returns: whether a store to B may change A.  */
  bool may_alias_p (const state &s, tree a, tree b) const;

  /* Returns: the structure of this function that REF accesses as one number, as
     GCC folds a memcpy of it; or NULL_TREE.  */
  tree whole_variable (const state &s, tree ref) const;

  /* Returns: PLACE as an element of a local array, if a pointer that was
     computed from the array leads to PLACE; else PLACE.  The index in the
     result is 0 and has no meaning.  */
  tree element_at (const state &s, tree place) const;

  /* Returns: the place that stands for all elements of the array that contains
     PLACE, which is the element with index -1; NULL_TREE if PLACE is no
     element, or the array is not in this function's frame.  */
  tree all_elements (const state &s, tree place) const;

  /* Returns: whether A and B are the same array.  */
  bool same_array_p (const state &s, tree a, tree b) const;

  /* Returns: whether RHS, the right side of an assignment, is zero in all its
     parts.  */
  bool zero_p (const state &s, tree rhs) const;

  /* Returns: the variable that STMT, a call, clears as a whole with memset; or
     NULL_TREE.  */
  tree cleared_variable (const state &s, gcall *stmt) const;

  /* Returns: the value of the call STMT, if it is a built-in function that
     returns its first argument or a pointer into what that points to; else an
     unknown value.  */
  value returned_argument (const state &s, gcall *stmt) const;

  /* Guards and locks.  */

  /* Returns: whether TYPE is a type of guards.  */
  bool guard_type_p (const_tree type) const;

  /* Returns: the declaration that represents the guard at PLACE, which must be
     resolved.  Its name is the text of the place, for messages.  */
  tree stand_in (tree place) const;

  /* Returns: the place that DECL represents, or NULL_TREE if DECL is no such
     representative.  */
  tree place_of (tree decl) const;

  /* Returns: the declaration of the guard at PLACE; the variable if PLACE is
     not a guard but an automatic variable; or NULL_TREE.  */
  tree guard_at (const state &s, tree place) const;

  /* Returns: the declaration of the guard that POINTER points to, or
     NULL_TREE.  */
  tree guard_pointed_to (const state &s, tree pointer) const;

  /* Returns: the variable that the guard DECL is part of, or is; NULL_TREE if a
     pointer leads to the guard.  */
  tree container_of (tree decl) const;

  /* Returns: whether the guard DECL is in an automatic variable of this
     function.  */
  bool own_guard_p (tree decl) const;

  /* Returns: the place of the lock that POINTER points to, resolved as far as
     possible; or NULL_TREE.  */
  tree lock_place (const state &s, tree pointer) const;

  /* Facts about the operands, collected before the walk.  */

  /* Note the variables whose address STMT takes, and the arrays of which it
     uses an element with a variable index.  */
  void find_exposed (gimple *stmt);

  /* Note the array to an element of which STMT stores a pointer that is not the
     result of a borrow.  */
  void find_stored_elements (gimple *stmt);

  /* Find the types of guards, and the variables from whose address pointers to
     elements are computed.  */
  void find_guard_types ();

  /* Find pointers to elements that are computed in the same way.  */
  void find_elements ();

  function *fun;

  /* The largest number of places and of pointers that are distinguished in a
     function.  */
  static const unsigned int places_max = 1000;

  /* Guards that are part of an object or are reached by a pointer, and the
     declarations that represent them in all records.  stand_in adds to them
     when an expression is first met, also for functions that change nothing
     else; therefore the vector is mutable.  */
  struct guard_place
  {
    tree place;
    tree decl;
  };
  mutable std::vector<guard_place> guard_places;
  std::set<tree> guard_types;
  /* Variables from whose address pointers to elements are computed.  */
  std::set<unsigned int> blurred;
  /* Variables whose address is given to functions other than cleanups.  */
  std::set<unsigned int> exposed;
  /* The members of EXPOSED whose address is taken; of the others only an
     element with a variable index is used.  */
  std::set<unsigned int> taken;
  /* Arrays in which pointers are stored that were not borrowed.  */
  std::vector<tree> shared_arrays;
  /* Pointers that are computed in the same way, as the front end does for each
     of two `v[i]': maps a name to the first such name.  COMPUTED_FROM maps a
     name to the pointers that are computed from it.  */
  std::map<unsigned int, tree> elements;
  std::map<unsigned int, std::vector<tree> > computed_from;
  /* The same for pointers that are loaded, as for two `d->next': maps a name to
     the first such name.  LOADED_BY maps a name to the loaded names whose place
     depends on it.  */
  std::map<unsigned int, tree> loads;
  std::map<unsigned int, std::vector<unsigned int> > loaded_by;
};

} // namespace lifetime

#endif /* PERCPU_LIFETIME_OPERANDS_H */
