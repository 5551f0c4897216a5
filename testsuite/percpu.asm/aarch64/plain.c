/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* -fplugin-arg-percpu-rmw=plain: an operation is a load, an instruction in a
   register, and a store.  */
/* { dg-options "-march=armv8.1-a -fplugin-arg-percpu-rmw=plain" } */
/* { dg-final { check-function-bodies "**" "" } } */
/* { dg-final { scan-assembler-not {\m(ldx|stx|st(add|set|clr|eor)|ld(add|set|clr|eor)|cas|swp)} } } */

#include <percpu.h>

static __attribute__ ((percpu)) long l;
static __attribute__ ((percpu)) int i;
static __attribute__ ((percpu)) short s;
static __attribute__ ((percpu)) char c;

/*
** increment:
**	...
**	mrs	x[0-9]+, tpidr_el1
**	...
**	ldrs?	[wx][0-9]+, \[x[0-9]+\]
**	...
**	add	[wx][0-9]+, [wx][0-9]+, 1
**	...
**	str	[wx][0-9]+, \[x[0-9]+\]
**	...
**	ret
*/
void
increment (void)
{
  i++;
}

/*
** subtract_long:
**	...
**	mrs	x[0-9]+, tpidr_el1
**	...
**	ldrs?	[wx][0-9]+, \[x[0-9]+\]
**	...
**	sub	[wx][0-9]+, [wx][0-9]+, [wx][0-9]+
**	...
**	str	[wx][0-9]+, \[x[0-9]+\]
**	...
**	ret
*/
void
subtract_long (long v)
{
  l -= v;
}

/*
** add_byte:
**	...
**	mrs	x[0-9]+, tpidr_el1
**	...
**	ldrs?b	[wx][0-9]+, \[x[0-9]+\]
**	...
**	add	[wx][0-9]+, [wx][0-9]+, [wx][0-9]+.*
**	...
**	strb	[wx][0-9]+, \[x[0-9]+\]
**	...
**	ret
*/
void
add_byte (char v)
{
  c += v;
}

/*
** or_short:
**	...
**	mrs	x[0-9]+, tpidr_el1
**	...
**	ldrs?h	[wx][0-9]+, \[x[0-9]+\]
**	...
**	orr	[wx][0-9]+, [wx][0-9]+, [wx][0-9]+
**	...
**	strh	[wx][0-9]+, \[x[0-9]+\]
**	...
**	ret
*/
void
or_short (short v)
{
  s |= v;
}

/*
** shift:
**	...
**	mrs	x[0-9]+, tpidr_el1
**	...
**	ldrs?	[wx][0-9]+, \[x[0-9]+\]
**	...
**	lsl	[wx][0-9]+, [wx][0-9]+, [wx][0-9]+
**	...
**	str	[wx][0-9]+, \[x[0-9]+\]
**	...
**	ret
*/
void
shift (int n)
{
  i <<= n;
}

/*
** new_value:
**	...
**	mrs	x[0-9]+, tpidr_el1
**	...
**	ldrs?	[wx][0-9]+, \[x[0-9]+\]
**	...
**	eor	[wx][0-9]+, [wx][0-9]+, [wx][0-9]+
**	...
**	str	[wx][0-9]+, \[x[0-9]+\]
**	...
**	ret
*/
long
new_value (long v)
{
  return l ^= v;
}

/*
** exchange:
**	...
**	mrs	x[0-9]+, tpidr_el1
**	...
**	ldrs?	[wx][0-9]+, \[x[0-9]+\]
**	...
**	str	[wx][0-9]+, \[x[0-9]+\]
**	...
**	ret
*/
int
exchange (int v)
{
  return percpu_xchg (i, v);
}

/*
** compare_exchange:
**	...
**	mrs	x[0-9]+, tpidr_el1
**	...
**	ldrs?	[wx][0-9]+, \[x[0-9]+\]
**	...
**	cmp	.*
**	...
**	str	[wx][0-9]+, \[x[0-9]+\]
**	...
**	ret
*/
long
compare_exchange (long a, long b)
{
  return percpu_cmpxchg (l, a, b);
}
