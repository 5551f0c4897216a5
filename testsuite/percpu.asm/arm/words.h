/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Loads, stores and operators on objects of TYPE, for operators-SIZE.c and
   operators-SIZE-arm.c.  The test replaces the words in angle brackets.  */

#include <percpu.h>

static __attribute__ ((percpu)) signed TYPE x;
static __attribute__ ((percpu)) unsigned TYPE u;

/*
** add_constant:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 4
**	...
**	1:	ldrex<S>	[a-z0-9]+, \[[a-z0-9]+\]
**	add	[a-z0-9]+, [a-z0-9]+, #5
**	strex<S>	[a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	cmp	[a-z0-9]+, #0
**	bne	1b
**	...
*/
void
add_constant (void)
{
  x += 5;
}

/*
** subtract_constant:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 4
**	...
**	1:	ldrex<S>	[a-z0-9]+, \[[a-z0-9]+\]
**	(add|sub)	[a-z0-9]+, [a-z0-9]+, #-?5
**	strex<S>	[a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	cmp	[a-z0-9]+, #0
**	bne	1b
**	...
*/
void
subtract_constant (void)
{
  x -= 5;
}

/*
** increment:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 4
**	...
**	1:	ldrex<S>	[a-z0-9]+, \[[a-z0-9]+\]
**	add	[a-z0-9]+, [a-z0-9]+, #1
**	strex<S>	[a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	cmp	[a-z0-9]+, #0
**	bne	1b
**	...
*/
void
increment (void)
{
  x++;
}

/*
** increment_before:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 4
**	...
**	1:	ldrex<S>	[a-z0-9]+, \[[a-z0-9]+\]
**	add	[a-z0-9]+, [a-z0-9]+, #1
**	strex<S>	[a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	cmp	[a-z0-9]+, #0
**	bne	1b
**	...
*/
void
increment_before (void)
{
  ++u;
}

/*
** decrement:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 4
**	...
**	1:	ldrex<S>	[a-z0-9]+, \[[a-z0-9]+\]
**	(add|sub)	[a-z0-9]+, [a-z0-9]+, #-?1
**	strex<S>	[a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	cmp	[a-z0-9]+, #0
**	bne	1b
**	...
*/
void
decrement (void)
{
  x--;
}

/*
** add:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 4
**	...
**	1:	ldrex<S>	[a-z0-9]+, \[[a-z0-9]+\]
**	add	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+
**	strex<S>	[a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	cmp	[a-z0-9]+, #0
**	bne	1b
**	...
*/
void
add (TYPE v)
{
  x += v;
}

/*
** add_unsigned:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 4
**	...
**	1:	ldrex<S>	[a-z0-9]+, \[[a-z0-9]+\]
**	add	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+
**	strex<S>	[a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	cmp	[a-z0-9]+, #0
**	bne	1b
**	...
*/
void
add_unsigned (unsigned TYPE v)
{
  u += v;
}

/*
** add_int:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 4
**	...
**	1:	ldrex<S>	[a-z0-9]+, \[[a-z0-9]+\]
**	add	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+
**	strex<S>	[a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	cmp	[a-z0-9]+, #0
**	bne	1b
**	...
*/
void
add_int (int v)
{
  u += v;
}

/*
** subtract:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 4
**	...
**	1:	ldrex<S>	[a-z0-9]+, \[[a-z0-9]+\]
**	sub	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+
**	strex<S>	[a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	cmp	[a-z0-9]+, #0
**	bne	1b
**	...
*/
void
subtract (TYPE v)
{
  x -= v;
}

/*
** and:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 4
**	...
**	1:	ldrex<S>	[a-z0-9]+, \[[a-z0-9]+\]
**	and	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+
**	strex<S>	[a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	cmp	[a-z0-9]+, #0
**	bne	1b
**	...
*/
void
and (TYPE v)
{
  x &= v;
}

/*
** and_constant:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 4
**	...
**	1:	ldrex<S>	[a-z0-9]+, \[[a-z0-9]+\]
**	and	[a-z0-9]+, [a-z0-9]+, #5
**	strex<S>	[a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	cmp	[a-z0-9]+, #0
**	bne	1b
**	...
*/
void
and_constant (void)
{
  x &= 5;
}

/*
** and_not_constant:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 4
**	...
**	1:	ldrex<S>	[a-z0-9]+, \[[a-z0-9]+\]
**	and	[a-z0-9]+, [a-z0-9]+, #-6
**	strex<S>	[a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	cmp	[a-z0-9]+, #0
**	bne	1b
**	...
*/
void
and_not_constant (void)
{
  x &= ~5;
}

