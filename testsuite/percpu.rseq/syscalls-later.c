/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* After the start of a program the library makes the system calls that the
   manual lists, and no other: a filter ends the process at any other one.  The
   program uses all parts of the library under the filter.  */

/* { dg-additional-options "-pthread" } */

#include "../lib/modes.h"
#include <percpu/counter.h>

enum { THREADS = 4, ROUNDS = 2000 };

/* Of the section "System calls" of the manual.  */
static const unsigned int permitted[] =
{
  SYS_gettid, SYS_getpid, SYS_rt_sigprocmask, SYS_rseq, SYS_arch_prctl,
  SYS_mmap, SYS_munmap, SYS_mprotect, SYS_madvise, SYS_tgkill,
  SYS_futex, SYS_sched_yield, SYS_membarrier,
  SYS_sched_getaffinity, SYS_sched_setaffinity, SYS_getcpu,
  SYS_openat, SYS_read, SYS_close, SYS_write,
  /* Of the C library, for threads and the end of the process.  */
  SYS_clone, 435 /* clone3 */, SYS_set_robust_list, SYS_exit, SYS_exit_group,
  SYS_brk, SYS_rt_sigaction
};

static __attribute__ ((percpu)) long count, guarded, locked;
static __attribute__ ((percpu)) struct percpu_lock lock;
static __attribute__ ((percpu)) struct percpu_rwlock rwlock;
static __attribute__ ((percpu)) struct percpu_list list;
static struct percpu_counter counter;
static struct percpu_ref ref;

static void
ref_release (struct percpu_ref *r)
{
  (void) r;
}

static void *
work (void *arg)
{
  struct percpu_node node;
  struct percpu_node *all;

  for (int i = 0; i < ROUNDS; i++)
    {
      long __percpu *p = i % 100 ? NULL : percpu_alloc (long);
      unsigned int cpu;

      count++;
      percpu_counter_add (&counter, 1);
      percpu_guarded (g)
	{
	  long *here = percpu_borrow (g, &guarded), before = *here;

	  if (i % 16 == 0)
	    sched_yield ();
	  *here = before + 1;
	}
      cpu = percpu_lock_this (&lock);
      ++*percpu_ptr (&locked, cpu);
      percpu_lock_leave (&lock, cpu);
      percpu_rwlock_read_enter (&rwlock);
      percpu_rwlock_read_leave (&rwlock);
      percpu_ref_get (&ref);
      percpu_ref_put (&ref);
      if (p)
	*p += 1;
      percpu_free (p);
    }
  percpu_list_push (&list, &node);
  all = percpu_list_drain (&list);
  (void) all;
  percpu_rwlock_write_enter (&rwlock);
  percpu_rwlock_write_leave (&rwlock);
  if (percpu_bind (percpu_cpu_next (0)) == 0)
    {
      count += percpu_bound_cpu () < 0;
      percpu_unbind ();
    }
  return arg;
}

static void
filtered (void *arg)
{
  char __percpu *large;
  pthread_t threads[THREADS];
  struct percpu_stats stats;

  (void) arg;
  alarm (200);
  if (!filter_kill_all_but (permitted, LENGTH (permitted)))
    _exit (77);
  if (percpu_counter_init (&counter, 0) != 0
      || percpu_ref_init (&ref, ref_release, 0) != 0)
    _exit (1);
  for (int i = 0; i < THREADS; i++)
    if (pthread_create (&threads[i], NULL, work, NULL) != 0)
      _exit (2);
  for (int i = 0; i < THREADS; i++)
    pthread_join (threads[i], NULL);
  percpu_ref_kill (&ref);
  large = percpu_alloc_array (char, 1 << 20);
  (void) large;
  percpu_stats_get (&stats, sizeof stats);
  percpu_reset (locked);
  /* Areas that are not mapped at start.  */
  percpu_foreach (cpu)
    ++*percpu_ptr (&locked, cpu);
  _exit (percpu_sum (count) != THREADS * ROUNDS
	 || percpu_sum (guarded) != THREADS * ROUNDS
	 || percpu_counter_sum (&counter) != THREADS * ROUNDS);
}

static void
test (void)
{
  char text[500];
  int status = child_run (filtered, NULL, text, sizeof text);

  if (WIFEXITED (status) && WEXITSTATUS (status) == 77)
    printf ("not tried: no filter for system calls\n");
  else
    CHECK (status == 0, "no other system call: %#x %s", (unsigned int) status,
	   text);
}

int
main (int argc, char **argv)
{
  setenv ("PERCPU_TEST_POSSIBLE", "0-255", 1);
  return modes_run (argc, argv, test);
}
