// SPDX-License-Identifier: GPL-2.0 OR MIT
// SPDX-FileCopyrightText: The percpu authors

/* Twelve threads that migrate count on four CPUs while one of the CPUs goes
   offline and online, by operators, by the kernel's own this_cpu_add, and by
   both on one variable of the kernel's.  */

#include "board.h"
#include <linux/cpuhotplug.h>

#define THREADS 12

/* The number of rounds of a thread: at least LEAST, and until CPUs have gone
   offline CHANGES times, but at most MOST.  */
#define LEAST 100000ul
#define MOST 100000000ul
#define CHANGES 3

/* The kernel's own definition and operation.  */
static DEFINE_PER_CPU (unsigned long, theirs);
static DEFINE_PER_CPU (unsigned long, both);

static noinline void add_theirs (void)
{
	this_cpu_add (theirs, 1);
	this_cpu_add (both, 1);
}

#include <percpu/linux.h>

static __attribute__ ((percpu)) unsigned long ours;
static __attribute__ ((percpu)) struct { u16 down; u64 up; } st;
static __attribute__ ((percpu)) unsigned int initial = 7;

static unsigned int changes;
static atomic_long_t rounds;

static int went_offline (unsigned int cpu)
{
	WRITE_ONCE (changes, changes + 1);
	return 0;
}

static void count (void *argument)
{
	unsigned long i;

	for (i = 0; i < LEAST || (READ_ONCE (changes) < CHANGES && i < MOST);
	     i++) {
		ours++;
		add_theirs ();
		percpu_kernel (both)++;
		st.down--;
		st.up += 3;
		if (i % 1024 == 0)
			cond_resched ();
	}
	initial++;
	atomic_long_add (i, &rounds);
}

static int test (void)
{
	unsigned int used = 0;
	unsigned long n;
	int state, failed;

	state = cpuhp_setup_state_nocalls (CPUHP_AP_ONLINE_DYN, "percpu:test",
					   NULL, went_offline);
	CHECK (state >= 0);
	failed = board_run_threads (THREADS, count, NULL);
	cpuhp_remove_state_nocalls (state);
	CHECK (!failed);
	CHECK (changes >= CHANGES);

	n = atomic_long_read (&rounds);
	CHECK (percpu_sum (ours) == n);
	CHECK (percpu_sum (percpu_kernel (theirs)) == n);
	CHECK (percpu_sum (percpu_kernel (both)) == 2 * n);
	CHECK (percpu_sum (st.down) == (u16) -n);
	CHECK (percpu_sum (st.up) == 3 * n);
	CHECK (percpu_sum (initial) == 7 * num_possible_cpus () + THREADS);
	percpu_foreach (cpu)
		used += *percpu_ptr (&ours, cpu) != 0;
	CHECK (used > 1);
	pr_info ("percpu: %lu rounds on %u CPUs\n", n, used);
	return 0;
}

BOARD_MODULE;
