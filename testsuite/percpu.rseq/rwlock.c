/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A reader-writer lock: writers are alone, readers run together and never see
   an incomplete change.  Readers sleep, yield and are moved to other CPUs in
   their sections, and enter them again within a section and in signal handlers.
   Writers, too, are interrupted by handlers that read, until they have
   entered.  */

/* { dg-additional-options "-pthread" } */

#include "list.h"
#include <semaphore.h>

enum { READERS = 6, WRITERS = 2, WORDS = 16, SECONDS = 2 };

static __attribute__ ((percpu)) struct percpu_rwlock lock, other;

static volatile long table[WORDS];
static int inside_writers, inside_readers, most_readers;
static unsigned long reads, writes, again, handled, elsewhere;
static _Thread_local volatile bool writing;

static void
look (void)
{
  long v = table[0];

  if (__atomic_load_n (&inside_writers, __ATOMIC_SEQ_CST) != 0)
    count_wrong ();
  for (int i = 1; i < WORDS; i++)
    if (table[i] != v)
      count_wrong ();
}

static void
handler (int sig)
{
  (void) sig;
  if (writing)
    return;
  percpu_rwlock_read_enter (&lock);
  look ();
  percpu_rwlock_read_leave (&lock);
  __atomic_fetch_add (&handled, 1, __ATOMIC_RELAXED);
}

static void *
reader (void *arg)
{
  unsigned int self = (unsigned int) (uintptr_t) arg, seed = self, n = 0;

  moved_begin (self);
  while (!stop)
    {
      int cpu = sched_getcpu (), now, most;
      bool already = rand_r (&seed) % 2;

      /* A reader of any lock does not wait for a waiting writer.  */
      if (already)
	percpu_rwlock_read_enter (&other);
      percpu_rwlock_read_enter (&lock);
      now = __atomic_add_fetch (&inside_readers, 1, __ATOMIC_SEQ_CST);
      most = __atomic_load_n (&most_readers, __ATOMIC_RELAXED);
      if (now > most)
	__atomic_store_n (&most_readers, now, __ATOMIC_RELAXED);
      look ();
      switch (rand_r (&seed) % 16)
	{
	case 0:
	  sched_yield ();
	  break;
	case 1:
	  if (n % 64 == 0)
	    usleep (50);
	  break;
	case 2:
	  percpu_rwlock_read_enter (&other);
	  percpu_rwlock_read_enter (&lock);
	  look ();
	  percpu_rwlock_read_leave (&lock);
	  percpu_rwlock_read_leave (&other);
	  __atomic_fetch_add (&again, 1, __ATOMIC_RELAXED);
	  break;
	}
      look ();
      if (cpu != sched_getcpu ())
	__atomic_fetch_add (&elsewhere, 1, __ATOMIC_RELAXED);
      __atomic_sub_fetch (&inside_readers, 1, __ATOMIC_SEQ_CST);
      percpu_rwlock_read_leave (&lock);
      if (already)
	percpu_rwlock_read_leave (&other);
      __atomic_fetch_add (&reads, 1, __ATOMIC_RELAXED);
      n++;
    }
  moved[self] = 0;
  return NULL;
}

static void *
writer (void *arg)
{
  unsigned int self = (unsigned int) (uintptr_t) arg, seed = self;
  sigset_t set, before;

  moved_begin (READERS + self);
  sigemptyset (&set);
  sigaddset (&set, SIGUSR1);
  while (!stop)
    {
      percpu_rwlock_write_enter (&lock);
      pthread_sigmask (SIG_BLOCK, &set, &before);
      if (__atomic_add_fetch (&inside_writers, 1, __ATOMIC_SEQ_CST) != 1
	  || __atomic_load_n (&inside_readers, __ATOMIC_SEQ_CST) != 0)
	count_wrong ();
      for (int i = 0; i < WORDS; i++)
	{
	  table[i]++;
	  if (i == WORDS / 2 && rand_r (&seed) % 8 == 0)
	    sched_yield ();
	}
      __atomic_sub_fetch (&inside_writers, 1, __ATOMIC_SEQ_CST);
      __atomic_fetch_add (&writes, 1, __ATOMIC_RELAXED);
      percpu_rwlock_write_leave (&lock);
      pthread_sigmask (SIG_SETMASK, &before, NULL);
      if (rand_r (&seed) % 2)
	usleep (rand_r (&seed) % 200);
    }
  moved[READERS + self] = 0;
  return NULL;
}

