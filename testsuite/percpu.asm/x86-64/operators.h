/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Loads, stores and operators on objects of TYPE, for operators-SIZE.c: one
   instruction each, at every level of optimisation, and no other access to the
   variable.  The test replaces the words in angle brackets.  */

static __attribute__ ((percpu)) signed TYPE x;
static __attribute__ ((percpu)) unsigned TYPE u;

/*
** add_constant:
**	...
**	add<SUFFIX>	\$5, %gs:x\(%rip\)
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
**	sub<SUFFIX>	\$5, %gs:x\(%rip\)
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
**	inc<SUFFIX>	%gs:x\(%rip\)
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
**	inc<SUFFIX>	%gs:u\(%rip\)
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
**	dec<SUFFIX>	%gs:x\(%rip\)
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
**	add<SUFFIX>	%[a-z0-9]+, %gs:x\(%rip\)
**	...
**	ret
*/
void
add (TYPE v)
{
  x += v;
}

/*
** add_unsigned:
**	...
**	add<SUFFIX>	%[a-z0-9]+, %gs:u\(%rip\)
**	...
**	ret
*/
void
add_unsigned (unsigned TYPE v)
{
  u += v;
}

/*
** add_int:
**	...
**	add<SUFFIX>	%[a-z0-9]+, %gs:u\(%rip\)
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
**	sub<SUFFIX>	%[a-z0-9]+, %gs:x\(%rip\)
**	...
**	ret
*/
void
subtract (TYPE v)
{
  x -= v;
}

/*
** and:
**	...
**	and<SUFFIX>	%[a-z0-9]+, %gs:x\(%rip\)
**	...
**	ret
*/
void
and (TYPE v)
{
  x &= v;
}

/*
** and_constant:
**	...
**	and<SUFFIX>	\$6, %gs:u\(%rip\)
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
**	or<SUFFIX>	%[a-z0-9]+, %gs:x\(%rip\)
**	...
**	ret
*/
void
or (TYPE v)
{
  x |= v;
}

/*
** or_constant:
**	...
**	or<SUFFIX>	\$16, %gs:x\(%rip\)
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
**	xor<SUFFIX>	%[a-z0-9]+, %gs:x\(%rip\)
**	...
**	ret
*/
void
exclusive_or (TYPE v)
{
  x ^= v;
}

/*
** exclusive_or_constant:
**	...
**	xor<SUFFIX>	\$3, %gs:u\(%rip\)
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
**	shl<SUFFIX>	%cl, %gs:x\(%rip\)
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
**	shl<SUFFIX>	\$3, %gs:x\(%rip\)
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
**	shr<SUFFIX>	%cl, %gs:u\(%rip\)
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
**	shr<SUFFIX>	\$2, %gs:u\(%rip\)
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
**	sar<SUFFIX>	%cl, %gs:x\(%rip\)
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
**	sar<SUFFIX>	\$2, %gs:x\(%rip\)
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
**	not<SUFFIX>	%gs:x\(%rip\)
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
**	neg<SUFFIX>	%gs:x\(%rip\)
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
**	add<SUFFIX>	%[a-z0-9]+, %gs:x\(%rip\)
**	...
**	ret
*/
void
written_out (TYPE v)
{
  x = v + x;
}

/*
** store_constant:
**	...
**	mov<SUFFIX>	\$9, %gs:x\(%rip\)
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
**	mov<SUFFIX>	%[a-z0-9]+, %gs:u\(%rip\)
**	...
**	ret
*/
void
store (TYPE v)
{
  u = v;
}

/*
** load:
**	...
**	<LOAD>	%gs:x\(%rip\), %[a-z0-9]+
**	...
**	ret
*/
TYPE
load (void)
{
  return x;
}

/*
** load_unsigned:
**	...
**	<LOAD>	%gs:u\(%rip\), %[a-z0-9]+
**	...
**	ret
*/
unsigned TYPE
load_unsigned (void)
{
  return u;
}
