/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A variable of all CPUs is changed under the lock of one CPU.  */

/* { reports thread "data race" } */

#include <percpu.h>
#include <pthread.h>

static __attribute__ ((percpu)) struct percpu_lock lock;
static long n;

static void *
work (void *arg)
{
  unsigned int cpu = *(unsigned int *) arg;

  for (int i = 0; i < 20000; i++)
    {
      percpu_lock_cpu (&lock, cpu);
      n++;
      percpu_lock_leave (&lock, cpu);
    }
  return arg;
}

int
main (void)
{
  unsigned int cpus[2];
  pthread_t threads[2];

  cpus[0] = percpu_cpu_next (0);
  cpus[1] = percpu_cpu_next (cpus[0] + 1);
  for (int i = 0; i < 2; i++)
    pthread_create (&threads[i], NULL, work, &cpus[i]);
  for (int i = 0; i < 2; i++)
    pthread_join (threads[i], NULL);
  return 0;
}