static bool
enough (void)
{
  return (__atomic_load_n (&writes, __ATOMIC_RELAXED) > 100
	  && __atomic_load_n (&reads, __ATOMIC_RELAXED) > 1000
	  && __atomic_load_n (&handled, __ATOMIC_RELAXED) > 100
	  && __atomic_load_n (&again, __ATOMIC_RELAXED) > 100
	  && __atomic_load_n (&most_readers, __ATOMIC_RELAXED) > 1);
}

static void
storm (void)
{
  pthread_t readers[READERS], writers[WRITERS], helper;
  struct sigaction action = { .sa_handler = handler, .sa_flags = SA_RESTART };
  double begin = storm_now ();
  unsigned int seed = 1;

  sigaction (SIGUSR1, &action, NULL);
  pthread_create (&helper, NULL, mover, NULL);
  for (uintptr_t i = 0; i < READERS; i++)
    pthread_create (&readers[i], NULL, reader, (void *) i);
  for (uintptr_t i = 0; i < WRITERS; i++)
    pthread_create (&writers[i], NULL, writer, (void *) i);
  while (storm_lasts (begin, SECONDS, enough ()))
    {
      pthread_kill (readers[rand_r (&seed) % READERS], SIGUSR1);
      usleep (rand_r (&seed) % 100);
    }
  stop = true;
  for (int i = 0; i < READERS; i++)
    pthread_join (readers[i], NULL);
  for (int i = 0; i < WRITERS; i++)
    pthread_join (writers[i], NULL);
  pthread_join (helper, NULL);
  CHECK (wrong == 0, "no reader saw a write in progress: %lu", wrong);
  CHECK (table[0] == (long) writes, "%lu writes", writes);
  CHECK (enough (),
	 "%lu reads, %lu in handlers, %lu within others, %d at a time, %lu on"
	 " more than one CPU", reads, handled, again, most_readers, elsewhere);
}

/* Single steps.  */

static sem_t entered, leave;
static volatile int state;

static void
wait_for (sem_t *sem)
{
  while (sem_wait (sem) != 0)
    continue;
}

static void *
read_for_long (void *arg)
{
  unsigned int cpus[2], nr = allowed_cpus (cpus, 2);

  stay_on (cpus[0]);
  percpu_rwlock_read_enter (&lock);
  stay_on (cpus[nr > 1]);
  sem_post (&entered);
  wait_for (&leave);
  /* A nested section, while a writer waits.  */
  percpu_rwlock_read_enter (&lock);
  raise (SIGUSR1);
  percpu_rwlock_read_leave (&lock);
  sem_post (&entered);
  wait_for (&leave);
  percpu_rwlock_read_leave (&lock);
  return arg;
}

static void *
write_once (void *arg)
{
  percpu_rwlock_write_enter (&lock);
  state = 1;
  sem_post (&entered);
  wait_for (&leave);
  percpu_rwlock_write_leave (&lock);
  return arg;
}

static void *
read_once (void *arg)
{
  percpu_rwlock_read_enter (&lock);
  state = 2;
  percpu_rwlock_read_leave (&lock);
  return arg;
}

static double
now (void)
{
  struct timespec t;

  clock_gettime (CLOCK_MONOTONIC, &t);
  return (double) t.tv_sec + 1e-9 * (double) t.tv_nsec;
}

/* A sleep times out after a second.  Returns: whether each waiting thread has
   entered in less than that, that is, was woken.  */