/*
** or:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 4
**	...
**	1:	ldrex<S>	[a-z0-9]+, \[[a-z0-9]+\]
**	orr	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+
**	strex<S>	[a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	cmp	[a-z0-9]+, #0
**	bne	1b
**	...
*/
void
or (TYPE v)
{
  x |= v;
}

/*
** or_constant:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 4
**	...
**	1:	ldrex<S>	[a-z0-9]+, \[[a-z0-9]+\]
**	orr	[a-z0-9]+, [a-z0-9]+, #5
**	strex<S>	[a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	cmp	[a-z0-9]+, #0
**	bne	1b
**	...
*/
void
or_constant (void)
{
  u |= 5;
}

/*
** exclusive_or:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 4
**	...
**	1:	ldrex<S>	[a-z0-9]+, \[[a-z0-9]+\]
**	eor	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+
**	strex<S>	[a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	cmp	[a-z0-9]+, #0
**	bne	1b
**	...
*/
void
exclusive_or (TYPE v)
{
  x ^= v;
}

/*
** exclusive_or_constant:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 4
**	...
**	1:	ldrex<S>	[a-z0-9]+, \[[a-z0-9]+\]
**	eor	[a-z0-9]+, [a-z0-9]+, #5
**	strex<S>	[a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	cmp	[a-z0-9]+, #0
**	bne	1b
**	...
*/
void
exclusive_or_constant (void)
{
  x ^= 5;
}

/*
** shift_left:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 4
**	...
**	1:	ldrex<S>	[a-z0-9]+, \[[a-z0-9]+\]
**	lsl	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+
**	strex<S>	[a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	cmp	[a-z0-9]+, #0
**	bne	1b
**	...
*/
void
shift_left (int n)
{
  x <<= n;
}

/*
** shift_left_constant:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 4
**	...
**	1:	ldrex<S>	[a-z0-9]+, \[[a-z0-9]+\]
**	lsl	[a-z0-9]+, [a-z0-9]+, #3
**	strex<S>	[a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	cmp	[a-z0-9]+, #0
**	bne	1b
**	...
*/
void
shift_left_constant (void)
{
  x <<= 3;
}

/*
** shift_right:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 4
**	...
**	1:	ldrex<S>	[a-z0-9]+, \[[a-z0-9]+\]
**	lsr	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+
**	strex<S>	[a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	cmp	[a-z0-9]+, #0
**	bne	1b
**	...
*/
void
shift_right (int n)
{
  u >>= n;
}

/*
** shift_right_constant:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 4
**	...
**	1:	ldrex<S>	[a-z0-9]+, \[[a-z0-9]+\]
**	lsr	[a-z0-9]+, [a-z0-9]+, #3
**	strex<S>	[a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	cmp	[a-z0-9]+, #0
**	bne	1b
**	...
*/
void
shift_right_constant (void)
{
  u >>= 3;
}

/*
** shift_right_signed:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 4
**	...
**	1:	ldrex<S>	[a-z0-9]+, \[[a-z0-9]+\]
**	<SXT>asr	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+
**	strex<S>	[a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	cmp	[a-z0-9]+, #0
**	bne	1b
**	...
*/
void
shift_right_signed (int n)
{
  x >>= n;
}

/*
** shift_right_signed_constant:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 4
**	...
**	1:	ldrex<S>	[a-z0-9]+, \[[a-z0-9]+\]
**	<SXT>asr	[a-z0-9]+, [a-z0-9]+, #3
**	strex<S>	[a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	cmp	[a-z0-9]+, #0
**	bne	1b
**	...
*/
void
shift_right_signed_constant (void)
{
  x >>= 3;
}

/*
** complement:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 4
**	...
**	1:	ldrex<S>	[a-z0-9]+, \[[a-z0-9]+\]
**	mvn	[a-z0-9]+, [a-z0-9]+
**	strex<S>	[a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	cmp	[a-z0-9]+, #0
**	bne	1b
**	...
*/
void
complement (void)
{
  x = ~x;
}

/*
** negate:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 4
**	...
**	1:	ldrex<S>	[a-z0-9]+, \[[a-z0-9]+\]
**	rsb	[a-z0-9]+, [a-z0-9]+, #0
**	strex<S>	[a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	cmp	[a-z0-9]+, #0
**	bne	1b
**	...
*/
void
negate (void)
{
  x = -x;
}

/*
** written_out:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 4
**	...
**	1:	ldrex<S>	[a-z0-9]+, \[[a-z0-9]+\]
**	add	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+
**	strex<S>	[a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	cmp	[a-z0-9]+, #0
**	bne	1b
**	...
*/
void
written_out (TYPE v)
{
  x = v + x;
}

