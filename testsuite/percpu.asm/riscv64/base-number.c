/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A CSR that the assembler has no name for is given by its number.  */
/* { dg-options "-fplugin-arg-percpu-base=0x7C0" } */
/* { dg-final { check-function-bodies "**" "" } } */
/* { dg-final { scan-assembler-not {\m[tg]p\M} } } */

static __attribute__ ((percpu)) unsigned long hits;
static __attribute__ ((percpu)) short s;

/*
** increment:
**	...
**	csrr	[ast][0-9]+, 0x7c0
**	...
**	add	[ast][0-9]+,[ast][0-9]+,[ast][0-9]+
**	...
**	amoadd.d	zero, [ast][0-9]+, 0\([ast][0-9]+\)
**	...
**	(ret|jr	ra)
*/
void
increment (void)
{
  hits++;
}

/*
** load:
**	...
**	csrr	[ast][0-9]+, 0x7c0
**	...
**	add	[ast][0-9]+,[ast][0-9]+,[ast][0-9]+
**	...
**	ld	[ast][0-9]+,0\([ast][0-9]+\)
**	...
**	(ret|jr	ra)
*/
unsigned long
load (void)
{
  return hits;
}

/*
** store:
**	...
**	csrr	[ast][0-9]+, 0x7c0
**	...
**	add	[ast][0-9]+,[ast][0-9]+,[ast][0-9]+
**	...
**	sh	[ast][0-9]+,0\([ast][0-9]+\)
**	...
**	(ret|jr	ra)
*/
void
store (short v)
{
  s = v;
}

/*
** pointer:
**	...
**	csrr	[ast][0-9]+, 0x7c0
**	...
**	add	[ast][0-9]+,[ast][0-9]+,[ast][0-9]+
**	...
**	amoor.d	zero, [ast][0-9]+, 0\([ast][0-9]+\)
**	...
**	(ret|jr	ra)
*/
void
pointer (unsigned long __percpu *p, unsigned long v)
{
  *p |= v;
}

/*
** displacement:
**	...
**	csrr	[ast][0-9]+, 0x7c0
**	...
**	(ret|jr	ra)
*/
unsigned long
displacement (void)
{
  return __builtin_percpu_displacement ();
}
