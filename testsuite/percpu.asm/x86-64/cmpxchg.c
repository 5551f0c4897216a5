/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* An update whose value is used, and which xadd cannot perform, is a loop
   around a compare-exchange without lock.  */
/* { dg-final { check-function-bodies "**" "" } } */
/* { dg-final { scan-assembler-not {lock|\mxchg[bwlq]?	%[a-z]+, %gs} } } */
/* { dg-final { scan-assembler-times {\m[xcl]\(%rip\)} 12 } } */

static __attribute__ ((percpu)) int x;
static __attribute__ ((percpu)) unsigned char c;
static __attribute__ ((percpu)) unsigned long l;

/*
** and:
**	...
**	1:	movl	%gs:x\(%rip\), %[a-z0-9]+
**	movl	%[a-z0-9]+, %[a-z0-9]+
**	andl	.*
**	cmpxchgl	%[a-z0-9]+, %gs:x\(%rip\)
**	jne	1b
**	...
**	ret
*/
int
and (int v)
{
  return x &= v;
}

/*
** or:
**	...
**	1:	movq	%gs:l\(%rip\), %[a-z0-9]+
**	movq	%[a-z0-9]+, %[a-z0-9]+
**	orq	.*
**	cmpxchgq	%[a-z0-9]+, %gs:l\(%rip\)
**	jne	1b
**	...
**	ret
*/
unsigned long
or (unsigned long v)
{
  return l |= v;
}

/*
** exclusive_or:
**	...
**	1:	movb	%gs:c\(%rip\), %[a-z0-9]+
**	movb	%[a-z0-9]+, %[a-z0-9]+
**	xorb	.*
**	cmpxchgb	%[a-z0-9]+, %gs:c\(%rip\)
**	jne	1b
**	...
**	ret
*/
unsigned char
exclusive_or (unsigned char v)
{
  return c ^= v;
}

/*
** shift:
**	...
**	1:	movl	%gs:x\(%rip\), %[a-z0-9]+
**	movl	%[a-z0-9]+, %[a-z0-9]+
**	shll	.*
**	cmpxchgl	%[a-z0-9]+, %gs:x\(%rip\)
**	jne	1b
**	...
**	ret
*/
int
shift (int v)
{
  return x <<= v;
}

/*
** shift_right:
**	...
**	1:	movq	%gs:l\(%rip\), %[a-z0-9]+
**	movq	%[a-z0-9]+, %[a-z0-9]+
**	shrq	.*
**	cmpxchgq	%[a-z0-9]+, %gs:l\(%rip\)
**	jne	1b
**	...
**	ret
*/
unsigned long
shift_right (int v)
{
  return l >>= v;
}

/*
** complement:
**	...
**	1:	movl	%gs:x\(%rip\), %[a-z0-9]+
**	movl	%[a-z0-9]+, %[a-z0-9]+
**	notl	.*
**	cmpxchgl	%[a-z0-9]+, %gs:x\(%rip\)
**	jne	1b
**	...
**	ret
*/
int
complement (void)
{
  return x = ~x;
}
