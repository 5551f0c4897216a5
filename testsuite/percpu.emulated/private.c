/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Threads without the kernel's help, each with a private area, while signals
   arrive all the time.  The handler changes the variables that it interrupts
   the update of, and no change is lost: the operations are several instructions
   on some targets.  Threads that are bound to the same CPU share its area.  The
   values that updates return are checked too: each old value of a counter is
   returned once in each area.  */

#include "../lib/check.h"
#include <percpu.h>
#include <pthread.h>
#include <sys/time.h>

enum { THREADS = 6, ROUNDS = 60000, BOUND = 3, BOUND_ROUNDS = 40000 };

static __attribute__ ((percpu)) long count, sum;
static __attribute__ ((percpu)) unsigned char byte;
static __attribute__ ((percpu)) short half;
static __attribute__ ((percpu)) unsigned int bits, swaps;
static __attribute__ ((percpu)) double real;
static __attribute__ ((percpu)) unsigned long ticket;

static long handled;
static unsigned long tickets, bound_tickets;
static __thread unsigned long my_tickets;

static void
add_ticket (void)
{
  unsigned long mine = ticket++;

  __atomic_fetch_add (&my_tickets, mine, __ATOMIC_RELAXED);
}

/* The signal does not arrive any more once the tickets are counted.  */
static void
count_tickets (unsigned long *all)
{
  sigset_t set;

  sigemptyset (&set);
  sigaddset (&set, SIGALRM);
  pthread_sigmask (SIG_BLOCK, &set, NULL);
  __atomic_fetch_add (all, my_tickets, __ATOMIC_RELAXED);
}

static void
handler (int signum)
{
  (void) signum;
  count++;
  sum += 5;
  byte += 3;
  half -= 2;
  bits ^= 4;
  real += 0.5;
  add_ticket ();
  __atomic_fetch_add (&handled, 1, __ATOMIC_RELAXED);
}

static void
update (long i)
{
  unsigned int seen;

  count++;
  sum += i;
  byte += 3;
  half -= 2;
  bits ^= 4;
  real += 0.5;
  add_ticket ();
  do
    seen = swaps;
  while (!percpu_try_cmpxchg (swaps, &seen, seen + 1));
}

static void *
work (void *rounds)
{
  for (long i = 0; i < (long) rounds; i++)
    update (i);
  count_tickets (&tickets);
  return NULL;
}

static void *
work_bound (void *arg)
{
  (void) arg;
  if (percpu_bind (percpu_cpu_next (0)) != 0)
    return (void *) 1;
  for (long i = 0; i < BOUND_ROUNDS; i++)
    {
      count++;
      add_ticket ();
      if (i % 64 == 0)
	sched_yield ();
    }
  count_tickets (&bound_tickets);
  return NULL;
}

int
main (void)
{
  pthread_t thread[THREADS];
  struct itimerval timer = { { 0, 400 }, { 0, 400 } };
  unsigned long expected = 0;
  void *result;

  count = 0;
  CHECK (percpu_mode () == PERCPU_MODE_PRIVATE, "the mode is %s",
	 percpu_mode_name (percpu_mode ()));
  signal (SIGALRM, handler);
  setitimer (ITIMER_REAL, &timer, NULL);
  for (int i = 0; i < THREADS; i++)
    pthread_create (&thread[i], NULL, work, (void *) (long) ROUNDS);
  for (int i = 0; i < THREADS; i++)
    pthread_join (thread[i], NULL);
  timer.it_value.tv_usec = timer.it_interval.tv_usec = 0;
  setitimer (ITIMER_REAL, &timer, NULL);
  signal (SIGALRM, SIG_IGN);
  count_tickets (&tickets);

  long n = (long) THREADS * ROUNDS, all = n + handled;
  unsigned int swapped = 0, parity = 0, bytes = 0, halves = 0;
  percpu_foreach (cpu)
    {
      unsigned long t = *percpu_ptr (&ticket, cpu);
      expected += t * (t - 1) / 2;
      swapped += *percpu_ptr (&swaps, cpu);
      parity ^= *percpu_ptr (&bits, cpu);
      bytes += *percpu_ptr (&byte, cpu);
      halves += *percpu_ptr (&half, cpu);
    }
  CHECK (handled > 0, "%ld signals", handled);
  CHECK (percpu_sum (count) == all, "count");
  CHECK (percpu_sum (sum) == (long) THREADS * ROUNDS / 2 * (ROUNDS - 1)
			     + 5 * handled, "sum");
  CHECK ((unsigned char) bytes == (unsigned char) (3 * all), "byte");
  CHECK ((short) halves == (short) (-2 * all), "half");
  CHECK (parity == (all & 1 ? 4 : 0), "bits");
  CHECK (percpu_sum (real) == all * 0.5, "real");
  CHECK (swapped == n, "compare-exchange");
  CHECK (tickets == expected, "the old values");

  percpu_reset (count);
  percpu_reset (ticket);
  for (int i = 0; i < BOUND; i++)
    pthread_create (&thread[i], NULL, work_bound, NULL);
  for (int i = 0; i < BOUND; i++)
    {
      pthread_join (thread[i], &result);
      CHECK (result == NULL, "thread %d was bound", i);
    }
  CHECK (percpu_sum (count) == (long) BOUND * BOUND_ROUNDS, "bound threads");
  unsigned long t = (unsigned long) BOUND * BOUND_ROUNDS;
  CHECK (bound_tickets == t * (t - 1) / 2, "their old values");
  return 0;
}
