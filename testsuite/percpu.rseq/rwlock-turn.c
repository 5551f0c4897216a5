/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Readers that have waited for a writer enter before the next writer, which
   waits for them before it closes the gate, but for a limited time: a reader
   that is counted may never enter.  The library's calls of `syscall' come here,
   because the program is not a shared object.  */

/* { dg-additional-options "-pthread" } */

#include "../lib/modes.h"
#include <linux/futex.h>
#include "syscalls.h"

static __attribute__ ((percpu)) struct percpu_rwlock lock;

static struct percpu_rwlock *home;
static unsigned int calls, waits, waits_closed, enough;

static bool
syscall_seen (long n, const long *arg, long *result)
{
  (void) result;
  calls++;
  if (n != SYS_futex || !home || arg[0] != (long) (uintptr_t) &home->waiting
      || (arg[1] & FUTEX_CMD_MASK) != FUTEX_WAIT)
    return false;
  waits++;
  waits_closed += home->gate != 1;
  /* The reader is in.  */
  if (waits == enough)
    home->waiting = 0;
  return false;
}

static void
write_once (void)
{
  waits = waits_closed = 0;
  percpu_rwlock_write_enter (&lock);
  percpu_rwlock_write_leave (&lock);
}

static void
test (void)
{
  /* Twice, because the kernel may require a registration first.  */
  for (int i = 0; i < 2; i++)
    {
      percpu_rwlock_read_enter (&lock);
      percpu_rwlock_read_leave (&lock);
    }
  if (calls == 0)
    {
      printf ("not tried: the library's system calls are not seen\n");
      return;
    }
  percpu_foreach (cpu)
    if (percpu_ptr (&lock, cpu)->gate == 1)
      home = percpu_ptr (&lock, cpu);
  if (!home)
    {
      printf ("not tried: the gate is never open\n");
      return;
    }
  write_once ();
  CHECK (waits == 0, "no reader waits");
  home->waiting = 1;
  enough = 3;
  write_once ();
  CHECK (waits == 3 && waits_closed == 0,
	 "a writer waits for the reader, %u times, the gate being closed %u"
	 " times", waits, waits_closed);
  home->waiting = 1;
  enough = 0;
  write_once ();
  CHECK (waits > 3 && waits <= 100 && waits_closed == 0,
	 "and for a limited time: %u times", waits);
  home->waiting = 0;
  home = NULL;
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
