/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Loads, stores and operators on 64 bits, for operators-64.c and
   operators-64-arm.c.  An interrupt can occur between the two accesses of LDRD
   and STRD, so that no instruction but an exclusive one accesses an
   instance.  */

#include <percpu.h>

static __attribute__ ((percpu)) long long x;
static __attribute__ ((percpu)) unsigned long long u;
static __attribute__ ((percpu)) double d;

/*
** add_constant:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 4
**	...
**	1:	ldrexd	[a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	adds	[a-z0-9]+, [a-z0-9]+, #5
**	adc	[a-z0-9]+, [a-z0-9]+, #0
**	strexd	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
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
**	1:	ldrexd	[a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	subs	[a-z0-9]+, [a-z0-9]+, #5
**	sbc	[a-z0-9]+, [a-z0-9]+, #0
**	strexd	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
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
**	1:	ldrexd	[a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	adds	[a-z0-9]+, [a-z0-9]+, #1
**	adc	[a-z0-9]+, [a-z0-9]+, #0
**	strexd	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
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
** add:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 4
**	...
**	1:	ldrexd	[a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	adds	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+
**	adc	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+
**	strexd	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	cmp	[a-z0-9]+, #0
**	bne	1b
**	...
*/
void
add (long long v)
{
  x += v;
}

/*
** add_int:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 4
**	...
**	1:	ldrexd	[a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	adds	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+
**	adc	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+
**	strexd	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
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
**	1:	ldrexd	[a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	subs	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+
**	sbc	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+
**	strexd	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	cmp	[a-z0-9]+, #0
**	bne	1b
**	...
*/
void
subtract (long long v)
{
  x -= v;
}

/*
** and:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 4
**	...
**	1:	ldrexd	[a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	and	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+
**	and	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+
**	strexd	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	cmp	[a-z0-9]+, #0
**	bne	1b
**	...
*/
void
and (long long v)
{
  x &= v;
}

/*
** or:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 4
**	...
**	1:	ldrexd	[a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	orr	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+
**	orr	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+
**	strexd	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	cmp	[a-z0-9]+, #0
**	bne	1b
**	...
*/
void
or (long long v)
{
  x |= v;
}

/*
** exclusive_or:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 4
**	...
**	1:	ldrexd	[a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	eor	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+
**	eor	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+
**	strexd	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	cmp	[a-z0-9]+, #0
**	bne	1b
**	...
*/
void
exclusive_or (long long v)
{
  x ^= v;
}

/*
** shift_left:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 4
**	...
**	1:	ldrexd	[a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	lsl	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+
**	rsb	[a-z0-9]+, [a-z0-9]+, #32
**	lsr	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+
**	orr	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+
**	sub	[a-z0-9]+, [a-z0-9]+, #32
**	lsl	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+
**	orr	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+
**	lsl	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+
**	strexd	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
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
**	1:	ldrexd	[a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	lsl	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+
**	rsb	[a-z0-9]+, [a-z0-9]+, #32
**	lsr	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+
**	orr	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+
**	sub	[a-z0-9]+, [a-z0-9]+, #32
**	lsl	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+
**	orr	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+
**	lsl	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+
**	strexd	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
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
**	1:	ldrexd	[a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	lsr	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+
**	rsb	[a-z0-9]+, [a-z0-9]+, #32
**	lsl	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+
**	orr	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+
**	sub	[a-z0-9]+, [a-z0-9]+, #32
**	lsr	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+
**	orr	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+
**	lsr	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+
**	strexd	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
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
** shift_right_signed:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 4
**	...
**	1:	ldrexd	[a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	lsr	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+
**	rsb	[a-z0-9]+, [a-z0-9]+, #32
**	lsl	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+
**	orr	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+
**	subs	[a-z0-9]+, [a-z0-9]+, #32
**	bmi	3f
**	asr	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+
**	3:	asr	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+
**	strexd	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
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
** complement:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 4
**	...
**	1:	ldrexd	[a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	mvn	[a-z0-9]+, [a-z0-9]+
**	mvn	[a-z0-9]+, [a-z0-9]+
**	strexd	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
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
**	1:	ldrexd	[a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	mov	[a-z0-9]+, #0
**	subs	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+
**	sbc	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+
**	strexd	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
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
** old_value:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 4
**	...
**	1:	ldrexd	[a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	adds	[a-z0-9]+, [a-z0-9]+, #1
**	adc	[a-z0-9]+, [a-z0-9]+, #0
**	strexd	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	cmp	[a-z0-9]+, #0
**	bne	1b
**	...
*/
long long
old_value (void)
{
  return x++;
}

