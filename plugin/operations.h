/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* The operations on per-CPU data, as all layers of the plugin name them.  */

#ifndef PERCPU_OPERATIONS_H
#define PERCPU_OPERATIONS_H

#include "gcc-headers.h"

/* What an operation does with the instance X and its operand V.  */
enum pcpu_op
{
  PCPU_ADD,		/* x + v  */
  PCPU_SUB,		/* x - v  */
  PCPU_AND,		/* x & v  */
  PCPU_IOR,		/* x | v  */
  PCPU_XOR,		/* x ^ v  */
  PCPU_SHL,		/* x << v  */
  PCPU_SHR,		/* x >> v, zeros come in  */
  PCPU_SAR,		/* x >> v, the sign comes in  */
  PCPU_NOT,		/* ~x  */
  PCPU_NEG,		/* -x  */
  PCPU_XCHG,		/* v  */
  PCPU_CMPXCHG,		/* x == v ? w : x  */
  PCPU_TRANSLATE,	/* (T *) (p + displacement)  */
  PCPU_DISPLACEMENT,	/* of this CPU's area  */
  PCPU_ADDRESS,		/* &x where it is no constant  */
  PCPU_RAW,		/* p for the compiler's own accesses  */
  PCPU_SIZE,		/* of a variable with a flexible array member  */
  PCPU_BORROW,		/* (T *) (p + the displacement of guard *g)  */
  PCPU_BORROWED,	/* the same after lowering, for lifetime/  */
  PCPU_TORN,		/* marks an access of several instructions, likewise  */
  PCPU_ACCESS,		/* marks any access, for check-then-act/  */
  PCPU_OP_COUNT
};

/* Which value an operation yields if it is used.  PCPU_RETRY is PCPU_OLD for
   the compare-exchange of a loop that the plugin itself builds for an update:
   the loop as a whole is the operation that the program asked for.  */
enum pcpu_yield { PCPU_OLD, PCPU_NEW, PCPU_RETRY };

#endif /* PERCPU_OPERATIONS_H */
