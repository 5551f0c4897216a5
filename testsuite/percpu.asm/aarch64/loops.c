/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* An update without a single instruction is a loop: a load, the operation in a
   register, and a compare-exchange, each on the instance of the CPU that runs
   it.  */
/* { dg-options "-march=armv8.1-a" } */
/* { dg-final { check-function-bodies "**" "" } } */
/* { dg-final { scan-assembler-times {tpidr_el1} 16 } } */
/* { dg-final { scan-assembler-times {\mcash?\t} 8 } } */
/* { dg-final { scan-assembler-not {\mbl\M} } } */

static __attribute__ ((percpu)) int x;
static __attribute__ ((percpu)) unsigned long u;
static __attribute__ ((percpu)) short s;
static __attribute__ ((percpu)) float f;
static __attribute__ ((percpu)) double d;

/*
** multiply:
**	...
**	mrs	x[0-9]+, tpidr_el1
**	...
**	ldrh?	[wxsd][0-9]+, \[x[0-9]+\]
**	...
**	mul	w[0-9]+, .*
**	...
**	cas	[wx][0-9]+, [wx][0-9]+, \[x[0-9]+\]
**	...
**	ret
*/
void
multiply (int v)
{
  x *= v;
}

/*
** divide:
**	...
**	mrs	x[0-9]+, tpidr_el1
**	...
**	ldrh?	[wxsd][0-9]+, \[x[0-9]+\]
**	...
**	sdiv	w[0-9]+, .*
**	...
**	cas	[wx][0-9]+, [wx][0-9]+, \[x[0-9]+\]
**	...
**	ret
*/
void
divide (int v)
{
  x /= v;
}

/*
** remain_unsigned:
**	...
**	mrs	x[0-9]+, tpidr_el1
**	...
**	ldrh?	[wxsd][0-9]+, \[x[0-9]+\]
**	...
**	udiv	x[0-9]+, .*
**	...
**	cas	[wx][0-9]+, [wx][0-9]+, \[x[0-9]+\]
**	...
**	ret
*/
void
remain_unsigned (unsigned long v)
{
  u %= v;
}

/*
** multiply_short:
**	...
**	mrs	x[0-9]+, tpidr_el1
**	...
**	ldrh?	[wxsd][0-9]+, \[x[0-9]+\]
**	...
**	mul	w[0-9]+, .*
**	...
**	cash	[wx][0-9]+, [wx][0-9]+, \[x[0-9]+\]
**	...
**	ret
*/
void
multiply_short (int v)
{
  s *= v;
}

/*
** subtract_from:
**	...
**	mrs	x[0-9]+, tpidr_el1
**	...
**	ldrh?	[wxsd][0-9]+, \[x[0-9]+\]
**	...
**	sub	w[0-9]+, .*
**	...
**	cas	[wx][0-9]+, [wx][0-9]+, \[x[0-9]+\]
**	...
**	ret
*/
void
subtract_from (int v)
{
  x = v - x;
}

/*
** add_float:
**	...
**	mrs	x[0-9]+, tpidr_el1
**	...
**	ldrh?	[wxsd][0-9]+, \[x[0-9]+\]
**	...
**	fadd	s[0-9]+, .*
**	...
**	cas	[wx][0-9]+, [wx][0-9]+, \[x[0-9]+\]
**	...
**	ret
*/
void
add_float (float v)
{
  f += v;
}

/*
** divide_double:
**	...
**	mrs	x[0-9]+, tpidr_el1
**	...
**	ldrh?	[wxsd][0-9]+, \[x[0-9]+\]
**	...
**	fdiv	d[0-9]+, .*
**	...
**	cas	[wx][0-9]+, [wx][0-9]+, \[x[0-9]+\]
**	...
**	ret
*/
double
divide_double (double v)
{
  return d /= v;
}

/*
** increment_double:
**	...
**	mrs	x[0-9]+, tpidr_el1
**	...
**	ldrh?	[wxsd][0-9]+, \[x[0-9]+\]
**	...
**	fadd	d[0-9]+, .*
**	...
**	cas	[wx][0-9]+, [wx][0-9]+, \[x[0-9]+\]
**	...
**	ret
*/
double
increment_double (void)
{
  return d++;
}