/*
** new_value:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 4
**	...
**	1:	ldrexd	[a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	adds	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+
**	adc	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+
**	strexd	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	cmp	[a-z0-9]+, #0
**	bne	1b
**	...
*/
long long
new_value (long long v)
{
  return x += v;
}

/*
** new_value_subtract:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 4
**	...
**	1:	ldrexd	[a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	adds	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+
**	adc	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+
**	strexd	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	cmp	[a-z0-9]+, #0
**	bne	1b
**	...
*/
long long
new_value_subtract (long long v)
{
  return x -= v;
}

/*
** new_value_or:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 4
**	...
**	1:	ldrexd	[a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	orr	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+
**	orr	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+
**	strexd	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	cmp	[a-z0-9]+, #0
**	bne	1b
**	...
*/
long long
new_value_or (long long v)
{
  return x |= v;
}

/*
** new_value_shift:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 4
**	...
**	1:	ldrexd	[a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	lsl	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+
**	rsb	[a-z0-9]+, [a-z0-9]+, #32
**	lsr	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+
**	orr	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+
**	sub	[a-z0-9]+, [a-z0-9]+, #32
**	lsl	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+
**	orr	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+
**	lsl	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+
**	strexd	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	cmp	[a-z0-9]+, #0
**	bne	1b
**	...
*/
long long
new_value_shift (int n)
{
  return x <<= n;
}

/*
** exchange:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 4
**	...
**	1:	ldrexd	[a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	strexd	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	cmp	[a-z0-9]+, #0
**	bne	1b
**	...
*/
long long
exchange (long long v)
{
  return percpu_xchg (x, v);
}

/*
** exchange_double:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 4
**	...
**	1:	ldrexd	[a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	strexd	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	cmp	[a-z0-9]+, #0
**	bne	1b
**	...
*/
double
exchange_double (double v)
{
  return percpu_xchg (d, v);
}

/*
** compare_exchange:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 4
**	...
**	1:	ldrexd	[a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	cmp	[a-z0-9]+, [a-z0-9]+
**	bne	2f
**	cmp	[a-z0-9]+, [a-z0-9]+
**	bne	2f
**	strexd	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	cmp	[a-z0-9]+, #0
**	bne	1b
**	...
*/
long long
compare_exchange (long long a, long long b)
{
  return percpu_cmpxchg (x, a, b);
}

/*
** set_bit:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 4
**	...
**	1:	ldrexd	[a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	orr	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+
**	orr	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+
**	strexd	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
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
** pointer:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 4
**	...
**	1:	ldrexd	[a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	adds	[a-z0-9]+, [a-z0-9]+, #5
**	adc	[a-z0-9]+, [a-z0-9]+, #0
**	strexd	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	cmp	[a-z0-9]+, #0
**	bne	1b
**	...
*/
void
pointer (long long __percpu *p)
{
  *p += 5;
}

/*
** store:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 4
**	...
**	1:	ldrexd	[a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	strexd	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	cmp	[a-z0-9]+, #0
**	bne	1b
**	...
*/
void
store (long long v)
{
  x = v;
}

/*
** store_zero:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 4
**	...
**	1:	ldrexd	[a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	strexd	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	cmp	[a-z0-9]+, #0
**	bne	1b
**	...
*/
void
store_zero (void)
{
  x = 0;
}

/*
** store_double:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 4
**	...
**	1:	ldrexd	[a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	strexd	[a-z0-9]+, [a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	cmp	[a-z0-9]+, #0
**	bne	1b
**	...
*/
void
store_double (double v)
{
  d = v;
}

/*
** load:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 4
**	...
**	ldrexd	[a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	...
*/
long long
load (void)
{
  return x;
}

/*
** load_double:
**	...
**	mrc	p15, 0, [a-z0-9]+, c13, c0, 4
**	...
**	ldrexd	[a-z0-9]+, [a-z0-9]+, \[[a-z0-9]+\]
**	...
*/
double
load_double (void)
{
  return d;
}
