/* SPDX-License-Identifier: GPL-2.0 OR MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A test is a module.  It defines

     static int test (void);

   which runs when the module is loaded, and ends with BOARD_MODULE.  init
   prints the messages of the kernel, among them the result; linux.exp reads
   them.

   This file includes headers of the kernel only, so a test includes
   <percpu/linux.h> itself, after declarations by the kernel's own macros.  */

#include <linux/completion.h>
#include <linux/delay.h>
#include <linux/hrtimer.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/percpu.h>
#include <linux/sched.h>
#include <linux/smp.h>
#include <linux/version.h>

/* Check CONDITION in `test', or in a function with the same result.  */
#define CHECK(condition)						\
	do {								\
		if (!(condition)) {					\
			pr_err ("percpu: line %d: %s\n", __LINE__,	\
				#condition);				\
			return 1;					\
		}							\
	} while (0)

#define BOARD_MODULE							\
	static int __init board_init (void)				\
	{								\
		int failed = test ();					\
									\
		pr_info ("percpu: %s: " KBUILD_MODNAME "\n",		\
			 failed ? "failed" : "passed");			\
		return failed ? -EINVAL : 0;				\
	}								\
	static void __exit board_exit (void) { }			\
	module_init (board_init);					\
	module_exit (board_exit);					\
	MODULE_DESCRIPTION ("a test of percpu");			\
	MODULE_LICENSE ("GPL")

/* Run RUN (ARGUMENT) in COUNT kernel threads that may migrate, and wait until
   all of them have returned.  Returns: 0, or a negative error.  */

struct board_threads {
	void (*run) (void *argument);
	void *argument;
	atomic_t left;
	struct completion done;
};

static inline int board_thread (void *data)
{
	struct board_threads *threads = data;

	threads->run (threads->argument);
	if (atomic_dec_and_test (&threads->left))
		complete (&threads->done);
	return 0;
}

static inline int board_run_threads (unsigned int count, void (*run) (void *),
				     void *argument)
{
	struct board_threads threads = { run, argument };
	unsigned int i;
	int error = 0;

	atomic_set (&threads.left, count + 1);
	init_completion (&threads.done);
	for (i = 0; i < count; i++) {
		struct task_struct *task
			= kthread_run (board_thread, &threads, "percpu/%u", i);

		if (IS_ERR (task)) {
			error = PTR_ERR (task);
			atomic_sub (count - i, &threads.left);
			break;
		}
	}
	if (!atomic_dec_and_test (&threads.left))
		wait_for_completion (&threads.done);
	return error;
}

/* Start TIMER, which calls TICK after NS nanoseconds.  */
static inline void
board_start_timer (struct hrtimer *timer,
		   enum hrtimer_restart (*tick) (struct hrtimer *),
		   unsigned long ns)
{
#if LINUX_VERSION_CODE < KERNEL_VERSION (6, 13, 0)
	hrtimer_init (timer, CLOCK_MONOTONIC, HRTIMER_MODE_REL);
	timer->function = tick;
#else
	hrtimer_setup (timer, tick, CLOCK_MONOTONIC, HRTIMER_MODE_REL);
#endif
	hrtimer_start (timer, ns_to_ktime (ns), HRTIMER_MODE_REL);
}
