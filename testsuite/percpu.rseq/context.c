/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Transfers of control: coroutines (swapcontext) that count, and continue in
   another thread than the one that left them; handlers that leave the update
   that they have interrupted, by siglongjmp or swapcontext.  An update that is
   never continued is done once or not at all, and one that continues later is
   done once.  */

/* { dg-require arch x86-64 } */
/* { dg-additional-options "-pthread" } */

#include "../lib/modes.h"
#include <sys/time.h>
#include <ucontext.h>

enum { STACK = 65536, TRAP = 0x100 };

static __attribute__ ((percpu)) long count, product;

/* Updates that have begun and updates that have completed.  */
static volatile long begun, done;

static void
update (void)
{
  begun++;
  count++;
  product = product * 1 + 3;
  done++;
}

/* Returns: whether the sums are those of all completed updates plus at most one
   that has begun.  That one counts as completed from now on.  */
static bool
settle (void)
{
  long n = percpu_sum (count), p = percpu_sum (product);
  bool right = (n >= done && n <= begun && begun - done <= 1
		&& p % 3 == 0 && p / 3 >= done && p / 3 <= n);

  /* Makes the missing half of the update.  */
  while (percpu_sum (count) < begun)
    count++;
  while (percpu_sum (product) < 3 * begun)
    product += 3;
  done = begun;
  return right;
}

/* Coroutines that count, and are handed from thread to thread.  */

enum { COROUTINES = 4, SWITCHES = 5000, THREADS = 2 };

static struct coroutine
{
  ucontext_t self;
  ucontext_t *from;
  long left;
}
coroutines[COROUTINES];

static void
coroutine_run (unsigned int number)
{
  struct coroutine *c = &coroutines[number];

  while (c->left-- > 0)
    {
      for (int i = 0; i < 10; i++)
	{
	  count++;
	  product = product * 1 + 3;
	}
      swapcontext (&c->self, c->from);
      count--;
    }
  setcontext (c->from);
}

/* Thread NUMBER runs one half of the coroutines in each round.  */
static pthread_barrier_t barrier;

static void *
schedule (void *arg)
{
  unsigned int number = (unsigned int) (uintptr_t) arg;
  ucontext_t here;

  for (int i = 0; i < SWITCHES; i++)
    {
      for (unsigned int j = 0; j < COROUTINES; j++)
	if ((j + (unsigned int) i / 100) % THREADS == number)
	  {
	    coroutines[j].from = &here;
	    swapcontext (&here, &coroutines[j].self);
	  }
      if (i % 100 == 99)
	pthread_barrier_wait (&barrier);
    }
  return NULL;
}

static void
coroutines_test (void)
{
  const long n = (long) COROUTINES * SWITCHES;
  pthread_t threads[THREADS];

  pthread_barrier_init (&barrier, NULL, THREADS);
  for (unsigned int i = 0; i < COROUTINES; i++)
    {
      struct coroutine *c = &coroutines[i];

      getcontext (&c->self);
      c->self.uc_stack.ss_sp = malloc (STACK);
      c->self.uc_stack.ss_size = STACK;
      c->left = SWITCHES;
      makecontext (&c->self, (void (*) (void)) coroutine_run, 1, i);
    }
  for (uintptr_t i = 0; i < THREADS; i++)
    if (pthread_create (&threads[i], NULL, schedule, (void *) i) != 0)
      exit (1);
  for (int i = 0; i < THREADS; i++)
    pthread_join (threads[i], NULL);
  /* Each has returned from all its switches but the last.  */
  CHECK (percpu_sum (count) == 10 * n - (n - COROUTINES)
	 && percpu_sum (product) == 30 * n, "coroutines: %ld counts",
	 percpu_sum (count));
  begun = done = percpu_sum (count);
  product += 3 * (begun - 10 * n);
}

/* Handlers that leave the update.  */

enum { LEAPS = 300 };

static sigjmp_buf out;
static ucontext_t interrupted, other;
static volatile long leaps, visits;

static void
leave (int sig)
{
  (void) sig;
  siglongjmp (out, 1);
}

/* Let the other context count before the update continues.  */
static void
visit (int sig)
{
  (void) sig;
  visits++;
  swapcontext (&interrupted, &other);
}

static void
other_run (void)
{
  for (;;)
    {
      for (int i = 0; i < 10; i++)
	{
	  count++;
	  product = product * 1 + 3;
	}
      swapcontext (&other, &interrupted);
    }
}

static void
alarm_every (long microseconds)
{
  struct itimerval timer = { { 0, microseconds }, { 0, microseconds } };

  setitimer (ITIMER_REAL, &timer, NULL);
}

static void
leave_test (void)
{
  struct sigaction action = { .sa_handler = leave };
  volatile long wrong = 0;

  leaps = 0;
  sigaction (SIGALRM, &action, NULL);
  if (sigsetjmp (out, 1) != 0)
    {
      alarm_every (0);
      wrong += !settle ();
      leaps++;
    }
  if (leaps < LEAPS)
    {
      alarm_every (200);
      for (;;)
	update ();
    }
  CHECK (wrong == 0, "siglongjmp out of %ld updates", leaps);
}

static void
visit_test (void)
{
  struct sigaction action = { .sa_handler = visit };

  getcontext (&other);
  other.uc_stack.ss_sp = malloc (STACK);
  other.uc_stack.ss_size = STACK;
  sigaddset (&other.uc_sigmask, SIGALRM);
  makecontext (&other, other_run, 0);
  sigaction (SIGALRM, &action, NULL);
  alarm_every (200);
  while (visits < LEAPS)
    update ();
  alarm_every (0);
  begun += 10 * visits;
  done += 10 * visits;
  CHECK (begun == done && percpu_sum (count) == done
	 && percpu_sum (product) == 3 * done,
	 "%ld updates went on after others", visits);
}

/* The same at each instruction of an update: trap number LIMIT leaves it.  On a
   long path only some of the instructions are tried.  */

static volatile long traps, limit;

static void
leave_late (int sig)
{
  if (++traps == limit)
    leave (sig);
}

static void
each_test (void)
{
  struct sigaction action = { .sa_handler = leave_late };
  volatile bool finished = false;
  volatile long wrong = 0, last = 0;

  sigaction (SIGTRAP, &action, NULL);
  limit = 0;
  if (sigsetjmp (out, 1) != 0)
    wrong += !settle ();
  limit += 1 + limit / 32;
  if (limit < 20000 && !finished)
    {
      traps = 0;
      __asm__ volatile ("subq $128, %%rsp; pushfq; orl %0, (%%rsp); popfq;"
			" addq $128, %%rsp" : : "i" (TRAP) : "cc", "memory");
      update ();
      __asm__ volatile ("subq $128, %%rsp; pushfq; andl %0, (%%rsp); popfq;"
			" addq $128, %%rsp" : : "i" (~TRAP) : "cc", "memory");
      last = traps;
      finished = true;
    }
  wrong += !settle ();
  CHECK (finished && last > 10 && wrong == 0,
	 "siglongjmp from everywhere, at last one of %ld instructions", last);
}

static void
test (void)
{
  coroutines_test ();
  leave_test ();
  visit_test ();
  each_test ();
  /* By now the kernel no longer aborts updates of this thread.  */
  each_test ();
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
