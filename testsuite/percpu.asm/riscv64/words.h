/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Loads, stores and operators on objects of TYPE, for operators-32.c and
   operators-64.c.  The test replaces the words in angle brackets.  */

#include <percpu.h>

static __attribute__ ((percpu)) signed TYPE x;
static __attribute__ ((percpu)) unsigned TYPE u;

/*
** add_constant:
**	...
**	add	[ast][0-9]+, [ast][0-9]+, tp
**	...
**	amoadd\.<S>	zero, [ast][0-9]+, 0\([ast][0-9]+\)
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
**	li	[ast][0-9]+,-5
**	...
**	amoadd\.<S>	zero, [ast][0-9]+, 0\([ast][0-9]+\)
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
**	amoadd\.<S>	zero, [ast][0-9]+, 0\([ast][0-9]+\)
**	...
**	(ret|jr	ra)
*/
void
increment (void)
{
  x++;
}

/*
** increment_before:
**	...
**	add	[ast][0-9]+, [ast][0-9]+, tp
**	...
**	amoadd\.<S>	zero, [ast][0-9]+, 0\([ast][0-9]+\)
**	...
**	(ret|jr	ra)
*/
void
increment_before (void)
{
  ++u;
}

/*
** decrement:
**	...
**	add	[ast][0-9]+, [ast][0-9]+, tp
**	...
**	li	[ast][0-9]+,-1
**	...
**	amoadd\.<S>	zero, [ast][0-9]+, 0\([ast][0-9]+\)
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
**	amoadd\.<S>	zero, [ast][0-9]+, 0\([ast][0-9]+\)
**	...
**	(ret|jr	ra)
*/
void
add (TYPE v)
{
  x += v;
}

/*
** add_unsigned:
**	...
**	add	[ast][0-9]+, [ast][0-9]+, tp
**	...
**	amoadd\.<S>	zero, [ast][0-9]+, 0\([ast][0-9]+\)
**	...
**	(ret|jr	ra)
*/
void
add_unsigned (unsigned TYPE v)
{
  u += v;
}

/*
** add_int:
**	...
**	add	[ast][0-9]+, [ast][0-9]+, tp
**	...
**	amoadd\.<S>	zero, [ast][0-9]+, 0\([ast][0-9]+\)
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
**	neg	[ast][0-9]+, [ast][0-9]+
**	amoadd\.<S>	zero, [ast][0-9]+, 0\([ast][0-9]+\)
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
**	amoand\.<S>	zero, [ast][0-9]+, 0\([ast][0-9]+\)
**	...
**	(ret|jr	ra)
*/
void
and (TYPE v)
{
  x &= v;
}

/*
** and_constant:
**	...
**	add	[ast][0-9]+, [ast][0-9]+, tp
**	...
**	amoand\.<S>	zero, [ast][0-9]+, 0\([ast][0-9]+\)
**	...
**	(ret|jr	ra)
*/
void
and_constant (void)
{
  x &= 5;
}

/*
** or:
**	...
**	add	[ast][0-9]+, [ast][0-9]+, tp
**	...
**	amoor\.<S>	zero, [ast][0-9]+, 0\([ast][0-9]+\)
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
**	amoor\.<S>	zero, [ast][0-9]+, 0\([ast][0-9]+\)
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
**	amoxor\.<S>	zero, [ast][0-9]+, 0\([ast][0-9]+\)
**	...
**	(ret|jr	ra)
*/
void
exclusive_or (TYPE v)
{
  x ^= v;
}

/*
** exclusive_or_constant:
**	...
**	add	[ast][0-9]+, [ast][0-9]+, tp
**	...
**	amoxor\.<S>	zero, [ast][0-9]+, 0\([ast][0-9]+\)
**	...
**	(ret|jr	ra)
*/
void
exclusive_or_constant (void)
{
  x ^= 5;
}

/*
** shift_left:
**	...
**	add	[ast][0-9]+, [ast][0-9]+, tp
**	...
**	1:	lr.<S>	[ast][0-9]+, 0\([ast][0-9]+\)
**	sll<W>	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	sc.<S>	[ast][0-9]+, [ast][0-9]+, 0\([ast][0-9]+\)
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
**	1:	lr.<S>	[ast][0-9]+, 0\([ast][0-9]+\)
**	sll<W>	[ast][0-9]+, [ast][0-9]+, 3
**	sc.<S>	[ast][0-9]+, [ast][0-9]+, 0\([ast][0-9]+\)
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
**	1:	lr.<S>	[ast][0-9]+, 0\([ast][0-9]+\)
**	srl<W>	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	sc.<S>	[ast][0-9]+, [ast][0-9]+, 0\([ast][0-9]+\)
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
** shift_right_constant:
**	...
**	add	[ast][0-9]+, [ast][0-9]+, tp
**	...
**	1:	lr.<S>	[ast][0-9]+, 0\([ast][0-9]+\)
**	srl<W>	[ast][0-9]+, [ast][0-9]+, 3
**	sc.<S>	[ast][0-9]+, [ast][0-9]+, 0\([ast][0-9]+\)
**	bnez	[ast][0-9]+, 1b
**	...
**	(ret|jr	ra)
*/
void
shift_right_constant (void)
{
  u >>= 3;
}

