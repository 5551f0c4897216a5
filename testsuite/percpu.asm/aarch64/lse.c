/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* With the atomic instructions of ARMv8.1: a single instruction does the
   operation, at the variable's address plus the displacement.  Operations
   without such an instruction are exclusive loops.  */
/* { dg-options "-march=armv8.1-a" } */
/* { dg-final { check-function-bodies "**" "" } } */
/* { dg-final { scan-assembler-times {tpidr_el1} 16 } } */
/* { dg-final { scan-assembler-times {ldxr} 3 } } */

static __attribute__ ((percpu)) unsigned long l;
static __attribute__ ((percpu)) int i;
static __attribute__ ((percpu)) short s;
static __attribute__ ((percpu)) unsigned char c;

/*
** add_constant:
**	...
**	mrs	x[0-9]+, tpidr_el1
**	...
**	stadd	x[0-9]+, \[x[0-9]+\]
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
**	stadd	w[0-9]+, \[x[0-9]+\]
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
**	staddh	w[0-9]+, \[x[0-9]+\]
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
**	staddb	w[0-9]+, \[x[0-9]+\]
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
**	neg	x[0-9]+, x[0-9]+
**	stadd	x[0-9]+, \[x[0-9]+\]
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
**	mvn	w[0-9]+, w[0-9]+
**	stclr	w[0-9]+, \[x[0-9]+\]
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
**	stsetb	w[0-9]+, \[x[0-9]+\]
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
**	steorh	w[0-9]+, \[x[0-9]+\]
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
**	steor	w[0-9]+, \[x[0-9]+\]
**	...
**	ret
*/
void
complement (void)
{
  i = ~i;
}

/*
** pointer:
**	...
**	mrs	x[0-9]+, tpidr_el1
**	...
**	stadd	w[0-9]+, \[x[0-9]+\]
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
**	ldadd	x[0-9]+, x[0-9]+, \[x[0-9]+\]
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
**	ldset	w[0-9]+, w[0-9]+, \[x[0-9]+\]
**	...
**	orr	w[0-9]+, .*
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
**	ldaddb	w[0-9]+, w[0-9]+, \[x[0-9]+\]
**	...
**	ret
*/
unsigned char
new_value_byte (int v)
{
  return c -= v;
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
** shift_right:
**	...
**	mrs	x[0-9]+, tpidr_el1
**	...
**	1:	ldxr	x[0-9]+, \[x[0-9]+\]
**	lsr	x[0-9]+, .*
**	stxr	w[0-9]+, x[0-9]+, \[x[0-9]+\]
**	cbnz	w[0-9]+, 1b
**	...
**	ret
*/
void
shift_right (void)
{
  l >>= 3;
}

/*
** negate:
**	...
**	mrs	x[0-9]+, tpidr_el1
**	...
**	1:	ldxr	w[0-9]+, \[x[0-9]+\]
**	neg	w[0-9]+, .*
**	stxr	w[0-9]+, w[0-9]+, \[x[0-9]+\]
**	cbnz	w[0-9]+, 1b
**	...
**	ret
*/
void
negate (void)
{
  i = -i;
}
