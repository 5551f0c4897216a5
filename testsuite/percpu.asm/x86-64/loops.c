/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* An update without a single instruction is a loop: a load, the operation in a
   register, and a compare-exchange, without `lock', that stores the result or
   says what is there instead.  */
/* { dg-final { check-function-bodies "**" "" } } */
/* { dg-final { scan-assembler-times {%gs:[a-z]+\(%rip\)} 34 } } */
/* { dg-final { scan-assembler-times {\mcmpxchg[bwlq]\t} 17 } } */
/* { dg-final { scan-assembler-not {\mlock\M|\mxchg|\mcall} } } */

static __attribute__ ((percpu)) int x;
static __attribute__ ((percpu)) unsigned long u;
static __attribute__ ((percpu)) short s;
static __attribute__ ((percpu)) signed char c;
static __attribute__ ((percpu)) _Bool b;
static __attribute__ ((percpu)) float f;
static __attribute__ ((percpu)) double d;

/*
** multiply:
**	...
**	movl	%gs:x\(%rip\), %[a-z0-9]+
**	...
**	imull	.*
**	...
**	cmpxchgl	%[a-z0-9]+, %gs:x\(%rip\)
**	...
**	ret
*/
void
multiply (int v)
{
  x *= v;
}

/*
** divide:
**	...
**	movl	%gs:x\(%rip\), %[a-z0-9]+
**	...
**	idivl	.*
**	...
**	cmpxchgl	%[a-z0-9]+, %gs:x\(%rip\)
**	...
**	ret
*/
void
divide (int v)
{
  x /= v;
}

/*
** remain:
**	...
**	movl	%gs:x\(%rip\), %[a-z0-9]+
**	...
**	idivl	.*
**	...
**	cmpxchgl	%[a-z0-9]+, %gs:x\(%rip\)
**	...
**	ret
*/
void
remain (int v)
{
  x %= v;
}

/*
** divide_unsigned:
**	...
**	movq	%gs:u\(%rip\), %[a-z0-9]+
**	...
**	divq	.*
**	...
**	cmpxchgq	%[a-z0-9]+, %gs:u\(%rip\)
**	...
**	ret
*/
void
divide_unsigned (unsigned long v)
{
  u /= v;
}

/*
** remain_unsigned:
**	...
**	movq	%gs:u\(%rip\), %[a-z0-9]+
**	...
**	divq	.*
**	...
**	cmpxchgq	%[a-z0-9]+, %gs:u\(%rip\)
**	...
**	ret
*/
void
remain_unsigned (unsigned long v)
{
  u %= v;
}

/*
** multiply_short:
**	...
**	movzwl	%gs:s\(%rip\), %[a-z0-9]+
**	...
**	imull	.*
**	...
**	cmpxchgw	%[a-z0-9]+, %gs:s\(%rip\)
**	...
**	ret
*/
void
multiply_short (int v)
{
  s *= v;
}

/*
** divide_char:
**	...
**	movzbl	%gs:c\(%rip\), %[a-z0-9]+
**	...
**	idivl	.*
**	...
**	cmpxchgb	%[a-z0-9]+, %gs:c\(%rip\)
**	...
**	ret
*/
void
divide_char (int v)
{
  c /= v;
}

/*
** multiply_bool:
**	...
**	movzbl	%gs:b\(%rip\), %[a-z0-9]+
**	...
**	cmpxchgb	%[a-z0-9]+, %gs:b\(%rip\)
**	...
**	ret
*/
void
multiply_bool (int v)
{
  b *= v;
}

/*
** and_value:
**	...
**	1:	movl	%gs:x\(%rip\), %eax
**	movl	%eax, %[a-z0-9]+
**	andl	%[a-z0-9]+, %[a-z0-9]+
**	cmpxchgl	%[a-z0-9]+, %gs:x\(%rip\)
**	jne	1b
**	...
**	ret
*/
int
and_value (int v)
{
  return x &= v;
}

/*
** shift_value:
**	...
**	1:	movl	%gs:x\(%rip\), %eax
**	movl	%eax, %[a-z0-9]+
**	sarl	%[a-z0-9]+, %[a-z0-9]+
**	cmpxchgl	%[a-z0-9]+, %gs:x\(%rip\)
**	jne	1b
**	...
**	ret
*/
int
shift_value (int v)
{
  return x >>= v;
}

/*
** subtract_from:
**	...
**	movl	%gs:x\(%rip\), %[a-z0-9]+
**	...
**	subl	.*
**	...
**	cmpxchgl	%[a-z0-9]+, %gs:x\(%rip\)
**	...
**	ret
*/
void
subtract_from (int v)
{
  x = v - x;
}

/*
** add_float:
**	...
**	movss	%gs:f\(%rip\), %[a-z0-9]+
**	...
**	addss	.*
**	...
**	cmpxchgl	%[a-z0-9]+, %gs:f\(%rip\)
**	...
**	ret
*/
void
add_float (float v)
{
  f += v;
}

/*
** divide_float:
**	...
**	movss	%gs:f\(%rip\), %[a-z0-9]+
**	...
**	divss	.*
**	...
**	cmpxchgl	%[a-z0-9]+, %gs:f\(%rip\)
**	...
**	ret
*/
float
divide_float (float v)
{
  return f /= v;
}

/*
** subtract_double:
**	...
**	movsd	%gs:d\(%rip\), %[a-z0-9]+
**	...
**	subsd	.*
**	...
**	cmpxchgq	%[a-z0-9]+, %gs:d\(%rip\)
**	...
**	ret
*/
void
subtract_double (double v)
{
  d -= v;
}

/*
** multiply_double:
**	...
**	movsd	%gs:d\(%rip\), %[a-z0-9]+
**	...
**	mulsd	.*
**	...
**	cmpxchgq	%[a-z0-9]+, %gs:d\(%rip\)
**	...
**	ret
*/
double
multiply_double (double v)
{
  return d *= v;
}

/*
** increment_double:
**	...
**	movsd	%gs:d\(%rip\), %[a-z0-9]+
**	...
**	addsd	.*
**	...
**	cmpxchgq	%[a-z0-9]+, %gs:d\(%rip\)
**	...
**	ret
*/
double
increment_double (void)
{
  return d++;
}

/*
** add_double_to_int:
**	...
**	movl	%gs:x\(%rip\), %[a-z0-9]+
**	...
**	addsd	.*
**	...
**	cmpxchgl	%[a-z0-9]+, %gs:x\(%rip\)
**	...
**	ret
*/
void
add_double_to_int (double v)
{
  x += v;
}
