/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* With the Large Physical Address Extension LDRD and STRD are one access.  */
/* { dg-options "-march=armv7ve+fp -mthumb" } */
/* { dg-final { check-function-bodies "**" "" } } */

static __attribute__ ((percpu)) long long x;

/*
** load:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 4
**	...
**	ldrd	[a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	...
*/
long long
load (void)
{
  return x;
}

/*
** store:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 4
**	...
**	strd	[a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	...
*/
void
store (long long v)
{
  x = v;
}

/*
** add:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 4
**	...
**	1:	ldrexd	[a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	adds	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+
**	adc	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+
**	strexd	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	cmp	[a-z0-9]+, #0
**	bne	1b
**	...
*/
void
add (long long v)
{
  x += v;
}
