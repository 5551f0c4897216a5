/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* One thread changes data under the guard of its CPU, others change the
   instance of that CPU without a guard.  */

/* { reports thread "data race" } */

#include <percpu.h>
#include <pthread.h>

static __attribute__ ((percpu)) long n;

static void *
work (void *arg)
{
  for (int i = 0; i < 20000; i++)
    {
      percpu_guarded (g)
	++*percpu_borrow (g, &n);
      percpu_foreach (cpu)
	++*percpu_ptr (&n, cpu);
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
