/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* GIMPLE: per-CPU accesses become the target's sequences, and checks ensure
   that none is left.  */

#ifndef PERCPU_LOWERING_H
#define PERCPU_LOWERING_H

#include "generic/generic.h"

/* Checks of the sanitizers.  They are inserted before the statement at GSI,
   with location LOC (sanitize.cc).  */

/* Check REF, a reference to per-CPU data, which is a store if STORE.  */
extern void pcpu_sanitize_reference (gimple_stmt_iterator *gsi, location_t loc,
				     tree ref, bool store);

/* Check POINTER, a per-CPU address that is not constant, for an access to an
   object of TYPE or, if MEMBER, to a member of one.  */
extern void pcpu_sanitize_pointer (gimple_stmt_iterator *gsi, location_t loc,
				   tree pointer, tree type, bool member,
				   bool store);

/* Return VALUE, a number of one byte, as a _Bool whose value is checked.  */
extern tree pcpu_sanitize_truth (gimple_stmt_iterator *gsi, location_t loc,
				 tree value);

/* Return true if STMT calls a function by which a sanitizer checks or reports.
   It does not change memory that the program uses, and only prints
   addresses.  */
extern bool pcpu_sanitizer_call_p (const gimple *stmt);

/* Return true if DECL is the variable that holds the bias of this image
   (runtime-words.cc).  */
extern bool pcpu_bias_p (const_tree decl);

/* The number of errors that the checks on SSA form have reported.  An error in
   one function does not keep the checks from others.  */
extern int pcpu_checked_errors;

/* Return true if the lowering has computed NAME, an SSA name.  */
extern bool pcpu_lowered_p (const_tree name);

/* Return true if LINK, from the list of operands of an asm statement, was made
   by the lowering.  */
extern bool pcpu_own_operand_p (const_tree link);

#endif /* PERCPU_LOWERING_H */
