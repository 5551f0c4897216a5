/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Threads that are cancelled while they count: completed updates are kept.  A
   deferred cancellation takes effect between two updates, so the sum is exact.
   An asynchronous one may take effect within an update, which is then done or
   not.  Cleanup handlers and destructors count as well.  */

/* { dg-additional-options "-pthread" } */

#include "../lib/modes.h"

enum { THREADS = 3, ROUNDS = 20 };

static __attribute__ ((percpu)) long count, product, late;
static pthread_key_t key;

/* The record of one thread: the updates that it has begun, and those that it
   has completed.  */
struct tally
{
  pthread_t thread;
  bool asynchronous;
  volatile bool running;
  volatile long begun, done;
};

static void
cleanup (void *arg)
{
  (void) arg;
  late++;
}

static void *
work (void *arg)
{
  struct tally *t = arg;

  pthread_setspecific (key, arg);
  pthread_cleanup_push (cleanup, NULL);
  t->running = true;
  if (t->asynchronous)
    pthread_setcanceltype (PTHREAD_CANCEL_ASYNCHRONOUS, NULL);
  for (;;)
    {
      for (int i = 0; i < 100; i++)
	{
	  t->begun++;
	  count++;
	  product = product * 1 + 3;
	  t->done++;
	}
      if (!t->asynchronous)
	pthread_testcancel ();
    }
  pthread_cleanup_pop (0);
  return NULL;
}

/* Returns: the number of updates that THREADS threads have completed.  Stores
   in *OPEN the number of threads that may have made one more.  */
static long
cancel_all (struct tally *tallies, bool asynchronous, unsigned int *seed,
	    unsigned int *open)
{
  long done = 0;
  void *value;

  for (int i = 0; i < THREADS; i++)
    {
      tallies[i] = (struct tally) { .asynchronous = asynchronous };
      if (pthread_create (&tallies[i].thread, NULL, work, &tallies[i]) != 0)
	exit (1);
    }
  for (int i = 0; i < THREADS; i++)
    while (!tallies[i].running)
      sched_yield ();
  usleep ((unsigned int) rand_r (seed) % 1000);
  for (int i = 0; i < THREADS; i++)
    pthread_cancel (tallies[i].thread);
  for (int i = 0; i < THREADS; i++)
    {
      pthread_join (tallies[i].thread, &value);
      if (value != PTHREAD_CANCELED)
	CHECK (false, "thread %d was not cancelled", i);
      done += tallies[i].done;
      *open += tallies[i].begun != tallies[i].done;
    }
  return done;
}

static void
test (void)
{
  static struct tally tallies[THREADS];
  unsigned int seed = 3, open = 0, nr = percpu_nr_cpus ();
  long done = 0;

  pthread_key_create (&key, cleanup);
  for (int i = 0; i < ROUNDS; i++)
    {
      done += cancel_all (tallies, false, &seed, &open);
      if (percpu_sum (count) != done || percpu_sum (product) != 3 * done
	  || open != 0)
	CHECK (false, "round %d: %ld counted, %ld said", i,
	       percpu_sum (count), done);
    }
  CHECK (done > 0, "deferred: %ld updates, none lost", done);

  for (int i = 0; i < ROUNDS; i++)
    {
      unsigned int in_midst = 0;
      long n, before = percpu_sum (count), half = percpu_sum (product);

      done = cancel_all (tallies, true, &seed, &in_midst);
      n = percpu_sum (count) - before;
      half = percpu_sum (product) - half;
      if (n < done || n > done + in_midst || half % 3 != 0
	  || half / 3 < done || half / 3 > n)
	CHECK (false, "round %d: %ld and %ld counted, %ld ... %ld said", i, n,
	       half, done, done + in_midst);
      open += in_midst;
    }
  CHECK (open > 0, "asynchronous: none lost, %u threads were in an update",
	 open);
  CHECK (percpu_sum (late) == 4 * ROUNDS * THREADS,
	 "each thread has counted on its way out, twice");
  if (percpu_mode () == PERCPU_MODE_PRIVATE)
    CHECK (percpu_nr_cpus () < nr + 64, "%u areas were made",
	   percpu_nr_cpus () - nr);
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
