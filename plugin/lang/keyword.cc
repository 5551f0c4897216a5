/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* The qualifier `__percpu', and whether the unit has anything per-CPU.  */

#include "lang/lang.h"

/* The identifier of the qualifier, NULL_TREE before it is one.  It holds the
   flag that tells whether the unit has anything per-CPU, because it survives
   garbage collection and is in precompiled headers.  */

static const int keyword_rid = RID_FIRST_ADDR_SPACE + PCPU_ADDR_SPACE;

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
  pcpu_overload_overflow (true);
  TREE_LANG_FLAG_6 (keyword ()) = 1;
  pcpu_prepare_arrays ();
}

/* Make `__percpu' a qualifier.  The front end's own function for that does
   nothing under -std=c11 and its kin, where a name of the implementation's
   is no less legal.  */

void
pcpu_register_keyword (void)
{
  tree id = get_identifier ("__percpu");
  C_SET_RID_CODE (id, keyword_rid);
  /* C_IS_RESERVED_WORD, which lives in a header of the C front end that
     can't be included beside the others.  */
  TREE_LANG_FLAG_0 (id) = 1;
  ridpointers[keyword_rid] = id;
}
