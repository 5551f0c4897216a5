/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* An operation without an instruction is a loop: a load, the operation in a
   register, and a compare-exchange, each on the instance of the CPU that runs
   it.  */
/* { dg-final { check-function-bodies "**" "" } } */
/* { dg-final { scan-assembler-times {, tp$} 10 } } */
/* { dg-final { scan-assembler-not {\mcall\M} } } */

static __attribute__ ((percpu)) int x;
static __attribute__ ((percpu)) unsigned long u;
static __attribute__ ((percpu)) float f;
static __attribute__ ((percpu)) double d;

/*
** multiply:
**	...
**	add	[ast][0-9]+, [ast][0-9]+, tp
**	...
**	f?lwu?	.*,0\([ast][0-9]+\)
**	...
**	mulw?	[ast][0-9]+,[ast][0-9]+,[ast][0-9]+
**	...
**	1:	lr.w	[ast][0-9]+, 0\([ast][0-9]+\)
**	bne	[ast][0-9]+, [ast][0-9]+, 2f
**	sc.w	[ast][0-9]+, [ast][0-9]+, 0\([ast][0-9]+\)
**	bnez	[ast][0-9]+, 1b
**	...
**	b[a-z]+	.*
**	...
*/
void
multiply (int v)
{
  x *= v;
}

/*
** divide:
**	...
**	add	[ast][0-9]+, [ast][0-9]+, tp
**	...
**	f?lwu?	.*,0\([ast][0-9]+\)
**	...
**	divw	[ast][0-9]+,[ast][0-9]+,[ast][0-9]+
**	...
**	1:	lr.w	[ast][0-9]+, 0\([ast][0-9]+\)
**	bne	[ast][0-9]+, [ast][0-9]+, 2f
**	sc.w	[ast][0-9]+, [ast][0-9]+, 0\([ast][0-9]+\)
**	bnez	[ast][0-9]+, 1b
**	...
**	b[a-z]+	.*
**	...
*/
void
divide (int v)
{
  x /= v;
}

/*
** remainder_unsigned:
**	...
**	add	[ast][0-9]+, [ast][0-9]+, tp
**	...
**	f?ldu?	.*,0\([ast][0-9]+\)
**	...
**	remu	[ast][0-9]+,[ast][0-9]+,[ast][0-9]+
**	...
**	1:	lr.d	[ast][0-9]+, 0\([ast][0-9]+\)
**	bne	[ast][0-9]+, [ast][0-9]+, 2f
**	sc.d	[ast][0-9]+, [ast][0-9]+, 0\([ast][0-9]+\)
**	bnez	[ast][0-9]+, 1b
**	...
**	b[a-z]+	.*
**	...
*/
void
remainder_unsigned (unsigned long v)
{
  u %= v;
}

/*
** add_float:
**	...
**	add	[ast][0-9]+, [ast][0-9]+, tp
**	...
**	f?lwu?	.*,0\([ast][0-9]+\)
**	...
**	fadd.s	f[ast][0-9]+,f[ast][0-9]+,f[ast][0-9]+
**	...
**	1:	lr.w	[ast][0-9]+, 0\([ast][0-9]+\)
**	bne	[ast][0-9]+, [ast][0-9]+, 2f
**	sc.w	[ast][0-9]+, [ast][0-9]+, 0\([ast][0-9]+\)
**	bnez	[ast][0-9]+, 1b
**	...
**	b[a-z]+	.*
**	...
*/
void
add_float (float v)
{
  f += v;
}

/*
** multiply_double:
**	...
**	add	[ast][0-9]+, [ast][0-9]+, tp
**	...
**	f?ldu?	.*,0\([ast][0-9]+\)
**	...
**	fmul.d	f[ast][0-9]+,f[ast][0-9]+,f[ast][0-9]+
**	...
**	1:	lr.d	[ast][0-9]+, 0\([ast][0-9]+\)
**	bne	[ast][0-9]+, [ast][0-9]+, 2f
**	sc.d	[ast][0-9]+, [ast][0-9]+, 0\([ast][0-9]+\)
**	bnez	[ast][0-9]+, 1b
**	...
**	b[a-z]+	.*
**	...
*/
void
multiply_double (double v)
{
  d *= v;
}
