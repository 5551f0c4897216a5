/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A program that may run on one CPU when it starts, and on others later: the
   areas of those CPUs are made, with the initial values, when a thread first
   runs there, in a signal handler too.  */

#include "../lib/modes.h"

static __attribute__ ((percpu)) long count = 100;
static __attribute__ ((percpu)) char large[3 * 4096] = { [5000] = 7 };

static cpu_set_t all;

static void
handler (int sig)
{
  (void) sig;
  count++;
}

static void
test (void)
{
  unsigned int cpus[64], nr;
  long first = 0, instances = 0;

  /* modes.h has executed the program again; execute it on one CPU.  */
  sched_getaffinity (0, sizeof all, &all);
  nr = allowed_cpus (cpus, 64);
  if (!getenv ("WIDEN"))
    {
      setenv ("WIDEN", "", 1);
      stay_on (cpus[nr - 1]);
      mode_start ((void *) percpu_mode_name (percpu_mode ()));
    }
  CHECK (nr == 1, "one CPU at start");
  signal (SIGUSR1, handler);
  count++;
  for (unsigned int cpu = 0; cpu < 64; cpu++)
    CPU_SET (cpu, &all);
  sched_setaffinity (0, sizeof all, &all);
  nr = allowed_cpus (cpus, 64);
  for (unsigned int i = 0; i < nr && i < 64; i++)
    {
      stay_on (cpus[i]);
      if (i % 2)
	raise (SIGUSR1);
      else
	count++;
      first += large[5000] == 7 && large[0] == 0;
      large[5000]++;
      large[5000]--;
    }
  CHECK (first == nr, "initial values on %u CPUs", nr);
  percpu_foreach (cpu)
    instances++;
  CHECK (percpu_sum (count) == 100 * instances + 1 + nr, "and all is counted");
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
