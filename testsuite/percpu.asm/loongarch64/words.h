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
**	add.d	\$r[0-9]+, \$r[0-9]+, \$r21
**	...
**	amadd\.<S>	\$r0, \$r[0-9]+, \$r[0-9]+, ?0
**	...
**	jr	\$r1
*/
void
add_constant (void)
{
  x += 5;
}

/*
** subtract_constant:
**	...
**	add.d	\$r[0-9]+, \$r[0-9]+, \$r21
**	...
**	amadd\.<S>	\$r0, \$r[0-9]+, \$r[0-9]+, ?0
**	...
**	jr	\$r1
*/
void
subtract_constant (void)
{
  x -= 5;
}

/*
** increment:
**	...
**	add.d	\$r[0-9]+, \$r[0-9]+, \$r21
**	...
**	amadd\.<S>	\$r0, \$r[0-9]+, \$r[0-9]+, ?0
**	...
**	jr	\$r1
*/
void
increment (void)
{
  x++;
}

/*
** decrement:
**	...
**	add.d	\$r[0-9]+, \$r[0-9]+, \$r21
**	...
**	amadd\.<S>	\$r0, \$r[0-9]+, \$r[0-9]+, ?0
**	...
**	jr	\$r1
*/
void
decrement (void)
{
  x--;
}

/*
** add:
**	...
**	add.d	\$r[0-9]+, \$r[0-9]+, \$r21
**	...
**	amadd\.<S>	\$r0, \$r[0-9]+, \$r[0-9]+, ?0
**	...
**	jr	\$r1
*/
void
add (TYPE v)
{
  x += v;
}

/*
** add_int:
**	...
**	add.d	\$r[0-9]+, \$r[0-9]+, \$r21
**	...
**	amadd\.<S>	\$r0, \$r[0-9]+, \$r[0-9]+, ?0
**	...
**	jr	\$r1
*/
void
add_int (int v)
{
  u += v;
}

/*
** subtract:
**	...
**	add.d	\$r[0-9]+, \$r[0-9]+, \$r21
**	...
**	sub.<S>	\$r[0-9]+, \$r0, \$r[0-9]+
**	amadd\.<S>	\$r0, \$r[0-9]+, \$r[0-9]+, ?0
**	...
**	jr	\$r1
*/
void
subtract (TYPE v)
{
  x -= v;
}

/*
** and:
**	...
**	add.d	\$r[0-9]+, \$r[0-9]+, \$r21
**	...
**	amand\.<S>	\$r0, \$r[0-9]+, \$r[0-9]+, ?0
**	...
**	jr	\$r1
*/
void
and (TYPE v)
{
  x &= v;
}

/*
** or:
**	...
**	add.d	\$r[0-9]+, \$r[0-9]+, \$r21
**	...
**	amor\.<S>	\$r0, \$r[0-9]+, \$r[0-9]+, ?0
**	...
**	jr	\$r1
*/
void
or (TYPE v)
{
  x |= v;
}

/*
** or_constant:
**	...
**	add.d	\$r[0-9]+, \$r[0-9]+, \$r21
**	...
**	amor\.<S>	\$r0, \$r[0-9]+, \$r[0-9]+, ?0
**	...
**	jr	\$r1
*/
void
or_constant (void)
{
  u |= 5;
}

/*
** exclusive_or:
**	...
**	add.d	\$r[0-9]+, \$r[0-9]+, \$r21
**	...
**	amxor\.<S>	\$r0, \$r[0-9]+, \$r[0-9]+, ?0
**	...
**	jr	\$r1
*/
void
exclusive_or (TYPE v)
{
  x ^= v;
}

/*
** shift_left:
**	...
**	add.d	\$r[0-9]+, \$r[0-9]+, \$r21
**	...
**	1:	ll.<S>	\$r[0-9]+, \$r[0-9]+, ?0
**	sll.<S>	\$r[0-9]+, \$r[0-9]+, \$r[0-9]+
**	sc.<S>	\$r[0-9]+, \$r[0-9]+, ?0
**	beqz	\$r[0-9]+, 1b
**	...
**	jr	\$r1
*/
void
shift_left (int n)
{
  x <<= n;
}

