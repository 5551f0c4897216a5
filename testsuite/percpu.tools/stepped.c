/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The program for the debuggers: each line of `counts' is executed once,
   whichever debugger stops it and however often.  Exit status 0 means this, and
   that the mode is the one that the argument names.  The scripts *.gdb know the
   text of the lines.  */

#include <percpu.h>
#include <string.h>

static __attribute__ ((percpu)) long first, second;
volatile int rounds = 3;
volatile long seen;

__attribute__ ((noinline)) void
counts (void)
{
  first++;
  second = second * 1 + 2;
  seen += first > 0;
}

static __attribute__ ((noinline)) int
caller (void)
{
  for (int i = 0; i < rounds; i++)
    counts ();
  return rounds;
}

int
main (int argc, char **argv)
{
  int n = caller ();

  if (argc < 2 || strcmp (percpu_mode_name (percpu_mode ()), argv[1]) != 0)
    return 3;
  return percpu_sum (first) != n || percpu_sum (second) != 2 * n;
}
