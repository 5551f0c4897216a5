/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* An executable of any kind and model, with a shared object that it is linked
   with (LINKED) and one that it loads (LOADED), of the same or of the other
   model: bound threads count everywhere, whether they are bound before the
   first use or while others are not.  Threads that are not bound count, too, if
   all is in model `rseq' (ANYWHERE).  shared.exp builds it.  */

#include "../lib/check.h"
#include <percpu.h>
#include <dlfcn.h>
#include <pthread.h>

enum { THREADS = 4, ADDS = 20000 };

static __attribute__ ((percpu)) long mine = 3;
static __attribute__ ((percpu)) struct { char c; short s[3]; } st
  = { 'c', { 1, 2, 3 } };
static unsigned int cpus[64], nr_cpus;
static bool bind_all = true;

/* Functions of hundred-aux.c, once linked and once loaded.  */
static void (*adds[2]) (long);
static long (*sums[2]) (void);
static int (*checks[2]) (void);
static int nr_objects;

#ifdef LINKED
void one_add (long n);
long one_sum (void);
int one_check (void);
#endif

static void
objects_open (void)
{
#ifdef LINKED
  adds[nr_objects] = one_add;
  sums[nr_objects] = one_sum;
  checks[nr_objects++] = one_check;
#endif
#ifdef LOADED
  void *handle = dlopen ("./kinds-loaded.so", RTLD_NOW);

  CHECK (handle, "dlopen");
  adds[nr_objects] = (void (*) (long)) dlsym (handle, "one_add");
  sums[nr_objects] = (long (*) (void)) dlsym (handle, "one_sum");
  checks[nr_objects++] = (int (*) (void)) dlsym (handle, "one_check");
#endif
}

static void
count (void)
{
  for (int i = 0; i < ADDS; i++)
    {
      mine++;
      st.s[1]--;
    }
  for (int i = 0; i < nr_objects; i++)
    adds[i] (ADDS);
}

static void *
work (void *arg)
{
  unsigned int cpu = cpus[(uintptr_t) arg % nr_cpus];

  if (bind_all)
    CHECK (percpu_bind (cpu) == 0, "bind to %u", cpu);
  count ();
  if (bind_all)
    {
      CHECK (percpu_bound_cpu () == (int) cpu, "bound to %u", cpu);
      CHECK (percpu_unbind () == 0, "and free again");
    }
  return arg;
}

/* SUM without the initial values INIT.  */
static long
without (long sum, long init)
{
  percpu_foreach (cpu)
    sum -= init;
  return sum;
}

/* The number of threads that have counted.  */
static void
look (long threads)
{
  long n = threads * ADDS;

  CHECK (without (percpu_sum (mine), 3) == n, "mine");
  CHECK ((short) without (percpu_sum (st.s[1]), 2) == (short) -n, "a member");
  for (int i = 0; i < nr_objects; i++)
    CHECK (without (sums[i] (), 7) == n, "object %d", i);
}

static void
count_in_threads (void)
{
  pthread_t threads[THREADS];

  for (uintptr_t i = 0; i < THREADS; i++)
    pthread_create (&threads[i], NULL, work, (void *) i);
  for (uintptr_t i = 0; i < THREADS; i++)
    pthread_join (threads[i], NULL);
}

int
main (void)
{
  unsigned int last;

  nr_cpus = allowed_cpus (cpus, 64);
  nr_cpus = nr_cpus < 64 ? nr_cpus : 64;
  last = cpus[nr_cpus - 1];
  CHECK (percpu_bind (last) == 0, "bound before the objects come");
  objects_open ();
  printf ("mode %s\n", percpu_mode_name (percpu_mode ()));
  for (int i = 0; i < nr_objects; i++)
    CHECK (checks[i] () == 0, "initial values");
  CHECK (percpu_bound_cpu () == (int) last, "and afterwards");
  count ();
  CHECK (percpu_bound_cpu () == (int) last, "still so");
  CHECK (*percpu_ptr (&mine, last) == 3 + ADDS, "counted where it is bound");
  CHECK (percpu_unbind () == 0 && percpu_bound_cpu () == PERCPU_EUNBOUND,
	 "free again");
  look (1);
  count_in_threads ();
  look (1 + THREADS);
#ifdef ANYWHERE
  bind_all = false;
  count_in_threads ();
  count ();
  look (2 + 2 * THREADS);
#endif
  return 0;
}
