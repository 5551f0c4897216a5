/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A load or store is a plain one at the address of the instance.  */
/* { dg-final { check-function-bodies "**" "" } } */
/* { dg-final { scan-assembler-times {tpidr_el1} 17 } } */

static __attribute__ ((percpu)) unsigned long l;
static __attribute__ ((percpu)) int i;
static __attribute__ ((percpu)) short s;
static __attribute__ ((percpu)) unsigned char c;
static __attribute__ ((percpu)) float f;
static __attribute__ ((percpu)) double d;
static __attribute__ ((percpu)) _Bool b;
static int *__attribute__ ((percpu)) p;
__attribute__ ((percpu)) struct { int a, b[4]; } st;

/*
** load_long:
**	...
**	mrs	x[0-9]+, tpidr_el1
**	...
**	ldr	x[0-9]+, \[x[0-9]+(, [0-9]+|, x[0-9]+.*|)\]
**	...
**	ret
*/
unsigned long
load_long (void)
{
  return l;
}

/*
** load_int:
**	...
**	mrs	x[0-9]+, tpidr_el1
**	...
**	ldr	w[0-9]+, \[x[0-9]+(, [0-9]+|, x[0-9]+.*|)\]
**	...
**	ret
*/
int
load_int (void)
{
  return i;
}

/*
** load_short:
**	...
**	mrs	x[0-9]+, tpidr_el1
**	...
**	ldrs?h	[wx][0-9]+, \[x[0-9]+(, [0-9]+|, x[0-9]+.*|)\]
**	...
**	ret
*/
short
load_short (void)
{
  return s;
}

/*
** load_byte:
**	...
**	mrs	x[0-9]+, tpidr_el1
**	...
**	ldrb	w[0-9]+, \[x[0-9]+(, [0-9]+|, x[0-9]+.*|)\]
**	...
**	ret
*/
unsigned char
load_byte (void)
{
  return c;
}

/*
** load_float:
**	...
**	mrs	x[0-9]+, tpidr_el1
**	...
**	ldr	[sw][0-9]+, \[x[0-9]+(, [0-9]+|, x[0-9]+.*|)\]
**	...
**	ret
*/
float
load_float (void)
{
  return f;
}

/*
** load_double:
**	...
**	mrs	x[0-9]+, tpidr_el1
**	...
**	ldr	[dx][0-9]+, \[x[0-9]+(, [0-9]+|, x[0-9]+.*|)\]
**	...
**	ret
*/
double
load_double (void)
{
  return d;
}

/*
** load_pointer:
**	...
**	mrs	x[0-9]+, tpidr_el1
**	...
**	ldr	x[0-9]+, \[x[0-9]+(, [0-9]+|, x[0-9]+.*|)\]
**	...
**	ret
*/
int *
load_pointer (void)
{
  return p;
}

/*
** load_bool:
**	...
**	mrs	x[0-9]+, tpidr_el1
**	...
**	ldrb	w[0-9]+, \[x[0-9]+(, [0-9]+|, x[0-9]+.*|)\]
**	...
**	ret
*/
_Bool
load_bool (void)
{
  return b;
}

/*
** store_long:
**	...
**	mrs	x[0-9]+, tpidr_el1
**	...
**	str	x[0-9]+, \[x[0-9]+(, [0-9]+|, x[0-9]+.*|)\]
**	...
**	ret
*/
void
store_long (unsigned long v)
{
  l = v;
}

/*
** store_short:
**	...
**	mrs	x[0-9]+, tpidr_el1
**	...
**	strh	w[0-9]+, \[x[0-9]+(, [0-9]+|, x[0-9]+.*|)\]
**	...
**	ret
*/
void
store_short (short v)
{
  s = v;
}

/*
** store_byte:
**	...
**	mrs	x[0-9]+, tpidr_el1
**	...
**	strb	w[0-9]+, \[x[0-9]+(, [0-9]+|, x[0-9]+.*|)\]
**	...
**	ret
*/
void
store_byte (int v)
{
  c = v;
}

/*
** store_double:
**	...
**	mrs	x[0-9]+, tpidr_el1
**	...
**	str	[dx][0-9]+, \[x[0-9]+(, [0-9]+|, x[0-9]+.*|)\]
**	...
**	ret
*/
void
store_double (double v)
{
  d = v;
}

/*
** store_zero:
**	...
**	mrs	x[0-9]+, tpidr_el1
**	...
**	str	(xzr|x[0-9]+), \[x[0-9]+(, [0-9]+|, x[0-9]+.*|)\]
**	...
**	ret
*/
void
store_zero (void)
{
  l = 0;
}

/*
** store_pointer:
**	...
**	mrs	x[0-9]+, tpidr_el1
**	...
**	str	x[0-9]+, \[x[0-9]+(, [0-9]+|, x[0-9]+.*|)\]
**	...
**	ret
*/
void
store_pointer (int *v)
{
  p = v;
}

/*
** member:
**	...
**	mrs	x[0-9]+, tpidr_el1
**	...
**	ldr	w[0-9]+, \[x[0-9]+(, [0-9]+|, x[0-9]+.*|)\]
**	...
**	ret
*/
int
member (void)
{
  return st.b[1];
}

/*
** element:
**	...
**	mrs	x[0-9]+, tpidr_el1
**	...
**	ldr	w[0-9]+, \[x[0-9]+(, [0-9]+|, x[0-9]+.*|)\]
**	...
**	ret
*/
int
element (int k)
{
  return st.b[k];
}

/*
** pointer:
**	...
**	mrs	x[0-9]+, tpidr_el1
**	...
**	ldr	w[0-9]+, \[x[0-9]+(, [0-9]+|, x[0-9]+.*|)\]
**	...
**	ret
*/
int
pointer (int __percpu *q)
{
  return *q;
}
