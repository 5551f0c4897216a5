/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* If the areas cannot be made, the program prints a message and exits with
   status 127.  */

/* { dg-do run } */
/* { dg-options "" } */

#include "../lib/check.h"
#include <percpu.h>
#include <sys/resource.h>

/* One area fits into the limit below, the areas do not.  */
static __attribute__ ((percpu)) char large[48 << 20];

static void
start_limited (void *arg)
{
  struct rlimit limit = { 128 << 20, 128 << 20 };
  char *argv[] = { arg, NULL };

  setrlimit (RLIMIT_AS, &limit);
  execv ("/proc/self/exe", argv);
}

int
main (int argc, char **argv)
{
  char text[300];
  int status;

  if (argc > 1)
    large[0] = 1;
  status = child_run (start_limited, argv[0], text, sizeof text);
  CHECK (WIFEXITED (status) && WEXITSTATUS (status) == 127,
	 "status %#x", (unsigned int) status);
  CHECK (strcmp (text, "percpu: cannot reserve address space for the areas: "
		 "Cannot allocate memory\n") == 0, "it says: %s", text);
  return 0;
}
