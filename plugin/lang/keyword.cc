/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* The qualifier `__percpu', and whether the unit uses per-CPU data.  */

#include "lang/lang.h"

/* The identifier of the qualifier, or NULL_TREE before it is registered.  Its
   flag tells whether the unit uses per-CPU data, because the identifier
   survives garbage collection and is in precompiled headers.  */

static const int keyword_rid = RID_FIRST_ADDR_SPACE + PCPU_ADDR_SPACE;

/* Return the identifier of the qualifier.  */

static tree
keyword (void)
{
  return (pcpu_c_front_end_p () && ridpointers
	  ? ridpointers[keyword_rid] : NULL_TREE);
}

bool
pcpu_used_p (void)
{
  return keyword () && TREE_LANG_FLAG_6 (keyword ());
}

void
pcpu_set_used (void)
{
  if (!keyword () || pcpu_used_p ())
    return;
  pcpu_overload_atomics (true);
  pcpu_overload_overflow (true);
  TREE_LANG_FLAG_6 (keyword ()) = 1;
  pcpu_prepare_arrays ();
}

/* Make `__percpu' a qualifier.  The front end's own function for this does
   nothing under -std=c11 and similar options, although a reserved name is
   valid there.  */

void
pcpu_register_keyword (void)
{
  tree id = get_identifier ("__percpu");
  C_SET_RID_CODE (id, keyword_rid);
  /* C_IS_RESERVED_WORD, from a header of the C front end that conflicts with
     the others.  */
  TREE_LANG_FLAG_0 (id) = 1;
  ridpointers[keyword_rid] = id;
}
