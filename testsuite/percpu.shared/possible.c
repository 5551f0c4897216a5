/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* PERCPU_TEST_POSSIBLE: a program finds more, other or fewer CPUs than there
   are.  Threads count in the instances that stand for the machine's CPUs.  All
   other instances have the initial values, also those of a loaded object, and
   take no memory until the program asks for their address.  */

/* { dg-shared-objects "counter-aux.c" } */

#include "../lib/modes.h"
#include "loaded.h"

enum { THREADS = 4, ROUNDS = 200, ADDS = 100, INITIAL = 3 };

/* At most this many pages of an area are written: the variables other than the
   array, one byte of the array, the library's words, and the loaded object's
   variables.  */
enum { PAGES = 8 };

static const struct list
{
  const char *text;
  struct { unsigned int first, last; } range[3];
} lists[] =
{
  { "0-4095", { { 0, 4095 }, { 0, 0 }, { 0, 0 } } },
  { "1,3,4000-4095", { { 1, 1 }, { 3, 3 }, { 4000, 4095 } } },
  { "2", { { 2, 2 }, { 2, 2 }, { 2, 2 } } }
};

static __attribute__ ((percpu)) long count = INITIAL;
static __attribute__ ((percpu)) char large[100000];

static const struct list *list;
static unsigned int possible, highest;
static cpu_set_t all;

/* The CPUs of the machine that the program may use, and the numbers that they
   have for it.  */
static struct { unsigned int kernel, number; } real[CPU_SETSIZE];
static unsigned int nr_real;

static bool
in_list (unsigned int cpu)
{
  for (unsigned int i = 0; i < LENGTH (list->range); i++)
    if (cpu >= list->range[i].first && cpu <= list->range[i].last)
      return true;
  return false;
}

/* The first CPU of the machine has the highest number, and so on.  */
static void
find_numbers (void)
{
  FILE *f = fopen ("/sys/devices/system/cpu/possible", "r");
  unsigned int first = 0, last = 0, number;

  for (unsigned int cpu = 0; cpu < 4096; cpu++)
    if (in_list (cpu))
      {
	possible++;
	highest = cpu;
      }
  CHECK (f && fscanf (f, "%u-%u", &first, &last) >= 1, "the machine's CPUs");
  fclose (f);
  sched_getaffinity (0, sizeof all, &all);
  number = highest + 1;
  for (unsigned int cpu = first; cpu <= last && cpu < CPU_SETSIZE; cpu++)
    {
      do
	if (number-- == 0)
	  return;
      while (!in_list (number));
      if (CPU_ISSET (cpu, &all))
	{
	  real[nr_real].kernel = cpu;
	  real[nr_real++].number = number;
	}
    }
}

static bool
real_p (unsigned int cpu)
{
  for (unsigned int i = 0; i < nr_real; i++)
    if (real[i].number == cpu)
      return true;
  return false;
}

static void *
work (void *arg)
{
  unsigned int seed = (unsigned int) (uintptr_t) arg;

  for (int i = 0; i < ROUNDS; i++)
    {
      cpu_set_t set = all;

      for (unsigned int cpu = 0; cpu < CPU_SETSIZE; cpu++)
	if (CPU_COUNT (&set) > 1 && rand_r (&seed) % 2)
	  CPU_CLR (cpu, &set);
      sched_setaffinity (0, sizeof set, &set);
      for (int j = 0; j < ADDS; j++)
	{
	  count++;
	  large[sizeof large / 2] ^= 1;
	}
    }
  return arg;
}

/* The sum without the initial values.  */
static long
counted (void)
{
  long sum = percpu_sum (count);

  percpu_foreach (cpu)
    sum -= INITIAL;
  return sum;
}

/* Only instances that were counted in take memory.  */
static void
look_at_stats (void)
{
  struct percpu_stats now;

  CHECK (percpu_stats_get (&now, sizeof now) == 0, "stats");
  CHECK (now.cpus == possible && now.cpus_used <= nr_real,
	 "%u CPUs, %u of them used", now.cpus, now.cpus_used);
  CHECK (now.resident <= ((now.cpus_used + now.private_areas) * PAGES
			  * (size_t) sysconf (_SC_PAGESIZE)),
	 "they have %zu kB", now.resident / 1024);
}

static void
look_at_numbers (void)
{
  unsigned int n = 0;

  CHECK (percpu_nr_cpus () >= highest + 1, "%u numbers", percpu_nr_cpus ());
  for (unsigned int cpu = 0; cpu <= highest; cpu++)
    CHECK_QUIETLY (percpu_cpu_possible (cpu) == in_list (cpu), "number %u",
		   cpu);
  percpu_foreach (cpu)
    n += cpu <= highest;
  CHECK (n == possible, "%u in a loop", n);
}

