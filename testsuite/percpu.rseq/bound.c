/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Code of model `register' beside code of model `rseq'.  If no thread was bound
   and no variable was accessed yet, accesses of model `register' fault, loads
   included.  In a bound thread and in its children both models count for the
   CPU, in all modes.  The instructions of model `register' are written by
   hand.  */

/* { dg-require arch x86-64 } */

#include "../lib/modes.h"

__attribute__ ((percpu)) long bound_count;
static __attribute__ ((percpu)) char large[20000];

static void
bare_add (void)
{
  __asm__ volatile ("incq %%gs:percpu.bound_count(%%rip)" : : : "memory");
}

static long
bare_load (void)
{
  long value;

  __asm__ volatile ("movq %%gs:percpu.bound_count(%%rip), %0" : "=r" (value));
  return value;
}

static unsigned int cpu;

static void *
born_bound (void *arg)
{
  for (int i = 0; i < 1000; i++)
    {
      bare_add ();
      bound_count++;
    }
  CHECK (percpu_bound_cpu () == (int) cpu, "the child is born bound");
  CHECK (percpu_unbind () == 0 && percpu_bound_cpu () == PERCPU_EUNBOUND,
	 "until it is no longer");
  CHECK (FAULTS (bare_add ()), "a bare instruction faults then");
  bound_count++;
  CHECK (percpu_bound_cpu () == PERCPU_EUNBOUND, "another access does not"
	 " bind it");
  return arg;
}

static void *
never_bound (void *arg)
{
  bound_count++;
  CHECK (percpu_bound_cpu () == PERCPU_EUNBOUND,
	 "an access does not bind the thread");
  CHECK (percpu_unbind () == PERCPU_EUNBOUND, "there is nothing to undo");
  return arg;
}

static void
test (void)
{
  long here, all;
  pthread_t thread;

  allowed_cpus (&cpu, 1);
  CHECK (FAULTS (bare_add ()), "never bound: a bare update faults");
  CHECK (FAULTS (bare_load ()), "a bare load too");
  CHECK (!FAULTS (large[sizeof large - 1]++), "an update in model rseq works");
  CHECK (large[0] == 0, "so does a load");

  pthread_create (&thread, NULL, never_bound, NULL);
  pthread_join (thread, NULL);

  CHECK (percpu_bind (cpu) == 0 && percpu_bound_cpu () == (int) cpu, "bind");
  here = *percpu_ptr (&bound_count, cpu);
  all = percpu_sum (bound_count);
  for (int i = 0; i < 1000; i++)
    {
      bare_add ();
      bound_count++;
    }
  CHECK (*percpu_ptr (&bound_count, cpu) == here + 2000
	 && bare_load () == here + 2000, "both models count on CPU %u", cpu);
  pthread_create (&thread, NULL, born_bound, NULL);
  pthread_join (thread, NULL);
  CHECK (percpu_sum (bound_count) == all + 4001, "and in all");
  CHECK (*percpu_ptr (&bound_count, cpu) >= here + 4000, "the child too");

  CHECK (percpu_unbind () == 0, "unbind");
  CHECK (FAULTS (bare_add ()) && FAULTS (bare_load ()), "faults again");
  bound_count++;
  CHECK (percpu_sum (bound_count) == all + 4002, "and counts elsewhere");
  CHECK (percpu_bind (cpu) == 0, "bind once more");
  here = *percpu_ptr (&bound_count, cpu);
  bare_add ();
  bound_count++;
  CHECK (*percpu_ptr (&bound_count, cpu) == here + 2, "counts here");
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
