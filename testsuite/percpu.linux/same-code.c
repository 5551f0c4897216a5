// SPDX-License-Identifier: GPL-2.0 OR MIT
// SPDX-FileCopyrightText: The percpu authors

/* An operator is the instruction that the kernel's own macro is: linux.exp
   compares the code of each function theirs_NAME with that of ours_NAME.  Loads
   of one and two bytes are not here, which the plugin extends.  */

#include "board.h"

static DEFINE_PER_CPU (u8, variable_u8);
static DEFINE_PER_CPU (u16, variable_u16);
static DEFINE_PER_CPU (u32, variable_u32);
static DEFINE_PER_CPU (u64, variable_u64);

#define FUNCTION(name, type, result, body)				\
	static noinline __used result name##_##type (type v, type w)	\
	{ body; }

#define THEIRS(type, x)							\
	FUNCTION (theirs_write, type, void, this_cpu_write (x, v))	\
	FUNCTION (theirs_add, type, void, this_cpu_add (x, v))		\
	FUNCTION (theirs_add_5, type, void, this_cpu_add (x, 5))	\
	FUNCTION (theirs_inc, type, void, this_cpu_inc (x))		\
	FUNCTION (theirs_dec, type, void, this_cpu_dec (x))		\
	FUNCTION (theirs_and, type, void, this_cpu_and (x, v))		\
	FUNCTION (theirs_or, type, void, this_cpu_or (x, v))

#define THEIRS_RESULT(type, x)						\
	FUNCTION (theirs_read, type, type, return this_cpu_read (x))	\
	FUNCTION (theirs_inc_return, type, type,			\
		  return this_cpu_inc_return (x))			\
	FUNCTION (theirs_cmpxchg, type, type,				\
		  return this_cpu_cmpxchg (x, v, w))

THEIRS (u8, variable_u8)
THEIRS (u16, variable_u16)
THEIRS (u32, variable_u32)
THEIRS (u64, variable_u64)
THEIRS_RESULT (u32, variable_u32)
THEIRS_RESULT (u64, variable_u64)

#include <percpu/linux.h>

#define OURS(type, x)							\
	FUNCTION (ours_write, type, void, x = v)			\
	FUNCTION (ours_add, type, void, x += v)				\
	FUNCTION (ours_add_5, type, void, x += 5)			\
	FUNCTION (ours_inc, type, void, x++)				\
	FUNCTION (ours_dec, type, void, x--)				\
	FUNCTION (ours_and, type, void, x &= v)				\
	FUNCTION (ours_or, type, void, x |= v)

#define OURS_RESULT(type, x)						\
	FUNCTION (ours_read, type, type, return x)			\
	FUNCTION (ours_inc_return, type, type, return ++x)		\
	FUNCTION (ours_cmpxchg, type, type,				\
		  return percpu_cmpxchg (x, v, w))

OURS (u8, percpu_kernel (variable_u8))
OURS (u16, percpu_kernel (variable_u16))
OURS (u32, percpu_kernel (variable_u32))
OURS (u64, percpu_kernel (variable_u64))
OURS_RESULT (u32, percpu_kernel (variable_u32))
OURS_RESULT (u64, percpu_kernel (variable_u64))

static int test (void)
{
	theirs_inc_u64 (0, 0);
	ours_inc_u64 (0, 0);
	CHECK (percpu_sum (percpu_kernel (variable_u64)) == 2);
	return 0;
}

BOARD_MODULE;
