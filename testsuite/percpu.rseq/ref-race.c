/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* One kill against one get, repeatedly.  The moment between the load of the
   mode and the addition is made long: the page of the counts is removed before,
   so that the addition takes a page fault, about a microsecond.  Whether the
   get has succeeded or not, the count is exact when kill returns.  */

/* { dg-additional-options "-pthread" } */

#include "../lib/modes.h"
#include <sys/mman.h>
#include <time.h>

static struct percpu_ref ref;
static unsigned int released;

/* Even: the getter has finished; odd: it may begin.  */
static unsigned int round_nr;
static bool got;

static void
release (struct percpu_ref *r)
{
  (void) r;
  __atomic_fetch_add (&released, 1, __ATOMIC_RELAXED);
}

static double
now (void)
{
  struct timespec t;

  clock_gettime (CLOCK_MONOTONIC, &t);
  return (double) t.tv_sec + (double) t.tv_nsec * 1e-9;
}

static unsigned int
round_await (unsigned int parity)
{
  unsigned int n, spins = 0;

  while ((n = __atomic_load_n (&round_nr, __ATOMIC_ACQUIRE)) % 2 != parity
	 && n != -1u)
    if (++spins % 512 == 0)
      sched_yield ();
  return n;
}

static unsigned int cpus[2];

static void *
getter (void *arg)
{
  unsigned int n;

  stay_on (cpus[1]);
  while ((n = round_await (1)) != -1u)
    {
      got = percpu_ref_tryget_live (&ref);
      __atomic_store_n (&round_nr, n + 1, __ATOMIC_RELEASE);
    }
  return arg;
}

/* Removes the pages of the counts, in all areas.  */
static void
counts_take_away (void)
{
  uintptr_t page = (uintptr_t) sysconf (_SC_PAGESIZE);
  uintptr_t counts = ref.counts & ~(uintptr_t) 7;
  uint64_t base = (uintptr_t) percpu_area_base (cpus[1]) & -page;
  static uintptr_t origin;

  /* The displacement from a per-CPU address to the instance.  */
  if (origin == 0)
    origin = (uintptr_t) percpu_area_base (cpus[1])
	     - __percpu_displacement (cpus[1]);
  if (counts != 0)
    madvise ((void *) ((base + (counts - origin)) & -page), page,
	     MADV_DONTNEED);
}

static double
seconds (void)
{
  if (STORM_SHARE == 1 && percpu_mode () == PERCPU_MODE_LIBC)
    return 6;
  return STORM_SHARE;
}

static void
test (void)
{
  unsigned long rounds = 0, both = 0, wrong = 0;
  unsigned int nr = allowed_cpus (cpus, 2);
  double end = now () + seconds ();
  pthread_t thread;
  unsigned int seed = 1, n = 0, middle = 32;

  if (nr < 2)
    cpus[1] = cpus[0];
  if (percpu_ref_init (&ref, release, PERCPU_REF_INIT_DEAD) != 0)
    exit (1);
  stay_on (cpus[0]);
  pthread_create (&thread, NULL, getter, NULL);
  while (rounds % 256 != 0 || now () < end)
    {
      unsigned int wait = (unsigned int) rand_r (&seed) % (2 * middle);
      unsigned int should;
      uint64_t count;

      counts_take_away ();
      released = 0;
      percpu_ref_reinit (&ref);
      percpu_ref_get (&ref);
      __atomic_store_n (&round_nr, ++n, __ATOMIC_RELEASE);
      while (wait-- > 0)
	__asm__ volatile ("" : : : "memory");
      percpu_ref_kill (&ref);
      round_await (0);
      n++;
      count = ref.count;
      should = got ? 2 : 1;
      if (count != should * __PERCPU_REF_ONE + __PERCPU_REF_DYING
	  || released != 0)
	wrong++;
      else
	percpu_ref_put_many (&ref, should);
      if (released != 1)
	{
	  wrong++;
	  break;
	}
      both += got;
      /* Keep to the delays for which the outcome varies.  */
      if (nr > 1 && !got && middle < 1 << 16)
	middle += middle / 32 + 1;
      else if (got && middle > 32)
	middle -= middle / 32;
      rounds++;
    }
  __atomic_store_n (&round_nr, -1u, __ATOMIC_RELEASE);
  pthread_join (thread, NULL);
  CHECK (wrong == 0, "%lu of %lu rounds are wrong; %lu times got", wrong,
	 rounds, both);
  /* The order depends on the scheduler; ref-abort.c tests both orders.  */
  CHECK (rounds > 0, "%lu rounds", rounds);
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
