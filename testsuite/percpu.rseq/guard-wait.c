/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Waiting for a guard.  The thread that holds it sleeps, migrates to another
   CPU and leaves it there.  It also leaves it at each moment at which the
   waiting thread is not asleep yet; the test forces these moments (syscalls.h).
   A sleep times out after a second; no sleep lasts that long.  */

/* { dg-additional-options "-pthread" } */

#include "../lib/modes.h"
#include "syscalls.h"
#include <semaphore.h>

static __attribute__ ((percpu)) struct { long a, b; } s;

static _Thread_local bool watched;
static unsigned int calls;
/* When the waiting thread makes the system call NUMBER, the other one continues
   first.  */
static volatile long number;
static sem_t reached, go_on;

static bool
syscall_seen (long n, const long *arg, long *result)
{
  (void) arg;
  (void) result;
  if (watched)
    {
      calls++;
      if (n == number)
	{
	  number = -1;
	  sem_post (&reached);
	  while (sem_wait (&go_on) != 0)
	    continue;
	}
    }
  return false;
}

static unsigned int cpus[2];
static volatile int state;

static void *
contend (void *arg)
{
  stay_on (cpus[0]);
  watched = true;
  state = 1;
  errno = 1234;
  percpu_guarded (g)
    {
      state = errno == 1234 ? 2 : -1;
      if (percpu_borrow (g, &s)->a != percpu_borrow (g, &s)->b)
	state = -2;
    }
  watched = false;
  return arg;
}

/* Enters a guard, lets a thread wait for it until that makes the system call AT
   (or sleeps, if AT is -1), and leaves the guard.  */
static void
leave_at (long at, const char *what)
{
  unsigned int before = calls;
  struct percpu_guard g;
  pthread_t thread;
  bool watching;

  state = 0;
  number = at;
  stay_on (cpus[0]);
  g = percpu_guard_enter ();
  syscall_leaving (0);
  percpu_borrow (g, &s)->a++;
  stay_on (cpus[1]);
  pthread_create (&thread, NULL, contend, NULL);
  while (state == 0)
    usleep (100);
  if (at >= 0)
    while (sem_wait (&reached) != 0)
      continue;
  else
    {
      for (int i = 0; i < 60000 && calls == before; i++)
	usleep (1000);
      usleep (50000);
    }
  watching = calls != before;
  CHECK (state == 1 && watching, "it waits: %s", what);
  percpu_borrow (g, &s)->b++;
  percpu_guard_leave (&g);
  syscall_leaving (syscall_now ());
  if (at >= 0)
    {
      /* Another thread enters and leaves the guard, which is then as
         before.  */
      stay_on (cpus[0]);
      percpu_guarded (h)
	percpu_borrow (h, &s)->a++, percpu_borrow (h, &s)->b++;
      sem_post (&go_on);
    }
  pthread_join (thread, NULL);
  CHECK (state == 2, "it has got the guard, and the data whole: %d", state);
  CHECK (syscall_missed == 0, "because it was woken");
}

/* The guard is left and taken by another thread before the first one
   sleeps.  */
static void
change_hands (void)
{
  struct percpu_guard g;
  pthread_t thread;

  state = 0;
  number = SYS_futex;
  stay_on (cpus[0]);
  g = percpu_guard_enter ();
  syscall_leaving (0);
  pthread_create (&thread, NULL, contend, NULL);
  while (sem_wait (&reached) != 0)
    continue;
  percpu_guard_leave (&g);
  syscall_leaving (syscall_now ());
  g = percpu_guard_enter ();
  syscall_leaving (0);
  sem_post (&go_on);
  usleep (50000);
  CHECK (state == 1, "it waits for the next");
  percpu_guard_leave (&g);
  syscall_leaving (syscall_now ());
  pthread_join (thread, NULL);
  CHECK (state == 2 && syscall_missed == 0, "and is woken by that");
}

/* The guard is left.  Another thread that was about to wait records that, finds
   that the guard is free and moves to another CPU.  The first one must not
   sleep while the guard is free.  */
static void
pass_by (void)
{
  struct __percpu_page *page;
  struct percpu_guard g;
  pthread_t thread;

  state = 0;
  number = SYS_futex;
  stay_on (cpus[0]);
  g = percpu_guard_enter ();
  syscall_leaving (0);
  page = (struct __percpu_page *) ((uintptr_t) &__percpu_page
				   + g.displacement);
  pthread_create (&thread, NULL, contend, NULL);
  while (sem_wait (&reached) != 0)
    continue;
  percpu_guard_leave (&g);
  syscall_leaving (syscall_now ());
  __atomic_fetch_or (&page->guard_events, 1, __ATOMIC_SEQ_CST);
  sem_post (&go_on);
  pthread_join (thread, NULL);
  CHECK (state == 2 && syscall_missed == 0, "it does not sleep");
}

/* Many waiting threads.  */
static void
crowd (void)
{
  enum { MANY = 16 };
  pthread_t threads[MANY];
  struct percpu_guard g;

  number = -1;
  stay_on (cpus[0]);
  g = percpu_guard_enter ();
  syscall_leaving (0);
  for (int i = 0; i < MANY; i++)
    pthread_create (&threads[i], NULL, contend, NULL);
  usleep (100000);
  percpu_guard_leave (&g);
  syscall_leaving (syscall_now ());
  for (int i = 0; i < MANY; i++)
    pthread_join (threads[i], NULL);
  CHECK (state == 2 && syscall_missed == 0, "all have been woken");
}

static void
test (void)
{
  struct percpu_guard g;

  if (percpu_mode () == PERCPU_MODE_PRIVATE)
    {
      printf ("seen: no thread has to wait for another one\n");
      return;
    }
  if (allowed_cpus (cpus, 2) < 2)
    cpus[1] = cpus[0];
  sem_init (&reached, 0, 0);
  sem_init (&go_on, 0, 0);
  watched = true;
  g = percpu_guard_enter ();
  syscall_leaving (0);
  percpu_guard_leave (&g);
  syscall_leaving (syscall_now ());
  watched = false;
  if (calls == 0)
    {
      printf ("not tried: the library's system calls are not seen\n");
      return;
    }
  calls = 0;
  leave_at (-1, "asleep");
  leave_at (SYS_membarrier, "it has said so");
  leave_at (SYS_futex, "it is about to sleep");
  change_hands ();
  pass_by ();
  crowd ();
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
