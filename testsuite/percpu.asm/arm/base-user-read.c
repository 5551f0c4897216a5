/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* TPIDRURO as the base register.  */
/* { dg-options "-fplugin-arg-percpu-base=tpidruro" } */
/* { dg-final { check-function-bodies "**" "" } } */
/* { dg-final { scan-assembler-not {c13, c0, 4} } } */

#if __PERCPU_BASE_TPIDRURO__ != 1 || defined __PERCPU_BASE_TPIDRPRW__
# error "macros of the base"
#endif

static __attribute__ ((percpu)) unsigned long hits;
static __attribute__ ((percpu)) long long l;

/*
** increment:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 3
**	...
**	1:	ldrex	[a-z0-9]+, \[[a-z0-9]+\]
**	add	[a-z0-9]+, [a-z0-9]+, #1
**	strex	[a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	cmp	[a-z0-9]+, #0
**	bne	1b
**	...
*/
void
increment (void)
{
  hits++;
}

/*
** load:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 3
**	...
**	ldrexd	[a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	...
*/
long long
load (void)
{
  return l;
}

/*
** pointer:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 3
**	...
**	1:	ldrexh	[a-z0-9]+, \[[a-z0-9]+\]
**	orr	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+
**	strexh	[a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	cmp	[a-z0-9]+, #0
**	bne	1b
**	...
*/
void
pointer (short __percpu *p, short v)
{
  *p |= v;
}

/*
** displacement:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 3
**	...
*/
unsigned long
displacement (void)
{
  return __builtin_percpu_displacement ();
}
