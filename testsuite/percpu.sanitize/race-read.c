/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A variable is changed in a read section of a lock.  */

/* { reports thread "data race" } */

#include <percpu.h>
#include <pthread.h>

static __attribute__ ((percpu ("shared"))) struct percpu_rwlock rw;
static long n;

static void *
work (void *arg)
{
  for (int i = 0; i < 20000; i++)
    {
      percpu_rwlock_read_enter (&rw);
      n++;
      percpu_rwlock_read_leave (&rw);
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
