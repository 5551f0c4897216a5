// SPDX-License-Identifier: GPL-2.0 OR MIT
// SPDX-FileCopyrightText: The percpu authors

/* With -fplugin-arg-percpu-hardened=warn the kernel prints a warning for each
   expression that needs the thread to stay on its CPU where it may leave it,
   once, and for a null pointer; none where the kernel's own check of
   smp_processor_id prints none.  init expects as many warnings as this test
   announces.  */

/* linux-options: -fplugin-arg-percpu-hardened=warn */

#include "board.h"
#include <percpu/linux.h>

static __attribute__ ((percpu)) unsigned long x;
static struct { unsigned long unused, n; } __percpu *null;

#define EXPECT_WARNING(expression)					\
	do {								\
		unsigned int i;						\
									\
		pr_info ("percpu: a warning is expected\n");		\
		for (i = 0; i < 3; i++)					\
			(void) READ_ONCE (*(expression));		\
	} while (0)

#define EXPECT_NONE(expression) ((void) READ_ONCE (*(expression)))

static struct completion bound_done;

/* A thread of one CPU.  */
static int bound (void *unused)
{
	EXPECT_NONE (percpu_this_ptr (&x));
	kthread_complete_and_exit (&bound_done, 0);
}

/* An interrupt handler.  */
static void everywhere (void *unused)
{
	EXPECT_NONE (percpu_this_ptr (&x));
}

static int test (void)
{
	struct task_struct *task;
	unsigned long flags;

	EXPECT_WARNING (percpu_this_ptr (&x));
	EXPECT_WARNING (this_cpu_ptr (&x));
	pr_info ("percpu: a warning is expected\n");
	CHECK (percpu_ptr (null, 1));
	pr_info ("percpu: a warning is expected\n");
	CHECK (per_cpu_ptr (&null->n, 1));

	EXPECT_NONE (raw_cpu_ptr (&x));
	EXPECT_NONE (percpu_ptr (&x, 3));
	x++;
	CHECK (percpu_sum (x) == 1);

	preempt_disable ();
	EXPECT_NONE (percpu_this_ptr (&x));
	preempt_enable ();
	EXPECT_NONE (get_cpu_ptr (&x));
	put_cpu_ptr (&x);
	local_irq_save (flags);
	EXPECT_NONE (this_cpu_ptr (&x));
	local_irq_restore (flags);
	migrate_disable ();
	EXPECT_NONE (percpu_this_ptr (&x));
	migrate_enable ();
	percpu_guarded (g) {
		EXPECT_NONE (percpu_borrow (g, &x));
		EXPECT_NONE (percpu_this_ptr (&x));
	}
	on_each_cpu (everywhere, NULL, 1);

	init_completion (&bound_done);
	task = kthread_create_on_cpu (bound, NULL, 1, "percpu/%u");
	CHECK (!IS_ERR (task));
	wake_up_process (task);
	wait_for_completion (&bound_done);
	return 0;
}

BOARD_MODULE;