static bool
steps (void)
{
  pthread_t r, w, late;
  double before, longest;

  sem_init (&entered, 0, 0);
  sem_init (&leave, 0, 0);
  state = 0;
  pthread_create (&r, NULL, read_for_long, NULL);
  wait_for (&entered);
  /* Another reader does not matter.  */
  percpu_rwlock_read_enter (&lock);
  percpu_rwlock_read_leave (&lock);
  pthread_create (&w, NULL, write_once, NULL);
  usleep (50000);
  CHECK (state == 0, "a writer waits for the reader, which is on another CPU");
  pthread_create (&late, NULL, read_once, NULL);
  usleep (50000);
  CHECK (state == 0, "a new reader waits for the writer");
  sem_post (&leave);
  wait_for (&entered);
  CHECK (state == 0, "a reader may enter again, also in a handler");
  /* A handler of the waiting writer.  */
  handled = 0;
  pthread_kill (w, SIGUSR1);
  for (int i = 0; i < 60000 && handled == 0; i++)
    usleep (1000);
  CHECK (handled == 1 && state == 0, "so may a handler in a writing thread");
  before = now ();
  sem_post (&leave);
  wait_for (&entered);
  longest = now () - before;
  CHECK (state == 1, "then the writer is in: %.6f s", longest);
  pthread_join (r, NULL);
  usleep (50000);
  CHECK (state == 1, "and the new reader still waits");
  before = now ();
  sem_post (&leave);
  pthread_join (w, NULL);
  pthread_join (late, NULL);
  before = now () - before;
  CHECK (state == 2, "until it is out: %.6f s", before);
  return longest < 0.6 && before < 0.6;
}

/* Successive writers leave no gap, but readers enter.  */
static void *
write_always (void *arg)
{
  while (!stop)
    {
      percpu_rwlock_write_enter (&lock);
      for (volatile int i = 0; i < 10000; i++)
	continue;
      percpu_rwlock_write_leave (&lock);
      state++;
    }
  return arg;
}

static void *
read_always (void *arg)
{
  bool second = arg != NULL;

  /* Two writers that overlap.  */
  percpu_rwlock_read_enter (second ? &lock : &other);
  percpu_rwlock_read_leave (second ? &lock : &other);
  while (!stop)
    {
      percpu_rwlock_read_enter (&lock);
      for (volatile int i = 0; i < 10000; i++)
	continue;
      percpu_rwlock_read_leave (&lock);
    }
  return arg;
}

static void
starvation (void)
{
  pthread_t threads[4];
  unsigned int n = 0;

  stop = false;
  state = 0;
  for (int i = 0; i < 3; i++)
    pthread_create (&threads[i], NULL, write_always, NULL);
  for (double begin = storm_now ();
       storm_lasts (begin, .25, n > 20 && state > 20); n++)
    {
      percpu_rwlock_read_enter (&lock);
      percpu_rwlock_read_leave (&lock);
    }
  stop = true;
  for (int i = 0; i < 3; i++)
    pthread_join (threads[i], NULL);
  CHECK (n > 20 && state > 20, "%u reads among %d writes without a gap", n,
	 state);
  stop = false;
  for (uintptr_t i = 0; i < 4; i++)
    pthread_create (&threads[i], NULL, read_always, (void *) i);
  n = 0;
  for (double begin = storm_now (); storm_lasts (begin, .25, n > 20); n++)
    {
      percpu_rwlock_write_enter (&lock);
      percpu_rwlock_write_leave (&lock);
    }
  stop = true;
  for (int i = 0; i < 4; i++)
    pthread_join (threads[i], NULL);
  CHECK (n > 20, "%u writes among reads without a gap", n);
}

static void
test (void)
{
  int tries = 1;

  storm ();
  stop = false;
  /* On a busy machine this may take that long although the threads were
     woken.  */
  while (!steps () && tries < 10)
    tries++;
  CHECK (tries < 10, "a thread that sleeps is woken, seen at try %d", tries);
  starvation ();
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
