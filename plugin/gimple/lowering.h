/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* GIMPLE: per-CPU accesses become the target's sequences, and nothing is
   left.  */

#ifndef PERCPU_LOWERING_H
#define PERCPU_LOWERING_H

#include "generic/generic.h"

/* Checks of the sanitizers, for statements at LOC that are inserted before GSI
   (sanitize.cc).  */

/* Check REF, to per-CPU data that is stored to if STORE.  */
extern void pcpu_sanitize_reference (gimple_stmt_iterator *gsi, location_t loc,
				     tree ref, bool store);

/* Check POINTER, a per-CPU address that is not constant, to an object of TYPE
   or, if MEMBER, to a member of one.  */
extern void pcpu_sanitize_pointer (gimple_stmt_iterator *gsi, location_t loc,
				   tree pointer, tree type, bool member,
				   bool store);

/* Returns VALUE, a number of one byte, as a _Bool that is checked.  */
extern tree pcpu_sanitize_truth (gimple_stmt_iterator *gsi, location_t loc,
				 tree value);

/* DECL is the variable that holds the bias of this image
   (runtime-words.cc).  */
extern bool pcpu_bias_p (const_tree decl);

/* How many errors the checks on SSA form have reported: what is wrong with one
   function is no reason to be silent about others.  */
extern int pcpu_checked_errors;

/* The lowering has computed NAME, an SSA name.  */
extern bool pcpu_lowered_p (const_tree name);

/* LINK, in the list of an asm statement, is an operand that the lowering has
   made.  */
extern bool pcpu_own_operand_p (const_tree link);

#endif /* PERCPU_LOWERING_H */
