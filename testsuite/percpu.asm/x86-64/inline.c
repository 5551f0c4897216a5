/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* An inline function that takes a per-CPU pointer is, where it is inlined, as
   good as a macro.  */
/* { dg-final { check-function-bodies "**" "" "-O2" } } */
/* { dg-final { check-function-bodies "**" "" "-O3" } } */

__attribute__ ((percpu)) long x;
static __attribute__ ((percpu)) struct { int a; long b[2]; } st;

static inline void
inc (long __percpu *p)
{
  (*p)++;
}

static inline long
add (long __percpu *p, long n)
{
  return *p += n;
}

/*
** increment:
**	incq	%gs:percpu\.x\(%rip\)
**	incq	%gs:16\+st\(%rip\)
**	ret
*/
void
increment (void)
{
  inc (&x);
  inc (&st.b[1]);
}

/*
** sum:
**	movq	%rdi, %rax
**	xaddq	%rax, %gs:percpu\.x\(%rip\)
**	addq	%rdi, %rax
**	ret
*/
long
sum (long n)
{
  return add (&x, n);
}
