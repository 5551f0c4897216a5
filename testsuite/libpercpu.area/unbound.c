/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A thread that is not bound gets SIGSEGV and changes nothing; so does a plain
   access to the template of the variable in the image.  */

/* { dg-do run } */
/* { dg-options "" } */

#include "../lib/check.h"
#include <percpu.h>
#include <pthread.h>

__attribute__ ((percpu)) long first = 1;
static __attribute__ ((percpu)) char large[20000];
static __attribute__ ((percpu)) unsigned char last = 3;

static void
all_fault (const char *who)
{
  CHECK (FAULTS (first++), "%s: increment", who);
  CHECK (FAULTS (first = 7), "%s: store", who);
  CHECK (FAULTS (large[19999] = 1), "%s: store far away", who);
  CHECK (FAULTS (exit (last)), "%s: load", who);
  CHECK (FAULTS (*percpu_this_ptr (&first) = 1), "%s: by percpu_this_ptr", who);
}

static void *
thread_run (void *arg)
{
  all_fault (arg);
  return NULL;
}

int
main (void)
{
  unsigned int cpu;
  pthread_t thread;

  allowed_cpus (&cpu, 1);
  all_fault ("main thread");
  pthread_create (&thread, NULL, thread_run, "new thread");
  pthread_join (thread, NULL);

  CHECK (percpu_bind (cpu) == 0, "bind");
  CHECK (!FAULTS (first++; large[19999]++; last++), "bound: no fault");
  CHECK (percpu_unbind () == 0, "unbind");
  all_fault ("unbound again");
  percpu_foreach (c)
    CHECK (*percpu_ptr (&first, c) == 1 + (c == cpu), "CPU %u has counted"
	   " what the bound thread did there", c);

  for (volatile char *p = __start___percpu; p < __stop___percpu; p += 1024)
    {
      CHECK (FAULTS ((void) *p), "template byte %td: load",
	     p - __start___percpu);
      CHECK (FAULTS (*p = 0), "template byte %td: store", p - __start___percpu);
    }
  CHECK (FAULTS ((void) *(volatile char *) ((uintptr_t) __stop___percpu - 1)),
	 "template: last byte");
  return 0;
}