/* Binds the thread to each CPU of the machine, and checks that others are
   refused.  */
static void
bind_to_all (void)
{
  long before = counted ();

  for (unsigned int i = 0; i < nr_real; i++)
    {
      unsigned int cpu = real[i].number;
      long here;

      CHECK (percpu_bind (cpu) == 0 && percpu_bound_cpu () == (int) cpu,
	     "bound to %u", cpu);
      CHECK (sched_getcpu () == (int) real[i].kernel, "which is %u",
	     real[i].kernel);
      here = *percpu_ptr (&count, cpu);
      count += 10;
      CHECK (*percpu_ptr (&count, cpu) == here + 10
	     && percpu_this_ptr (&count) == percpu_ptr (&count, cpu),
	     "counts there");
      CHECK (percpu_unbind () == 0, "and free again");
    }
  CHECK (counted () == before + 10 * nr_real, "sum");
  for (unsigned int cpu = 0; cpu <= highest; cpu++)
    if (!real_p (cpu))
      CHECK_QUIETLY (percpu_bind (cpu) == (in_list (cpu) ? PERCPU_EOFFLINE
					   : PERCPU_ERANGE), "bind to %u",
		     cpu);
  CHECK (percpu_bind (highest + 1) == PERCPU_ERANGE, "not to a private area");
}

static void
test (void)
{
  pthread_t threads[THREADS];
  struct percpu_stats after;
  struct loaded so;
  long cpus = 0;

  find_numbers ();
  look_at_numbers ();
  CHECK (counted () == 0, "initial values");
  for (uintptr_t i = 0; i < THREADS; i++)
    pthread_create (&threads[i], NULL, work, (void *) i);
  for (int i = 0; i < THREADS; i++)
    pthread_join (threads[i], NULL);
  CHECK (counted () == THREADS * ROUNDS * ADDS, "%ld counts", counted ());
  bind_to_all ();
  look_at_numbers ();

  loaded_open (&so, "./counter-aux.so");
  percpu_foreach (cpu)
    cpus++;
  CHECK (so.sum () == 100 * cpus + 1 && so.members () == 6 * cpus,
	 "an object's initial values");
  look_at_stats ();
  so.add (1000);
  cpus = 0;
  percpu_foreach (cpu)
    cpus++;
  CHECK (so.sum () == 100 * cpus + 1001, "it counts");
  so.reset ();
  CHECK (so.sum () == 100 * cpus, "reset");
  look_at_stats ();

  /* Now the program asks for the address.  */
  for (unsigned int cpu = 0; cpu <= highest; cpu++)
    if (in_list (cpu) && !real_p (cpu))
      CHECK_QUIETLY (*percpu_ptr (&count, cpu) == INITIAL, "%u has counted",
		     cpu);
  CHECK (so.check () == 0, "and all of the object's values");
  CHECK (percpu_stats_get (&after, sizeof after) == 0
	 && after.cpus_used == possible, "all are used");
  CHECK (after.resident <= ((possible + after.private_areas) * PAGES
			    * (size_t) sysconf (_SC_PAGESIZE)),
	 "and have %zu kB", after.resident / 1024);
  loaded_close (&so);
}

static void
start_with_nonsense (void *argv)
{
  setenv ("PERCPU_TEST_POSSIBLE", "0-4095,x", 1);
  execv ("/proc/self/exe", argv);
}

int
main (int argc, char **argv)
{
  const char *mine = getenv ("PERCPU_TEST_POSSIBLE");
  char text[300];
  int status;

  if (argc > 1)
    {
      for (unsigned int i = 0; i < LENGTH (lists); i++)
	if (strcmp (mine, lists[i].text) == 0)
	  list = &lists[i];
      modes_fewer_cpus = strchr (mine, ',') == NULL
			 && strchr (mine, '-') == NULL;
      return modes_run (argc, argv, test);
    }
  for (unsigned int i = 0; i < LENGTH (lists); i++)
    {
      setenv ("PERCPU_TEST_POSSIBLE", lists[i].text, 1);
      modes_run (argc, argv, test);
    }
  status = child_run (start_with_nonsense, argv, text, sizeof text);
  CHECK (WIFEXITED (status) && WEXITSTATUS (status) == 127
	 && strcmp (text, "percpu: PERCPU_TEST_POSSIBLE: not a list of"
		    " CPUs\n") == 0, "no list: %s", text);
  return 0;
}
