/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Exits from a section, nested sections, and refused uses.  */

/* { dg-additional-options "-pthread -Wall -Wextra -Wshadow" } */

#include "../lib/modes.h"

static __attribute__ ((percpu)) struct { long a, b[3]; } s;

static int
by_return (void)
{
  percpu_guarded (g)
    {
      percpu_borrow (g, &s.a)[0]++;
      return (int) g.nested;
    }
  return -1;
}

static unsigned int
by_function (struct percpu_guard *g, long n)
{
  *percpu_borrow (*g, &s.b[1]) += n;
  return percpu_guard_cpu (*g);
}

static unsigned int
outside (void)
{
  struct percpu_guard g PERCPU_CLEANUP = percpu_guard_enter ();

  return g.nested;
}

static void
leave (void)
{
  unsigned int n = 0;

  CHECK (by_return () == 0 && outside () == 0, "return leaves");
  for (int i = 0; i < 3; i++)
    {
      percpu_guarded (g)
	{
	  if (i < 2)
	    continue;
	  break;
	}
      n++;
    }
  CHECK (n == 3 && outside () == 0, "continue and break leave");
  percpu_guarded (g)
    {
      if (g.displacement)
	goto out;
      n = 0;
    }
  n = 0;
 out:
  CHECK (n == 3 && outside () == 0, "goto leaves");
  percpu_guarded (g)
    n = by_function (&g, 5) == g.cpu;
  CHECK (n == 1 && percpu_sum (s.b[1]) == 5, "a function borrows");
}

static void
nest (void)
{
  percpu_guarded (g)
    {
      unsigned int cpus[64], nr = allowed_cpus (cpus, 64);

      CHECK (g.nested == 0, "the outer section");
      for (unsigned int i = 0; i < nr && i < 64; i++)
	{
	  cpu_set_t set;

	  CPU_ZERO (&set);
	  CPU_SET (cpus[i], &set);
	  sched_setaffinity (0, sizeof set, &set);
	  percpu_guarded (h)
	    {
	      CHECK (h.nested != 0 && percpu_guard_cpu (h) == g.cpu
		     && percpu_borrow (h, &s) == percpu_borrow (g, &s),
		     "on CPU %u the inner one has the same CPU", cpus[i]);
	      CHECK (by_return () != 0 && outside () != 0,
		     "and what it calls");
	    }
	  CHECK (outside () != 0, "the outer one is still there");
	}
    }
  CHECK (outside () == 0, "and is left last");
}

static void
jump (void)
{
  static jmp_buf buf;
  static struct percpu_guard g;

  if (setjmp (buf) == 0)
    {
      g = percpu_guard_enter ();
      longjmp (buf, 1);
    }
  CHECK (outside () != 0, "longjmp does not leave");
  percpu_guard_leave (&g);
  CHECK (outside () == 0, "percpu_guard_leave does");
}

/* Mistakes that the compiler reports are errors in the library, too.  */
#pragma percpu push
#pragma percpu guard off

static void
twice (void *arg)
{
  struct percpu_guard g = percpu_guard_enter ();

  percpu_guard_leave (&g);
  percpu_guard_leave (&g);
  (void) arg;
}

static void
a_copy (void *arg)
{
  struct percpu_guard g = percpu_guard_enter (), copy = g;

  percpu_guard_leave (&g);
  percpu_guard_leave (&copy);
  (void) arg;
}

static void
the_outer_first (void *arg)
{
  struct percpu_guard g = percpu_guard_enter (), h = percpu_guard_enter ();

  percpu_guard_leave (&g);
  percpu_guard_leave (&h);
  (void) arg;
}

static void
none (void *arg)
{
  struct percpu_guard g = { 0, 0, 0 };

  percpu_guard_leave (&g);
  (void) arg;
}

#pragma percpu pop

static void *
leave_it (void *arg)
{
  percpu_guard_leave (arg);
  return NULL;
}

static void
by_another (void *arg)
{
  struct percpu_guard g = percpu_guard_enter ();
  pthread_t thread;

  pthread_create (&thread, NULL, leave_it, &g);
  pthread_join (thread, NULL);
  (void) arg;
}

static void *
keep (void *arg)
{
  *(struct percpu_guard *) arg = percpu_guard_enter ();
  return NULL;
}

static void
kept (void *arg)
{
  unsigned int cpus[1];
  struct percpu_guard g;
  cpu_set_t set;
  pthread_t thread;

  allowed_cpus (cpus, 1);
  CPU_ZERO (&set);
  CPU_SET (cpus[0], &set);
  sched_setaffinity (0, sizeof set, &set);
  pthread_create (&thread, NULL, keep, &g);
  pthread_join (thread, NULL);
  alarm (100);
  outside ();
  (void) arg;
}

static void
refuse (void (*function) (void *), const char *name, const char *message)
{
  char text[500];
  int status = child_run (function, NULL, text, sizeof text);

  CHECK (WIFSIGNALED (status) && WTERMSIG (status) == SIGABRT
	 && strstr (text, message), "%s: %#x %s", name, status, text);
}

static void
test (void)
{
  cpu_set_t all;

  sched_getaffinity (0, sizeof all, &all);
  leave ();
  nest ();
  sched_setaffinity (0, sizeof all, &all);
  jump ();
#define REFUSE(function, message) refuse (function, #function, message)
  REFUSE (twice, "a guard is left that the thread does not have");
  REFUSE (a_copy, "a guard is left that the thread does not have");
  REFUSE (the_outer_first, "a guard is left that the thread does not have");
  REFUSE (none, "a guard is left that the thread does not have");
  REFUSE (by_another, "a guard is left that the thread does not have");
  /* With private areas no other thread has entered the guard.  */
  if (percpu_mode () != PERCPU_MODE_PRIVATE)
    REFUSE (kept, "is held by a thread that has ended");
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
