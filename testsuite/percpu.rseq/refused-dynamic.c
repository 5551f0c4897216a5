/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Each system call of a program is refused, with two errors, and limits are
   low: all updates are counted nevertheless, or the library names the call that
   it needs.  */

/* { dg-require arch x86-64 } */
/* { dg-additional-options "-no-pie -fno-pie" } */

#include "refused.h"

static const struct call calls[] =
{
  CALLS_OF_BOTH,
  CALL (openat, NEEDED),
  CALL (read, NEEDED),
  CALL (close, NEEDED),
  CALL (mmap, NEEDED),
  CALL (mprotect, NEEDED),
  CALL (newfstatat, NEEDED),
  CALL (fstat, NEEDED),
  CALL (pread64, NEEDED),
  CALL (access, COUNTS),
  CALL (getcwd, COUNTS)
};

int
main (int argc, char **argv)
{
  return refused_run (argc, argv, calls, LENGTH (calls), false);
}
