/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* References that are killed while other threads get and put them as fast as
   they can, on the very object that is about to be killed.  An owner of
   a reference never sees a released object; each life ends exactly once; some
   are interrupted by a resurrection or change their mode.  One of the threads
   was executed in single steps before, so that it has no restartable sequences
   and uses the atomic count at any time.  Hundreds of thousands of kills with
   optimisation, fewer elsewhere.  */

/* { dg-require arch x86-64 } */
/* { dg-additional-options "-pthread" } */

#include "../lib/modes.h"
#include <time.h>

enum { OBJECTS = 32, KILLERS = 2, GETTERS = 3, TRAP = 0x100 };

#ifndef LATE
# define LATE()
#endif

static struct object
{
  struct percpu_ref ref;
  unsigned int alive;
  unsigned long lives, ends, kills, confirmed;
} objects[OBJECTS] __attribute__ ((aligned (64)));

static unsigned int target[KILLERS];
static bool stop, halt;
static unsigned long dead, late, gets, refused, unaided;
static cpu_set_t all;

static void
release (struct percpu_ref *ref)
{
  struct object *o = (struct object *) ref;

  __atomic_store_n (&o->alive, 0, __ATOMIC_RELAXED);
  __atomic_fetch_add (&o->ends, 1, __ATOMIC_RELAXED);
}

static void
confirm (struct percpu_ref *ref)
{
  struct object *o = (struct object *) ref;

  /* The first reference still exists.  */
  if (!o->alive || percpu_ref_tryget_live (ref))
    dead++;
  o->confirmed++;
}

static double
now (void)
{
  struct timespec t;

  clock_gettime (CLOCK_MONOTONIC, &t);
  return (double) t.tv_sec + (double) t.tv_nsec * 1e-9;
}

static void
check (bool alive)
{
  if (!alive)
    __atomic_fetch_add (&dead, 1, __ATOMIC_RELAXED);
}

static void
check_alive (const struct object *o)
{
  check (__atomic_load_n (&o->alive, __ATOMIC_RELAXED));
}

static void
trap_handler (int sig)
{
  (void) sig;
}

/* Make the kernel abort this thread's sequences until it is unregistered.  */
static void
step (void)
{
  for (int i = 0; i < 40 && __percpu_guard_thread.has_rseq; i++)
    {
      __asm__ volatile ("subq $128, %%rsp; pushfq; orl %0, (%%rsp); popfq;"
			" addq $128, %%rsp" : : "i" (TRAP) : "cc", "memory");
      if (percpu_ref_tryget (&objects[0].ref))
	percpu_ref_put (&objects[0].ref);
      __asm__ volatile ("subq $128, %%rsp; pushfq; andl %0, (%%rsp); popfq;"
			" addq $128, %%rsp" : : "i" (~TRAP) : "cc", "memory");
    }
}

static void *
getter (void *arg)
{
  unsigned int seed = (unsigned int) (uintptr_t) arg;
  unsigned long n = 0, no = 0;

  if (seed % 100 == 1)
    {
      if (percpu_ref_tryget (&objects[0].ref))
	percpu_ref_put (&objects[0].ref);
      step ();
      if (!__percpu_guard_thread.has_rseq)
	__atomic_fetch_add (&unaided, 1, __ATOMIC_RELAXED);
    }
  while (!__atomic_load_n (&halt, __ATOMIC_RELAXED))
    {
      unsigned int which = (unsigned int) rand_r (&seed);
      struct object *o = &objects[__atomic_load_n (&target[which % KILLERS],
						   __ATOMIC_RELAXED)];

      for (int i = 0; i < 50; i++)
	{
	  if (!percpu_ref_tryget_live (&o->ref))
	    {
	      no++;
	      break;
	    }
	  check_alive (o);
	  percpu_ref_get_many (&o->ref, 2);
	  percpu_ref_put (&o->ref);
	  check_alive (o);
	  if (percpu_ref_tryget (&o->ref))
	    percpu_ref_put (&o->ref);
	  else
	    check (false);
	  percpu_ref_put (&o->ref);
	  check_alive (o);
	  percpu_ref_put (&o->ref);
	  n++;
	}
      if (which % 5000 == 0)
	{
	  cpu_set_t one;
	  unsigned int cpus[64], nr = allowed_cpus (cpus, 64);

	  CPU_ZERO (&one);
	  CPU_SET (cpus[which / 5000 % (nr < 64 ? nr : 64)], &one);
	  sched_setaffinity (0, sizeof one, &one);
	  sched_setaffinity (0, sizeof all, &all);
	  if (which % 40000 == 0)
	    break;
	}
    }
  __atomic_fetch_add (&gets, n, __ATOMIC_RELAXED);
  __atomic_fetch_add (&refused, no, __ATOMIC_RELAXED);
  return NULL;
}

/* Keep getters running until the end, although each one ends after a while.  */
static void *
parent (void *arg)
{
  pthread_t thread;

  for (uintptr_t i = (uintptr_t) arg; !__atomic_load_n (&halt,
							__ATOMIC_RELAXED);
       i += 100)
    {
      pthread_create (&thread, NULL, getter, (void *) i);
      pthread_join (thread, NULL);
    }
  return NULL;
}

