/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* What the files that build updates share.

     operation.cc  an assignment: is it an update, and by which operation?
     loop.cc	   the compare-exchange loop where there is none  */

#ifndef PERCPU_OPERATION_H
#define PERCPU_OPERATION_H

#include "plugin.h"

/* EXPR reads X in any way.  */
extern bool pcpu_reads_p (tree expr, tree x);

/* EXPR reads X by way of arithmetic only: the front end may have made it from
   `x OP= v'.  */
extern bool pcpu_computes_with_p (tree expr, tree x);

/* EXPR is a SAVE_EXPR that may as well be computed again, such as the checks
   of the sanitizers make, and the front end of a complex X.  Others are what
   the front end makes of the right side of `x += v' if it has an effect: V, all
   of it.  */
extern bool pcpu_recomputable_p (tree expr, tree x);

/* EXPR is a check of a sanitizer: a call that reports, or a trap, under a
   condition.  */
extern bool pcpu_sanitizer_check_p (tree expr);

/* The address of X, which from now on has one, with the checks that its
   indexes need.  An element of a vector and a part of a complex number have
   lost the qualifier of the whole.  */
extern tree pcpu_address_of (location_t loc, tree x);

/* The loop that assigns EXPR to X, which is computed with as an integer of
   TYPE, and yields its old or new value; or NULL_TREE if EXPR reads X only in
   what is evaluated before the loop.  */
extern tree pcpu_build_loop (location_t loc, tree x, tree expr, tree type,
			     enum pcpu_yield yield);

#endif /* PERCPU_OPERATION_H */