/*
** old_value:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 4
**	...
**	1:	ldrex<S>	[a-z0-9]+, \[[a-z0-9]+\]
**	add	[a-z0-9]+, [a-z0-9]+, #1
**	strex<S>	[a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	cmp	[a-z0-9]+, #0
**	bne	1b
**	...
*/
TYPE
old_value (void)
{
  return x++;
}

/*
** new_value:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 4
**	...
**	1:	ldrex<S>	[a-z0-9]+, \[[a-z0-9]+\]
**	add	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+
**	strex<S>	[a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	cmp	[a-z0-9]+, #0
**	bne	1b
**	...
*/
TYPE
new_value (TYPE v)
{
  return x += v;
}

/*
** new_value_subtract:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 4
**	...
**	1:	ldrex<S>	[a-z0-9]+, \[[a-z0-9]+\]
**	add	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+
**	strex<S>	[a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	cmp	[a-z0-9]+, #0
**	bne	1b
**	...
*/
TYPE
new_value_subtract (TYPE v)
{
  return x -= v;
}

/*
** new_value_and:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 4
**	...
**	1:	ldrex<S>	[a-z0-9]+, \[[a-z0-9]+\]
**	and	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+
**	strex<S>	[a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	cmp	[a-z0-9]+, #0
**	bne	1b
**	...
*/
TYPE
new_value_and (TYPE v)
{
  return x &= v;
}

/*
** new_value_shift:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 4
**	...
**	1:	ldrex<S>	[a-z0-9]+, \[[a-z0-9]+\]
**	lsl	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+
**	strex<S>	[a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	cmp	[a-z0-9]+, #0
**	bne	1b
**	...
*/
TYPE
new_value_shift (int n)
{
  return x <<= n;
}

/*
** exchange:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 4
**	...
**	1:	ldrex<S>	[a-z0-9]+, \[[a-z0-9]+\]
**	strex<S>	[a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	cmp	[a-z0-9]+, #0
**	bne	1b
**	...
*/
TYPE
exchange (TYPE v)
{
  return percpu_xchg (x, v);
}

/*
** compare_exchange:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 4
**	...
**	<UXT>1:	ldrex<S>	[a-z0-9]+, \[[a-z0-9]+\]
**	cmp	[a-z0-9]+, [a-z0-9]+
**	bne	2f
**	strex<S>	[a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	cmp	[a-z0-9]+, #0
**	bne	1b
**	...
*/
TYPE
compare_exchange (TYPE a, TYPE b)
{
  return percpu_cmpxchg (x, a, b);
}

/*
** set_bit:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 4
**	...
**	1:	ldrex<S>	[a-z0-9]+, \[[a-z0-9]+\]
**	orr	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+
**	strex<S>	[a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	cmp	[a-z0-9]+, #0
**	bne	1b
**	...
*/
void
set_bit (unsigned int n)
{
  percpu_set_bit (u, n);
}

/*
** clear_bit:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 4
**	...
**	1:	ldrex<S>	[a-z0-9]+, \[[a-z0-9]+\]
**	and	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+
**	strex<S>	[a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	cmp	[a-z0-9]+, #0
**	bne	1b
**	...
*/
void
clear_bit (unsigned int n)
{
  percpu_clear_bit (u, n);
}

/*
** test_and_set_bit:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 4
**	...
**	1:	ldrex<S>	[a-z0-9]+, \[[a-z0-9]+\]
**	orr	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+
**	strex<S>	[a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	cmp	[a-z0-9]+, #0
**	bne	1b
**	...
*/
_Bool
test_and_set_bit (unsigned int n)
{
  return percpu_test_and_set_bit (u, n);
}

/*
** pointer:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 4
**	...
**	1:	ldrex<S>	[a-z0-9]+, \[[a-z0-9]+\]
**	add	[a-z0-9]+, [a-z0-9]+, #5
**	strex<S>	[a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	cmp	[a-z0-9]+, #0
**	bne	1b
**	...
*/
void
pointer (TYPE __percpu *p)
{
  *p += 5;
}

/*
** store:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 4
**	...
**	str<S>	[a-z0-9]+, \[[a-z0-9]+(, [^]]+)?\].*
**	...
*/
void
store (TYPE v)
{
  x = v;
}

/*
** load:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 4
**	...
**	ldrs?<S>	[a-z0-9]+, \[[a-z0-9]+(, [^]]+)?\].*
**	...
*/
TYPE
load (void)
{
  return x;
}

/*
** load_unsigned:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 4
**	...
**	ldrs?<S>	[a-z0-9]+, \[[a-z0-9]+(, [^]]+)?\].*
**	...
*/
unsigned TYPE
load_unsigned (void)
{
  return u;
}
