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

enum { THREADS = 4, BOUND = 3, SIGNALS = 2000 };

static __attribute__ ((percpu)) long count, sum;
static __attribute__ ((percpu)) unsigned char byte;
static __attribute__ ((percpu)) short half;
static __attribute__ ((percpu)) unsigned int bits, swaps;
static __attribute__ ((percpu)) double real;
static __attribute__ ((percpu)) unsigned long ticket;

static long handled;
static bool stop;
static long updates, weights;
static unsigned long tickets;
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
  sigaddset (&set, SIGUSR1);
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
work (void *arg)
{
  long i = 0;

  (void) arg;
  while (!__atomic_load_n (&stop, __ATOMIC_RELAXED))
    update (i++);
  count_tickets (&tickets);
  __atomic_fetch_add (&updates, i, __ATOMIC_RELAXED);
  __atomic_fetch_add (&weights, i * (i - 1) / 2, __ATOMIC_RELAXED);
  return NULL;
}

static void *
work_bound (void *arg)
{
  bool bound = percpu_bind (percpu_cpu_next (0)) == 0;

  (void) work (arg);
  return (void *) bound;
}

/* Runs N threads that execute FUNCTION, and sends them SIGNALS signals.  Checks
   the sums.  BOUND is what they return.  */
static void
run (unsigned int n, void *(*function) (void *), bool bound)
{
  long all;
  unsigned int swapped = 0, parity = 0, bytes = 0, halves = 0;
  unsigned long expected = 0;
  pthread_t thread[THREADS];

  handled = 0;
  tickets = 0;
  updates = 0;
  weights = 0;
  stop = false;
  for (unsigned int i = 0; i < n; i++)
    pthread_create (&thread[i], NULL, function, NULL);
  while (__atomic_load_n (&handled, __ATOMIC_RELAXED) < SIGNALS)
    for (unsigned int i = 0; i < n; i++)
      pthread_kill (thread[i], SIGUSR1);
  __atomic_store_n (&stop, true, __ATOMIC_RELAXED);
  for (unsigned int i = 0; i < n; i++)
    {
      void *result;

      pthread_join (thread[i], &result);
      CHECK ((result != NULL) == bound, "thread %u was %sbound", i,
	     bound ? "" : "not ");
    }

  all = updates + handled;
  percpu_foreach (cpu)
    {
      unsigned long t = *percpu_ptr (&ticket, cpu);

      expected += t * (t - 1) / 2;
      swapped += *percpu_ptr (&swaps, cpu);
      parity ^= *percpu_ptr (&bits, cpu);
      bytes += *percpu_ptr (&byte, cpu);
      halves += *percpu_ptr (&half, cpu);
    }
  CHECK (updates > 0, "%ld updates and %ld signals", updates, handled);
  CHECK (percpu_sum (count) == all, "count");
  CHECK (percpu_sum (sum) == weights + 5 * handled, "sum");
  CHECK ((unsigned char) bytes == (unsigned char) (3 * all), "byte");
  CHECK ((short) halves == (short) (-2 * all), "half");
  CHECK (parity == (all & 1 ? 4 : 0), "bits");
  CHECK (percpu_sum (real) == (double) all * 0.5, "real");
  CHECK ((long) swapped == updates, "compare-exchange");
  CHECK (tickets == expected, "the old values");
}

int
main (void)
{
  count = 0;
  CHECK (percpu_mode () == PERCPU_MODE_PRIVATE, "the mode is %s",
	 percpu_mode_name (percpu_mode ()));
  signal (SIGUSR1, handler);
  run (THREADS, work, false);

  percpu_reset (count);
  percpu_reset (sum);
  percpu_reset (byte);
  percpu_reset (half);
  percpu_reset (bits);
  percpu_reset (swaps);
  percpu_reset (real);
  percpu_reset (ticket);
  run (BOUND, work_bound, true);
  return 0;
}
