/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A load or store of a scalar of up to 4 bytes is one instruction at the
   address of the instance.  */
/* { dg-final { check-function-bodies "**" "" } } */
/* { dg-final { scan-assembler-times {\mmrc\tp15, 0, [a-z0-9]+, c13, c0, 4$} 11 } } */

enum e { A, B = 1000 };
static __attribute__ ((percpu)) float f;
static __attribute__ ((percpu)) _Bool b;
static __attribute__ ((percpu)) enum e e;
static int *__attribute__ ((percpu)) p;
__attribute__ ((percpu)) struct { int a, b[4]; } st;

/*
** load_float:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 4
**	...
**	v?ldr(.32)?	(s[0-9]+|r[0-9]+), \[[a-z0-9]+(, [^]]+)?\].*
**	...
*/
float
load_float (void)
{
  return f;
}

/*
** load_bool:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 4
**	...
**	ldrb	[a-z0-9]+, \[[a-z0-9]+(, [^]]+)?\].*
**	...
*/
_Bool
load_bool (void)
{
  return b;
}

/*
** load_enum:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 4
**	...
**	ldr	[a-z0-9]+, \[[a-z0-9]+(, [^]]+)?\]
**	...
*/
enum e
load_enum (void)
{
  return e;
}

/*
** load_pointer:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 4
**	...
**	ldr	[a-z0-9]+, \[[a-z0-9]+(, [^]]+)?\]
**	...
*/
int *
load_pointer (void)
{
  return p;
}

/*
** store_float:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 4
**	...
**	v?str(.32)?	(s[0-9]+|r[0-9]+), \[[a-z0-9]+(, [^]]+)?\].*
**	...
*/
void
store_float (float v)
{
  f = v;
}

/*
** store_bool:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 4
**	...
**	strb	[a-z0-9]+, \[[a-z0-9]+(, [^]]+)?\]
**	...
*/
void
store_bool (_Bool v)
{
  b = v;
}

/*
** store_enum:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 4
**	...
**	str	[a-z0-9]+, \[[a-z0-9]+(, [^]]+)?\]
**	...
*/
void
store_enum (enum e v)
{
  e = v;
}

/*
** store_pointer:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 4
**	...
**	str	[a-z0-9]+, \[[a-z0-9]+(, [^]]+)?\]
**	...
*/
void
store_pointer (int *v)
{
  p = v;
}

/*
** member:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 4
**	...
**	ldr	[a-z0-9]+, \[[a-z0-9]+(, [^]]+)?\]
**	...
*/
int
member (void)
{
  return st.b[1];
}

/*
** element:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 4
**	...
**	ldr	[a-z0-9]+, \[[a-z0-9]+(, [^]]+)?\]
**	...
*/
int
element (int k)
{
  return st.b[k];
}

/*
** pointer:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 4
**	...
**	ldr	[a-z0-9]+, \[[a-z0-9]+(, [^]]+)?\]
**	...
*/
int
pointer (int __percpu *q)
{
  return *q;
}
