// SPDX-License-Identifier: GPL-2.0 OR MIT
// SPDX-FileCopyrightText: The percpu authors

/* Objects from the kernel's allocator: threads that migrate count in them by
   operators and under guards.  */

#include "board.h"
#include <percpu/linux.h>

#define THREADS 8
#define ROUNDS 50000ul

struct stats {
	unsigned long n;
	u32 by[4];
	struct { u64 sum, max; } in;
};

static void count (void *argument)
{
	struct stats __percpu *stats = *(struct stats __percpu **) argument;
	unsigned long i;

	for (i = 0; i < ROUNDS; i++) {
		stats->n++;
		stats->by[i % 4] += 2;
		percpu_guarded (g) {
			struct stats *mine = percpu_borrow (g, stats);

			mine->in.sum += i;
			if (mine->in.max < i)
				mine->in.max = i;
		}
		if (i % 1024 == 0)
			cond_resched ();
	}
}

static int test (void)
{
	struct stats __percpu *stats = alloc_percpu (struct stats);
	unsigned long __percpu *one = alloc_percpu_gfp (unsigned long,
							GFP_KERNEL);
	void __percpu *raw = __alloc_percpu (64, 32);
	int failed = 0;

	if (!stats || !one || !raw) {
		failed = 1;
		goto out;
	}
	failed |= (unsigned long) percpu_to_kernel (raw) % 32 != 0;
	failed |= board_run_threads (THREADS, count, &stats);
	failed |= percpu_sum (stats->n) != THREADS * ROUNDS;
	failed |= percpu_sum (stats->by[3]) != THREADS * ROUNDS / 2;
	failed |= (percpu_sum (stats->in.sum)
		   != THREADS * (ROUNDS * (ROUNDS - 1) / 2));
	(*one)++;
	failed |= percpu_sum (*one) != 1;
out:
	free_percpu (raw);
	free_percpu (one);
	percpu_free (stats);
	return failed;
}

BOARD_MODULE;
