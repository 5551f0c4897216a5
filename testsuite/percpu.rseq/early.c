/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Use before the library's constructors, in loops that keep the value that they
   have read once, in threads that are older than the areas, and after main.  */

/* { dg-additional-options "-Wno-prio-ctor-dtor" } */

#include "../lib/modes.h"
#include <semaphore.h>

static __attribute__ ((percpu)) long count, value = 7;
static long first_value;
static pthread_t old, older;
static sem_t go;

static void *
work (void *arg)
{
  sem_wait (&go);
  for (int i = 0; i < 1000; i++)
    count++;
  return arg;
}

static void *
work_at_once (void *arg)
{
  for (int i = 0; i < 1000; i++)
    count++;
  return arg;
}

/* Before all constructors.  */
static void __attribute__ ((constructor (1)))
first (void)
{
  sem_init (&go, 0, 0);
  pthread_create (&older, NULL, work, NULL);
  pthread_create (&old, NULL, work_at_once, NULL);
  first_value = value;
  for (int i = 0; i < 1000; i++)
    count++;
}

static void __attribute__ ((constructor (102)))
second (void)
{
  for (int i = 0; i < 1000; i++)
    count++;
}

static void __attribute__ ((destructor (102)))
last (void)
{
  count++;
  if (percpu_sum (count) != 4001)
    _exit (1);
}

static void
test (void)
{
  CHECK (first_value == 7, "the initial value was there");
  sem_post (&go);
  pthread_join (older, NULL);
  pthread_join (old, NULL);
  CHECK (percpu_sum (count) == 4000, "%ld counts", percpu_sum (count));
}

int
main (int argc, char **argv)
{
  if (argc > 1)
    return modes_run (argc, argv, test);
  sem_post (&go);
  pthread_join (older, NULL);
  pthread_join (old, NULL);
  return modes_run (argc, argv, test);
}
