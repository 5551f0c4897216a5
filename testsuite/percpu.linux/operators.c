// SPDX-License-Identifier: GPL-2.0 OR MIT
// SPDX-FileCopyrightText: The percpu authors

/* Every operator on every integer type, static and dynamic, has the result that
   it has on a plain variable.  */

#include "board.h"
#include <percpu/linux.h>

#define ADD(x) (x += v)
#define SUB(x) (x -= v)
#define AND(x) (x &= v)
#define IOR(x) (x |= v)
#define XOR(x) (x ^= v)
#define SHL(x) (x <<= 3)
#define SHR(x) (x >>= 2)
#define MUL(x) (x *= v)
#define PRE_INC(x) (++x)
#define PRE_DEC(x) (--x)
#define POST_INC(x) (x++)
#define POST_DEC(x) (x--)
#define NOT(x) (x = ~x)
#define NEG(x) (x = -x)
#define SET(x) (x = v)
#define GET(x) (x)

#define TYPE(type)							\
static __attribute__ ((percpu)) type static_##type;			\
									\
static noinline int steps_##type (type __percpu *p)			\
{									\
	typedef type T;							\
	static const long values[] = { 0, 1, -1, 5, 127, -128, 40000,	\
				       0x7fffffff };			\
	unsigned int i, j;						\
									\
	for (i = 0; i < ARRAY_SIZE (values); i++)			\
		for (j = 0; j < ARRAY_SIZE (values); j++) {		\
			T plain = (T) values[i], v = (T) values[j];	\
									\
			all_steps ((*p));				\
		}							\
	return 0;							\
}									\
									\
static int test_##type (void)						\
{									\
	type __percpu *p = alloc_percpu (type);				\
	int failed;							\
									\
	CHECK (p != NULL);						\
	preempt_disable ();						\
	failed = steps_##type (&static_##type) || steps_##type (p);	\
	preempt_enable ();						\
	free_percpu (p);						\
	return failed;							\
}

#define all_steps(lvalue)						\
	do {								\
		STEP_ON (lvalue, ADD);					\
		STEP_ON (lvalue, SUB);					\
		STEP_ON (lvalue, AND);					\
		STEP_ON (lvalue, IOR);					\
		STEP_ON (lvalue, XOR);					\
		STEP_ON (lvalue, SHL);					\
		STEP_ON (lvalue, SHR);					\
		STEP_ON (lvalue, MUL);					\
		STEP_ON (lvalue, PRE_INC);				\
		STEP_ON (lvalue, PRE_DEC);				\
		STEP_ON (lvalue, POST_INC);				\
		STEP_ON (lvalue, POST_DEC);				\
		STEP_ON (lvalue, NOT);					\
		STEP_ON (lvalue, NEG);					\
		STEP_ON (lvalue, SET);					\
		STEP_ON (lvalue, GET);					\
	} while (0)

#define STEP_ON(lvalue, OP)						\
	do {								\
		T was = plain, result;					\
									\
		lvalue = plain;						\
		result = (T) OP (lvalue);				\
		CHECK (result == (T) OP (plain));			\
		CHECK ((T) lvalue == plain);				\
		plain = was;						\
	} while (0)

TYPE (s8)
TYPE (u8)
TYPE (s16)
TYPE (u16)
TYPE (s32)
TYPE (u32)
TYPE (s64)
TYPE (u64)
TYPE (ssize_t)
TYPE (size_t)

static int test (void)
{
	return (test_s8 () || test_u8 () || test_s16 () || test_u16 ()
		|| test_s32 () || test_u32 () || test_s64 () || test_u64 ()
		|| test_ssize_t () || test_size_t ());
}

BOARD_MODULE;
