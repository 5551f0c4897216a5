/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Errors in plain data are reported as usual, also between per-CPU accesses.
   The argument selects the error:

   { reports address "heap-buffer-overflow" }
   { reports undefined "signed integer overflow" }
   { reports thread "data race" }  */

#include "../lib/check.h"
#include <percpu.h>
#include <limits.h>
#include <pthread.h>

static __attribute__ ((percpu)) int count;
static int plain;

static void *
work (void *arg)
{
  for (int i = 0; i < 1000; i++)
    {
      count++;
      plain++;
    }
  return arg;
}

int
main (int argc, char **argv)
{
  volatile int v = INT_MAX;
  pthread_t threads[2];
  volatile char *p = malloc (10);

  count++;
  if (argc > 1 && strcmp (argv[1], "address") == 0)
    p[10 + count] = (char) count;
  else if (argc > 1 && strcmp (argv[1], "undefined") == 0)
    v += percpu_sum (count);
  else
    {
      for (int i = 0; i < 2; i++)
	pthread_create (&threads[i], NULL, work, NULL);
      for (int i = 0; i < 2; i++)
	pthread_join (threads[i], NULL);
    }
  free ((void *) p);
  return 0;
}
