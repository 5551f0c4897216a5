/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Loads, stores and operators on objects of TYPE, which are smaller than a
   word, for operators-8.c and operators-16.c.  The test replaces the words in
   angle brackets.  */

#include <percpu.h>

static __attribute__ ((percpu)) signed TYPE x;
static __attribute__ ((percpu)) unsigned TYPE u;

/*
** add_constant:
**	...
**	add	[ast][0-9]+, [ast][0-9]+, tp
**	...
**	slli	[ast][0-9]+, [ast][0-9]+, 3
**	andi	[ast][0-9]+, [ast][0-9]+, -4
**	xori	[ast][0-9]+, [ast][0-9]+, <ABOVE>
**	lui	[ast][0-9]+, [0-9]+
**	1:	lr.w	[ast][0-9]+, \([ast][0-9]+\)
**	sllw	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	addw	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	xor	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	srlw	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	xor	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	sc.w	[ast][0-9]+, [ast][0-9]+, \([ast][0-9]+\)
**	bnez	[ast][0-9]+, 1b
**	...
**	(ret|jr	ra)
*/
void
add_constant (void)
{
  x += 5;
}

/*
** subtract_constant:
**	...
**	add	[ast][0-9]+, [ast][0-9]+, tp
**	...
**	slli	[ast][0-9]+, [ast][0-9]+, 3
**	andi	[ast][0-9]+, [ast][0-9]+, -4
**	xori	[ast][0-9]+, [ast][0-9]+, <ABOVE>
**	lui	[ast][0-9]+, [0-9]+
**	1:	lr.w	[ast][0-9]+, \([ast][0-9]+\)
**	sllw	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	addw	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	xor	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	srlw	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	xor	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	sc.w	[ast][0-9]+, [ast][0-9]+, \([ast][0-9]+\)
**	bnez	[ast][0-9]+, 1b
**	...
**	(ret|jr	ra)
*/
void
subtract_constant (void)
{
  x -= 5;
}

/*
** increment:
**	...
**	add	[ast][0-9]+, [ast][0-9]+, tp
**	...
**	slli	[ast][0-9]+, [ast][0-9]+, 3
**	andi	[ast][0-9]+, [ast][0-9]+, -4
**	xori	[ast][0-9]+, [ast][0-9]+, <ABOVE>
**	lui	[ast][0-9]+, [0-9]+
**	1:	lr.w	[ast][0-9]+, \([ast][0-9]+\)
**	sllw	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	addw	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	xor	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	srlw	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	xor	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	sc.w	[ast][0-9]+, [ast][0-9]+, \([ast][0-9]+\)
**	bnez	[ast][0-9]+, 1b
**	...
**	(ret|jr	ra)
*/
void
increment (void)
{
  x++;
}

/*
** decrement:
**	...
**	add	[ast][0-9]+, [ast][0-9]+, tp
**	...
**	slli	[ast][0-9]+, [ast][0-9]+, 3
**	andi	[ast][0-9]+, [ast][0-9]+, -4
**	xori	[ast][0-9]+, [ast][0-9]+, <ABOVE>
**	lui	[ast][0-9]+, [0-9]+
**	1:	lr.w	[ast][0-9]+, \([ast][0-9]+\)
**	sllw	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	addw	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	xor	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	srlw	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	xor	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	sc.w	[ast][0-9]+, [ast][0-9]+, \([ast][0-9]+\)
**	bnez	[ast][0-9]+, 1b
**	...
**	(ret|jr	ra)
*/
void
decrement (void)
{
  x--;
}

/*
** add:
**	...
**	add	[ast][0-9]+, [ast][0-9]+, tp
**	...
**	slli	[ast][0-9]+, [ast][0-9]+, 3
**	andi	[ast][0-9]+, [ast][0-9]+, -4
**	xori	[ast][0-9]+, [ast][0-9]+, <ABOVE>
**	slliw	[ast][0-9]+, [ast][0-9]+, <ABOVE>
**	1:	lr.w	[ast][0-9]+, \([ast][0-9]+\)
**	sllw	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	addw	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	xor	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	srlw	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	xor	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	sc.w	[ast][0-9]+, [ast][0-9]+, \([ast][0-9]+\)
**	bnez	[ast][0-9]+, 1b
**	...
**	(ret|jr	ra)
*/
void
add (TYPE v)
{
  x += v;
}

