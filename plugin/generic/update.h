/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Declarations that the files that build updates share.  */

#ifndef PERCPU_UPDATE_H
#define PERCPU_UPDATE_H

#include "generic/generic.h"

/* Return true if the operands of EXPR, except the first, are evaluated
   conditionally.  */
extern bool pcpu_conditional_p (tree expr);

/* Return true if EXPR yields the result and the overflow flag of an addition,
   a subtraction or a multiplication, as a complex number.  */
extern bool pcpu_overflow_p (tree expr);

/* Return true if EXPR reads X in any way.  */
extern bool pcpu_reads_p (tree expr, tree x);

/* Return true if EXPR reads X by arithmetic only, so that the front end may
   have built it from `x OP= v'.  */
extern bool pcpu_computes_with_p (tree expr, tree x);

/* Return true if EXPR is a SAVE_EXPR without effects, which may be evaluated
   again.  The checks of the sanitizers contain these, and the front end's
   expressions for a complex X.  Any other SAVE_EXPR is the whole V of `x += v'
   where V has an effect.  */
extern bool pcpu_recomputable_p (tree expr, tree x);

/* Return true if EXPR is a check of a sanitizer: a conditional call that
   reports, or a conditional trap.  */
extern bool pcpu_sanitizer_check_p (tree expr);

/* Return the address of X, which becomes addressable, with the checks of its
   indexes.  The address of an element of a vector or of a part of a complex
   number gets the qualifier of the whole, which the type of X has lost.  */
extern tree pcpu_address_of (location_t loc, tree x);

/* Return the unsigned type for computing with X, or NULL_TREE if no single
   operation can process X.  A complex number that fills a register is treated
   as one scalar; a vector is not.  */
extern tree pcpu_operating_type (tree x);

/* Return true if arithmetic in TYPE is checked at run time.  No instruction
   that updates memory does so.  */
extern bool pcpu_checked_p (const_tree type);

/* An update of X to X OP V, after PRE was evaluated.  V is NULL_TREE while OP
   is still the identity.  */

struct pcpu_update
{
  enum pcpu_op op;
  tree v;
  tree pre;

  /* Set the update to OP with V.  Return true.  */
  bool set (enum pcpu_op op, tree v)
  {
    this->op = op;
    this->v = v;
    return true;
  }
};

/* Find U such that EXPR equals X U->op U->v in TYPE, the operating type of X.
   Return false if there is no such operation.  */
extern bool pcpu_decompose (tree expr, tree x, tree type,
			    struct pcpu_update *u);

/* Do the same for a _Bool X, which is 0 or 1, and whose new value is whether
   EXPR is nonzero.  */
extern bool pcpu_decompose_truth (tree expr, tree x, tree type,
				  struct pcpu_update *u);

/* Return a loop that assigns EXPR to X and yields the old or new value of X.
   TYPE is the integer type for computing with X.  Return NULL_TREE if EXPR
   reads X only in parts that are evaluated before the loop.  */
extern tree pcpu_build_loop (location_t loc, tree x, tree expr, tree type,
			     enum pcpu_yield yield);

#endif /* PERCPU_UPDATE_H */
