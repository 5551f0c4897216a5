/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* If the number of references got or put in one call would make the sum wrap
   around, the program ends, in every mode of the reference.  */

#include "../lib/modes.h"

struct number
{
  unsigned long n;
  unsigned int flags;
  void (*change) (struct percpu_ref *, unsigned long);
};

static __attribute__ ((percpu)) long count;

static void
release (struct percpu_ref *ref)
{
  (void) ref;
}

static void
change (void *arg)
{
  struct number *number = arg;
  struct percpu_ref ref;

  count++;
  if (percpu_ref_init (&ref, release, number->flags) != 0)
    exit (1);
  number->change (&ref, number->n);
}

static void
test (void)
{
  static const unsigned long many[] = { 1ul << 60, 1ul << 63, -1ul };
  char text[1000];

  for (unsigned int i = 0; i < 4 * LENGTH (many); i++)
    {
      struct number number = { many[i / 4],
			       i % 4 < 2 ? 0 : PERCPU_REF_INIT_ATOMIC,
			       i % 2 ? percpu_ref_get_many
			       : percpu_ref_put_many };
      int status = child_run (change, &number, text, sizeof text);

      CHECK (WIFSIGNALED (status) && WTERMSIG (status) == SIGABRT
	     && strstr (text, "too many times at once"),
	     "%s %lu: %s", i % 2 ? "get" : "put", number.n, text);
    }
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
