/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* percpu_max and percpu_min in threads that run on any CPU and in signal
   handlers that interrupt them.  The amounts by which successful updates have
   raised one instance add up to its value: an update that was lost, or that
   changed another instance than the one it was compared with, would be missing
   in one of the sums.  The same holds for the overflow built-ins, which are
   counted too.  */

/* { dg-additional-options "-pthread" } */

#include "../lib/modes.h"
#include <sys/time.h>

enum { THREADS = 8, SIGNALS = 3000 };

static __attribute__ ((percpu)) long most, least;
static __attribute__ ((percpu)) double most_real;
static __attribute__ ((percpu)) unsigned short narrow;
static __attribute__ ((percpu)) unsigned int wrapped;
static __attribute__ ((percpu)) _Complex int number;

static long serial, raised, lowered, raised_real, raised_narrow;
static unsigned long wraps, additions;
static unsigned long handled;
static bool stop;

static void
add (long *to, long n)
{
  __atomic_fetch_add (to, n, __ATOMIC_RELAXED);
}

static void
count (unsigned long *to)
{
  __atomic_fetch_add (to, 1, __ATOMIC_RELAXED);
}

static void
update (void)
{
  long n = __atomic_add_fetch (&serial, 1, __ATOMIC_RELAXED);
  long old = percpu_max (most, n);

  if (n > old)
    add (&raised, n - old);
  old = percpu_min (least, -n);
  if (-n < old)
    add (&lowered, old + n);
  old = (long) percpu_max (most_real, n);
  if (n > old)
    add (&raised_real, n - old);
  unsigned short few = (unsigned short) (n >> 3);
  unsigned short before = percpu_max (narrow, few);
  if (few > before)
    add (&raised_narrow, few - before);
  if (__builtin_add_overflow (wrapped, 0x10000001u, &wrapped))
    count (&wraps);
  number += 1;
  count (&additions);
}

static void
handler (int sig)
{
  (void) sig;
  update ();
  count (&handled);
}

static void *
work (void *arg)
{
  while (!__atomic_load_n (&stop, __ATOMIC_RELAXED))
    for (int i = 0; i < 100; i++)
      update ();
  return arg;
}

static void
test (void)
{
  pthread_t threads[THREADS];
  struct sigaction action = { .sa_handler = handler, .sa_flags = SA_RESTART };
  struct itimerval period = { { 0, 100 }, { 0, 100 } }, off = { 0 };
  double begin = storm_now ();
  unsigned long carries = 0, sent = 0;
  unsigned int numbers = 0;

  sigaction (SIGALRM, &action, NULL);
  sigaction (SIGUSR1, &action, NULL);
  for (int i = 0; i < THREADS; i++)
    if (pthread_create (&threads[i], NULL, work, NULL) != 0)
      exit (1);
  setitimer (ITIMER_REAL, &period, NULL);
  while (storm_lasts (begin, 1,
		      __atomic_load_n (&handled, __ATOMIC_RELAXED) >= SIGNALS))
    {
      pthread_kill (threads[sent++ % THREADS], SIGUSR1);
      usleep (100);
    }
  setitimer (ITIMER_REAL, &off, NULL);
  __atomic_store_n (&stop, true, __ATOMIC_RELAXED);
  for (int i = 0; i < THREADS; i++)
    pthread_join (threads[i], NULL);

  /* Each wraparound subtracts 2 to the 32.  */
  percpu_foreach (cpu)
    {
      carries += *percpu_ptr (&wrapped, cpu);
      numbers += (unsigned int) __real__ *percpu_ptr (&number, cpu);
    }
  CHECK (handled >= SIGNALS, "%lu signals", handled);
  CHECK (percpu_sum (most) == raised, "maxima %ld, raised %ld",
	 percpu_sum (most), raised);
  CHECK (-percpu_sum (least) == lowered, "minima %ld, lowered %ld",
	 percpu_sum (least), lowered);
  CHECK (percpu_sum (most_real) == (double) raised_real, "floating maxima");
  CHECK (percpu_sum (narrow) == (unsigned short) raised_narrow,
	 "narrow maxima");
  CHECK (carries + (wraps << 32) == additions * 0x10000001ul,
	 "%lu additions, %lu overflows", additions, wraps);
  CHECK (numbers == (unsigned int) additions, "complex numbers");
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
