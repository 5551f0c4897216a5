/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Every mode that this machine has is reached, and its name is correct.  The
   expected modes are computed from the kernel and the C library, not with the
   library under test.  In modes `libc' and `own' the kernel refuses a second
   registration of the thread; in mode `private' the thread has none.  */

/* { dg-additional-options "-pthread" } */

#include "../lib/modes.h"

static __attribute__ ((percpu)) long count;

/* Returns: true if the kernel has a registration of this thread.  */
static bool
registered_p (void)
{
  static __thread struct
  {
    uint32_t member[8];
  } mine __attribute__ ((aligned (32)));
  const unsigned int signature = 0x53053053;

  if (syscall (SYS_rseq, &mine, sizeof mine, 0, signature) != 0)
    return errno != ENOSYS;
  syscall (SYS_rseq, &mine, sizeof mine, 1, signature);
  return false;
}

static void *
work (void *arg)
{
  bool *registered = arg;

  count++;
  *registered = registered_p ();
  return arg;
}

static void
test (void)
{
  bool expected = percpu_mode () != PERCPU_MODE_PRIVATE;
  bool libc = &__rseq_size && __rseq_size > 0;
  bool registered = !expected;
  pthread_t thread;

  work (&registered);
  CHECK (registered == expected, "the first thread");
  if (pthread_create (&thread, NULL, work, &registered) != 0)
    exit (1);
  pthread_join (thread, NULL);
  CHECK (registered == expected, "another thread");
  CHECK (percpu_mode () == PERCPU_MODE_PRIVATE
	 || libc == (percpu_mode () == PERCPU_MODE_LIBC),
	 "the registration is the C library's: %d", libc);
  CHECK (percpu_sum (count) == 2, "two counts");
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
