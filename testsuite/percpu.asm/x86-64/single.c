/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Model `single': there is one CPU, so the variable is where the symbol is, and
   the operations are the same single instructions.  */
/* { dg-options "-fplugin-arg-percpu-model=single" } */
/* { dg-final { check-function-bodies "**" "" } } */
/* { dg-final { scan-assembler-not {gs:} } } */
/* { dg-final { scan-assembler-not {__percpu_} } } */

__attribute__ ((percpu)) unsigned long hits;
static __attribute__ ((percpu)) int x;

/*
** add:
**	...
**	addq	\$5, percpu\.hits\(%rip\)
**	...
**	ret
*/
void
add (void)
{
  hits += 5;
}

/*
** value:
**	...
**	xaddl	%[a-z0-9]+, x\(%rip\)
**	...
**	ret
*/
int
value (void)
{
  return ++x;
}

/*
** load:
**	...
**	movl	x\(%rip\), %[a-z0-9]+
**	...
**	ret
*/
int
load (void)
{
  return x;
}

/*
** pointer:
**	...
**	addl	\$5, \(%[a-z0-9]+\)
**	...
**	ret
*/
void
pointer (int __percpu *p)
{
  *p += 5;
}

/*
** address:
**	...
**	leaq	percpu\.hits\(%rip\), %[a-z0-9]+
**	...
**	ret
*/
unsigned long __percpu *
address (void)
{
  return &hits;
}
