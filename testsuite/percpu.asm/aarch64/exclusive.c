/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Without the atomic instructions of ARMv8.1: a loop of load-exclusive,
   operation, store-exclusive.  */
/* { dg-options "-march=armv8-a" } */
/* { dg-final { check-function-bodies "**" "" } } */
/* { dg-final { scan-assembler-times {tpidr_el1} 15 } } */
/* { dg-final { scan-assembler-times {\mldxr} 15 } } */
/* { dg-final { scan-assembler-not {\m(ld|st)(add|clr|set|eor)|\mcas} } } */

static __attribute__ ((percpu)) unsigned long l;
static __attribute__ ((percpu)) int i;
static __attribute__ ((percpu)) short s;
static __attribute__ ((percpu)) unsigned char c;

/*
** add_constant:
**	...
**	mrs	x[0-9]+, tpidr_el1
**	...
**	1:	ldxr	x[0-9]+, \[x[0-9]+\]
**	add	x[0-9]+, .*
**	stxr	w[0-9]+, x[0-9]+, \[x[0-9]+\]
**	cbnz	w[0-9]+, 1b
**	...
**	ret
*/
void
add_constant (void)
{
  l += 5;
}

/*
** add:
**	...
**	mrs	x[0-9]+, tpidr_el1
**	...
**	1:	ldxr	w[0-9]+, \[x[0-9]+\]
**	add	w[0-9]+, .*
**	stxr	w[0-9]+, w[0-9]+, \[x[0-9]+\]
**	cbnz	w[0-9]+, 1b
**	...
**	ret
*/
void
add (int v)
{
  i += v;
}

/*
** add_short:
**	...
**	mrs	x[0-9]+, tpidr_el1
**	...
**	1:	ldxrh	w[0-9]+, \[x[0-9]+\]
**	add	w[0-9]+, .*
**	stxrh	w[0-9]+, w[0-9]+, \[x[0-9]+\]
**	cbnz	w[0-9]+, 1b
**	...
**	ret
*/
void
add_short (int v)
{
  s += v;
}

/*
** increment:
**	...
**	mrs	x[0-9]+, tpidr_el1
**	...
**	1:	ldxrb	w[0-9]+, \[x[0-9]+\]
**	add	w[0-9]+, .*
**	stxrb	w[0-9]+, w[0-9]+, \[x[0-9]+\]
**	cbnz	w[0-9]+, 1b
**	...
**	ret
*/
void
increment (void)
{
  c++;
}

/*
** subtract:
**	...
**	mrs	x[0-9]+, tpidr_el1
**	...
**	1:	ldxr	x[0-9]+, \[x[0-9]+\]
**	sub	x[0-9]+, .*
**	stxr	w[0-9]+, x[0-9]+, \[x[0-9]+\]
**	cbnz	w[0-9]+, 1b
**	...
**	ret
*/
void
subtract (unsigned long v)
{
  l -= v;
}

/*
** and:
**	...
**	mrs	x[0-9]+, tpidr_el1
**	...
**	1:	ldxr	w[0-9]+, \[x[0-9]+\]
**	and	w[0-9]+, .*
**	stxr	w[0-9]+, w[0-9]+, \[x[0-9]+\]
**	cbnz	w[0-9]+, 1b
**	...
**	ret
*/
void
and (int v)
{
  i &= v;
}

/*
** or:
**	...
**	mrs	x[0-9]+, tpidr_el1
**	...
**	1:	ldxrb	w[0-9]+, \[x[0-9]+\]
**	orr	w[0-9]+, .*
**	stxrb	w[0-9]+, w[0-9]+, \[x[0-9]+\]
**	cbnz	w[0-9]+, 1b
**	...
**	ret
*/
void
or (unsigned char v)
{
  c |= v;
}

/*
** exclusive_or:
**	...
**	mrs	x[0-9]+, tpidr_el1
**	...
**	1:	ldxrh	w[0-9]+, \[x[0-9]+\]
**	eor	w[0-9]+, .*
**	stxrh	w[0-9]+, w[0-9]+, \[x[0-9]+\]
**	cbnz	w[0-9]+, 1b
**	...
**	ret
*/
void
exclusive_or (short v)
{
  s ^= v;
}

/*
** complement:
**	...
**	mrs	x[0-9]+, tpidr_el1
**	...
**	1:	ldxr	w[0-9]+, \[x[0-9]+\]
**	mvn	w[0-9]+, .*
**	stxr	w[0-9]+, w[0-9]+, \[x[0-9]+\]
**	cbnz	w[0-9]+, 1b
**	...
**	ret
*/
void
complement (void)
{
  i = ~i;
}

/*
** shift_left:
**	...
**	mrs	x[0-9]+, tpidr_el1
**	...
**	1:	ldxr	w[0-9]+, \[x[0-9]+\]
**	lsl	w[0-9]+, .*
**	stxr	w[0-9]+, w[0-9]+, \[x[0-9]+\]
**	cbnz	w[0-9]+, 1b
**	...
**	ret
*/
void
shift_left (int n)
{
  i <<= n;
}

/*
** pointer:
**	...
**	mrs	x[0-9]+, tpidr_el1
**	...
**	1:	ldxr	w[0-9]+, \[x[0-9]+\]
**	add	w[0-9]+, .*
**	stxr	w[0-9]+, w[0-9]+, \[x[0-9]+\]
**	cbnz	w[0-9]+, 1b
**	...
**	ret
*/
void
pointer (int __percpu *p)
{
  *p += 5;
}

/*
** old_value:
**	...
**	mrs	x[0-9]+, tpidr_el1
**	...
**	1:	ldxr	x[0-9]+, \[x[0-9]+\]
**	add	x[0-9]+, .*
**	stxr	w[0-9]+, x[0-9]+, \[x[0-9]+\]
**	cbnz	w[0-9]+, 1b
**	...
**	ret
*/
unsigned long
old_value (void)
{
  return l++;
}

/*
** new_value:
**	...
**	mrs	x[0-9]+, tpidr_el1
**	...
**	1:	ldxr	w[0-9]+, \[x[0-9]+\]
**	orr	w[0-9]+, .*
**	stxr	w[0-9]+, w[0-9]+, \[x[0-9]+\]
**	cbnz	w[0-9]+, 1b
**	...
**	ret
*/
int
new_value (int v)
{
  return i |= v;
}

/*
** new_value_byte:
**	...
**	mrs	x[0-9]+, tpidr_el1
**	...
**	1:	ldxrb	w[0-9]+, \[x[0-9]+\]
**	add	w[0-9]+, .*
**	stxrb	w[0-9]+, w[0-9]+, \[x[0-9]+\]
**	cbnz	w[0-9]+, 1b
**	...
**	ret
*/
unsigned char
new_value_byte (int v)
{
  return c -= v;
}

/*
** shift_right_short:
**	...
**	mrs	x[0-9]+, tpidr_el1
**	...
**	1:	ldxrh	w[0-9]+, \[x[0-9]+\]
**	sxth	w[0-9]+, w[0-9]+
**	asr	w[0-9]+, .*
**	stxrh	w[0-9]+, w[0-9]+, \[x[0-9]+\]
**	cbnz	w[0-9]+, 1b
**	...
**	ret
*/
void
shift_right_short (int n)
{
  s >>= n;
}
