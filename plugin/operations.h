/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* The names of the operations on per-CPU data, for all layers of the
   plugin.  */

#ifndef PERCPU_OPERATIONS_H
#define PERCPU_OPERATIONS_H

#include "gcc-headers.h"

/* The operations on an instance X with an operand V.  */
enum pcpu_op
{
  PCPU_ADD,		/* x + v  */
  PCPU_SUB,		/* x - v  */
  PCPU_AND,		/* x & v  */
  PCPU_IOR,		/* x | v  */
  PCPU_XOR,		/* x ^ v  */
  PCPU_SHL,		/* x << v  */
  PCPU_SHR,		/* x >> v, filled with zeros  */
  PCPU_SAR,		/* x >> v, filled with the sign  */
  PCPU_NOT,		/* ~x  */
  PCPU_NEG,		/* -x  */
  PCPU_XCHG,		/* v  */
  PCPU_CMPXCHG,		/* x == v ? w : x  */
  PCPU_TRANSLATE,	/* (T *) (p + displacement)  */
  PCPU_DISPLACEMENT,	/* that of this CPU's area  */
  PCPU_ADDRESS,		/* &x where it is not a constant  */
  PCPU_RAW,		/* p for the compiler's own accesses  */
  PCPU_SIZE,		/* of a variable with a flexible array member  */
  PCPU_BORROW,		/* (T *) (p + the displacement of guard *g)  */
  PCPU_BORROWED,	/* the same after lowering, for lifetime/  */
  PCPU_TORN,		/* marks an access of several instructions, for
			   lifetime/  */
  PCPU_ACCESS,		/* marks any access, for check-then-act/  */
  PCPU_OP_COUNT
};

/* The value that an operation yields if it is used.  PCPU_RETRY is PCPU_OLD
   for the compare-exchange in a loop that the plugin builds for an update.  It
   is distinct because the operation in the source is the loop as a whole.  */
enum pcpu_yield { PCPU_OLD, PCPU_NEW, PCPU_RETRY };

#endif /* PERCPU_OPERATIONS_H */