/*
** add_int:
**	...
**	add	[ast][0-9]+, [ast][0-9]+, tp
**	...
**	slli	[ast][0-9]+, [ast][0-9]+, 3
**	andi	[ast][0-9]+, [ast][0-9]+, -4
**	xori	[ast][0-9]+, [ast][0-9]+, <ABOVE>
**	slliw	[ast][0-9]+, [ast][0-9]+, <ABOVE>
**	1:	lr.w	[ast][0-9]+, \([ast][0-9]+\)
**	sllw	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	addw	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	xor	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	srlw	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	xor	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	sc.w	[ast][0-9]+, [ast][0-9]+, \([ast][0-9]+\)
**	bnez	[ast][0-9]+, 1b
**	...
**	(ret|jr	ra)
*/
void
add_int (int v)
{
  u += v;
}

/*
** subtract:
**	...
**	add	[ast][0-9]+, [ast][0-9]+, tp
**	...
**	slli	[ast][0-9]+, [ast][0-9]+, 3
**	andi	[ast][0-9]+, [ast][0-9]+, -4
**	xori	[ast][0-9]+, [ast][0-9]+, <ABOVE>
**	slliw	[ast][0-9]+, [ast][0-9]+, <ABOVE>
**	1:	lr.w	[ast][0-9]+, \([ast][0-9]+\)
**	sllw	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	subw	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	xor	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	srlw	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	xor	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	sc.w	[ast][0-9]+, [ast][0-9]+, \([ast][0-9]+\)
**	bnez	[ast][0-9]+, 1b
**	...
**	(ret|jr	ra)
*/
void
subtract (TYPE v)
{
  x -= v;
}

/*
** and:
**	...
**	add	[ast][0-9]+, [ast][0-9]+, tp
**	...
**	slli	[ast][0-9]+, [ast][0-9]+, 3
**	andi	[ast][0-9]+, [ast][0-9]+, -4
**	not	[ast][0-9]+, [ast][0-9]+
**	<ZERO>
**	sllw	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	not	[ast][0-9]+, [ast][0-9]+
**	amoand.w	zero, [ast][0-9]+, \([ast][0-9]+\)
**	...
**	(ret|jr	ra)
*/
void
and (TYPE v)
{
  x &= v;
}

/*
** or:
**	...
**	add	[ast][0-9]+, [ast][0-9]+, tp
**	...
**	slli	[ast][0-9]+, [ast][0-9]+, 3
**	andi	[ast][0-9]+, [ast][0-9]+, -4
**	<ZERO>
**	sllw	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	amoor.w	zero, [ast][0-9]+, \([ast][0-9]+\)
**	...
**	(ret|jr	ra)
*/
void
or (TYPE v)
{
  x |= v;
}

/*
** or_constant:
**	...
**	add	[ast][0-9]+, [ast][0-9]+, tp
**	...
**	slli	[ast][0-9]+, [ast][0-9]+, 3
**	andi	[ast][0-9]+, [ast][0-9]+, -4
**	<ZERO>
**	sllw	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	amoor.w	zero, [ast][0-9]+, \([ast][0-9]+\)
**	...
**	(ret|jr	ra)
*/
void
or_constant (void)
{
  u |= 5;
}

/*
** exclusive_or:
**	...
**	add	[ast][0-9]+, [ast][0-9]+, tp
**	...
**	slli	[ast][0-9]+, [ast][0-9]+, 3
**	andi	[ast][0-9]+, [ast][0-9]+, -4
**	<ZERO>
**	sllw	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	amoxor.w	zero, [ast][0-9]+, \([ast][0-9]+\)
**	...
**	(ret|jr	ra)
*/
void
exclusive_or (TYPE v)
{
  x ^= v;
}

/*
** shift_left:
**	...
**	add	[ast][0-9]+, [ast][0-9]+, tp
**	...
**	slli	[ast][0-9]+, [ast][0-9]+, 3
**	andi	[ast][0-9]+, [ast][0-9]+, -4
**	li	[ast][0-9]+, <MASK>
**	sllw	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	1:	lr.w	[ast][0-9]+, \([ast][0-9]+\)
**	and	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	sllw	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	xor	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	and	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	xor	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	sc.w	[ast][0-9]+, [ast][0-9]+, \([ast][0-9]+\)
**	bnez	[ast][0-9]+, 1b
**	...
**	(ret|jr	ra)
*/
void
shift_left (int n)
{
  x <<= n;
}

/*
** shift_left_constant:
**	...
**	add	[ast][0-9]+, [ast][0-9]+, tp
**	...
**	slli	[ast][0-9]+, [ast][0-9]+, 3
**	andi	[ast][0-9]+, [ast][0-9]+, -4
**	li	[ast][0-9]+, <MASK>
**	sllw	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	1:	lr.w	[ast][0-9]+, \([ast][0-9]+\)
**	and	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	sllw	[ast][0-9]+, [ast][0-9]+, 3
**	xor	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	and	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	xor	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	sc.w	[ast][0-9]+, [ast][0-9]+, \([ast][0-9]+\)
**	bnez	[ast][0-9]+, 1b
**	...
**	(ret|jr	ra)
*/
void
shift_left_constant (void)
{
  x <<= 3;
}