/*
** shift_right_signed:
**	...
**	add	[ast][0-9]+, [ast][0-9]+, tp
**	...
**	1:	lr.<S>	[ast][0-9]+, 0\([ast][0-9]+\)
**	sra<W>	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	sc.<S>	[ast][0-9]+, [ast][0-9]+, 0\([ast][0-9]+\)
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
**	1:	lr.<S>	[ast][0-9]+, 0\([ast][0-9]+\)
**	sra<W>	[ast][0-9]+, [ast][0-9]+, 3
**	sc.<S>	[ast][0-9]+, [ast][0-9]+, 0\([ast][0-9]+\)
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
**	li	[ast][0-9]+, -1
**	amoxor\.<S>	zero, [ast][0-9]+, 0\([ast][0-9]+\)
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
**	1:	lr.<S>	[ast][0-9]+, 0\([ast][0-9]+\)
**	neg<W>	[ast][0-9]+, [ast][0-9]+
**	sc.<S>	[ast][0-9]+, [ast][0-9]+, 0\([ast][0-9]+\)
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
** written_out:
**	...
**	add	[ast][0-9]+, [ast][0-9]+, tp
**	...
**	amoadd\.<S>	zero, [ast][0-9]+, 0\([ast][0-9]+\)
**	...
**	(ret|jr	ra)
*/
void
written_out (TYPE v)
{
  x = v + x;
}

/*
** old_value:
**	...
**	add	[ast][0-9]+, [ast][0-9]+, tp
**	...
**	amoadd\.<S>	[ast][0-9]+, [ast][0-9]+, 0\([ast][0-9]+\)
**	...
**	(ret|jr	ra)
*/
TYPE
old_value (void)
{
  return x++;
}

/*
** old_value_decrement:
**	...
**	add	[ast][0-9]+, [ast][0-9]+, tp
**	...
**	amoadd\.<S>	[ast][0-9]+, [ast][0-9]+, 0\([ast][0-9]+\)
**	...
**	(ret|jr	ra)
*/
TYPE
old_value_decrement (void)
{
  return x--;
}

/*
** new_value:
**	...
**	add	[ast][0-9]+, [ast][0-9]+, tp
**	...
**	amoadd\.<S>	[ast][0-9]+, [ast][0-9]+, 0\([ast][0-9]+\)
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
**	amoadd\.<S>	[ast][0-9]+, [ast][0-9]+, 0\([ast][0-9]+\)
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
**	amoand\.<S>	[ast][0-9]+, [ast][0-9]+, 0\([ast][0-9]+\)
**	...
**	and	[ast][0-9]+,[ast][0-9]+,[ast][0-9]+
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
**	amoor\.<S>	[ast][0-9]+, [ast][0-9]+, 0\([ast][0-9]+\)
**	...
**	or	[ast][0-9]+,[ast][0-9]+,[ast][0-9]+
**	...
**	(ret|jr	ra)
*/
TYPE
new_value_or (TYPE v)
{
  return x |= v;
}

/*
** new_value_exclusive_or:
**	...
**	add	[ast][0-9]+, [ast][0-9]+, tp
**	...
**	amoxor\.<S>	[ast][0-9]+, [ast][0-9]+, 0\([ast][0-9]+\)
**	...
**	xor	[ast][0-9]+,[ast][0-9]+,[ast][0-9]+
**	...
**	(ret|jr	ra)
*/
TYPE
new_value_exclusive_or (TYPE v)
{
  return x ^= v;
}

/*
** new_value_shift:
**	...
**	add	[ast][0-9]+, [ast][0-9]+, tp
**	...
**	1:	lr.<S>	[ast][0-9]+, 0\([ast][0-9]+\)
**	sll<W>	[ast][0-9]+, [ast][0-9]+, [ast][0-9]+
**	sc.<S>	[ast][0-9]+, [ast][0-9]+, 0\([ast][0-9]+\)
**	bnez	[ast][0-9]+, 1b
**	...
**	sll<W>	[ast][0-9]+,[ast][0-9]+,[ast][0-9]+
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
**	amoswap\.<S>	[ast][0-9]+, [ast][0-9]+, 0\([ast][0-9]+\)
**	...
**	(ret|jr	ra)
*/
TYPE
exchange (TYPE v)
{
  return percpu_xchg (x, v);
}

/*
** exchange_zero:
**	...
**	add	[ast][0-9]+, [ast][0-9]+, tp
**	...
**	amoswap\.<S>	[ast][0-9]+, ([ast][0-9]+|zero), 0\([ast][0-9]+\)
**	...
**	(ret|jr	ra)
*/
TYPE
exchange_zero (void)
{
  return percpu_xchg (x, 0);
}

/*
** compare_exchange:
**	...
**	add	[ast][0-9]+, [ast][0-9]+, tp
**	...
**	<EXT>
**	1:	lr.<S>	[ast][0-9]+, 0\([ast][0-9]+\)
**	bne	[ast][0-9]+, [ast][0-9]+, 2f
**	sc.<S>	[ast][0-9]+, [ast][0-9]+, 0\([ast][0-9]+\)
**	bnez	[ast][0-9]+, 1b
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
**	amoor\.<S>	zero, [ast][0-9]+, 0\([ast][0-9]+\)
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
**	amoand\.<S>	zero, [ast][0-9]+, 0\([ast][0-9]+\)
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
**	amoor\.<S>	[ast][0-9]+, [ast][0-9]+, 0\([ast][0-9]+\)
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
**	amoadd\.<S>	zero, [ast][0-9]+, 0\([ast][0-9]+\)
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
