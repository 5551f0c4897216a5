/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* "hits += 5" is one instruction, at every level of optimisation.  */
/* { dg-final { check-function-bodies "**" "" } } */
/* { dg-final { scan-assembler-times {%gs:} 1 } } */

static __attribute__ ((percpu)) unsigned long hits;

/*
** hit:
**	...
**	addq	\$5, %gs:hits(\.[0-9]+)?\(%rip\)
**	...
**	ret
*/
void
hit (void)
{
  hits += 5;
}
