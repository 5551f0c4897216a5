/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* An invalid CPU number leads to a message and abort, never to an access to an
   invalid address; so does a reset of an object that is not a per-CPU
   variable.  */

/* { dg-do run } */
/* { dg-options "" } */

#include "../lib/check.h"
#include <percpu.h>

static __attribute__ ((percpu)) int x;

static void
take_ptr (void *cpu)
{
  *percpu_ptr (&x, *(unsigned int *) cpu) = 1;
}

static void
reset_wrong (void *address)
{
  __percpu_reset (*(uintptr_t *) address, sizeof (int));
}

static void
expect_abort (void (*function) (void *), void *arg, const char *message)
{
  char text[200];
  int status = child_run (function, arg, text, sizeof text);

  CHECK (WIFSIGNALED (status) && WTERMSIG (status) == SIGABRT, "aborts");
  CHECK (strcmp (text, message) == 0, "and says: %s", text);
}

int
main (void)
{
  unsigned int cpus[] = { percpu_nr_cpus (), 1000000, -1u };
  uintptr_t wrong[] = { (uintptr_t) &cpus, (uintptr_t) __start___percpu - 1,
			(uintptr_t) __stop___percpu - 1 };
  char expected[100];

  for (int i = 0; i < 3; i++)
    {
      snprintf (expected, sizeof expected,
		"percpu: CPU number %u is out of range (0 to %u)\n", cpus[i],
		percpu_nr_cpus () - 1);
      expect_abort (take_ptr, &cpus[i], expected);
    }
  for (int i = 0; i < 3; i++)
    expect_abort (reset_wrong, &wrong[i],
		  "percpu: cannot reset what is not a per-CPU variable\n");
  return 0;
}
