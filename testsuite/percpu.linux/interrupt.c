// SPDX-License-Identifier: GPL-2.0 OR MIT
// SPDX-FileCopyrightText: The percpu authors

/* The handler of a timer, and functions that other CPUs call (on_each_cpu),
   update the variable that threads are updating.  */

#include "board.h"
#include <percpu/linux.h>

#define THREADS 8
#define ROUNDS 100000ul
#define CALLS 200

static __attribute__ ((percpu)) unsigned long hits;
static __attribute__ ((percpu)) u32 mask;
static unsigned long ticks, stop;
static struct hrtimer timer;

static enum hrtimer_restart tick (struct hrtimer *t)
{
	hits += 1000;
	mask ^= 0xff;
	ticks++;
	if (READ_ONCE (stop))
		return HRTIMER_NORESTART;
	hrtimer_forward_now (t, ns_to_ktime (50000));
	return HRTIMER_RESTART;
}

static void call (void *argument)
{
	hits += 3;
}

static void count (void *argument)
{
	unsigned long i;

	for (i = 0; i < ROUNDS; i++) {
		hits++;
		mask ^= 0xff00;
		if (i % 1024 == 0)
			cond_resched ();
	}
	for (i = 0; i < CALLS / THREADS; i++)
		on_each_cpu (call, NULL, 1);
}

static int test (void)
{
	int failed;
	u32 all = 0;

	board_start_timer (&timer, tick, 50000);
	failed = board_run_threads (THREADS, count, NULL);
	WRITE_ONCE (stop, 1);
	hrtimer_cancel (&timer);
	CHECK (!failed);
	CHECK (ticks > 0);
	CHECK (percpu_sum (hits)
	       == (THREADS * ROUNDS + 1000 * ticks
		   + 3 * CALLS * num_online_cpus ()));
	percpu_foreach (cpu)
		all ^= *percpu_ptr (&mask, cpu);
	CHECK (all == (ticks % 2 ? 0xff : 0));
	return 0;
}

BOARD_MODULE;
