/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Expressions of GIMPLE, without regard to any path.

   Nothing here depends on what is known at a place of the program: these
   functions read definitions of SSA names and the form of references.  A
   definition is followed only through copies and conversions, a few steps at
   most.  */

#ifndef PERCPU_LIFETIME_EXPR_H
#define PERCPU_LIFETIME_EXPR_H

#include "gimple/lowering.h"

namespace lifetime {

/* A set of blocks, by their numbers.  */
typedef std::vector<bool> block_set;

/* LOC is a place in the program, and not a built-in one.  */

inline bool
located_p (location_t loc)
{
  return LOCATION_LOCUS (loc) > BUILTINS_LOCATION;
}

/* TYPE is that of truth values.  */

inline bool
boolean_p (const_tree type)
{
  return INTEGRAL_TYPE_P (type) && TYPE_PRECISION (type) == 1;
}

/* T is a volatile pointer in a variable of the function: only what was borrowed
   is remembered of it.  */

inline bool
volatile_pointer_p (tree t)
{
  tree base = get_base_address (t);
  return (TREE_THIS_VOLATILE (t) && POINTER_TYPE_P (TREE_TYPE (t)) && base
	  && VAR_P (base) && !TREE_STATIC (base) && !DECL_EXTERNAL (base));
}

/* T is an expression of one place in memory, which may be remembered.  */

inline bool
place_p (tree t)
{
  return ((handled_component_p (t) || DECL_P (t) || TREE_CODE (t) == MEM_REF)
	  && (!TREE_THIS_VOLATILE (t) || volatile_pointer_p (t))
	  && !is_gimple_reg (t)
	  && is_gimple_reg_type (TREE_TYPE (t)));
}

/* Definitions of names.  Each of these returns its argument, or NULL_TREE where
   that is said, if the definition has another form.  */

/* Returns: NUMBER without the conversions that it was made by.  */
tree number_of (tree number);

/* Returns: likewise, or the constant that NAME is set to.  */
tree constant_of (tree name);

/* Returns: the name that POINTER was copied from, perhaps with another
   type.  */
tree copied_from (tree pointer);

/* Returns: the place that POINTER was made the address of, or NULL_TREE.  */
tree pointed_to (tree pointer);

/* Returns: the place whose address POINTER is, if that is a variable's to which
   something was added, as position-independent code does; or NULL_TREE.  */
tree biased_place (tree pointer);

/* Returns: the per-CPU pointer that POINTER is the translation of, or
   NULL_TREE.  */
tree translated_from (tree pointer);

/* Returns: the place that NAME was loaded from, or NULL_TREE.  */
tree loaded_from (tree name);

/* Returns: NAME as an expression of places and of names that are not computed
   from others.  What goes into it is added to LEAVES.  If BY_NAME is set, what
   was loaded stays a name, so that the expression means the value at the time
   of the load; else it is the place, whose value may have changed since.  */
tree origin_of (tree name, std::vector<tree> *leaves, bool by_name,
		unsigned int depth = 4);

/* Returns: whether NAME is *A plus the number STEP.  */
bool step_p (tree name, int step, tree *a);

/* Returns: whether POINTER points to a variable array, or to what else alloca
   has given.  */
bool on_stack_p (tree pointer);

/* The form of places.  */

/* Returns: whether PLACE is an element of an array: *ARRAY is that array, or
   what the pointer to its first element leads to, and *INDEX a name or a
   number.  */
bool element_of (tree place, tree *array, tree *index);

/* Returns: PLACE with WHAT as the object that it is part of.  */
tree with_base (tree place, tree what);

/* Returns: PLACE with indices that do not depend on the copies of them.  */
tree with_indices (tree place);

/* Returns: whether an index of PLACE is no constant, or a pointer leads to
   it.  */
bool vague_p (tree place);

/* Returns: whether A and B are parts of one object that have bytes in
   common.  */
bool overlap_p (tree a, tree b);

/* Returns: whether A and B are the same bytes of the same object.  */
bool same_bytes_p (tree a, tree b);

/* Returns: whether PART is a part of PLACE, or PLACE itself.  */
bool part_p (tree part, tree place);

/* Returns: whether a number or pointer of TYPE has room for a pointer.  */
bool pointer_size_p (const_tree type);

/* Returns: the text of PLACE, as a program would write it; `...' stands for
   what has no name.  */
std::string text_of (tree place);

/* Returns: the variable of the program that POINTER is the value of, or that
   of ID, which it was computed from; NULL_TREE if none has a name.  */
tree variable_of (tree pointer, tree id);

/* Returns: likewise for an object, of which a plain pointer to an instance is
   not the name.  */
tree object_variable (tree pointer, tree id);

/* walk_tree callbacks: stop at the name in DATA; at what overlaps with the
   place in DATA; add the names to the vector DATA.  */
tree find_name (tree *tp, int *walk_subtrees, void *data);
tree find_overlap (tree *tp, int *walk_subtrees, void *data);
tree find_names (tree *tp, int *walk_subtrees, void *data);

/* Likewise: stop at a name that is not in DATA, a bitmap of versions.  */
tree find_dead (tree *tp, int *walk_subtrees, void *data);

/* Blocks.  */

/* Add to BLOCKS of FUN those from which a path leads there.  */
void add_before (function *fun, block_set *blocks);

/* Returns: the blocks of FUN to which a path by E leads.  */
block_set blocks_behind (function *fun, edge e);

} // namespace lifetime

#endif /* PERCPU_LIFETIME_EXPR_H */
