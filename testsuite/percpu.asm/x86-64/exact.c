/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Whole functions with optimisation: only the instruction.  */
/* { dg-final { check-function-bodies "**" "" "-O2" } } */
/* { dg-final { check-function-bodies "**" "" "-Os" } } */

static __attribute__ ((percpu)) unsigned long hits;
static __attribute__ ((percpu)) struct { long n[4]; } st;

/*
** add:
**	addq	\$5, %gs:hits\(%rip\)
**	ret
*/
void
add (void)
{
  hits += 5;
}

/*
** three:
**	addq	%rdi, %gs:8\+st\(%rip\)
**	incq	%gs:hits\(%rip\)
**	orl	%esi, %gs:\(%rdx\)
**	ret
*/
void
three (long n, int m, int __percpu *p)
{
  st.n[1] += n;
  hits++;
  *p |= m;
}

/*
** load:
**	movq	%gs:hits\(%rip\), %rax
**	ret
*/
unsigned long
load (void)
{
  return hits;
}

/*
** store:
**	movq	%rdi, %gs:hits\(%rip\)
**	ret
*/
void
store (unsigned long v)
{
  hits = v;
}

/*
** swap:
**	movq	%gs:hits\(%rip\), %rax
**	movq	%rdi, %gs:hits\(%rip\)
**	ret
*/
unsigned long
swap (unsigned long v)
{
  unsigned long old = hits;

  hits = v;
  return old;
}
