/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* What the files that build updates share.  */

#ifndef PERCPU_UPDATE_H
#define PERCPU_UPDATE_H

#include "generic/generic.h"

/* Operands of EXPR, all but the first, are evaluated on some path only.  */
extern bool pcpu_conditional_p (tree expr);

/* EXPR is the result and the overflow flag of an addition, a subtraction or a
   multiplication, as a complex number.  */
extern bool pcpu_overflow_p (tree expr);

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

/* The unsigned type in which X is computed with, or NULL_TREE if no single
   operation fits X.  A complex number that fills a register is a scalar as a
   whole, a vector is none.  */
extern tree pcpu_operating_type (tree x);

/* Arithmetic in TYPE is checked at run time: no instruction that updates memory
   does that.  */
extern bool pcpu_checked_p (const_tree type);

/* An update of X: X OP V, after PRE was evaluated.  V is NULL_TREE while OP
   is still the identity.  */

struct pcpu_update
{
  enum pcpu_op op;
  tree v;
  tree pre;

  /* Let the update be OP with V.  Returns true.  */
  bool set (enum pcpu_op op, tree v)
  {
    this->op = op;
    this->v = v;
    return true;
  }
};

/* Find U such that EXPR equals X U->op U->v in TYPE, the operating type of X.
   False if there is no such operation.  */
extern bool pcpu_decompose (tree expr, tree x, tree type,
			    struct pcpu_update *u);

/* The same for a _Bool X, which holds 0 or 1, where the result is whether EXPR
   is nonzero.  */
extern bool pcpu_decompose_truth (tree expr, tree x, tree type,
				  struct pcpu_update *u);

/* The loop that assigns EXPR to X, which is computed with as an integer of
   TYPE, and yields its old or new value; or NULL_TREE if EXPR reads X only in
   what is evaluated before the loop.  */
extern tree pcpu_build_loop (location_t loc, tree x, tree expr, tree type,
			     enum pcpu_yield yield);

#endif /* PERCPU_UPDATE_H */
