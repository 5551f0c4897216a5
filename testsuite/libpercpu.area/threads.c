/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Several threads on the same CPU, on each of two CPUs: no update is lost,
   though they preempt each other all the time.  */

/* { dg-do run } */
/* { dg-options "" } */

#include "../lib/check.h"
#include <percpu.h>
#include <pthread.h>

#define ROUNDS 2000000l

static __attribute__ ((percpu)) long count;
static __attribute__ ((percpu)) struct { char c; unsigned long n[2]; } s;

static void *
work (void *arg)
{
  if (percpu_bind (*(unsigned int *) arg) != 0)
    exit (1);
  for (long i = 0; i < ROUNDS; i++)
    {
      count++;
      s.n[i % 2] += 2;
    }
  return NULL;
}

int
main (void)
{
  pthread_t threads[6];
  unsigned int cpus[2], nr = allowed_cpus (cpus, 2);

  if (nr > 2)
    nr = 2;
  for (unsigned int i = 0; i < 6; i++)
    pthread_create (&threads[i], NULL, work, &cpus[i % nr]);
  for (unsigned int i = 0; i < 6; i++)
    pthread_join (threads[i], NULL);
  CHECK (percpu_sum (count) == 6 * ROUNDS, "the sum is %ld",
	 percpu_sum (count));
  CHECK (percpu_sum (s.n[0]) + percpu_sum (s.n[1]) == 12 * ROUNDS,
	 "in members too");
  for (unsigned int i = 0; i < nr; i++)
    CHECK (*percpu_ptr (&count, cpus[i]) == 6 / nr * ROUNDS,
	   "CPU %u has its share", cpus[i]);
  return 0;
}
