/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A thread sums and walks through the areas while another thread makes its
   private area, which has a number already but cannot be used yet.  The program
   replaces the mprotect that the library calls, and the other thread waits
   there.  */

/* { dg-additional-options "-pthread" } */

#include "../lib/modes.h"
#include <semaphore.h>

static __attribute__ ((percpu)) long count;
static sem_t half, whole;
static pthread_t other;
static bool started;
static _Thread_local bool waits;

int
mprotect (void *address, size_t size, int protection)
{
  long result = syscall (SYS_mprotect, address, size, protection);

  if (waits)
    {
      waits = false;
      sem_post (&half);
      sem_wait (&whole);
    }
  return (int) result;
}

static void *
work (void *arg)
{
  waits = true;
  count++;
  /* The thread need not have called mprotect.  */
  if (waits)
    sem_post (&half);
  return arg;
}

/* Let the other thread start and reach that point.  */
static void
begin (void)
{
  if (started)
    return;
  started = true;
  pthread_create (&other, NULL, work, NULL);
  sem_wait (&half);
}

/* percpu_foreach has found no further area.  */
static unsigned int
cpu_next (unsigned int cpu)
{
  unsigned int next = percpu_cpu_next (cpu);

  if (next == percpu_nr_cpus ())
    begin ();
  return next;
}
#define percpu_cpu_next cpu_next

static void
test (void)
{
  unsigned int seen = 0, usable = 0;
  long sum;

  sem_init (&half, 0, 0);
  sem_init (&whole, 0, 0);
  count = 5;
  sum = percpu_sum (count);
  /* In other modes it has counted already.  */
  CHECK (sum == 5 || sum == 6, "a sum while an area is made: %ld", sum);
  percpu_foreach (cpu)
    {
      seen++;
      usable += percpu_cpu_possible (cpu);
    }
  CHECK (seen == usable, "%u CPUs are possible, of %u", usable, seen);
  sem_post (&whole);
  pthread_join (other, NULL);
  CHECK (percpu_sum (count) == 6, "and afterwards %ld", percpu_sum (count));
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
