/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Operations on references that are allowed in signal handlers leave errno
   unchanged, also if a system call fails.  */

#include "no-membarrier.h"

enum { LEFT = 77 };

static __attribute__ ((percpu)) long count;

static void
release (struct percpu_ref *ref)
{
  (void) ref;
}

#define KEEPS(...)							\
  do									\
    {									\
      errno = LEFT;							\
      __VA_ARGS__;							\
      int keeps_now = errno;						\
      CHECK (keeps_now == LEFT, "errno is %d after %s", keeps_now,	\
	     #__VA_ARGS__);						\
    }									\
  while (0)

static void
test (void)
{
  struct percpu_ref ref, once;

  count++;
  if (percpu_ref_init (&ref, release, PERCPU_REF_ALLOW_REINIT) != 0
      || percpu_ref_init (&once, release, 0) != 0 || !membarrier_refuse ())
    return;
  KEEPS (percpu_ref_get (&ref));
  KEEPS (percpu_ref_put (&ref));
  KEEPS (percpu_ref_switch_to_atomic (&ref));
  KEEPS (percpu_ref_switch_to_percpu (&ref));
  KEEPS (percpu_ref_kill (&ref));
  KEEPS (percpu_ref_reinit (&ref));
  KEEPS (percpu_ref_get (&ref));
  KEEPS (percpu_ref_kill (&ref));
  KEEPS (percpu_ref_resurrect (&ref));
  KEEPS (percpu_ref_exit (&ref));
  KEEPS (percpu_ref_kill (&once));
  KEEPS (percpu_ref_exit (&once));
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
