/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Exchange and compare-exchange: no bus lock, neither by a prefix nor by the
   instruction xchg with a memory operand, which implies one.  */
/* { dg-additional-options "-mcx16" } */
/* { dg-final { check-function-bodies "**" "" } } */
/* { dg-final { scan-assembler-not {\mlock} } } */
/* { dg-final { scan-assembler-not {\mxchg[a-z]*\t[^\n]*[:(]} } } */

#include <percpu.h>

static __attribute__ ((percpu)) unsigned long u;
static __attribute__ ((percpu)) int i;
static __attribute__ ((percpu)) short s;
static __attribute__ ((percpu)) double d;
static __attribute__ ((percpu)) __int128 w;

/*
** exchange_8:
**	...
** 1:	movq	%gs:u\(%rip\), %rax
**	cmpxchgq	%[a-z0-9]+, %gs:u\(%rip\)
**	jne	1b
**	...
**	ret
*/
unsigned long
exchange_8 (unsigned long v)
{
  return percpu_xchg (u, v);
}

/*
** exchange_2:
**	...
** 1:	movw	%gs:s\(%rip\), %ax
**	cmpxchgw	%[a-z0-9]+, %gs:s\(%rip\)
**	jne	1b
**	...
**	ret
*/
short
exchange_2 (short v)
{
  return percpu_xchg (s, v);
}

/*
** exchange_double:
**	...
** 1:	movq	%gs:d\(%rip\), %rax
**	cmpxchgq	%[a-z0-9]+, %gs:d\(%rip\)
**	jne	1b
**	...
**	ret
*/
double
exchange_double (double v)
{
  return percpu_xchg (d, v);
}

/*
** compare_exchange:
**	...
**	cmpxchgl	%[a-z0-9]+, %gs:i\(%rip\)
**	...
**	ret
*/
int
compare_exchange (int old, int v)
{
  return percpu_cmpxchg (i, old, v);
}

/*
** try_compare_exchange:
**	...
**	cmpxchgl	%[a-z0-9]+, %gs:i\(%rip\)
**	...
**	ret
*/
bool
try_compare_exchange (int *old, int v)
{
  return percpu_try_cmpxchg (i, old, v);
}

/*
** compare_exchange_16:
**	...
**	cmpxchg16b	%gs:w\(%rip\)
**	...
**	ret
*/
__int128
compare_exchange_16 (__int128 old, __int128 v)
{
  return percpu_cmpxchg (w, old, v);
}
