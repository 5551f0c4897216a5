/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* fork while guards are held: in the child, the guards of other threads are
   free, and the forking thread still holds its own.  */

/* { dg-additional-options "-pthread" } */

#include "../lib/modes.h"

static __attribute__ ((percpu)) struct { long a, b; } s;

static unsigned int cpus[64], nr;
static volatile unsigned int ready;
static volatile bool stop;

static void *
hold (void *arg)
{
  stay_on (*(unsigned int *) arg);
  percpu_guarded (g)
    {
      percpu_borrow (g, &s)->a++;
      __atomic_fetch_add (&ready, 1, __ATOMIC_SEQ_CST);
      while (!stop)
	usleep (1000);
      percpu_borrow (g, &s)->b++;
    }
  return NULL;
}

static void *
enter_there (void *arg)
{
  stay_on (*(unsigned int *) arg);
  percpu_guarded (g)
    {
      percpu_borrow (g, &s)->b++;
      ready++;
    }
  return NULL;
}

/* In the child: enter a section on every CPU, in this thread and in others.  */
static void
enter_all (void)
{
  alarm (100);
  for (unsigned int i = 0; i < nr; i++)
    {
      pthread_t thread;

      stay_on (cpus[i]);
      for (int n = 0; n < 3; n++)
	percpu_guarded (g)
	  percpu_borrow (g, &s)->a++;
      pthread_create (&thread, NULL, enter_there, &cpus[i]);
      pthread_join (thread, NULL);
    }
}

static void
wait_for (pid_t pid, const char *what)
{
  int status;

  waitpid (pid, &status, 0);
  CHECK (status == 0, "%s: %#x", what, status);
}

static void
others (void)
{
  pthread_t threads[64];
  pid_t pid;

  for (unsigned int i = 0; i < nr; i++)
    pthread_create (&threads[i], NULL, hold, &cpus[i]);
  while (ready < nr)
    usleep (1000);
  pid = fork ();
  if (pid == 0)
    {
      enter_all ();
      pid = fork ();
      if (pid == 0)
	{
	  enter_all ();
	  _exit (0);
	}
      wait_for (pid, "grandchild");
      _exit (0);
    }
  wait_for (pid, "the guards of other threads are free in the child");
  /* A child process whose handlers of pthread_atfork were not called.  */
  pid = (pid_t) syscall (SYS_fork);
  if (pid == 0)
    {
      alarm (100);
      for (unsigned int i = 0; i < nr; i++)
	{
	  stay_on (cpus[i]);
	  percpu_guarded (g)
	    percpu_borrow (g, &s)->a++;
	}
      _exit (0);
    }
  wait_for (pid, "and where fork was not the C library's");
  stop = true;
  for (unsigned int i = 0; i < nr; i++)
    pthread_join (threads[i], NULL);
  CHECK (percpu_sum (s.a) == (long) nr && percpu_sum (s.b) == (long) nr,
	 "here nothing has changed");
}

static void
own (void)
{
  struct percpu_guard g;
  pid_t pid;

  stay_on (cpus[0]);
  g = percpu_guard_enter ();
  pid = fork ();
  if (pid == 0)
    {
      struct percpu_guard h;
      pthread_t thread;

      alarm (100);
      ready = 0;
      pthread_create (&thread, NULL, enter_there, &cpus[0]);
      usleep (100000);
      if (percpu_mode () != PERCPU_MODE_PRIVATE && ready != 0)
	_exit (1);
      h = percpu_guard_enter ();
      if (!h.nested || h.displacement != g.displacement)
	_exit (2);
      percpu_guard_leave (&h);
      percpu_guard_leave (&g);
      pthread_join (thread, NULL);
      _exit (ready == 1 ? 0 : 3);
    }
  wait_for (pid, "the forking thread's own is held in the child");
  percpu_guard_leave (&g);
  g = percpu_guard_enter ();
  CHECK (!g.nested, "and left here");
  percpu_guard_leave (&g);
}

static void
test (void)
{
  cpu_set_t all;

  sched_getaffinity (0, sizeof all, &all);
  nr = allowed_cpus (cpus, 64);
  if (nr > 64)
    nr = 64;
  others ();
  own ();
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
