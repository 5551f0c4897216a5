/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Loads, stores and operators on 32 bits: one instruction each, at every
   level of optimisation, and no other access to the variable.  */
/* { dg-final { check-function-bodies "**" "" } } */
/* { dg-final { scan-assembler-times {%gs:[xu]\(%rip\)} 28 } } */
/* { dg-final { scan-assembler-times {\m[xu]\(%rip\)} 28 } } */

static __attribute__ ((percpu)) signed int x;
static __attribute__ ((percpu)) unsigned int u;

/*
** add_constant:
**	...
**	addl	\$5, %gs:x\(%rip\)
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
**	subl	\$5, %gs:x\(%rip\)
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
**	incl	%gs:x\(%rip\)
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
**	incl	%gs:u\(%rip\)
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
**	decl	%gs:x\(%rip\)
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
**	addl	%[a-z0-9]+, %gs:x\(%rip\)
**	...
**	ret
*/
void
add (int v)
{
  x += v;
}

/*
** add_unsigned:
**	...
**	addl	%[a-z0-9]+, %gs:u\(%rip\)
**	...
**	ret
*/
void
add_unsigned (unsigned int v)
{
  u += v;
}

/*
** add_int:
**	...
**	addl	%[a-z0-9]+, %gs:u\(%rip\)
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
**	subl	%[a-z0-9]+, %gs:x\(%rip\)
**	...
**	ret
*/
void
subtract (int v)
{
  x -= v;
}

/*
** and:
**	...
**	andl	%[a-z0-9]+, %gs:x\(%rip\)
**	...
**	ret
*/
void
and (int v)
{
  x &= v;
}

/*
** and_constant:
**	...
**	andl	\$6, %gs:u\(%rip\)
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
**	orl	%[a-z0-9]+, %gs:x\(%rip\)
**	...
**	ret
*/
void
or (int v)
{
  x |= v;
}

/*
** or_constant:
**	...
**	orl	\$16, %gs:x\(%rip\)
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
**	xorl	%[a-z0-9]+, %gs:x\(%rip\)
**	...
**	ret
*/
void
exclusive_or (int v)
{
  x ^= v;
}

/*
** exclusive_or_constant:
**	...
**	xorl	\$3, %gs:u\(%rip\)
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
**	shll	%cl, %gs:x\(%rip\)
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
**	shll	\$3, %gs:x\(%rip\)
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
**	shrl	%cl, %gs:u\(%rip\)
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
**	shrl	\$2, %gs:u\(%rip\)
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
**	sarl	%cl, %gs:x\(%rip\)
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
**	sarl	\$2, %gs:x\(%rip\)
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
**	notl	%gs:x\(%rip\)
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
**	negl	%gs:x\(%rip\)
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
**	addl	%[a-z0-9]+, %gs:x\(%rip\)
**	...
**	ret
*/
void
written_out (int v)
{
  x = v + x;
}

/*
** store_constant:
**	...
**	movl	\$9, %gs:x\(%rip\)
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
**	movl	%[a-z0-9]+, %gs:u\(%rip\)
**	...
**	ret
*/
void
store (int v)
{
  u = v;
}

/*
** load:
**	...
**	movl	%gs:x\(%rip\), %[a-z0-9]+
**	...
**	ret
*/
int
load (void)
{
  return x;
}

/*
** load_unsigned:
**	...
**	movl	%gs:u\(%rip\), %[a-z0-9]+
**	...
**	ret
*/
unsigned int
load_unsigned (void)
{
  return u;
}
