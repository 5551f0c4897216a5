/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A plain variable is changed outside of the section of a guard: threads on
   different CPUs are in their sections at the same time.  */

/* { reports thread "data race" } */

#include <percpu.h>
#include <pthread.h>

static __attribute__ ((percpu)) long n;
static long plain;

static void *
work (void *arg)
{
  for (int i = 0; i < 20000; i++)
    {
      percpu_guarded (g)
	++*percpu_borrow (g, &n);
      plain++;
    }
  return arg;
}

int
main (void)
{
  pthread_t threads[4];

  for (int i = 0; i < 4; i++)
    pthread_create (&threads[i], NULL, work, NULL);
  for (int i = 0; i < 4; i++)
    pthread_join (threads[i], NULL);
  return 0;
}
