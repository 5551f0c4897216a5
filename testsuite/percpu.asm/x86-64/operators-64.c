/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Loads, stores and operators on 64 bits: one instruction each, at every
   level of optimisation, and no other access to the variable.  */
/* { dg-final { check-function-bodies "**" "" } } */
/* { dg-final { scan-assembler-times {%gs:[xu]\(%rip\)} 28 } } */
/* { dg-final { scan-assembler-times {\m[xu]\(%rip\)} 28 } } */

static __attribute__ ((percpu)) signed long x;
static __attribute__ ((percpu)) unsigned long u;

/*
** add_constant:
**	...
**	addq	\$5, %gs:x\(%rip\)
**	...
**	ret
*/
void
add_constant (void)
{
  x += 5;
}

/*
** subtract_constant:
**	...
**	subq	\$5, %gs:x\(%rip\)
**	...
**	ret
*/
void
subtract_constant (void)
{
  x -= 5;
}

/*
** increment:
**	...
**	incq	%gs:x\(%rip\)
**	...
**	ret
*/
void
increment (void)
{
  x++;
}

/*
** increment_before:
**	...
**	incq	%gs:u\(%rip\)
**	...
**	ret
*/
void
increment_before (void)
{
  ++u;
}

/*
** decrement:
**	...
**	decq	%gs:x\(%rip\)
**	...
**	ret
*/
void
decrement (void)
{
  --x;
}

/*
** add:
**	...
**	addq	%[a-z0-9]+, %gs:x\(%rip\)
**	...
**	ret
*/
void
add (long v)
{
  x += v;
}

/*
** add_unsigned:
**	...
**	addq	%[a-z0-9]+, %gs:u\(%rip\)
**	...
**	ret
*/
void
add_unsigned (unsigned long v)
{
  u += v;
}

/*
** add_int:
**	...
**	addq	%[a-z0-9]+, %gs:u\(%rip\)
**	...
**	ret
*/
void
add_int (int v)
{
  u += v;
}

/*
** subtract:
**	...
**	subq	%[a-z0-9]+, %gs:x\(%rip\)
**	...
**	ret
*/
void
subtract (long v)
{
  x -= v;
}

/*
** and:
**	...
**	andq	%[a-z0-9]+, %gs:x\(%rip\)
**	...
**	ret
*/
void
and (long v)
{
  x &= v;
}

/*
** and_constant:
**	...
**	andq	\$6, %gs:u\(%rip\)
**	...
**	ret
*/
void
and_constant (void)
{
  u &= 6;
}

/*
** or:
**	...
**	orq	%[a-z0-9]+, %gs:x\(%rip\)
**	...
**	ret
*/
void
or (long v)
{
  x |= v;
}

/*
** or_constant:
**	...
**	orq	\$16, %gs:x\(%rip\)
**	...
**	ret
*/
void
or_constant (void)
{
  x |= 16;
}

/*
** exclusive_or:
**	...
**	xorq	%[a-z0-9]+, %gs:x\(%rip\)
**	...
**	ret
*/
void
exclusive_or (long v)
{
  x ^= v;
}

/*
** exclusive_or_constant:
**	...
**	xorq	\$3, %gs:u\(%rip\)
**	...
**	ret
*/
void
exclusive_or_constant (void)
{
  u ^= 3;
}

/*
** shift_left:
**	...
**	shlq	%cl, %gs:x\(%rip\)
**	...
**	ret
*/
void
shift_left (int n)
{
  x <<= n;
}

/*
** shift_left_constant:
**	...
**	shlq	\$3, %gs:x\(%rip\)
**	...
**	ret
*/
void
shift_left_constant (void)
{
  x <<= 3;
}

/*
** shift_right:
**	...
**	shrq	%cl, %gs:u\(%rip\)
**	...
**	ret
*/
void
shift_right (int n)
{
  u >>= n;
}

/*
** shift_right_constant:
**	...
**	shrq	\$2, %gs:u\(%rip\)
**	...
**	ret
*/
void
shift_right_constant (void)
{
  u >>= 2;
}

/*
** shift_right_signed:
**	...
**	sarq	%cl, %gs:x\(%rip\)
**	...
**	ret
*/
void
shift_right_signed (int n)
{
  x >>= n;
}

/*
** shift_right_signed_constant:
**	...
**	sarq	\$2, %gs:x\(%rip\)
**	...
**	ret
*/
void
shift_right_signed_constant (void)
{
  x >>= 2;
}

/*
** complement:
**	...
**	notq	%gs:x\(%rip\)
**	...
**	ret
*/
void
complement (void)
{
  x = ~x;
}

/*
** negate:
**	...
**	negq	%gs:x\(%rip\)
**	...
**	ret
*/
void
negate (void)
{
  x = -x;
}

/*
** written_out:
**	...
**	addq	%[a-z0-9]+, %gs:x\(%rip\)
**	...
**	ret
*/
void
written_out (long v)
{
  x = v + x;
}

/*
** store_constant:
**	...
**	movq	\$9, %gs:x\(%rip\)
**	...
**	ret
*/
void
store_constant (void)
{
  x = 9;
}

/*
** store:
**	...
**	movq	%[a-z0-9]+, %gs:u\(%rip\)
**	...
**	ret
*/
void
store (long v)
{
  u = v;
}

/*
** load:
**	...
**	movq	%gs:x\(%rip\), %[a-z0-9]+
**	...
**	ret
*/
long
load (void)
{
  return x;
}

/*
** load_unsigned:
**	...
**	movq	%gs:u\(%rip\), %[a-z0-9]+
**	...
**	ret
*/
unsigned long
load_unsigned (void)
{
  return u;
}
