/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A variable of all CPUs is changed under the lock of one.  */

/* { reports thread "data race" } */

#include <percpu.h>
#include <pthread.h>

static __attribute__ ((percpu)) struct percpu_lock lock;
static long n;

static void *
work (void *arg)
{
  for (int i = 0; i < 20000; i++)
    {
      unsigned int cpu = percpu_lock_this (&lock);

      n++;
      percpu_lock_leave (&lock, cpu);
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
