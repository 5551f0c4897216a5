/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* All CPUs run threads, which are preempted and migrate, and the threads and
   the timer update the statistics of the CPU that they are on.  Afterwards the
   sums over all CPUs are exact.  */

#include "kernel.h"

enum { THREADS = 12, ROUNDS = 20000, HELD = 3, MEMORY = 1 << 16 };

__attribute__ ((percpu)) struct stats stats;

PERCPU_RESERVE (MEMORY);

static unsigned int ready, finished, failures;

/* A thread: it takes objects, uses the session, and gives the objects back.  */
static void
work (unsigned int number)
{
  struct object *held[HELD];

  for (unsigned int i = 0; i < ROUNDS; i++)
    {
      for (unsigned int j = 0; j < HELD; j++)
	{
	  held[j] = cache_get ();
	  if (held[j])
	    held[j]->owner = number;
	}
      if (!session_use ())
	__atomic_fetch_add (&failures, 1, __ATOMIC_RELAXED);
      for (unsigned int j = 0; j < HELD; j++)
	if (held[j] && held[j]->owner == number)
	  cache_put (held[j]);
	else
	  __atomic_fetch_add (&failures, 1, __ATOMIC_RELAXED);
      stats.operations++;
    }
}

/* All CPUs run threads at the same time.  */
static void
cpu_run (unsigned int cpu)
{
  if (percpu_bind_area (cpu) != 0)
    __atomic_fetch_add (&failures, 1, __ATOMIC_RELAXED);
  __atomic_fetch_add (&ready, 1, __ATOMIC_ACQ_REL);
  while (__atomic_load_n (&ready, __ATOMIC_ACQUIRE) < MACHINE_CPUS)
    machine_relax ();
  thread_run_all ();
  __atomic_fetch_add (&finished, 1, __ATOMIC_ACQ_REL);
}

void
machine_secondary (unsigned int cpu)
{
  cpu_run (cpu);
  for (;;)
    machine_relax ();
}

void
machine_exception (void)
{
  print ("an exception\n");
  machine_off (1);
}

static void
print_row (const struct stats *s, unsigned int idle)
{
  print_number (s->operations, 12);
  print_number (s->ticks, 8);
  print_number (s->switches, 10);
  print_number (s->made, 8);
  print_number (s->reused, 10);
  print_number (idle, 8);
  print ("\n");
}

/* Print a row for each CPU, and the sums.  */
static void
print_table (void)
{
  struct stats all;
  unsigned int idle = 0;

  print ("cpu     operations   ticks  switches    made    reused    free\n");
  percpu_foreach (cpu)
    {
      print_number (cpu, 3);
      print ("    ");
      print_row (percpu_ptr (&stats, cpu), cache_free (cpu));
      idle += cache_free (cpu);
    }
  all.operations = percpu_sum (stats.operations);
  all.ticks = percpu_sum (stats.ticks);
  all.switches = percpu_sum (stats.switches);
  all.made = percpu_sum (stats.made);
  all.reused = percpu_sum (stats.reused);
  print ("all    ");
  print_row (&all, idle);

  print ("session: used ");
  print_number (session_uses (), 1);
  print (" times, then released\n");
  if (all.operations != THREADS * ROUNDS || session_uses () != all.operations
      || all.made + all.reused != HELD * all.operations || idle != all.made)
    failures++;
}

void
machine_main (void)
{
  int error = percpu_init_in_place (MACHINE_CPUS);

  machine_exceptions_begin ();
  if (error == 0)
    error = percpu_bind_area (0);
  if (error == 0)
    error = session_begin ();
  for (unsigned int i = 0; i < THREADS; i++)
    failures += !thread_start (work, i);
  for (unsigned int cpu = 1; cpu < MACHINE_CPUS && error == 0; cpu++)
    error = machine_start_cpu (cpu);
  if (error != 0)
    {
      print (percpu_strerror (error));
      print ("\n");
      machine_off (1);
    }
  cpu_run (0);
  while (__atomic_load_n (&finished, __ATOMIC_ACQUIRE) < MACHINE_CPUS)
    machine_relax ();
  session_end ();
  print_table ();
  print (failures == 0 ? "the totals are exact\n" : "the totals are wrong\n");
  machine_off (failures);
}
