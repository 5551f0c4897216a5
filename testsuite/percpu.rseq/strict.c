/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A thread that has counted before counts on without any system call: a filter
   ends it at the first one.  That includes a change of the area, as after a
   migration.  */

/* { dg-require arch x86-64 } */
/* { dg-additional-options "-pthread" } */

#include "../lib/modes.h"
#include <percpu/counter.h>
#include <sys/auxv.h>

enum { ROUNDS = 1000 };

static __attribute__ ((percpu)) long count, guarded;
static __attribute__ ((percpu)) struct percpu_lock lock;
static __attribute__ ((percpu)) struct percpu_rwlock rwlock;
static __attribute__ ((percpu)) struct percpu_list list;
static long __percpu *object;
static struct percpu_counter counter;
static struct percpu_ref ref;

/* As if the thread had come from another CPU; without a system call.  */
static void
area_leave (void)
{
  __asm__ volatile ("wrgsbase %0" : : "r" (0ul) : "memory");
}

static void
ref_release (struct percpu_ref *r)
{
  (void) r;
}

static void
use_all (void)
{
  struct percpu_node node;

  count++;
  *object += 2;
  percpu_counter_add (&counter, 3);
  percpu_guarded (g)
    ++*percpu_borrow (g, &guarded);
  percpu_lock_leave (&lock, percpu_lock_this (&lock));
  percpu_rwlock_read_enter (&rwlock);
  percpu_rwlock_read_leave (&rwlock);
  percpu_ref_get (&ref);
  percpu_ref_put (&ref);
  percpu_list_push (&list, &node);
  percpu_list_pop (&list);
}

static void
strict (void *arg)
{
  const unsigned int last = SYS_exit_group;

  stay_on (percpu_cpu_next (0));
  (void) arg;
  use_all ();
  if (!filter_kill_all_but (&last, 1))
    _exit (77);
  for (int i = 1; i < ROUNDS; i++)
    {
      area_leave ();
      use_all ();
    }
  _exit (percpu_sum (count) != ROUNDS || percpu_sum (guarded) != ROUNDS
	 || percpu_sum (*object) != 2 * ROUNDS
	 || percpu_counter_sum (&counter) != 3 * ROUNDS);
}

static void
test (void)
{
  char text[500];
  int status;

  /* To enter a private area takes system calls.  */
  if (percpu_mode () == PERCPU_MODE_PRIVATE)
    return;
  if (!(getauxval (AT_HWCAP2) & 2))
    {
      printf ("not tried: the GS base is written by a system call\n");
      return;
    }
  object = percpu_alloc (long);
  CHECK (object && percpu_counter_init (&counter, 0) == 0
	 && percpu_ref_init (&ref, ref_release, 0) == 0, "objects");
  status = child_run (strict, NULL, text, sizeof text);
  if (WIFEXITED (status) && WEXITSTATUS (status) == 77)
    printf ("not tried: no filter for system calls\n");
  else
    CHECK (status == 0, "no system call: %#x %s", (unsigned int) status, text);
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
