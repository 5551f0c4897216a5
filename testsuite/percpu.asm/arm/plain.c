/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* -fplugin-arg-percpu-rmw=plain: an operation is a load, an instruction in a
   register, and a store, for objects of each size; those of 8 bytes are loaded
   and stored like others.  */
/* { dg-options "-fplugin-arg-percpu-rmw=plain" } */
/* { dg-final { check-function-bodies "**" "" } } */
/* { dg-final { scan-assembler-not {\m(ldrex|strex)} } } */

#include <percpu.h>

static __attribute__ ((percpu)) long long l;
static __attribute__ ((percpu)) int i;
static __attribute__ ((percpu)) short s;
static __attribute__ ((percpu)) char c;

/*
** increment:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 4
**	...
**	ldr	[a-z0-9]+, \[[a-z0-9]+\]
**	...
**	adds?	[a-z0-9]+, ([a-z0-9]+, )?#1
**	...
**	str	[a-z0-9]+, \[[a-z0-9]+\]
**	...
*/
void
increment (void)
{
  i++;
}

/*
** subtract_long:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 4
**	...
**	subs	.*
**	...
**	sbc	.*
**	...
*/
void
subtract_long (long long v)
{
  l -= v;
}

/*
** add_byte:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 4
**	...
**	ldrb	[a-z0-9]+, \[[a-z0-9]+\].*
**	...
**	adds?	.*
**	...
**	strb	[a-z0-9]+, \[[a-z0-9]+\]
**	...
*/
void
add_byte (char v)
{
  c += v;
}

/*
** or_short:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 4
**	...
**	ldrs?h	[a-z0-9]+, \[[a-z0-9]+\].*
**	...
**	orrs?	.*
**	...
**	strh	[a-z0-9]+, \[[a-z0-9]+\].*
**	...
*/
void
or_short (short v)
{
  s |= v;
}

/*
** shift:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 4
**	...
**	ldr	[a-z0-9]+, \[[a-z0-9]+\]
**	...
**	lsls?	.*
**	...
**	str	[a-z0-9]+, \[[a-z0-9]+\]
**	...
*/
void
shift (int n)
{
  i <<= n;
}

/*
** exchange:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 4
**	...
**	ldr	[a-z0-9]+, \[[a-z0-9]+\]
**	...
**	str	[a-z0-9]+, \[[a-z0-9]+\]
**	...
*/
int
exchange (int v)
{
  return percpu_xchg (i, v);
}
