// SPDX-License-Identifier: GPL-2.0 OR MIT
// SPDX-FileCopyrightText: The percpu authors

/* The kernel's macros take per-CPU variables and pointers, with their types,
   and also the variables that the kernel's headers declare.  */

#include "board.h"

static DEFINE_PER_CPU (int [4], array_before);
static DEFINE_PER_CPU (u32 *, pointer_before);
static u32 pointed[8];

/* The kernel's own macros on a pointer, those that compile.  Returns: the sum
   of its values, as bytes from POINTED.  */
static noinline long theirs (void)
{
	long sum = 0;

	this_cpu_write (pointer_before, pointed);
	this_cpu_or (pointer_before, (u32 *) 3);
	sum += (char *) this_cpu_read (pointer_before) - (char *) pointed;
	this_cpu_and (pointer_before, (u32 *) ~3ul);
	return sum;
}

#include <percpu/linux.h>

#define SAME_TYPE(x, T) \
	BUILD_BUG_ON (!__builtin_types_compatible_p (__typeof__ (x), T))

DECLARE_PER_CPU (long, defined);
DEFINE_PER_CPU (long, defined) = 3;
static DEFINE_PER_CPU_SHARED_ALIGNED (int, shared);
static DEFINE_PER_CPU_READ_MOSTLY (int, read_mostly) = 9;
static DEFINE_PER_CPU_ALIGNED (struct { char c[80]; }, lines);
static __attribute__ ((percpu ("shared"))) int placed_shared = 1;
static __attribute__ ((percpu ("read_mostly"))) int placed_mostly = 2;
static __attribute__ ((percpu ("hot"))) int placed_hot = 3;

static __attribute__ ((percpu)) u32 *pointer;

/* The same as `theirs' on our variable, and the other macros.  */
static noinline long ours (void)
{
	long sum = 0;

	this_cpu_write (pointer, pointed);
	this_cpu_or (pointer, (u32 *) 3);
	sum += (char *) this_cpu_read (pointer) - (char *) pointed;
	this_cpu_inc (pointer);
	this_cpu_sub (pointer, 1);
	this_cpu_and (pointer, ~3ul);
	return sum;
}

/* All numbers are bytes; the results are pointers.  */
static int check_pointer (void)
{
	SAME_TYPE (this_cpu_add_return (pointer, 4), u32 *);
	CHECK (theirs () == ours ());
	CHECK (pointer == this_cpu_read (pointer_before));
	CHECK (pointer == pointed);
	this_cpu_add (pointer, (u32 *) 8);
	CHECK (this_cpu_add_return (pointer, 8) == &pointed[4]);
	CHECK (this_cpu_sub_return (pointer, 4) == &pointed[3]);
	CHECK ((char *) this_cpu_inc_return (pointer)
	       == (char *) &pointed[3] + 1);
	CHECK (this_cpu_dec_return (pointer) == &pointed[3]);
	/* An operator adds elements.  */
	pointer++;
	CHECK (pointer == &pointed[4]);
	return 0;
}

static noinline unsigned long own_offset (void)
{
	return percpu_kernel (this_cpu_off);
}

static int on_this_cpu (void)
{
	unsigned int cpu = raw_smp_processor_id ();
	int old = 11;

	CHECK (own_offset () == per_cpu_offset (cpu));
	CHECK (this_cpu_read (this_cpu_off) == per_cpu_offset (cpu));
	CHECK (this_cpu_ptr (&defined) == per_cpu_ptr (&defined, cpu));
	CHECK (raw_cpu_ptr (&defined) == &per_cpu (defined, cpu));
	CHECK (percpu_this_ptr (&defined) == percpu_ptr (&defined, cpu));
	CHECK ((unsigned long) this_cpu_ptr (&defined) - per_cpu_offset (cpu)
	       == (unsigned long) percpu_to_kernel (&defined));
	SAME_TYPE (per_cpu_ptr (&defined, 0), long *);
	SAME_TYPE (this_cpu_ptr (&defined), long *);
	SAME_TYPE (per_cpu (defined, 0), long);
	SAME_TYPE (this_cpu_read (defined), long);

	this_cpu_write (defined, 5);
	CHECK (this_cpu_read (defined) == 5);
	this_cpu_add (defined, 3);
	this_cpu_sub (defined, 1);
	this_cpu_inc (defined);
	this_cpu_inc (defined);
	this_cpu_dec (defined);
	CHECK (defined == 8);
	this_cpu_or (defined, 3);
	this_cpu_and (defined, ~8);
	CHECK (__this_cpu_read (defined) == 3);
	CHECK (this_cpu_add_return (defined, 4) == 7);
	CHECK (this_cpu_sub_return (defined, 1) == 6);
	CHECK (this_cpu_inc_return (defined) == 7);
	CHECK (__this_cpu_dec_return (defined) == 6);
	CHECK (this_cpu_xchg (defined, 10) == 6);
	CHECK (this_cpu_cmpxchg (defined, 10, 11) == 10);
	CHECK (this_cpu_cmpxchg (defined, 10, 12) == 11);
	__this_cpu_write (defined, 1);
	__this_cpu_add (defined, 2);
	__this_cpu_sub (defined, 4);
	__this_cpu_inc (defined);
	raw_cpu_add (defined, 11);
	CHECK (raw_cpu_read (defined) == 11);
	CHECK (raw_cpu_xchg (defined, 3) == 11);

	this_cpu_write (array_before[2], 11);
	percpu_kernel (array_before[2]) += 2;
	CHECK (*per_cpu_ptr (&array_before[2], cpu) == 13);
	CHECK (per_cpu (array_before, cpu)[2] == 13);
	CHECK (this_cpu_cmpxchg (array_before[2], 13, old) == 13);
	CHECK (this_cpu_read (array_before[2]) == 11);

	if (check_pointer ())
		return 1;

	shared += 2;
	read_mostly++;
	CHECK (shared == 2 && read_mostly == 10);
	CHECK ((unsigned long) this_cpu_ptr (&lines) % 64 == 0);
	CHECK ((unsigned long) this_cpu_ptr (&placed_shared) % 64 == 0);
	CHECK (placed_shared++ == 1 && placed_mostly++ == 2
	       && placed_hot++ == 3);
	return 0;
}

static int test (void)
{
	unsigned int cpu;
	long sum = 0;
	int failed;

	preempt_disable ();
	failed = on_this_cpu ();
	preempt_enable ();
	if (failed)
		return failed;
	get_cpu_var (defined) = 20;
	put_cpu_var (defined);
	*get_cpu_ptr (&defined) += 1;
	put_cpu_ptr (&defined);
	for_each_possible_cpu (cpu) {
		per_cpu (defined, cpu) = cpu;
		sum += *per_cpu_ptr (&defined, cpu);
	}
	CHECK (sum == 6 && percpu_sum (defined) == 6);
	CHECK (percpu_sum (placed_hot) == 3 * 4 + 1);
	return 0;
}

BOARD_MODULE;
