/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Each error value has its own text.  */

/* { dg-do run } */
/* { dg-options "" } */

#include "../lib/check.h"
#include <percpu.h>

int
main (void)
{
  for (int a = PERCPU_EBUSY; a <= 0; a++)
    {
      CHECK (strcmp (percpu_strerror (a), "unknown error") != 0
	     && *percpu_strerror (a), "%d: %s", a, percpu_strerror (a));
      for (int b = PERCPU_EBUSY; b < a; b++)
	CHECK (strcmp (percpu_strerror (a), percpu_strerror (b)) != 0,
	       "another one than %d", b);
    }
  CHECK (strcmp (percpu_strerror (PERCPU_EBUSY - 1), "unknown error") == 0,
	 "below the last one");
  CHECK (strcmp (percpu_strerror (1), percpu_strerror (0)) == 0,
	 "above zero is no error");
  return 0;
}