/*
** shift_right:
**	...
**	add	[ast][0-9]+, [ast][0-9]+, tp
**	...
**	slli	[ast][0-9]+, [ast][0-9]+, 3
**	andi	[ast][0-9]+, [ast][0-9]+, -4
**	li	[ast][0-9]+, <MASK>
**	sllw	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	1:	lr.w	[ast][0-9]+, \([ast][0-9]+\)
**	and	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	srlw	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	xor	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	and	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	xor	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	sc.w	[ast][0-9]+, [ast][0-9]+, \([ast][0-9]+\)
**	bnez	[ast][0-9]+, 1b
**	...
**	(ret|jr	ra)
*/
void
shift_right (int n)
{
  u >>= n;
}

/*
** shift_right_signed:
**	...
**	add	[ast][0-9]+, [ast][0-9]+, tp
**	...
**	slli	[ast][0-9]+, [ast][0-9]+, 3
**	andi	[ast][0-9]+, [ast][0-9]+, -4
**	li	[ast][0-9]+, <MASK>
**	sllw	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	1:	lr.w	[ast][0-9]+, \([ast][0-9]+\)
**	srlw	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	slli	[ast][0-9]+, [ast][0-9]+, <BITS>
**	srai	[ast][0-9]+, [ast][0-9]+, <BITS>
**	sra	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	sllw	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	xor	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	and	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	xor	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	sc.w	[ast][0-9]+, [ast][0-9]+, \([ast][0-9]+\)
**	bnez	[ast][0-9]+, 1b
**	...
**	(ret|jr	ra)
*/
void
shift_right_signed (int n)
{
  x >>= n;
}

/*
** shift_right_signed_constant:
**	...
**	add	[ast][0-9]+, [ast][0-9]+, tp
**	...
**	slli	[ast][0-9]+, [ast][0-9]+, 3
**	andi	[ast][0-9]+, [ast][0-9]+, -4
**	li	[ast][0-9]+, <MASK>
**	sllw	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	1:	lr.w	[ast][0-9]+, \([ast][0-9]+\)
**	srlw	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	slli	[ast][0-9]+, [ast][0-9]+, <BITS>
**	srai	[ast][0-9]+, [ast][0-9]+, <BITS>
**	sra	[ast][0-9]+, [ast][0-9]+, 3
**	sllw	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	xor	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	and	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	xor	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	sc.w	[ast][0-9]+, [ast][0-9]+, \([ast][0-9]+\)
**	bnez	[ast][0-9]+, 1b
**	...
**	(ret|jr	ra)
*/
void
shift_right_signed_constant (void)
{
  x >>= 3;
}

/*
** complement:
**	...
**	add	[ast][0-9]+, [ast][0-9]+, tp
**	...
**	slli	[ast][0-9]+, [ast][0-9]+, 3
**	andi	[ast][0-9]+, [ast][0-9]+, -4
**	li	[ast][0-9]+, <MASK>
**	sllw	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	amoxor.w	zero, [ast][0-9]+, \([ast][0-9]+\)
**	...
**	(ret|jr	ra)
*/
void
complement (void)
{
  x = ~x;
}

/*
** negate:
**	...
**	add	[ast][0-9]+, [ast][0-9]+, tp
**	...
**	slli	[ast][0-9]+, [ast][0-9]+, 3
**	andi	[ast][0-9]+, [ast][0-9]+, -4
**	li	[ast][0-9]+, <MASK>
**	sllw	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	1:	lr.w	[ast][0-9]+, \([ast][0-9]+\)
**	and	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	neg	[ast][0-9]+, [ast][0-9]+
**	xor	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	and	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	xor	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	sc.w	[ast][0-9]+, [ast][0-9]+, \([ast][0-9]+\)
**	bnez	[ast][0-9]+, 1b
**	...
**	(ret|jr	ra)
*/
void
negate (void)
{
  x = -x;
}

/*
** old_value:
**	...
**	add	[ast][0-9]+, [ast][0-9]+, tp
**	...
**	slli	[ast][0-9]+, [ast][0-9]+, 3
**	andi	[ast][0-9]+, [ast][0-9]+, -4
**	li	[ast][0-9]+, <MASK>
**	sllw	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	sllw	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	1:	lr.w	[ast][0-9]+, \([ast][0-9]+\)
**	add	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	xor	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	and	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	xor	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	sc.w	[ast][0-9]+, [ast][0-9]+, \([ast][0-9]+\)
**	bnez	[ast][0-9]+, 1b
**	srlw	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	...
**	(ret|jr	ra)
*/
TYPE
old_value (void)
{
  return x++;
}

