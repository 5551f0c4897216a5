/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A program without per-CPU variables, which is not linked with the library and
   has threads already, loads both with dlopen.  The existing threads count
   there, and so do later ones.  */

/* { dg-additional-options "-Wl,--as-needed" } */
/* { dg-shared-objects "plain-aux.c hundred-aux.c" } */

#include "../lib/check.h"
#include "plain.h"
#include <dlfcn.h>
#include <pthread.h>

enum { THREADS = 6, ADDS = 50000 };

#define LOADED(name) ((__typeof__ (&name)) find (#name))

static void *handle, *other;
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

/* This is called after the handlers that the library has registered, when the
   library regards the process as ended.  */
static void
at_exit (void)
{
  unsigned int images;
  void *again, *add;
  Dl_info info;
  long before;

  if (!other)
    return;
  add = dlsym (other, "one_add");
  images = LOADED (plain_images) ();
  CHECK (dlclose (other) == 0 && !dladdr (add, &info), "gone at the end");
  CHECK (LOADED (plain_images) () == images - 1, "and forgotten");
  before = LOADED (plain_sum) ();
  again = dlopen ("./hundred-aux.so", RTLD_NOW);
  CHECK (again, "and loaded again");
  CHECK (((int (*) (void)) dlsym (again, "one_check")) () == 0,
	 "with its initial values");
  CHECK (LOADED (plain_sum) () == before, "the others have kept theirs");
  LOADED (plain_reset) ();
  CHECK (LOADED (plain_sum) () == 0, "until they are reset");
  LOADED (plain_count) (3);
  CHECK (LOADED (plain_sum) () == 3, "and count on");
}

static void
more (void)
{
  pthread_t thread;
  unsigned int cpu;
  void *object;

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

  object = dlopen ("./hundred-aux.so", RTLD_NOW);
  CHECK (object, "another object");
  ((void (*) (long)) dlsym (object, "one_add")) (5);
  CHECK (dlclose (object) == 0, "which goes again");
  other = dlopen ("./hundred-aux.so", RTLD_NOW);
  CHECK (other, "and comes again");
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
  atexit (at_exit);
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
