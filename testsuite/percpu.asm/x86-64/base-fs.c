/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The FS base as the base register: every access has the other segment.  */
/* { dg-options "-ffreestanding -fplugin-arg-percpu-base=fs" } */
/* { dg-final { check-function-bodies "**" "" } } */
/* { dg-final { scan-assembler-not {%gs:} } } */

#if __PERCPU_BASE_FS__ != 1 || defined __PERCPU_BASE_GS__
# error "macros of the base"
#endif

static __attribute__ ((percpu)) unsigned long hits;
static __attribute__ ((percpu)) struct { int a; short b[4]; } st;

/*
** increment:
**	...
**	incq	%fs:hits\(%rip\)
**	...
**	ret
*/
void
increment (void)
{
  hits++;
}

/*
** load:
**	...
**	movq	%fs:hits\(%rip\), %rax
**	...
**	ret
*/
unsigned long
load (void)
{
  return hits;
}

/*
** store:
**	...
**	movw	%[a-z0-9]+, %fs:(st\+6|6\+st)\(%rip\)
**	...
**	ret
*/
void
store (short v)
{
  st.b[1] = v;
}

/*
** old_value:
**	...
**	xaddl	%[a-z0-9]+, %fs:st\(%rip\)
**	...
**	ret
*/
int
old_value (void)
{
  return st.a++;
}

/*
** negate:
**	...
**	negq	%fs:hits\(%rip\)
**	...
**	ret
*/
void
negate (void)
{
  hits = -hits;
}

/*
** new_value:
**	...
**	1:	movq	%fs:hits\(%rip\), %rax
**	...
**	cmpxchgq	%[a-z0-9]+, %fs:hits\(%rip\)
**	jne	1b
**	...
**	ret
*/
unsigned long
new_value (unsigned long v)
{
  return hits |= v;
}

/*
** pointer:
**	...
**	addl	%[a-z0-9]+, %fs:\(%[a-z0-9]+\)
**	...
**	ret
*/
void
pointer (int __percpu *p, int v)
{
  *p += v;
}

/*
** displacement:
**	...
**	movq	%fs:__percpu_this_displacement\(%rip\), %[a-z0-9]+
**	...
**	ret
*/
unsigned long
displacement (void)
{
  return __builtin_percpu_displacement ();
}
