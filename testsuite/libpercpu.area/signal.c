/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A signal handler may use per-CPU variables, whatever its thread is doing with
   them, also while the thread moves from CPU to CPU.  In a handler, too, a
   bound thread runs on the CPU that it counts for.  */

/* { dg-do run } */
/* { dg-options "" } */

#include "../lib/check.h"
#include <percpu.h>
#include <sys/time.h>

static __attribute__ ((percpu)) long count;

static volatile long handled, wrong;

static void
handler (int sig)
{
  (void) sig;
  count++;
  handled++;
  if (percpu_bound_cpu () != sched_getcpu ())
    wrong++;
}

int
main (void)
{
  struct itimerval often = { { 0, 200 }, { 0, 200 } }, never = { 0 };
  unsigned int cpus[2], nr = allowed_cpus (cpus, 2);
  struct sigaction action = { .sa_handler = handler };
  long own = 0;

  if (nr > 2)
    nr = 2;
  CHECK (percpu_bind (cpus[0]) == 0, "bind");
  sigaction (SIGALRM, &action, NULL);
  setitimer (ITIMER_REAL, &often, NULL);
  for (int i = 0; i < 20000 || handled < 100; i++)
    {
      for (int j = 0; j < 100; j++, own++)
	count++;
      if (percpu_bind (cpus[(unsigned int) i % nr]) != 0)
	exit (1);
    }
  setitimer (ITIMER_REAL, &never, NULL);
  CHECK (wrong == 0, "%ld signals, none on a wrong CPU", handled);
  CHECK (percpu_sum (count) == own + handled, "and nothing was lost");
  return 0;
}
