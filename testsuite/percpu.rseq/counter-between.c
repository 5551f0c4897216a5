/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* percpu_counter_set and percpu_counter_add_limited while other threads change
   the counter and change it back between any two of their instructions.  A
   signal handler that runs after an instruction plays the part of the other
   threads.  */

/* { dg-require arch x86-64 } */

#include "../lib/check.h"
#include <percpu.h>

enum { TRAP = 0x100, MOMENTS = 20 };

static struct percpu_counter counter;
static bool limited, done, got;
static long step, first, second, steps;

/* The changes that are made at FIRST and SECOND: release the only unit and take
   it; set another value and restore the old one.  */
static void
handler (int sig)
{
  (void) sig;
  step++;
  if (step == first)
    {
      if (limited)
	percpu_counter_add_limited (&counter, 0, -1);
      else
	percpu_counter_set (&counter, 1000000);
    }
  if (step == second)
    {
      if (limited)
	got = percpu_counter_add_limited (&counter, 1, 1);
      else
	percpu_counter_set (&counter, 0);
    }
}

static __attribute__ ((noinline)) void
interrupted (void)
{
  if (limited)
    done = percpu_counter_add_limited (&counter, 1, 1);
  else
    percpu_counter_set (&counter, 7);
}

static void
step_through (long at, long and_at)
{
  step = 0;
  first = at;
  second = and_at;
  done = got = false;
  percpu_counter_set (&counter, limited);
  __asm__ volatile ("subq $128, %%rsp; pushfq; orl %0, (%%rsp); popfq;"
		    " addq $128, %%rsp" : : "i" (TRAP) : "cc", "memory");
  interrupted ();
  __asm__ volatile ("subq $128, %%rsp; pushfq; andl %0, (%%rsp); popfq;"
		    " addq $128, %%rsp" : : "i" (~TRAP) : "cc", "memory");
  steps = step;
}

/* Returns: the number of pairs of moments with a wrong result.  There are
   MOMENTS moments, at equal distances.  */
static long
pairs (void)
{
  long wrong = 0, skip;

  /* The dynamic linker resolves the symbols once only.  */
  step_through (0, 0);
  step_through (0, 0);
  skip = steps / MOMENTS + 1;
  for (long i = 1; i < steps; i += skip)
    for (long j = i + 1; j < steps; j += skip)
      {
	int64_t value;

	step_through (i, j);
	value = percpu_counter_sum (&counter);
	wrong += (limited ? value != 1 || done == got
		  : value != 7 && value != 0 && value != 1000000);
      }
  return wrong;
}

int
main (void)
{
  long wrong;

  if (percpu_counter_init (&counter, 0) != 0)
    exit (1);
  signal (SIGTRAP, handler);
  wrong = pairs ();
  CHECK (steps > 10 && wrong == 0, "percpu_counter_set has %ld steps, and %ld"
	 " times a value that was not set", steps, wrong);
  limited = true;
  wrong = pairs ();
  CHECK (steps > 10 && wrong == 0, "percpu_counter_add_limited has %ld steps,"
	 " and %ld times the unit was not had by one alone", steps, wrong);
  return 0;
}
