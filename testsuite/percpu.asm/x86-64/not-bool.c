/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Negating a _Bool flips its lowest bit.  */
/* { dg-final { check-function-bodies "**" "" } } */
/* { dg-final { scan-assembler-times {%gs:} 2 } } */

static __attribute__ ((percpu)) _Bool b;

/*
** negate:
**	...
**	xorb	\$1, %gs:b\(%rip\)
**	...
**	ret
*/
void
negate (void)
{
  b = !b;
}

/*
** compare:
**	...
**	xorb	\$1, %gs:b\(%rip\)
**	...
**	ret
*/
void
compare (void)
{
  b = b == 0;
}
