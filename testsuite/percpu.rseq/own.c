/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* If the C library does not register a struct rseq and the kernel supports it,
   the mode is `own', each thread is registered by the library, and no thread
   has a private area.  */

/* { dg-additional-options "-pthread" } */

#include "../lib/modes.h"

enum { THREADS = 8, ADDS = 10000 };

static __attribute__ ((percpu)) long count;

/* If the kernel has the call, it returns EINVAL or EBUSY.  */
static bool
rseq_there (void)
{
  return syscall (SYS_rseq, NULL, 0, 0, 0) != 0 && errno != ENOSYS
	 && errno != EPERM;
}

/* A thread is registered if no other struct can be registered.  */
static bool
registered_p (void)
{
  static _Thread_local char other[64] __attribute__ ((aligned (64)));

  if (syscall (SYS_rseq, other, 32, 0, PERCPU_RSEQ_SIGNATURE) != 0)
    return errno == EINVAL || errno == EBUSY;
  syscall (SYS_rseq, other, 32, 1, PERCPU_RSEQ_SIGNATURE);
  return false;
}

static void *
work (void *arg)
{
  for (int i = 0; i < ADDS; i++)
    count++;
  return registered_p () ? arg : NULL;
}

int
main (int argc, char **argv)
{
  pthread_t threads[THREADS];
  unsigned int nr = percpu_nr_cpus ();
  void *result;

  if (!rseq_there ())
    {
      printf ("not tried: the kernel has no restartable sequences\n");
      return 0;
    }
  if (argc == 1)
    {
      char *again[] = { argv[0], "own", NULL };

      setenv ("GLIBC_TUNABLES", "glibc.pthread.rseq=0", 1);
      execv ("/proc/self/exe", again);
      return 1;
    }
  CHECK (percpu_mode () == PERCPU_MODE_OWN, "mode %s",
	 percpu_mode_name (percpu_mode ()));
  for (int i = 0; i < THREADS; i++)
    pthread_create (&threads[i], NULL, work, argv);
  for (int i = 0; i < THREADS; i++)
    {
      pthread_join (threads[i], &result);
      CHECK (result, "thread %d is registered", i);
    }
  CHECK (work (argv), "the first thread is registered");
  CHECK (percpu_sum (count) == (THREADS + 1l) * ADDS, "%ld counts",
	 percpu_sum (count));
  CHECK (percpu_nr_cpus () == nr, "there are no private areas");
  return 0;
}
