/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A storm of migrations. 64 threads change their affinity, and another process
   changes it as well, as taskset would.  Meanwhile they update variables of
   several kinds.  The storm lasts ten seconds in mode `libc' with optimisation,
   and one second otherwise.  The values that updates return are checked too: of
   a counter that ended with N on some CPU, the old values were 0 ... N - 1,
   each exactly once in all threads.  */

/* { dg-additional-options "-pthread" } */

#include "../lib/modes.h"
#include <dirent.h>
#include <time.h>

enum { THREADS = 64 };

static __attribute__ ((percpu)) long count, sum;
static __attribute__ ((percpu)) unsigned long ticket, step, product;
static __attribute__ ((percpu)) float real;
static __attribute__ ((percpu)) unsigned char byte;
static __attribute__ ((percpu)) struct { char c; short half; } s;

static bool stop;
static cpu_set_t all;

struct tally
{
  pthread_t thread;
  unsigned int seed;
  unsigned long rounds, weights, tickets, steps;
};

static void
move (pid_t tid, unsigned int *seed)
{
  unsigned int cpus[64], nr = 0;
  cpu_set_t set;

  for (unsigned int i = 0; i < CPU_SETSIZE && nr < 64; i++)
    if (CPU_ISSET (i, &all))
      cpus[nr++] = i;
  CPU_ZERO (&set);
  CPU_SET (cpus[(unsigned int) rand_r (seed) % nr], &set);
  CPU_SET (cpus[(unsigned int) rand_r (seed) % nr], &set);
  sched_setaffinity (tid, sizeof set, &set);
}

static void *
work (void *arg)
{
  struct tally *t = arg;

  while (!__atomic_load_n (&stop, __ATOMIC_RELAXED))
    {
      for (unsigned long i = 0; i < 1000; i++)
	{
	  count++;
	  sum += (long) i - 3;
	  t->tickets += ticket++;
	  t->steps += (step += 3);
	  product = product * 1 + 5;
	  byte++;
	  s.half -= 7;
	  t->weights += i - 3;
	}
      t->rounds += 1000;
      /* As long as it can be exact.  */
      if (t->rounds <= 100000)
	for (int i = 0; i < 100; i++)
	  real += 1;
      move (0, &t->seed);
    }
  return arg;
}

/* In a process of its own: moves all threads of process PID.  */
static void __attribute__ ((noreturn))
disturb (pid_t pid)
{
  unsigned int seed = 1;
  char path[64];

  prctl (PR_SET_PDEATHSIG, SIGKILL);
  snprintf (path, sizeof path, "/proc/%d/task", (int) pid);
  for (;;)
    {
      DIR *dir = opendir (path);
      const struct dirent *entry;

      while (dir && (entry = readdir (dir)))
	if (entry->d_name[0] != '.')
	  move (atoi (entry->d_name), &seed);
      if (dir)
	closedir (dir);
      usleep (200);
    }
}

static unsigned int
seconds (void)
{
#ifdef __OPTIMIZE__
  if (percpu_mode () == PERCPU_MODE_LIBC)
    return 10;
#endif
  return 1;
}

static void
test (void)
{
  static struct tally tallies[THREADS];
  unsigned long n = 0, weights = 0, tickets = 0, steps = 0, reals = 0;
  unsigned int places = 0, cpus[64], nr;
  pid_t parent = getpid (), pid;

  nr = allowed_cpus (cpus, 64);
  sched_getaffinity (0, sizeof all, &all);
  pid = fork ();
  if (pid == 0)
    disturb (parent);
  for (unsigned int i = 0; i < THREADS; i++)
    {
      tallies[i].seed = i + 7;
      if (pthread_create (&tallies[i].thread, NULL, work, &tallies[i]) != 0)
	exit (1);
    }
  sleep (seconds ());
  __atomic_store_n (&stop, true, __ATOMIC_RELAXED);
  for (unsigned int i = 0; i < THREADS; i++)
    {
      pthread_join (tallies[i].thread, NULL);
      n += tallies[i].rounds;
      weights += tallies[i].weights;
      tickets += tallies[i].tickets;
      steps += tallies[i].steps;
      reals += (tallies[i].rounds < 100000 ? tallies[i].rounds : 100000) / 10;
    }
  kill (pid, SIGKILL);
  waitpid (pid, NULL, 0);

  percpu_foreach (cpu)
    {
      unsigned long t = *percpu_ptr (&ticket, cpu);
      unsigned long m = *percpu_ptr (&step, cpu) / 3;

      tickets -= t % 2 ? (t - 1) / 2 * t : t / 2 * (t - 1);
      steps -= 3 * (m % 2 ? (m + 1) / 2 * m : m / 2 * (m + 1));
      places += t != 0;
    }
  CHECK (n > 0 && places >= (nr < 2 ? 1 : 2), "%lu rounds at %u places", n,
	 places);
  CHECK ((unsigned long) percpu_sum (count) == n, "count: %ld",
	 percpu_sum (count));
  CHECK ((unsigned long) percpu_sum (sum) == weights, "sum");
  CHECK (percpu_sum (ticket) == n && tickets == 0, "old values");
  CHECK (percpu_sum (step) == 3 * n && steps == 0, "new values");
  CHECK (percpu_sum (product) == 5 * n, "an update that takes a loop");
  CHECK (percpu_sum (byte) == (unsigned char) n, "byte");
  CHECK (percpu_sum (s.half) == (short) (-7 * n), "member");
  CHECK (percpu_sum (real) == (float) reals, "a floating one");
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
