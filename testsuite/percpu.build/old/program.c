/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A program that uses every exported symbol.  Its code is kept as each release
   compiled it, in model `rseq' with -fplugin-arg-percpu-hardened=trap, and must
   run with every later library of the same soname (../old.sh).  */

#include <percpu.h>
#include <percpu/cell.h>
#include <percpu/guard.h>
#include <percpu/list.h>
#include <percpu/lock.h>
#include <percpu/ref.h>

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { THREADS = 4, TURNS = 2000 };

struct item
{
  struct percpu_node node;
  int number;
};

PERCPU_ROOM (1 << 21);
PERCPU_DYNAMIC_ROOM (1 << 27);

static __attribute__ ((percpu)) unsigned long hits = 3;
static __attribute__ ((percpu)) unsigned long guarded;
static __attribute__ ((percpu)) char zeros[8192];
static __attribute__ ((percpu)) struct percpu_list list;
static __attribute__ ((percpu)) PERCPU_STACK (64) stack;
static __attribute__ ((percpu)) struct percpu_lock lock;
static __attribute__ ((percpu)) unsigned long locked;
static __attribute__ ((percpu)) struct percpu_rwlock rwlock;
static __attribute__ ((percpu)) PERCPU_CELL (int) cell;
static unsigned long written;
static struct percpu_counter counter;
static struct percpu_ref ref;
static int released;
static unsigned int failed;

#define CHECK(condition)						\
  do									\
    if (!(condition))							\
      {									\
	printf ("line %d: %s\n", __LINE__, #condition);			\
	__atomic_fetch_add (&failed, 1, __ATOMIC_RELAXED);		\
      }									\
  while (0)

static void
release (struct percpu_ref *r)
{
  (void) r;
  released++;
}

static void
lists_work (void)
{
  struct item *item = malloc (sizeof *item);

  item->number = 7;
  percpu_list_push (&list, &item->node);
  if (percpu_stack_push (&stack, item))
    percpu_stack_pop (&stack);
  percpu_list_pop (&list);
}

static void *
work (void *arg)
{
  for (int i = 0; i < TURNS; i++)
    {
      unsigned int cpu;

      hits++;
      zeros[8191] = 1;
      percpu_guarded (g)
	{
	  unsigned long *mine = percpu_borrow (g, &guarded);

	  *mine += 1;
	  percpu_cell_write (value, g, cell)
	    ++*value;
	}
      cpu = percpu_lock_this (&lock);
      ++*percpu_ptr (&locked, cpu);
      percpu_lock_leave (&lock, cpu);
      percpu_rwlock_read_enter (&rwlock);
      percpu_rwlock_read_leave (&rwlock);
      if (i % 100 == 0)
	{
	  percpu_rwlock_write_enter (&rwlock);
	  written++;
	  percpu_rwlock_write_leave (&rwlock);
	  lists_work ();
	}
      percpu_ref_get (&ref);
      percpu_counter_add (&counter, 2);
      percpu_ref_put (&ref);
    }
  return arg;
}

static void
objects (void)
{
  long __percpu *p = percpu_alloc (long);
  static const long nine = 9;
  static long __percpu *volatile shared;
  long __percpu *q = percpu_alloc_value (long, &nine);
  struct percpu_address_info info;

  CHECK (p && q);
  *p += 4;
  CHECK (percpu_sum (*p) == 4 && *q == 9);
  CHECK (percpu_retain (p));
  shared = p;
  percpu_release (shared);
  CHECK (percpu_sum (*p) == 4);
  CHECK (percpu_pointer_info (p, &info) == 0
	 && info.kind == PERCPU_ADDRESS_DYNAMIC
	 && info.start == (uintptr_t) p && info.size >= sizeof (long));
  percpu_free (p);
  percpu_free (q);
  p = percpu_alloc_bytes (0, 1);
  CHECK (!p && percpu_alloc_error () == PERCPU_ESIZE);
  percpu_free (p);
}

static void
questions (void)
{
  struct percpu_stats stats;
  struct percpu_address_info info;
  unsigned int cpu = percpu_cpu_next (0);

  CHECK (percpu_stats_get (&stats, sizeof stats) == 0 && stats.images == 1
	 && stats.cpus > 0 && stats.area_size == percpu_area_size ());
  CHECK (percpu_address_info (percpu_ptr (&hits, cpu), &info) == 0
	 && info.kind == PERCPU_ADDRESS_VARIABLE && info.cpu == cpu);
  CHECK (percpu_cpu_possible (cpu) && cpu < percpu_nr_cpus ()
	 && percpu_area_base (cpu) && percpu_area_resident (cpu) > 0);
  CHECK (strcmp (percpu_strerror (PERCPU_OK), "no error") == 0);
  CHECK (percpu_version ()[0] != '\0'
	 && percpu_mode_name (percpu_mode ())[0] != '\0');
}

__attribute__ ((percpu_bound)) static void
hit (void)
{
  ++*percpu_this_ptr (&hits);
}

static void
binding (void)
{
  int cpu = -1;

  for (unsigned int i = percpu_cpu_next (0); i < percpu_nr_cpus () && cpu < 0;
       i = percpu_cpu_next (i + 1))
    if (percpu_bind (i) == 0)
      cpu = (int) i;
  if (cpu < 0)
    return;
  CHECK (percpu_bound_cpu () == cpu && !percpu_preemptible ());
  hit ();
  CHECK (percpu_unbind () == 0 && percpu_bound_cpu () == PERCPU_EUNBOUND);
}

int
main (void)
{
  pthread_t thread[THREADS];
  unsigned int possible = 0;
  struct item item;

  percpu_foreach (cpu)
    possible++;
  CHECK (percpu_sum (hits) == 3ul * possible);
  CHECK (percpu_counter_init (&counter, 1) == 0);
  CHECK (percpu_ref_init (&ref, release, PERCPU_REF_ALLOW_REINIT) == 0);
  for (int i = 0; i < THREADS; i++)
    CHECK (pthread_create (&thread[i], NULL, work, NULL) == 0);
  for (int i = 0; i < THREADS; i++)
    CHECK (pthread_join (thread[i], NULL) == 0);
  CHECK (percpu_sum (guarded) == THREADS * TURNS);
  CHECK (percpu_sum (locked) == THREADS * TURNS);
  CHECK (written == THREADS * TURNS / 100);
  CHECK (percpu_counter_sum (&counter) == 1 + 2 * THREADS * TURNS);
  percpu_counter_destroy (&counter);
  percpu_ref_kill (&ref);
  CHECK (released == 1);
  percpu_ref_reinit (&ref);
  percpu_ref_switch_to_atomic (&ref);
  percpu_ref_switch_to_percpu (&ref);
  percpu_ref_kill (&ref);
  CHECK (released == 2);
  percpu_ref_exit (&ref);
  percpu_list_drain (&list);
  percpu_list_push (&list, &item.node);
  CHECK (percpu_list_drain (&list) == &item.node);
  percpu_lock_cpu (&lock, percpu_cpu_next (0));
  CHECK (!percpu_lock_try_cpu (&lock, percpu_cpu_next (0)));
  percpu_lock_leave (&lock, percpu_cpu_next (0));
  objects ();
  questions ();
  binding ();
  percpu_reset (hits);
  CHECK (percpu_sum (hits) >= 3ul * possible);
  if (failed == 0)
    puts ("all is well");
  return failed != 0;
}
