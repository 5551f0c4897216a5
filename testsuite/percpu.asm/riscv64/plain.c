/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* -fplugin-arg-percpu-rmw=plain: an operation is a load, an instruction in a
   register, and a store, for objects of each size.  */
/* { dg-options "-fplugin-arg-percpu-rmw=plain" } */
/* { dg-final { check-function-bodies "**" "" } } */
/* { dg-final { scan-assembler-not {\m(amo|lr\.|sc\.)} } } */

#include <percpu.h>

static __attribute__ ((percpu)) long l;
static __attribute__ ((percpu)) int i;
static __attribute__ ((percpu)) short s;
static __attribute__ ((percpu)) char c;

/*
** increment:
**	...
**	add	[ast][0-9]+, [ast][0-9]+, tp
**	...
**	lw	[ast][0-9]+,0\([ast][0-9]+\)
**	...
**	addiw	[ast][0-9]+,[ast][0-9]+,1
**	...
**	sw	[ast][0-9]+,0\([ast][0-9]+\)
**	...
**	(ret|jr	ra)
*/
void
increment (void)
{
  i++;
}

/*
** subtract_long:
**	...
**	add	[ast][0-9]+, [ast][0-9]+, tp
**	...
**	ld	[ast][0-9]+,0\([ast][0-9]+\)
**	...
**	sub	[ast][0-9]+,[ast][0-9]+,[ast][0-9]+
**	...
**	sd	[ast][0-9]+,0\([ast][0-9]+\)
**	...
**	(ret|jr	ra)
*/
void
subtract_long (long v)
{
  l -= v;
}

/*
** add_byte:
**	...
**	add	[ast][0-9]+, [ast][0-9]+, tp
**	...
**	lbu?	[ast][0-9]+,0\([ast][0-9]+\)
**	...
**	addw?	[ast][0-9]+,[ast][0-9]+,[ast][0-9]+
**	...
**	sb	[ast][0-9]+,0\([ast][0-9]+\)
**	...
**	(ret|jr	ra)
*/
void
add_byte (char v)
{
  c += v;
}

/*
** or_short:
**	...
**	add	[ast][0-9]+, [ast][0-9]+, tp
**	...
**	lhu?	[ast][0-9]+,0\([ast][0-9]+\)
**	...
**	or	[ast][0-9]+,[ast][0-9]+,[ast][0-9]+
**	...
**	sh	[ast][0-9]+,0\([ast][0-9]+\)
**	...
**	(ret|jr	ra)
*/
void
or_short (short v)
{
  s |= v;
}

/*
** shift:
**	...
**	add	[ast][0-9]+, [ast][0-9]+, tp
**	...
**	lw	[ast][0-9]+,0\([ast][0-9]+\)
**	...
**	sllw	[ast][0-9]+,[ast][0-9]+,[ast][0-9]+
**	...
**	sw	[ast][0-9]+,0\([ast][0-9]+\)
**	...
**	(ret|jr	ra)
*/
void
shift (int n)
{
  i <<= n;
}

/*
** new_value:
**	...
**	add	[ast][0-9]+, [ast][0-9]+, tp
**	...
**	ld	[ast][0-9]+,0\([ast][0-9]+\)
**	...
**	xor	[ast][0-9]+,[ast][0-9]+,[ast][0-9]+
**	...
**	sd	[ast][0-9]+,0\([ast][0-9]+\)
**	...
**	(ret|jr	ra)
*/
long
new_value (long v)
{
  return l ^= v;
}

/*
** exchange:
**	...
**	add	[ast][0-9]+, [ast][0-9]+, tp
**	...
**	lw	[ast][0-9]+,0\([ast][0-9]+\)
**	...
**	sw	[ast][0-9]+,0\([ast][0-9]+\)
**	...
**	(ret|jr	ra)
*/
int
exchange (int v)
{
  return percpu_xchg (i, v);
}

/*
** compare_exchange:
**	...
**	add	[ast][0-9]+, [ast][0-9]+, tp
**	...
**	ld	[ast][0-9]+,0\([ast][0-9]+\)
**	...
**	sd	[ast][0-9]+,0\([ast][0-9]+\)
**	...
*/
long
compare_exchange (long a, long b)
{
  return percpu_cmpxchg (l, a, b);
}

/*
** multiply:
**	...
**	add	[ast][0-9]+, [ast][0-9]+, tp
**	...
**	lw	[ast][0-9]+,0\([ast][0-9]+\)
**	...
**	mulw?	[ast][0-9]+,[ast][0-9]+,[ast][0-9]+
**	...
**	(ret|jr	ra)
*/
void
multiply (int v)
{
  i *= v;
}
