/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A guard is left on another CPU while a thread on its own CPU tries to enter
   all the time.  The instruction that takes the lock must write only if the
   lock is free.  (One that also writes when it fails, such as cmpxchg, may undo
   a store from another CPU: the lock is then held for ever.) A migration takes
   long, and the race is a matter of nanoseconds.  Therefore the thread that
   enters hands its lock over to one that is on another CPU already, by a store
   that only the library may make.

   Then the same with a thread that sleeps: the other thread leaves at the
   moment when the first one is about to sleep, and one of them notices the
   other.  A sleep times out after a second; no sleep lasts that long.  */

/* { dg-additional-options "-pthread" } */

#include "../lib/modes.h"
#include "syscalls.h"

enum { SECONDS = 1 };

static _Thread_local bool spinning, sleeping;
static volatile bool stop;
static unsigned int cpus[2];
static unsigned long tries, sections, sleeps;
static volatile uint64_t helper;
static volatile uintptr_t handed;

/* Makes a thread that cannot enter retry immediately.  */
static bool
syscall_seen (long n, const long *arg, long *result)
{
  (void) arg;
  sleeps += sleeping && n == SYS_futex;
  if (!spinning || (n != SYS_futex && n != SYS_membarrier))
    return false;
  tries += n == SYS_futex;
  *result = n == SYS_futex ? -EAGAIN : 0;
  return true;
}

static struct __percpu_page *
page_of (uintptr_t displacement)
{
  return (struct __percpu_page *) ((uintptr_t) &__percpu_page + displacement);
}

/* Hides from the compiler that the guards are left in one thread and were
   entered in another.  */
#pragma percpu push
#pragma percpu guard off

static void *
leave (void *arg)
{
  unsigned int seed = 1;

  stay_on (cpus[1]);
  percpu_guarded (g)
    helper = __percpu_guard_thread.identity;
  while (!stop)
    {
      struct percpu_guard g = { handed, 0, 0 };

      if (!g.displacement)
	continue;
      handed = 0;
      __percpu_guard_thread.busy = 1;
      __percpu_guard_thread.held = g.displacement;
      for (int i = rand_r (&seed) % 50; i > 0; i--)
	__asm__ volatile ("pause");
      percpu_guard_leave (&g);
      syscall_leaving (syscall_now ());
    }
  return arg;
}

static void
enter_and_hand (void)
{
  double begin = storm_now ();

  while (storm_lasts (begin, SECONDS,
		      sections > 0 && (!spinning || tries > 0)))
    {
      struct percpu_guard g = percpu_guard_enter ();
      struct __percpu_page *page = page_of (g.displacement);

      if (g.nested || page->guard_owner != __percpu_guard_thread.identity)
	CHECK (false, "it has the lock");
      sections++;
      syscall_leaving (0);
      page->guard_owner = helper;
      __percpu_guard_thread.held = 0;
      __percpu_guard_thread.busy = 0;
      handed = g.displacement;
    }
}

#pragma percpu pop

static void
test (void)
{
  pthread_t thread;

  if (percpu_mode () == PERCPU_MODE_PRIVATE)
    {
      printf ("seen: no thread shares an area with another one\n");
      return;
    }
  if (allowed_cpus (cpus, 2) < 2)
    {
      printf ("not tried: there is only one CPU\n");
      return;
    }
  alarm (100);
  pthread_create (&thread, NULL, leave, NULL);
  while (!helper)
    usleep (1000);
  stay_on (cpus[0]);
  spinning = true;
  enter_and_hand ();
  spinning = false;
  CHECK (sections > 0 && tries > 0, "%lu sections, %lu tries in vain",
	 sections, tries);
  sleeping = true;
  enter_and_hand ();
  CHECK (syscall_missed == 0, "%lu sleeps, %lu until the time was up, of which"
	 " %lu in vain", sleeps, syscall_timeouts, syscall_missed);
  while (handed)
    continue;
  stop = true;
  pthread_join (thread, NULL);
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
