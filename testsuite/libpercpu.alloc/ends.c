/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Objects are allocated and freed in constructors and destructors, also those
   of shared objects that are loaded and unloaded in between, in functions of
   atexit and in thread-specific destructors.  An object that a shared object
   has given away outlives it.  */

/* { dg-options "-pthread" } */
/* { dg-shared-objects "ends-aux.c" } */

#include "../lib/check.h"
#include <percpu.h>
#include <dlfcn.h>
#include <pthread.h>

struct object { long n[20]; };

enum { ROUNDS = 100 };

static struct object __percpu *early, *at_exit, *given[ROUNDS];
static pthread_key_t key;

static size_t
objects (void)
{
  struct percpu_stats stats;

  percpu_stats_get (&stats, sizeof stats);
  return stats.objects;
}

static void
thread_end (void *arg)
{
  struct object __percpu *p = percpu_alloc (struct object);

  if (!p || percpu_sum (p->n[0]) != 0)
    _exit (1);
  percpu_free (p);
  percpu_free (*(struct object __percpu **) arg);
  free (arg);
}

static void *
thread (void *arg)
{
  struct object __percpu **p = malloc (sizeof *p);

  *p = percpu_alloc (struct object);
  pthread_setspecific (key, p);
  return *p ? arg : NULL;
}

static void
exit_handler (void)
{
  struct object __percpu *p = percpu_alloc (struct object);

  if (!p)
    _exit (1);
  percpu_free (p);
  percpu_free (at_exit);
}

static void __attribute__ ((constructor))
begin (void)
{
  early = percpu_alloc (struct object);
  if (!early)
    abort ();
}

static void __attribute__ ((destructor))
end (void)
{
  percpu_free (early);
  if (objects () != 0)
    {
      printf ("NOT SO: %zu objects are left\n", objects ());
      fflush (stdout);
      _exit (1);
    }
}

static void
load (int i)
{
  void *so = dlopen ("./ends-aux.so", RTLD_NOW);
  struct object __percpu *(*make) (void);
  long (*sum) (void);
  long cpus = 0;

  if (!so)
    CHECK (false, "%s", dlerror ());
  make = (struct object __percpu *(*) (void)) dlsym (so, "ends_make");
  sum = (long (*) (void)) dlsym (so, "ends_sum");
  percpu_foreach (cpu)
    cpus++;
  if (sum () != 10 * cpus)
    CHECK (false, "round %d: the sum is %ld", i, sum ());
  given[i] = make ();
  if (dlclose (so) != 0 || !given[i])
    CHECK (false, "round %d: unloaded", i);
  percpu_foreach (cpu)
    percpu_ptr (given[i], cpu)->n[19]++;
  if (percpu_sum (given[i]->n[19]) != 21 * cpus)
    CHECK (false, "round %d: the object is there", i);
}

int
main (void)
{
  pthread_t threads[8];

  at_exit = percpu_alloc (struct object);
  atexit (exit_handler);
  pthread_key_create (&key, thread_end);
  for (int i = 0; i < ROUNDS; i++)
    load (i);
  CHECK (objects () == ROUNDS + 2, "%zu objects", objects ());
  for (int i = 0; i < ROUNDS; i++)
    {
      percpu_reset (*given[i]);
      percpu_foreach (cpu)
	if (percpu_ptr (given[i], cpu)->n[19] != 20)
	  CHECK (false, "object %d has its value", i);
      percpu_free (given[i]);
    }
  for (int i = 0; i < 8; i++)
    pthread_create (&threads[i], NULL, thread, NULL);
  for (int i = 0; i < 8; i++)
    pthread_join (threads[i], NULL);
  CHECK (objects () == 2, "two are freed when the program ends");
  return 0;
}
