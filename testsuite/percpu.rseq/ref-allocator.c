/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A handler kills, and releases, references after every single instruction of
   an allocation and of a call of free, which may hold the allocator's lock.
   Their memory is freed nevertheless.  */

/* { dg-require arch x86-64 } */
/* { dg-additional-options "-pthread" } */

#include "../lib/modes.h"

#pragma percpu leak off

enum { TRAP = 0x100, REFS = 2000 };

static __attribute__ ((percpu)) long count;
static struct percpu_ref refs[REFS];
static volatile bool inside;
static bool gives_up;
static int next;
static long released;

static void
release (struct percpu_ref *ref)
{
  (void) ref;
  released++;
}

static void
handler (int sig)
{
  (void) sig;
  if (!inside || next == REFS)
    return;
  if (gives_up)
    percpu_ref_exit (&refs[next]);
  else
    percpu_ref_kill (&refs[next]);
  next++;
  count++;
}

static __attribute__ ((noinline)) void
allocate (void)
{
  long __percpu *p = percpu_alloc (long);

  percpu_free (p);
}

static size_t
objects (void)
{
  struct percpu_stats stats;

  percpu_stats_get (&stats, sizeof stats);
  return stats.objects;
}

static void
interrupt (const char *what)
{
  size_t before = objects ();

  /* The dynamic linker resolves the symbols once only.  */
  allocate ();
  for (int i = 0; i < REFS; i++)
    if (percpu_ref_init (&refs[i], release, 0) != 0)
      exit (1);
  next = 0;
  released = 0;
  percpu_reset (count);
  inside = true;
  __asm__ volatile ("subq $128, %%rsp; pushfq; orl %0, (%%rsp); popfq;"
		    " addq $128, %%rsp" : : "i" (TRAP) : "cc", "memory");
  allocate ();
  __asm__ volatile ("subq $128, %%rsp; pushfq; andl %0, (%%rsp); popfq;"
		    " addq $128, %%rsp" : : "i" (~TRAP) : "cc", "memory");
  inside = false;
  CHECK (next > 50, "%s: %d", what, next);
  CHECK (percpu_sum (count) == next, "and counted");
  CHECK (released == (gives_up ? 0 : next), "%ld were released", released);
  for (int i = 0; i < REFS; i++)
    percpu_ref_exit (&refs[i]);
  CHECK (objects () == before, "%zu objects are left", objects () - before);
}

static void *
nothing (void *arg)
{
  return arg;
}

static void
test (void)
{
  pthread_t thread;

  signal (SIGTRAP, handler);
  /* A thread that waits for a lock that it holds waits for ever.  */
  alarm (100);
  interrupt ("killed");
  gives_up = true;
  interrupt ("given up");
  /* With other threads the lock is taken in another way.  */
  pthread_create (&thread, NULL, nothing, NULL);
  pthread_join (thread, NULL);
  interrupt ("given up in one of several threads");
  gives_up = false;
  interrupt ("killed in one of several threads");
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
