/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A destructor of thread-specific data unbinds the thread, and binds it again,
   after the library's own destructor: the thread may run where it could run
   before, and does not write to freed memory that is used again.  */

/* { dg-do run } */
/* { dg-options "-pthread" } */

#include "../lib/check.h"
#include <limits.h>
#include <percpu.h>
#include <pthread.h>
#include <sys/mman.h>

static __attribute__ ((percpu)) long count;
static unsigned int cpu;
static pthread_key_t key;
static int rounds, elsewhere, written;
static cpu_set_t own;

/* Memory that other threads allocate meanwhile may be at unmapped
   addresses.  */
static char *
page (void)
{
  return mmap (NULL, 4096, PROT_READ | PROT_WRITE,
	       MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}

static void
end (void *value)
{
  char *mine = page ();
  cpu_set_t now;

  if (percpu_bind (cpu) != 0)
    return;
  count++;
  if (percpu_unbind () != 0)
    return;
  sched_getaffinity (0, sizeof now, &now);
  if (!CPU_EQUAL (&now, &own))
    elsewhere++;
  percpu_bind (cpu);
  for (int i = 0; i < 4096; i++)
    written += mine[i] != 0;
  if (++rounds < PTHREAD_DESTRUCTOR_ITERATIONS - 1)
    pthread_setspecific (key, value);
}

static void *
work (void *arg)
{
  sched_setaffinity (0, sizeof own, &own);
  pthread_setspecific (key, &key);
  percpu_bind (cpu);
  count++;
  return arg;
}

int
main (void)
{
  pthread_t thread;

  allowed_cpus (&cpu, 1);
  CPU_ZERO (&own);
  CPU_SET (cpu, &own);
  /* The library's destructor comes first.  */
  CHECK (percpu_bind (cpu) == 0 && percpu_unbind () == 0, "bind and unbind");
  pthread_key_create (&key, end);
  pthread_create (&thread, NULL, work, NULL);
  pthread_join (thread, NULL);
  CHECK (rounds == PTHREAD_DESTRUCTOR_ITERATIONS - 1, "%d rounds", rounds);
  CHECK (percpu_sum (count) == 1 + rounds, "it counted");
  CHECK (elsewhere == 0, "%d times elsewhere", elsewhere);
  CHECK (written == 0, "%d bytes written", written);
  return 0;
}