/*
** shift_left_constant:
**	...
**	add.d	\$r[0-9]+, \$r[0-9]+, \$r21
**	...
**	1:	ll.<S>	\$r[0-9]+, \$r[0-9]+, ?0
**	slli.<S>	\$r[0-9]+, \$r[0-9]+, 3
**	sc.<S>	\$r[0-9]+, \$r[0-9]+, ?0
**	beqz	\$r[0-9]+, 1b
**	...
**	jr	\$r1
*/
void
shift_left_constant (void)
{
  x <<= 3;
}

/*
** shift_right:
**	...
**	add.d	\$r[0-9]+, \$r[0-9]+, \$r21
**	...
**	1:	ll.<S>	\$r[0-9]+, \$r[0-9]+, ?0
**	srl.<S>	\$r[0-9]+, \$r[0-9]+, \$r[0-9]+
**	sc.<S>	\$r[0-9]+, \$r[0-9]+, ?0
**	beqz	\$r[0-9]+, 1b
**	...
**	jr	\$r1
*/
void
shift_right (int n)
{
  u >>= n;
}

/*
** shift_right_constant:
**	...
**	add.d	\$r[0-9]+, \$r[0-9]+, \$r21
**	...
**	1:	ll.<S>	\$r[0-9]+, \$r[0-9]+, ?0
**	srli.<S>	\$r[0-9]+, \$r[0-9]+, 3
**	sc.<S>	\$r[0-9]+, \$r[0-9]+, ?0
**	beqz	\$r[0-9]+, 1b
**	...
**	jr	\$r1
*/
void
shift_right_constant (void)
{
  u >>= 3;
}

/*
** shift_right_signed:
**	...
**	add.d	\$r[0-9]+, \$r[0-9]+, \$r21
**	...
**	1:	ll.<S>	\$r[0-9]+, \$r[0-9]+, ?0
**	sra.<S>	\$r[0-9]+, \$r[0-9]+, \$r[0-9]+
**	sc.<S>	\$r[0-9]+, \$r[0-9]+, ?0
**	beqz	\$r[0-9]+, 1b
**	...
**	jr	\$r1
*/
void
shift_right_signed (int n)
{
  x >>= n;
}

/*
** shift_right_signed_constant:
**	...
**	add.d	\$r[0-9]+, \$r[0-9]+, \$r21
**	...
**	1:	ll.<S>	\$r[0-9]+, \$r[0-9]+, ?0
**	srai.<S>	\$r[0-9]+, \$r[0-9]+, 3
**	sc.<S>	\$r[0-9]+, \$r[0-9]+, ?0
**	beqz	\$r[0-9]+, 1b
**	...
**	jr	\$r1
*/
void
shift_right_signed_constant (void)
{
  x >>= 3;
}

/*
** complement:
**	...
**	add.d	\$r[0-9]+, \$r[0-9]+, \$r21
**	...
**	addi.w	\$r[0-9]+, \$r0, -1
**	amxor\.<S>	\$r0, \$r[0-9]+, \$r[0-9]+, ?0
**	...
**	jr	\$r1
*/
void
complement (void)
{
  x = ~x;
}

/*
** negate:
**	...
**	add.d	\$r[0-9]+, \$r[0-9]+, \$r21
**	...
**	1:	ll.<S>	\$r[0-9]+, \$r[0-9]+, ?0
**	sub.<S>	\$r[0-9]+, \$r0, \$r[0-9]+
**	sc.<S>	\$r[0-9]+, \$r[0-9]+, ?0
**	beqz	\$r[0-9]+, 1b
**	...
**	jr	\$r1
*/
void
negate (void)
{
  x = -x;
}

/*
** old_value:
**	...
**	add.d	\$r[0-9]+, \$r[0-9]+, \$r21
**	...
**	amadd\.<S>	\$r[0-9]+, \$r[0-9]+, \$r[0-9]+, ?0
**	...
**	jr	\$r1
*/
TYPE
old_value (void)
{
  return x++;
}

/*
** new_value:
**	...
**	add.d	\$r[0-9]+, \$r[0-9]+, \$r21
**	...
**	amadd\.<S>	\$r[0-9]+, \$r[0-9]+, \$r[0-9]+, ?0
**	...
**	jr	\$r1
*/
TYPE
new_value (TYPE v)
{
  return x += v;
}

