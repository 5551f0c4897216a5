/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* To the compiler percpu_raw is memory like any other: two additions become
   one.  */
/* { dg-additional-options "-O2" } */
/* { dg-final { scan-assembler-times {%gs:count\(%rip\)} 1 } } */
/* { dg-final { check-function-bodies "**" "" } } */

#include <percpu.h>

static __attribute__ ((percpu)) long count;

/*
** add_twice:
**	...
**	addq	%[a-z0-9]+, %gs:count\(%rip\)
**	ret
*/
void
add_twice (long v)
{
  percpu_raw (count) += v;
  percpu_raw (count) += v;
}
