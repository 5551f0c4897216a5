/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Loads, stores and operators on 8 bits: one instruction each, at every
   level of optimisation, and no other access to the variable.  */
/* { dg-final { check-function-bodies "**" "" } } */
/* { dg-final { scan-assembler-times {%gs:[xu]\(%rip\)} 28 } } */
/* { dg-final { scan-assembler-times {\m[xu]\(%rip\)} 28 } } */

static __attribute__ ((percpu)) signed char x;
static __attribute__ ((percpu)) unsigned char u;

/*
** add_constant:
**	...
**	addb	\$5, %gs:x\(%rip\)
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
**	subb	\$5, %gs:x\(%rip\)
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
**	incb	%gs:x\(%rip\)
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
**	incb	%gs:u\(%rip\)
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
**	decb	%gs:x\(%rip\)
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
**	addb	%[a-z0-9]+, %gs:x\(%rip\)
**	...
**	ret
*/
void
add (char v)
{
  x += v;
}

/*
** add_unsigned:
**	...
**	addb	%[a-z0-9]+, %gs:u\(%rip\)
**	...
**	ret
*/
void
add_unsigned (unsigned char v)
{
  u += v;
}

/*
** add_int:
**	...
**	addb	%[a-z0-9]+, %gs:u\(%rip\)
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
**	subb	%[a-z0-9]+, %gs:x\(%rip\)
**	...
**	ret
*/
void
subtract (char v)
{
  x -= v;
}

/*
** and:
**	...
**	andb	%[a-z0-9]+, %gs:x\(%rip\)
**	...
**	ret
*/
void
and (char v)
{
  x &= v;
}

/*
** and_constant:
**	...
**	andb	\$6, %gs:u\(%rip\)
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
**	orb	%[a-z0-9]+, %gs:x\(%rip\)
**	...
**	ret
*/
void
or (char v)
{
  x |= v;
}

/*
** or_constant:
**	...
**	orb	\$16, %gs:x\(%rip\)
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
**	xorb	%[a-z0-9]+, %gs:x\(%rip\)
**	...
**	ret
*/
void
exclusive_or (char v)
{
  x ^= v;
}

/*
** exclusive_or_constant:
**	...
**	xorb	\$3, %gs:u\(%rip\)
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
**	shlb	%cl, %gs:x\(%rip\)
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
**	shlb	\$3, %gs:x\(%rip\)
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
**	shrb	%cl, %gs:u\(%rip\)
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
**	shrb	\$2, %gs:u\(%rip\)
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
**	sarb	%cl, %gs:x\(%rip\)
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
**	sarb	\$2, %gs:x\(%rip\)
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
**	notb	%gs:x\(%rip\)
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
**	negb	%gs:x\(%rip\)
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
**	addb	%[a-z0-9]+, %gs:x\(%rip\)
**	...
**	ret
*/
void
written_out (char v)
{
  x = v + x;
}

/*
** store_constant:
**	...
**	movb	\$9, %gs:x\(%rip\)
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
**	movb	%[a-z0-9]+, %gs:u\(%rip\)
**	...
**	ret
*/
void
store (char v)
{
  u = v;
}

/*
** load:
**	...
**	movzbl	%gs:x\(%rip\), %[a-z0-9]+
**	...
**	ret
*/
char
load (void)
{
  return x;
}

/*
** load_unsigned:
**	...
**	movzbl	%gs:u\(%rip\), %[a-z0-9]+
**	...
**	ret
*/
unsigned char
load_unsigned (void)
{
  return u;
}
