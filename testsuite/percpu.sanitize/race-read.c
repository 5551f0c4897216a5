/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A variable is changed in read sections of a lock, by one thread after the
   other.  The scheduling of the threads orders nothing, and neither do the
   sections.  */

/* { reports thread "data race" } */

#include <percpu.h>
#include <pthread.h>

enum { THREADS = 4 };

static __attribute__ ((percpu ("shared"))) struct percpu_rwlock rw;
static long n;
static long turn;

static void *
work (void *arg)
{
  long mine = (long) arg;

  while (__atomic_load_n (&turn, __ATOMIC_RELAXED) != mine)
    continue;
  percpu_rwlock_read_enter (&rw);
  n++;
  percpu_rwlock_read_leave (&rw);
  __atomic_store_n (&turn, mine + 1, __ATOMIC_RELAXED);
  return NULL;
}

int
main (void)
{
  pthread_t threads[THREADS];

  for (long i = 0; i < THREADS; i++)
    pthread_create (&threads[i], NULL, work, (void *) i);
  for (int i = 0; i < THREADS; i++)
    pthread_join (threads[i], NULL);
  return 0;
}