static void
end_await (struct object *o)
{
  double begin = now ();

  while (__atomic_load_n (&o->ends, __ATOMIC_ACQUIRE) != o->lives)
    {
      sched_yield ();
      if (now () - begin > 20)
	{
	  __atomic_fetch_add (&late, 1, __ATOMIC_RELAXED);
	  return;
	}
    }
}

static void *
killer (void *arg)
{
  unsigned int self = (unsigned int) (uintptr_t) arg, seed = self + 1000;
  unsigned int first = OBJECTS / KILLERS * self;

  while (!__atomic_load_n (&stop, __ATOMIC_RELAXED))
    {
      for (unsigned int i = first; i < first + OBJECTS / KILLERS; i++)
	{
	  struct object *o = &objects[i];
	  unsigned int what = (unsigned int) rand_r (&seed);

	  __atomic_store_n (&target[self], i, __ATOMIC_RELAXED);
	  for (unsigned int wait = what / 16 % 256; wait > 0; wait--)
	    __asm__ volatile ("pause");
	  if (what % 16 == 0)
	    {
	      percpu_ref_switch_to_atomic (&o->ref);
	      percpu_ref_switch_to_percpu (&o->ref);
	    }
	  if (what % 16 == 1 && percpu_ref_tryget_live (&o->ref))
	    {
	      percpu_ref_kill_and_confirm (&o->ref, confirm);
	      percpu_ref_resurrect (&o->ref);
	      percpu_ref_put (&o->ref);
	      o->kills++;
	    }
	  percpu_ref_kill_and_confirm (&o->ref, confirm);
	  o->kills++;
	}
      for (unsigned int i = first; i < first + OBJECTS / KILLERS; i++)
	{
	  struct object *o = &objects[i];

	  end_await (o);
	  if (late)
	    return NULL;
	  if (!percpu_ref_is_zero (&o->ref) || o->alive)
	    __atomic_fetch_add (&dead, 1, __ATOMIC_RELAXED);
	  __atomic_store_n (&o->alive, 1, __ATOMIC_RELAXED);
	  o->lives++;
	  percpu_ref_reinit (&o->ref);
	}
    }
  return NULL;
}

/* The seconds of the storm.  */
#ifndef SECONDS
# define SECONDS							\
  (percpu_mode () == PERCPU_MODE_LIBC && STORM_SHARE == 1 ? 8 : 1)
#endif

/* Returns: whether there were enough kills.  */
static bool
enough (void)
{
  unsigned long kills = 0;

  for (unsigned int i = 0; i < OBJECTS; i++)
    kills += __atomic_load_n (&objects[i].kills, __ATOMIC_RELAXED);
  return kills > 200;
}

static void
test (void)
{
  pthread_t killers[KILLERS], getters[GETTERS];
  unsigned long kills = 0, confirmed = 0, lives = 0, ends = 0;

  signal (SIGTRAP, trap_handler);
  sched_getaffinity (0, sizeof all, &all);
  for (unsigned int i = 0; i < OBJECTS; i++)
    {
      if (percpu_ref_init (&objects[i].ref, release,
			   PERCPU_REF_ALLOW_REINIT) != 0)
	exit (1);
      objects[i].alive = 1;
      objects[i].lives = 1;
    }
  LATE ();
  for (uintptr_t i = 0; i < GETTERS; i++)
    pthread_create (&getters[i], NULL, parent, (void *) (i + 1));
  for (uintptr_t i = 0; i < KILLERS; i++)
    pthread_create (&killers[i], NULL, killer, (void *) i);
  for (double begin = storm_now (); storm_lasts (begin, SECONDS, enough ());)
    usleep (10000);
  __atomic_store_n (&stop, true, __ATOMIC_RELAXED);
  for (unsigned int i = 0; i < KILLERS; i++)
    pthread_join (killers[i], NULL);
  __atomic_store_n (&halt, true, __ATOMIC_RELAXED);
  for (unsigned int i = 0; i < GETTERS; i++)
    pthread_join (getters[i], NULL);
  CHECK (late == 0, "every life came to its end");
  for (unsigned int i = 0; i < OBJECTS; i++)
    {
      percpu_ref_kill (&objects[i].ref);
      kills += objects[i].kills;
      confirmed += objects[i].confirmed;
      lives += objects[i].lives;
      ends += objects[i].ends;
      percpu_ref_exit (&objects[i].ref);
    }
  CHECK (dead == 0, "no reference was to a released object: %lu", dead);
  CHECK (kills > 100 && confirmed == kills, "%lu kills, each confirmed once",
	 kills);
  CHECK (ends == lives, "%lu lives, each ended once", lives);
  CHECK (unaided > 0, "%lu threads without the kernel's aid", unaided);
  CHECK (gets > kills && refused > 0, "%lu times got, %lu times refused",
	 gets, refused);
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
