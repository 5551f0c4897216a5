/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Each system call of a static program is refused, with two errors, and limits
   are low: all updates are counted nevertheless, or the library names the call
   that it needs.  */

/* { dg-require arch x86-64 } */
/* { dg-additional-options "-static -Wl,-z,norelro" } */

#include "refused.h"

static const struct call calls[] =
{
  CALLS_OF_BOTH,
  CALL (openat, COUNTS),
  CALL (read, COUNTS),
  CALL (close, COUNTS),
  CALL (mmap, REFUSES),
  CALL (mprotect, COUNTS),
  CALL (newfstatat, COUNTS),
  CALL (fstat, COUNTS)
};

int
main (int argc, char **argv)
{
  return refused_run (argc, argv, calls, LENGTH (calls), true);
}
