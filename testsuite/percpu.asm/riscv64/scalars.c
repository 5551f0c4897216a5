/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A load or store of a scalar of any type is one instruction at the address of
   the instance.  */
/* { dg-final { check-function-bodies "**" "" } } */
/* { dg-final { scan-assembler-times {, tp$} 13 } } */

enum e { A, B = 1000 };
static __attribute__ ((percpu)) float f;
static __attribute__ ((percpu)) double d;
static __attribute__ ((percpu)) _Bool b;
static __attribute__ ((percpu)) enum e e;
static int *__attribute__ ((percpu)) p;
__attribute__ ((percpu)) struct { int a, b[4]; } st;

/*
** load_float:
**	...
**	add	[ast][0-9]+, [ast][0-9]+, tp
**	...
**	(flw	f[ast][0-9]+|lw	[ast][0-9]+),0\([ast][0-9]+\)
**	...
**	(ret|jr	ra)
*/
float
load_float (void)
{
  return f;
}

/*
** load_double:
**	...
**	add	[ast][0-9]+, [ast][0-9]+, tp
**	...
**	(fld	f[ast][0-9]+|ld	[ast][0-9]+),0\([ast][0-9]+\)
**	...
**	(ret|jr	ra)
*/
double
load_double (void)
{
  return d;
}

/*
** load_bool:
**	...
**	add	[ast][0-9]+, [ast][0-9]+, tp
**	...
**	lbu?	[ast][0-9]+,0\([ast][0-9]+\)
**	...
**	(ret|jr	ra)
*/
_Bool
load_bool (void)
{
  return b;
}

/*
** load_enum:
**	...
**	add	[ast][0-9]+, [ast][0-9]+, tp
**	...
**	lwu?	[ast][0-9]+,0\([ast][0-9]+\)
**	...
**	(ret|jr	ra)
*/
enum e
load_enum (void)
{
  return e;
}

/*
** load_pointer:
**	...
**	add	[ast][0-9]+, [ast][0-9]+, tp
**	...
**	ld	[ast][0-9]+,0\([ast][0-9]+\)
**	...
**	(ret|jr	ra)
*/
int *
load_pointer (void)
{
  return p;
}

/*
** store_float:
**	...
**	add	[ast][0-9]+, [ast][0-9]+, tp
**	...
**	(fsw	f[ast][0-9]+|sw	[ast][0-9]+),0\([ast][0-9]+\)
**	...
**	(ret|jr	ra)
*/
void
store_float (float v)
{
  f = v;
}

/*
** store_double:
**	...
**	add	[ast][0-9]+, [ast][0-9]+, tp
**	...
**	(fsd	f[ast][0-9]+|sd	[ast][0-9]+),0\([ast][0-9]+\)
**	...
**	(ret|jr	ra)
*/
void
store_double (double v)
{
  d = v;
}

/*
** store_bool:
**	...
**	add	[ast][0-9]+, [ast][0-9]+, tp
**	...
**	sb	[ast][0-9]+,0\([ast][0-9]+\)
**	...
**	(ret|jr	ra)
*/
void
store_bool (_Bool v)
{
  b = v;
}

/*
** store_enum:
**	...
**	add	[ast][0-9]+, [ast][0-9]+, tp
**	...
**	sw	[ast][0-9]+,0\([ast][0-9]+\)
**	...
**	(ret|jr	ra)
*/
void
store_enum (enum e v)
{
  e = v;
}

/*
** store_pointer:
**	...
**	add	[ast][0-9]+, [ast][0-9]+, tp
**	...
**	sd	[ast][0-9]+,0\([ast][0-9]+\)
**	...
**	(ret|jr	ra)
*/
void
store_pointer (int *v)
{
  p = v;
}

/*
** member:
**	...
**	add	[ast][0-9]+, [ast][0-9]+, tp
**	...
**	lw	[ast][0-9]+,[0-9]+\([ast][0-9]+\)
**	...
**	(ret|jr	ra)
*/
int
member (void)
{
  return st.b[1];
}

/*
** element:
**	...
**	add	[ast][0-9]+, [ast][0-9]+, tp
**	...
**	lw	[ast][0-9]+,[0-9]+\([ast][0-9]+\)
**	...
**	(ret|jr	ra)
*/
int
element (int k)
{
  return st.b[k];
}

/*
** pointer:
**	...
**	add	[ast][0-9]+, [ast][0-9]+, tp
**	...
**	lw	[ast][0-9]+,0\([ast][0-9]+\)
**	...
**	(ret|jr	ra)
*/
int
pointer (int __percpu *q)
{
  return *q;
}
