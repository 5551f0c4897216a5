/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Loads, stores and operators on 16 bits: one instruction each, at every
   level of optimisation, and no other access to the variable.  */
/* { dg-final { check-function-bodies "**" "" } } */
/* { dg-final { scan-assembler-times {%gs:[xu]\(%rip\)} 28 } } */
/* { dg-final { scan-assembler-times {\m[xu]\(%rip\)} 28 } } */

static __attribute__ ((percpu)) signed short x;
static __attribute__ ((percpu)) unsigned short u;

/*
** add_constant:
**	...
**	addw	\$5, %gs:x\(%rip\)
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
**	subw	\$5, %gs:x\(%rip\)
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
**	incw	%gs:x\(%rip\)
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
**	incw	%gs:u\(%rip\)
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
**	decw	%gs:x\(%rip\)
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
**	addw	%[a-z0-9]+, %gs:x\(%rip\)
**	...
**	ret
*/
void
add (short v)
{
  x += v;
}

/*
** add_unsigned:
**	...
**	addw	%[a-z0-9]+, %gs:u\(%rip\)
**	...
**	ret
*/
void
add_unsigned (unsigned short v)
{
  u += v;
}

/*
** add_int:
**	...
**	addw	%[a-z0-9]+, %gs:u\(%rip\)
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
**	subw	%[a-z0-9]+, %gs:x\(%rip\)
**	...
**	ret
*/
void
subtract (short v)
{
  x -= v;
}

/*
** and:
**	...
**	andw	%[a-z0-9]+, %gs:x\(%rip\)
**	...
**	ret
*/
void
and (short v)
{
  x &= v;
}

/*
** and_constant:
**	...
**	andw	\$6, %gs:u\(%rip\)
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
**	orw	%[a-z0-9]+, %gs:x\(%rip\)
**	...
**	ret
*/
void
or (short v)
{
  x |= v;
}

/*
** or_constant:
**	...
**	orw	\$16, %gs:x\(%rip\)
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
**	xorw	%[a-z0-9]+, %gs:x\(%rip\)
**	...
**	ret
*/
void
exclusive_or (short v)
{
  x ^= v;
}

/*
** exclusive_or_constant:
**	...
**	xorw	\$3, %gs:u\(%rip\)
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
**	shlw	%cl, %gs:x\(%rip\)
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
**	shlw	\$3, %gs:x\(%rip\)
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
**	shrw	%cl, %gs:u\(%rip\)
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
**	shrw	\$2, %gs:u\(%rip\)
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
**	sarw	%cl, %gs:x\(%rip\)
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
**	sarw	\$2, %gs:x\(%rip\)
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
**	notw	%gs:x\(%rip\)
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
**	negw	%gs:x\(%rip\)
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
**	addw	%[a-z0-9]+, %gs:x\(%rip\)
**	...
**	ret
*/
void
written_out (short v)
{
  x = v + x;
}

/*
** store_constant:
**	...
**	movw	\$9, %gs:x\(%rip\)
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
**	movw	%[a-z0-9]+, %gs:u\(%rip\)
**	...
**	ret
*/
void
store (short v)
{
  u = v;
}

/*
** load:
**	...
**	movzwl	%gs:x\(%rip\), %[a-z0-9]+
**	...
**	ret
*/
short
load (void)
{
  return x;
}

/*
** load_unsigned:
**	...
**	movzwl	%gs:u\(%rip\), %[a-z0-9]+
**	...
**	ret
*/
unsigned short
load_unsigned (void)
{
  return u;
}