/*
** new_value:
**	...
**	add	[ast][0-9]+, [ast][0-9]+, tp
**	...
**	slli	[ast][0-9]+, [ast][0-9]+, 3
**	andi	[ast][0-9]+, [ast][0-9]+, -4
**	li	[ast][0-9]+, <MASK>
**	sllw	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	sllw	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	1:	lr.w	[ast][0-9]+, \([ast][0-9]+\)
**	add	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	xor	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	and	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	xor	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	sc.w	[ast][0-9]+, [ast][0-9]+, \([ast][0-9]+\)
**	bnez	[ast][0-9]+, 1b
**	srlw	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	...
**	(ret|jr	ra)
*/
TYPE
new_value (TYPE v)
{
  return x += v;
}

/*
** new_value_subtract:
**	...
**	add	[ast][0-9]+, [ast][0-9]+, tp
**	...
**	slli	[ast][0-9]+, [ast][0-9]+, 3
**	andi	[ast][0-9]+, [ast][0-9]+, -4
**	li	[ast][0-9]+, <MASK>
**	sllw	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	sllw	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	1:	lr.w	[ast][0-9]+, \([ast][0-9]+\)
**	add	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	xor	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	and	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	xor	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	sc.w	[ast][0-9]+, [ast][0-9]+, \([ast][0-9]+\)
**	bnez	[ast][0-9]+, 1b
**	srlw	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	...
**	(ret|jr	ra)
*/
TYPE
new_value_subtract (TYPE v)
{
  return x -= v;
}

/*
** new_value_and:
**	...
**	add	[ast][0-9]+, [ast][0-9]+, tp
**	...
**	slli	[ast][0-9]+, [ast][0-9]+, 3
**	andi	[ast][0-9]+, [ast][0-9]+, -4
**	not	[ast][0-9]+, [ast][0-9]+
**	<ZERO>
**	sllw	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	not	[ast][0-9]+, [ast][0-9]+
**	amoand.w	[ast][0-9]+, [ast][0-9]+, \([ast][0-9]+\)
**	srlw	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	...
**	(ret|jr	ra)
*/
TYPE
new_value_and (TYPE v)
{
  return x &= v;
}

/*
** new_value_or:
**	...
**	add	[ast][0-9]+, [ast][0-9]+, tp
**	...
**	slli	[ast][0-9]+, [ast][0-9]+, 3
**	andi	[ast][0-9]+, [ast][0-9]+, -4
**	<ZERO>
**	sllw	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	amoor.w	[ast][0-9]+, [ast][0-9]+, \([ast][0-9]+\)
**	srlw	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	...
**	(ret|jr	ra)
*/
TYPE
new_value_or (TYPE v)
{
  return x |= v;
}

/*
** new_value_shift:
**	...
**	add	[ast][0-9]+, [ast][0-9]+, tp
**	...
**	slli	[ast][0-9]+, [ast][0-9]+, 3
**	andi	[ast][0-9]+, [ast][0-9]+, -4
**	li	[ast][0-9]+, <MASK>
**	sllw	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	1:	lr.w	[ast][0-9]+, \([ast][0-9]+\)
**	and	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	sllw	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	xor	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	and	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	xor	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	sc.w	[ast][0-9]+, [ast][0-9]+, \([ast][0-9]+\)
**	bnez	[ast][0-9]+, 1b
**	srlw	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	...
**	(ret|jr	ra)
*/
TYPE
new_value_shift (int n)
{
  return x <<= n;
}

/*
** exchange:
**	...
**	add	[ast][0-9]+, [ast][0-9]+, tp
**	...
**	slli	[ast][0-9]+, [ast][0-9]+, 3
**	andi	[ast][0-9]+, [ast][0-9]+, -4
**	li	[ast][0-9]+, <MASK>
**	sllw	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	sllw	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	1:	lr.w	[ast][0-9]+, \([ast][0-9]+\)
**	xor	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	and	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	xor	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	sc.w	[ast][0-9]+, [ast][0-9]+, \([ast][0-9]+\)
**	bnez	[ast][0-9]+, 1b
**	srlw	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	...
**	(ret|jr	ra)
*/
TYPE
exchange (TYPE v)
{
  return percpu_xchg (x, v);
}

