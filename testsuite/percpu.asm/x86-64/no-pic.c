/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Code that is not position-independent uses %rip too: the absolute form is
   longer, and slower with a segment.  */
/* { dg-additional-options "-fno-pic" } */
/* { dg-final { check-function-bodies "**" "" } } */
/* { dg-final { scan-assembler-times {%gs:} 3 } } */

__attribute__ ((percpu)) unsigned long hits;
static __attribute__ ((percpu)) int a[4];

/*
** add:
**	...
**	addq	\$5, %gs:percpu\.hits\(%rip\)
**	...
**	ret
*/
void
add (void)
{
  hits += 5;
}

/*
** element:
**	...
**	incl	%gs:a\+8\(%rip\)
**	...
**	ret
*/
void
element (void)
{
  a[2]++;
}

/*
** element_of_index:
**	...
**	decl	%gs:(a|)\(.*\)
**	...
**	ret
*/
void
element_of_index (long i)
{
  a[i]--;
}
