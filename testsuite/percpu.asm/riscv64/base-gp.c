/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The global pointer as the base register.  */
/* { dg-options "-mno-relax -fplugin-arg-percpu-base=gp" } */
/* { dg-final { check-function-bodies "**" "" } } */
/* { dg-final { scan-assembler-not {\mtp\M} } } */

static __attribute__ ((percpu)) unsigned long hits;
static __attribute__ ((percpu)) short s;

/*
** increment:
**	...
**	add	[ast][0-9]+, [ast][0-9]+, gp
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
**	add	[ast][0-9]+, [ast][0-9]+, gp
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
**	add	[ast][0-9]+, [ast][0-9]+, gp
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
**	add	[ast][0-9]+, [ast][0-9]+, gp
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
**	mv	[ast][0-9]+, gp
**	...
**	(ret|jr	ra)
*/
unsigned long
displacement (void)
{
  return __builtin_percpu_displacement ();
}