/*
** compare_exchange:
**	...
**	add	[ast][0-9]+, [ast][0-9]+, tp
**	...
**	slli	[ast][0-9]+, [ast][0-9]+, 3
**	andi	[ast][0-9]+, [ast][0-9]+, -4
**	li	[ast][0-9]+, <MASK>
**	sllw	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	sllw	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	and	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	sllw	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	1:	lr.w	[ast][0-9]+, \([ast][0-9]+\)
**	and	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	bne	[ast][0-9]+, [ast][0-9]+, 2f
**	xor	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	and	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	xor	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	sc.w	[ast][0-9]+, [ast][0-9]+, \([ast][0-9]+\)
**	bnez	[ast][0-9]+, 1b
**	2:	srlw	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	...
**	(ret|jr	ra)
*/
TYPE
compare_exchange (TYPE a, TYPE b)
{
  return percpu_cmpxchg (x, a, b);
}

/*
** set_bit:
**	...
**	add	[ast][0-9]+, [ast][0-9]+, tp
**	...
**	slli	[ast][0-9]+, [ast][0-9]+, 3
**	andi	[ast][0-9]+, [ast][0-9]+, -4
**	<ZERO>
**	sllw	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	amoor.w	zero, [ast][0-9]+, \([ast][0-9]+\)
**	...
**	(ret|jr	ra)
*/
void
set_bit (unsigned int n)
{
  percpu_set_bit (u, n);
}

/*
** clear_bit:
**	...
**	add	[ast][0-9]+, [ast][0-9]+, tp
**	...
**	slli	[ast][0-9]+, [ast][0-9]+, 3
**	andi	[ast][0-9]+, [ast][0-9]+, -4
**	not	[ast][0-9]+, [ast][0-9]+
**	<ZERO>
**	sllw	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	not	[ast][0-9]+, [ast][0-9]+
**	amoand.w	zero, [ast][0-9]+, \([ast][0-9]+\)
**	...
**	(ret|jr	ra)
*/
void
clear_bit (unsigned int n)
{
  percpu_clear_bit (u, n);
}

/*
** test_and_set_bit:
**	...
**	add	[ast][0-9]+, [ast][0-9]+, tp
**	...
**	slli	[ast][0-9]+, [ast][0-9]+, 3
**	andi	[ast][0-9]+, [ast][0-9]+, -4
**	<ZERO>
**	sllw	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	amoor.w	[ast][0-9]+, [ast][0-9]+, \([ast][0-9]+\)
**	srlw	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	...
**	(ret|jr	ra)
*/
_Bool
test_and_set_bit (unsigned int n)
{
  return percpu_test_and_set_bit (u, n);
}

/*
** pointer:
**	...
**	add	[ast][0-9]+, [ast][0-9]+, tp
**	...
**	slli	[ast][0-9]+, [ast][0-9]+, 3
**	andi	[ast][0-9]+, [ast][0-9]+, -4
**	xori	[ast][0-9]+, [ast][0-9]+, <ABOVE>
**	lui	[ast][0-9]+, [0-9]+
**	1:	lr.w	[ast][0-9]+, \([ast][0-9]+\)
**	sllw	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	addw	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	xor	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	srlw	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	xor	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	sc.w	[ast][0-9]+, [ast][0-9]+, \([ast][0-9]+\)
**	bnez	[ast][0-9]+, 1b
**	...
**	(ret|jr	ra)
*/
void
pointer (TYPE __percpu *p)
{
  *p += 5;
}

/*
** store:
**	...
**	add	[ast][0-9]+, [ast][0-9]+, tp
**	...
**	s<S>	[ast][0-9]+,0\([ast][0-9]+\)
**	...
**	(ret|jr	ra)
*/
void
store (TYPE v)
{
  x = v;
}

/*
** store_zero:
**	...
**	add	[ast][0-9]+, [ast][0-9]+, tp
**	...
**	s<S>	([ast][0-9]+|zero),0\([ast][0-9]+\)
**	...
**	(ret|jr	ra)
*/
void
store_zero (void)
{
  x = 0;
}

/*
** load:
**	...
**	add	[ast][0-9]+, [ast][0-9]+, tp
**	...
**	l<S>u?	[ast][0-9]+,0\([ast][0-9]+\)
**	...
**	(ret|jr	ra)
*/
TYPE
load (void)
{
  return x;
}

/*
** load_unsigned:
**	...
**	add	[ast][0-9]+, [ast][0-9]+, tp
**	...
**	l<S>u?	[ast][0-9]+,0\([ast][0-9]+\)
**	...
**	(ret|jr	ra)
*/
unsigned TYPE
load_unsigned (void)
{
  return u;
}
