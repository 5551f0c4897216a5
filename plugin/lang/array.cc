/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Array types in the address space.

   An array is in the address space of its elements, and the types of arrays
   that GCC builds of qualified elements have it themselves.  The C front end's
   other way to such a type does not: when it qualifies an existing array type,
   for a member of a structure or a typedef name, it makes a variant in which
   only the innermost elements are qualified.

     struct { int m[3][5]; } __percpu *p;
     p->m	  a variant of int [3][5]: elements per-CPU, rows plain
     p->m[1]	  taken for a plain object for this reason

   Then `int __percpu (*r)[5] = p->m' would be an error.  But the front end
   first looks for an existing variant.  So as soon as an array type gets a
   name or becomes the type of a member, this file creates all variants that
   the front end may look for, and puts them and their main variant, which the
   front end compares, into the address space.  They stay in the plain array's
   list of variants, where the front end finds them.

   Nothing of this is done before the unit uses the attribute or the qualifier.
   Then the types that the unit has already declared are processed.  */

#include "lang/lang.h"

/* Return true if ARRAY was prepared: its first variant, which is the newest,
   is one of ours.  */

static bool
prepared_p (const_tree array)
{
  tree variant = TYPE_NEXT_VARIANT (TYPE_MAIN_VARIANT (array));
  return variant && TYPE_ADDR_SPACE (variant) == PCPU_ADDR_SPACE;
}

/* Make the variants of ARRAY in the address space.  */

static void
prepare_array (tree array)
{
  static const int qualifiers[]
    = { TYPE_UNQUALIFIED, TYPE_QUAL_CONST, TYPE_QUAL_VOLATILE,
	TYPE_QUAL_CONST | TYPE_QUAL_VOLATILE };
  int own = TYPE_QUALS (strip_array_types (array));
  int kept = own & TYPE_QUAL_RESTRICT;

  if (TYPE_ADDR_SPACE (strip_array_types (array)) != ADDR_SPACE_GENERIC
      || (own & TYPE_QUAL_ATOMIC)
      || prepared_p (array))
    return;
  tree main = pcpu_type_in_space (TYPE_MAIN_VARIANT (array), PCPU_ADDR_SPACE);
  for (int more : qualifiers)
    {
      int quals = kept | more | ENCODE_QUAL_ADDR_SPACE (PCPU_ADDR_SPACE);
      tree t = c_build_qualified_type (array, quals);
      for (tree n = main; TREE_CODE (t) == ARRAY_TYPE;
	   t = TREE_TYPE (t), n = TREE_TYPE (n))
	{
	  TYPE_ADDR_SPACE (t) = PCPU_ADDR_SPACE;
	  TYPE_MAIN_VARIANT (t) = n;
	}
    }
}

/* Prepare the types of the arrays in TYPE and in the types that it refers to.
   SEEN holds the types that were processed already.  */

static void
prepare_type (tree type, hash_set<tree> *seen)
{
  while (TREE_CODE (type) == ARRAY_TYPE || POINTER_TYPE_P (type)
	 || TREE_CODE (type) == FUNCTION_TYPE)
    {
      if (TREE_CODE (type) == ARRAY_TYPE)
	prepare_array (type);
      type = TREE_TYPE (type);
    }
  if (!RECORD_OR_UNION_TYPE_P (type) || seen->add (TYPE_MAIN_VARIANT (type)))
    return;
  for (tree field = TYPE_FIELDS (type); field; field = DECL_CHAIN (field))
    if (TREE_CODE (field) == FIELD_DECL && TREE_TYPE (field) != error_mark_node)
      prepare_type (TREE_TYPE (field), seen);
}

void
pcpu_prepare_type (tree type)
{
  hash_set<tree> seen;
  prepare_type (type, &seen);
}

/* cpp_forall_identifiers callback: prepare the types that the identifier NODE
   denotes at file scope.  */

static int
prepare_identifier (cpp_reader *, cpp_hashnode *node, void *data)
{
  tree id = HT_IDENT_TO_GCC_IDENT (HT_NODE (node));
  hash_set<tree> *seen = (hash_set<tree> *) data;
  tree value = identifier_global_value (id);
  tree tag = identifier_global_tag (id);

  if (tag && TYPE_P (tag))
    prepare_type (tag, seen);
  if (value && DECL_P (value) && TREE_TYPE (value)
      && TREE_TYPE (value) != error_mark_node)
    prepare_type (TREE_TYPE (value), seen);
  return 1;
}

void
pcpu_prepare_arrays (void)
{
  hash_set<tree> seen;
  if (parse_in)
    cpp_forall_identifiers (parse_in, prepare_identifier, &seen);
}