/*
** new_value_and:
**	...
**	add.d	\$r[0-9]+, \$r[0-9]+, \$r21
**	...
**	amand\.<S>	\$r[0-9]+, \$r[0-9]+, \$r[0-9]+, ?0
**	...
**	jr	\$r1
*/
TYPE
new_value_and (TYPE v)
{
  return x &= v;
}

/*
** new_value_shift:
**	...
**	add.d	\$r[0-9]+, \$r[0-9]+, \$r21
**	...
**	1:	ll.<S>	\$r[0-9]+, \$r[0-9]+, ?0
**	sll.<S>	\$r[0-9]+, \$r[0-9]+, \$r[0-9]+
**	sc.<S>	\$r[0-9]+, \$r[0-9]+, ?0
**	beqz	\$r[0-9]+, 1b
**	...
**	jr	\$r1
*/
TYPE
new_value_shift (int n)
{
  return x <<= n;
}

/*
** exchange:
**	...
**	add.d	\$r[0-9]+, \$r[0-9]+, \$r21
**	...
**	amswap\.<S>	\$r[0-9]+, \$r[0-9]+, \$r[0-9]+, ?0
**	...
**	jr	\$r1
*/
TYPE
exchange (TYPE v)
{
  return percpu_xchg (x, v);
}

/*
** compare_exchange:
**	...
**	add.d	\$r[0-9]+, \$r[0-9]+, \$r21
**	...
**	1:	ll.<S>	\$r[0-9]+, \$r[0-9]+, ?0
**	bne	\$r[0-9]+, \$r[0-9]+, 2f
**	move	\$r[0-9]+, \$r[0-9]+
**	sc.<S>	\$r[0-9]+, \$r[0-9]+, ?0
**	beqz	\$r[0-9]+, 1b
**	...
**	jr	\$r1
*/
TYPE
compare_exchange (TYPE a, TYPE b)
{
  return percpu_cmpxchg (x, a, b);
}

/*
** set_bit:
**	...
**	add.d	\$r[0-9]+, \$r[0-9]+, \$r21
**	...
**	amor\.<S>	\$r0, \$r[0-9]+, \$r[0-9]+, ?0
**	...
**	jr	\$r1
*/
void
set_bit (unsigned int n)
{
  percpu_set_bit (u, n);
}

/*
** clear_bit:
**	...
**	add.d	\$r[0-9]+, \$r[0-9]+, \$r21
**	...
**	amand\.<S>	\$r0, \$r[0-9]+, \$r[0-9]+, ?0
**	...
**	jr	\$r1
*/
void
clear_bit (unsigned int n)
{
  percpu_clear_bit (u, n);
}

/*
** test_and_set_bit:
**	...
**	add.d	\$r[0-9]+, \$r[0-9]+, \$r21
**	...
**	amor\.<S>	\$r[0-9]+, \$r[0-9]+, \$r[0-9]+, ?0
**	...
**	jr	\$r1
*/
_Bool
test_and_set_bit (unsigned int n)
{
  return percpu_test_and_set_bit (u, n);
}

/*
** pointer:
**	...
**	add.d	\$r[0-9]+, \$r[0-9]+, \$r21
**	...
**	amadd\.<S>	\$r0, \$r[0-9]+, \$r[0-9]+, ?0
**	...
**	jr	\$r1
*/
void
pointer (TYPE __percpu *p)
{
  *p += 5;
}

/*
** store:
**	...
**	add.d	\$r[0-9]+, \$r[0-9]+, \$r21
**	...
**	(st|stptr).<S>	\$r[0-9]+,\$r[0-9]+, ?0
**	...
**	jr	\$r1
*/
void
store (TYPE v)
{
  x = v;
}

/*
** load:
**	...
**	add.d	\$r[0-9]+, \$r[0-9]+, \$r21
**	...
**	(ld|ldptr).<S>u?	\$r[0-9]+,\$r[0-9]+, ?0
**	...
**	jr	\$r1
*/
TYPE
load (void)
{
  return x;
}
