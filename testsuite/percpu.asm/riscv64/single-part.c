/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Model `single': a sequence for 1 or 2 bytes takes their address, which may be
   that of an element, of a volatile object, or of another type.  */
/* { dg-options "-fplugin-arg-percpu-model=single" } */
/* { dg-final { check-function-bodies "**" "" } } */

static __attribute__ ((percpu)) volatile signed char array[8];
static __attribute__ ((percpu)) short words[4];
static __attribute__ ((percpu)) union { int i; unsigned char c; } u;

/*
** first:
**	...
**	sc.w	[ast][0-9]+, [ast][0-9]+, \([ast][0-9]+\)
**	...
**	(ret|jr	ra)
*/
void
first (void)
{
  ++*(array + 0);
}

/*
** other:
**	...
**	sc.w	[ast][0-9]+, [ast][0-9]+, \([ast][0-9]+\)
**	...
**	(ret|jr	ra)
*/
signed char
other (void)
{
  return *((&array[3]) - 2) -= 3;
}

/*
** word:
**	...
**	sc.w	[ast][0-9]+, [ast][0-9]+, \([ast][0-9]+\)
**	...
**	(ret|jr	ra)
*/
void
word (void)
{
  *(unsigned short __percpu *) words += 5;
}

/*
** member:
**	...
**	sc.w	[ast][0-9]+, [ast][0-9]+, \([ast][0-9]+\)
**	...
**	(ret|jr	ra)
*/
void
member (void)
{
  ((__typeof__ (u) __percpu *) &u.i)->c -= 1;
}
