/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* No function of the library is a cancellation point: a thread with a pending
   cancellation calls them all and continues.  Files that they have opened are
   closed, and the library's lock is free afterwards.  */

/* { dg-additional-options "-pthread" } */

#include "../lib/modes.h"

static __attribute__ ((percpu)) long count;
static __attribute__ ((percpu)) struct percpu_list list;
static __attribute__ ((percpu)) struct percpu_rwlock lock;
static struct percpu_counter counter;
static struct percpu_ref ref;
static const char *volatile last;
static long released;

static void
release (struct percpu_ref *r)
{
  (void) r;
  released++;
}

#pragma percpu leak off

#define CALL(...) (last = #__VA_ARGS__, (void) (__VA_ARGS__))

static void
objects (void)
{
  const long value = 3;
  long __percpu *p = percpu_alloc (long);
  long __percpu *q = percpu_alloc_value (long, &value);
  struct percpu_address_info info;

  if (!p || !q)
    return;
  CALL (percpu_address_info (percpu_ptr (p, 0), &info));
  CALL (percpu_pointer_info (q, &info));
  percpu_free (p);
  percpu_free (q);
}

static void *
work (void *arg)
{
  struct percpu_stats stats;
  struct percpu_node node;

  pthread_cancel (pthread_self ());
  CALL (count++);
  CALL (percpu_stats_get (&stats, sizeof stats));
  CALL (percpu_stats ());
  CALL (percpu_area_resident (percpu_cpu_next (0)));
  CALL (percpu_area_base (percpu_cpu_next (0)));
  CALL (percpu_bind (*(unsigned int *) arg));
  CALL (percpu_bound_cpu ());
  CALL (percpu_unbind ());
  CALL (percpu_sum (count));
  CALL (percpu_reset (count));
  last = "percpu_guarded";
  percpu_guarded (g)
    ++*percpu_borrow (g, &count);
  CALL (percpu_list_push (&list, &node));
  CALL (percpu_list_drain (&list));
  CALL (percpu_rwlock_read_enter (&lock));
  CALL (percpu_rwlock_read_leave (&lock));
  CALL (percpu_rwlock_write_enter (&lock));
  CALL (percpu_rwlock_write_leave (&lock));
  CALL (percpu_ref_init (&ref, release, 0));
  CALL (percpu_ref_get (&ref));
  CALL (percpu_ref_put (&ref));
  CALL (percpu_ref_kill (&ref));
  CALL (percpu_ref_exit (&ref));
  CALL (percpu_counter_init (&counter, 0));
  CALL (percpu_counter_set (&counter, 5));
  CALL (percpu_counter_add_limited (&counter, 9, 1));
  CALL (percpu_counter_destroy (&counter));
  CALL (objects ());
  last = "none";
  pthread_testcancel ();
  last = "pthread_testcancel";
  return NULL;
}

static int
next_descriptor (void)
{
  int fd = open ("/dev/null", O_RDONLY);

  close (fd);
  return fd;
}

static void
test (void)
{
  int before = next_descriptor ();
  pthread_t thread;
  unsigned int cpu;
  void *result;

  allowed_cpus (&cpu, 1);
  pthread_create (&thread, NULL, work, &cpu);
  pthread_join (thread, &result);
  if (strcmp (last, "none") != 0)
    {
      /* The thread may hold the lock, which exit would wait for.  */
      printf ("NOT SO: cancelled in %s\n", last);
      fflush (stdout);
      _exit (1);
    }
  CHECK (result == PTHREAD_CANCELED, "cancelled where it said so");
  CHECK (released == 1, "all was done");
  CHECK (next_descriptor () == before, "no descriptor is left");
  percpu_reset (count);
  CHECK (percpu_sum (count) == 0, "nor the lock");
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
