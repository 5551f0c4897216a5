/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Optimisations of plain variables that are wrong here: to keep a variable in a
   register through a loop, to merge two accesses, to remove a volatile access
   whose value is not used, to access the variable twice.  */
/* { dg-final { check-function-bodies "**" "" } } */
/* { dg-final { scan-assembler-times {%gs:} 10 } } */
/* { dg-final { scan-assembler-times {\m[xvd]\(%rip\)} 10 } } */

static __attribute__ ((percpu)) int x;
static __attribute__ ((percpu)) volatile int v;
static __attribute__ ((percpu)) double d;

/*
** loop:
**	...
** \.L[0-9]+:
**	...
**	addl	%[a-z0-9]+, %gs:x\(%rip\)
**	...
**	j[a-z]+	\.L[0-9]+
**	...
**	ret
*/
void
loop (volatile int *a)
{
  while (*a)
    x += *a;
}

/*
** twice:
**	...
**	incl	%gs:x\(%rip\)
**	...
**	incl	%gs:x\(%rip\)
**	...
**	ret
*/
void
twice (void)
{
  x++;
  x++;
}

/*
** stores:
**	...
**	movl	\$1, %gs:x\(%rip\)
**	...
**	movl	\$2, %gs:x\(%rip\)
**	...
**	ret
*/
void
stores (void)
{
  x = 1;
  x = 2;
}

/*
** loads:
**	...
**	movl	%gs:x\(%rip\), %[a-z0-9]+
**	...
**	movl	%gs:x\(%rip\), %[a-z0-9]+
**	...
**	ret
*/
int
loads (void)
{
  int first = x;

  return first + x;
}

/*
** unused:
**	...
**	movl	%gs:v\(%rip\), %[a-z0-9]+
**	...
**	ret
*/
void
unused (void)
{
  (void) v;
}

/*
** volatile_increment:
**	...
**	incl	%gs:v\(%rip\)
**	...
**	ret
*/
void
volatile_increment (void)
{
  v++;
}

/*
** volatile_value:
**	...
**	xaddl	%[a-z0-9]+, %gs:v\(%rip\)
**	...
**	ret
*/
int
volatile_value (int n)
{
  return v += n;
}
