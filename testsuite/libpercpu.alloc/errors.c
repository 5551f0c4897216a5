/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A failed allocation returns NULL and sets a reason.  An invalid argument of
   percpu_free ends the program, with the address, the reason and the CPU.  */

#include "../lib/check.h"
#include <percpu.h>
#include <stdint.h>

PERCPU_DYNAMIC_ROOM (65 << 20);

static __attribute__ ((percpu)) long variable;
static long __percpu *volatile object, *volatile second;

#pragma percpu free off

static void
twice (void *arg)
{
  percpu_free (object);
  percpu_free (object + (arg != NULL));
}

static void
middle (void *arg)
{
  percpu_free (object + 1 + (arg != NULL));
}

static void
not_dynamic (void *arg)
{
  percpu_free (&variable + (arg != NULL));
}

static void
plain (void *arg)
{
  __percpu_free ((const volatile void __percpu *) (uintptr_t) 4711, NULL);
  (void) arg;
}

static void
others (void *arg)
{
  if (percpu_retain (object))
    percpu_free (object + (arg != NULL));
}

static void
refused (void (*function) (void *), const char *reason)
{
  char text[300];
  int status = child_run (function, NULL, text, sizeof text);

  CHECK (WIFSIGNALED (status) && WTERMSIG (status) == SIGABRT, "aborts");
  CHECK (strncmp (text, "percpu: percpu_free of 0x", 25) == 0
	 && strstr (text, reason) && strstr (text, "(CPU "), "and says: %s",
	 text);
}

#define REASON(expression, reason)					\
  do									\
    {									\
      const volatile void __percpu *reason_p = (expression);		\
      CHECK (reason_p == NULL && percpu_alloc_error () == (reason),	\
	     "%s: %s", #expression,					\
	     percpu_strerror (percpu_alloc_error ()));			\
      percpu_free (reason_p);						\
    }									\
  while (0)

int
main (void)
{
  struct percpu_stats stats;
  int n = 0;
  static char __percpu *chunk[200];

  percpu_stats_get (&stats, sizeof stats);
  CHECK (stats.dynamic_limit == 65 << 20, "the room that was asked for");
  REASON (percpu_alloc_bytes (0, 8), PERCPU_ESIZE);
  REASON (percpu_alloc_bytes (SIZE_MAX, 8), PERCPU_ESIZE);
  REASON (percpu_alloc_bytes (66 << 20, 8), PERCPU_ESIZE);
  REASON (percpu_alloc_array (long, SIZE_MAX / 4), PERCPU_ESIZE);
  REASON (percpu_alloc_bytes (8, 0), PERCPU_EALIGN);
  REASON (percpu_alloc_bytes (8, 24), PERCPU_EALIGN);
  REASON (percpu_alloc_bytes (8, 8192), PERCPU_EALIGN);
  percpu_free ((long __percpu *) NULL);

  while (n < 200 && (chunk[n] = percpu_alloc_bytes (1 << 20, 4096)))
    n++;
  CHECK (n >= 64 && n <= 65, "%d megabytes", n);
  CHECK (percpu_alloc_error () == PERCPU_ENOROOM, "then there is no room");
  REASON (percpu_alloc_bytes (2 << 20, 8), PERCPU_ENOROOM);
  while (n > 0)
    percpu_free (chunk[--n]);
  chunk[0] = percpu_alloc_bytes (60 << 20, 8);
  CHECK (chunk[0] && percpu_alloc_error () == 0, "freed, it is one piece");
  percpu_free (chunk[0]);

  object = percpu_alloc_array (long, 4);
  second = percpu_alloc_array (long, 4);
  refused (twice, "which is not allocated, or freed already");
  refused (middle, "which is in the middle of a dynamic object");
  refused (not_dynamic, "which is not the address of a dynamic object");
  refused (plain, "which is not the address of a dynamic object");
  refused (others, "which is owned by others too");
  percpu_free (object);
  percpu_free (second);
  return 0;
}
