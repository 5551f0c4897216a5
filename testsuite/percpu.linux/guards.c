// SPDX-License-Identifier: GPL-2.0 OR MIT
// SPDX-FileCopyrightText: The percpu authors

/* Guards of each kind exclude what their names say, nest, and are left on each
   way out: threads, a softirq and the handler of a timer update one structure
   by several plain accesses.  */

#include "board.h"
#include <linux/interrupt.h>
#include <linux/mutex.h>
#include <percpu/linux.h>

#define THREADS 6
#define ROUNDS 30000ul

/* All members have the same value unless an update was interrupted.  */
struct triple {
	unsigned long a, b, c;
};

static __attribute__ ((percpu)) struct triple by_threads, with_bh, with_irq;
static __attribute__ ((percpu)) unsigned long slept;
static struct triple __percpu *pinned;
static DEFINE_MUTEX (lock);
static unsigned long softirqs, interrupts, broken, stop;
static struct hrtimer timer;

static noinline void update (struct triple *t, unsigned long n)
{
	if (t->a != t->b || t->b != t->c)
		WRITE_ONCE (broken, 1);
	WRITE_ONCE (t->a, t->a + n);
	barrier ();
	WRITE_ONCE (t->b, t->b + n);
	barrier ();
	WRITE_ONCE (t->c, t->c + n);
}

static void bottom (struct tasklet_struct *unused)
{
	percpu_guarded (g)
		update (percpu_borrow (g, &with_bh), 1000000);
	softirqs++;
}

static DECLARE_TASKLET (tasklet, bottom);

static enum hrtimer_restart tick (struct hrtimer *t)
{
	percpu_guarded_irqsave (g)
		update (percpu_borrow (g, &with_irq), 1000000);
	interrupts++;
	tasklet_schedule (&tasklet);
	if (READ_ONCE (stop))
		return HRTIMER_NORESTART;
	hrtimer_forward_now (t, ns_to_ktime (100000));
	return HRTIMER_RESTART;
}

/* Returns: N, out of a section.  */
static noinline unsigned long leave_early (unsigned long n)
{
	percpu_guarded_irqsave (g) {
		update (percpu_borrow (g, &with_irq), 1);
		if (!irqs_disabled ())
			WRITE_ONCE (broken, 2);
		return n;
	}
	return 0;
}

static void count (void *argument)
{
	unsigned long i;

	for (i = 0; i < ROUNDS; i++) {
		percpu_guarded (g) {
			update (percpu_borrow (g, &by_threads), 1);
			if (!preempt_count () || irqs_disabled ())
				WRITE_ONCE (broken, 5);
		}
		percpu_guarded_bh (g) {
			update (percpu_borrow (g, &with_bh), 1);
			if (!in_softirq () || irqs_disabled ())
				WRITE_ONCE (broken, 6);
		}
		if (leave_early (i) != i)
			WRITE_ONCE (broken, 2);
		percpu_guarded_irqsave (outer)
			percpu_guarded (inner)
				update (percpu_borrow (inner, &with_irq), 1);
		if (i % 1024)
			continue;
		/* The thread may sleep, and stays on its CPU.  */
		percpu_guarded_migrate (g) {
			struct triple *mine = percpu_borrow (g, pinned);
			unsigned int cpu = percpu_guard_cpu (g);

			mutex_lock (&lock);
			update (mine, 1);
			mutex_unlock (&lock);
			usleep_range (10, 20);
			slept++;
			if (cpu != raw_smp_processor_id ())
				WRITE_ONCE (broken, 3);
		}
		if (irqs_disabled () || in_softirq () || preempt_count ())
			WRITE_ONCE (broken, 4);
	}
}

static int check (void)
{
	unsigned long n = THREADS * ROUNDS;
	unsigned long pauses = THREADS * DIV_ROUND_UP (ROUNDS, 1024);

	CHECK (pinned);
	CHECK (!board_run_threads (THREADS, count, NULL));
	WRITE_ONCE (stop, 1);
	hrtimer_cancel (&timer);
	tasklet_kill (&tasklet);
	CHECK (broken == 0);
	CHECK (interrupts > 0 && softirqs > 0);
	CHECK (percpu_sum (by_threads.a) == n);
	CHECK (percpu_sum (by_threads.c) == n);
	CHECK (percpu_sum (with_bh.a) == n + softirqs * 1000000);
	CHECK (percpu_sum (with_bh.c) == n + softirqs * 1000000);
	CHECK (percpu_sum (with_irq.a) == 2 * n + interrupts * 1000000);
	CHECK (percpu_sum (with_irq.c) == 2 * n + interrupts * 1000000);
	CHECK (percpu_sum (pinned->a) == pauses);
	CHECK (percpu_sum (slept) == pauses);
	return 0;
}

static int test (void)
{
	int failed;

	pinned = alloc_percpu (struct triple);
	board_start_timer (&timer, tick, 100000);
	failed = check ();
	free_percpu (pinned);
	return failed;
}

BOARD_MODULE;
