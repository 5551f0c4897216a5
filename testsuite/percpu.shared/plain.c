/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A program without per-CPU variables, which is not linked with the library
   either and has threads already: both come by dlopen.  The threads count
   there, as do those that come later.  */

/* { dg-additional-options "-Wl,--as-needed" } */
/* { dg-shared-objects "plain-aux.c hundred-aux.c" } */

#include "../libpercpu.area/check.h"
#include "plain.h"
#include <dlfcn.h>
#include <pthread.h>

enum { THREADS = 6, ADDS = 50000 };

#define LOADED(name) ((__typeof__ (&name)) find (#name))

static void *handle;
static pthread_t threads[THREADS];
static pthread_barrier_t barrier;

static void *
find (const char *name)
{
  void *p = dlsym (handle, name);

  CHECK (p, "there is %s", name);
  return p;
}

static void *
work (void *arg)
{
  pthread_barrier_wait (&barrier);
  LOADED (plain_count) (ADDS);
  return arg;
}

static void
more (void)
{
  pthread_t thread;
  unsigned int cpu;
  void *other;

  pthread_barrier_init (&barrier, NULL, 1);
  for (int i = 0; i < 2; i++)
    {
      pthread_create (&thread, NULL, work, NULL);
      pthread_join (thread, NULL);
    }
  CHECK (LOADED (plain_sum) () == (THREADS + 2) * ADDS, "new threads");
  allowed_cpus (&cpu, 1);
  CHECK (LOADED (plain_bound) (cpu) == 100, "bound");
  CHECK (LOADED (plain_sum) () == (THREADS + 2) * ADDS + 100, "sum");

  other = dlopen ("./hundred-aux.so", RTLD_NOW);
  CHECK (other, "another object: %s", dlerror ());
  ((void (*) (long)) dlsym (other, "one_add")) (5);
  CHECK (dlclose (other) == 0, "which goes again");
  CHECK (LOADED (plain_sum) () == (THREADS + 2) * ADDS + 100, "sum");
}

static void
test (void)
{
  CHECK (LOADED (plain_check) () == 0, "initial values");
  pthread_barrier_wait (&barrier);
  for (int i = 0; i < THREADS; i++)
    pthread_join (threads[i], NULL);
  CHECK (LOADED (plain_sum) () == THREADS * ADDS, "they count: %ld",
	 LOADED (plain_sum) ());
  more ();
}

int
main (int argc, char **argv)
{
  CHECK (!dlopen ("libpercpu.so.0", RTLD_NOW | RTLD_NOLOAD)
	 && !dlsym (RTLD_DEFAULT, "percpu_mode"), "without the library");
  pthread_barrier_init (&barrier, NULL, THREADS + 1);
  if (argc > 1)
    for (int i = 0; i < THREADS; i++)
      pthread_create (&threads[i], NULL, work, NULL);
  handle = dlopen ("./plain-aux.so", RTLD_NOW);
  CHECK (handle, "dlopen: %s", handle ? "done" : dlerror ());
  return LOADED (plain_run) (argc, argv, test);
}
