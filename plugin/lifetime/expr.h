/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Expressions of GIMPLE, independent of any path.

   These functions read only the definitions of SSA names and the form of
   references, not a state.  They follow a definition only through copies,
   conversions and a few operations, and only a limited number of steps.  */

#ifndef PERCPU_LIFETIME_EXPR_H
#define PERCPU_LIFETIME_EXPR_H

#include "gimple/lowering.h"

namespace lifetime {

/* A set of basic blocks, indexed by block number.  */
typedef std::vector<bool> block_set;

/* Returns: whether LOC is a location in the program, not a built-in one.  */

inline bool
located_p (location_t loc)
{
  return LOCATION_LOCUS (loc) > BUILTINS_LOCATION;
}

/* Returns: whether TYPE has one bit, as truth values have.  */

inline bool
boolean_p (const_tree type)
{
  return INTEGRAL_TYPE_P (type) && TYPE_PRECISION (type) == 1;
}

/* Returns: whether T is a volatile pointer in an automatic variable.  A state
   remembers its value only if that is a borrowed pointer.  */

inline bool
volatile_pointer_p (tree t)
{
  tree base = get_base_address (t);
  return (TREE_THIS_VOLATILE (t) && POINTER_TYPE_P (TREE_TYPE (t)) && base
	  && VAR_P (base) && !TREE_STATIC (base) && !DECL_EXTERNAL (base));
}

/* Returns: whether T denotes one scalar place in memory, which a state may
   remember.  */

inline bool
place_p (tree t)
{
  return ((handled_component_p (t) || DECL_P (t) || TREE_CODE (t) == MEM_REF)
	  && (!TREE_THIS_VOLATILE (t) || volatile_pointer_p (t))
	  && !is_gimple_reg (t)
	  && is_gimple_reg_type (TREE_TYPE (t)));
}

/* Definitions of SSA names.  Where no other result is given, a function returns
   its argument if the definition has another form.  */

/* Returns: NUMBER without conversions and copies between integers.  */
tree number_of (tree number);

/* Returns: NAME without conversions, or the constant that it is set to.  */
tree constant_of (tree name);

/* Returns: the name that POINTER was copied from, perhaps as another pointer
   type.  */
tree copied_from (tree pointer);

/* Returns: the place whose address POINTER is, or NULL_TREE.  */
tree pointed_to (tree pointer);

/* Returns: the place whose address POINTER is, if it is the address of a
   variable to which the bias was added, as in position-independent code; else
   NULL_TREE.  */
tree biased_place (tree pointer);

/* Returns: the per-CPU pointer of which POINTER is the translation to a plain
   pointer, or NULL_TREE.  */
tree translated_from (tree pointer);

/* Returns: the place that NAME was loaded from, or NULL_TREE.  */
tree loaded_from (tree name);

/* Returns: NAME as an expression of places and of names that are not computed
   from others, with at most DEPTH operations on top of each other.  The names
   in it are added to LEAVES.  If BY_NAME is set, a loaded value remains a name,
   so that the expression means the value at the time of the load.  Otherwise it
   is the place, whose contents may have changed since.  */
tree origin_of (tree name, std::vector<tree> *leaves, bool by_name,
		unsigned int depth = 4);

/* Returns: whether NAME is a sum of the number STEP and a name, which is stored
   to *A.  */
bool find_stepped_name (tree name, int step, tree *a);

/* Returns: whether POINTER points into memory from alloca, for example into a
   variable-length array.  */
bool on_stack_p (tree pointer);

/* The form of places.  */

/* Returns: whether PLACE is an element of an array.  *ARRAY is set to the
   array, or to the target of the pointer to its first element, and *INDEX to
   the index, a name or a number.  */
bool element_of (tree place, tree *array, tree *index);

/* Returns: a copy of PLACE in which WHAT replaces the base object.  */
tree with_base (tree place, tree what);

/* Returns: PLACE with each index replaced by the number that it was copied or
   converted from.  */
tree with_indices (tree place);

/* Returns: whether PLACE need not be the same place each time: it has an index
   that is not constant, or is reached by a pointer.  */
bool vague_p (tree place);

/* Returns: whether A and B may have bytes of one object in common.  Places that
   are reached by different pointers are taken for different ones.  */
bool overlap_p (tree a, tree b);

/* Returns: whether A and B are exactly the same bytes of the same object.  */
bool same_bytes_p (tree a, tree b);

/* Returns: whether PART is a part of PLACE, or PLACE itself.  */
bool part_p (tree part, tree place);

/* Returns: whether a value of TYPE, a number or a pointer, can hold a
   pointer.  */
bool pointer_size_p (const_tree type);

/* Returns: the text of PLACE in C, for messages.  Operands without a name are
   written as `...'.  */
std::string text_of (tree place);

/* Returns: the variable of the program that has the value POINTER, or that has
   ID, from which POINTER was computed; NULL_TREE if neither has a name in the
   program.  POINTER may be NULL_TREE.  */
tree variable_of (tree pointer, tree id);

/* Returns: the same for a dynamic object.  POINTER is ignored if it is a plain
   pointer: that variable holds the address of an instance, and its name is not
   the object's.  */
tree object_variable (tree pointer, tree id);

/* Callbacks for walk_tree.  find_name stops at the name in DATA, find_overlap
   at a place that overlaps the place in DATA.  find_names adds the versions of
   all names to the vector DATA.  */
tree find_name (tree *tp, int *walk_subtrees, void *data);
tree find_overlap (tree *tp, int *walk_subtrees, void *data);
tree find_names (tree *tp, int *walk_subtrees, void *data);

/* Callback for walk_tree: stops at a name that is not in DATA, a bitmap of
   versions.  */
tree find_dead (tree *tp, int *walk_subtrees, void *data);

/* Blocks.  */

/* Add to BLOCKS all blocks of FUN from which a path leads to one of them.  */
void add_before (function *fun, block_set *blocks);

/* Returns: the blocks of FUN that a path through E can reach.  */
block_set blocks_behind (function *fun, edge e);

} // namespace lifetime

#endif /* PERCPU_LIFETIME_EXPR_H */
