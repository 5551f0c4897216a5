/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A shared object is loaded and unloaded under load.  Workers run its code,
   report that, and sleep in a system call until it is unloaded.  When they
   return, the kernel reads the rseq_cs descriptor that the thread had last: if
   it still pointed into the object, the memory would no longer exist and the
   kernel would kill the process.  Meanwhile other threads count in the
   program's own variables, and all threads change CPUs.  */

/* { dg-shared-objects "counter-aux.c" } */

#include "../lib/modes.h"
#include "loaded.h"

enum { WORKERS = 4, COUNTERS = 3, ROUNDS = 100, ADDS = 500 };

static __attribute__ ((percpu)) long mine = 5;

static cpu_set_t all;
static volatile bool stop;
static struct loaded so;
static int work[2], wake[2];
static int finished, begun;

static void
move (unsigned int *seed)
{
  cpu_set_t set;

  CPU_ZERO (&set);
  for (unsigned int i = 0; i < CPU_SETSIZE; i++)
    if (CPU_ISSET (i, &all) && rand_r (seed) % 2)
      CPU_SET (i, &set);
  if (CPU_COUNT (&set) == 0)
    set = all;
  sched_setaffinity (0, sizeof set, &set);
}

/* One byte for each of N waiting threads.  */
static void
send_bytes (int fd, int n)
{
  while (n-- > 0)
    CHECK_QUIETLY (write (fd, "", 1) == 1, "write");
}

static void *
use (void *arg)
{
  unsigned int seed = (unsigned int) (uintptr_t) arg;
  char byte;

  while (read (work[0], &byte, 1) == 1 && !stop)
    {
      so.add (ADDS / 2);
      move (&seed);
      so.add (ADDS / 2);
      /* There must be no system call in between.  */
      __atomic_fetch_add (&finished, 1, __ATOMIC_RELEASE);
      if (read (wake[0], &byte, 1) != 1)
	break;
    }
  return arg;
}

static void *
count (void *arg)
{
  unsigned int seed = 100 + (unsigned int) (uintptr_t) arg;
  uintptr_t n = 0;

  while (!stop)
    {
      for (int i = 0; i < 1000; i++)
	mine++;
      if (n == 0)
	__atomic_fetch_add (&begun, 1, __ATOMIC_RELEASE);
      n += 1000;
      move (&seed);
    }
  return (void *) n;
}

static void
one_round (void)
{
  long cpus = 0, expected = (long) WORKERS * ADDS;

  loaded_open (&so, "./counter-aux.so");
  send_bytes (work[1], WORKERS);
  while (__atomic_load_n (&finished, __ATOMIC_ACQUIRE) < WORKERS)
    sched_yield ();
  finished = 0;
  percpu_foreach (cpu)
    cpus++;
  CHECK_QUIETLY (so.sum () == 100 * cpus + 1 + expected, "exact: %ld",
		 so.sum ());
  CHECK_QUIETLY (so.members () == 6 * cpus + 2 * expected, "members: %ld",
		 so.members ());
  /* The last of them is about to sleep.  */
  usleep (1000);
  loaded_close (&so);
  send_bytes (wake[1], WORKERS);
}

static void
test (void)
{
  pthread_t workers[WORKERS], counters[COUNTERS];
  uintptr_t n = 0;
  void *value;
  long cpus = 0;

  sched_getaffinity (0, sizeof all, &all);
  CHECK (pipe (work) == 0 && pipe (wake) == 0, "pipes");
  for (uintptr_t i = 0; i < WORKERS; i++)
    pthread_create (&workers[i], NULL, use, (void *) i);
  for (uintptr_t i = 0; i < COUNTERS; i++)
    pthread_create (&counters[i], NULL, count, (void *) i);
  /* A new private area adds its initial values to the sums.  */
  while (__atomic_load_n (&begun, __ATOMIC_ACQUIRE) < COUNTERS)
    sched_yield ();
  for (int i = 0; i < ROUNDS; i++)
    one_round ();
  stop = true;
  send_bytes (work[1], WORKERS);
  for (int i = 0; i < WORKERS; i++)
    pthread_join (workers[i], NULL);
  for (int i = 0; i < COUNTERS; i++)
    {
      pthread_join (counters[i], &value);
      n += (uintptr_t) value;
    }
  percpu_foreach (cpu)
    cpus++;
  CHECK (percpu_sum (mine) == 5 * cpus + (long) n, "the program's own: %ld",
	 percpu_sum (mine));
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
