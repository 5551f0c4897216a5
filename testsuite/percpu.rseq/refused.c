/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Each system call of a static program is refused, with two errors, and limits
   are low: every update is counted all the same, or the library says what it
   cannot do without.  */

/* { dg-require arch x86-64 } */
/* { dg-additional-options "-static -Wl,-z,norelro" } */

#include "refused.h"

#define CALL(name, outcome) { SYS_##name, #name, outcome }
static const struct call calls[] =
{
  /* Of the library.  */
  CALL (openat, COUNTS),
  CALL (read, COUNTS),
  CALL (close, COUNTS),
  CALL (sched_getaffinity, COUNTS),
  CALL (sched_setaffinity, COUNTS),
  CALL (getcpu, COUNTS),
  CALL (mmap, REFUSES),
  CALL (munmap, COUNTS),
  CALL (mprotect, COUNTS),
  CALL (madvise, COUNTS),
  CALL (prlimit64, COUNTS),
  { SYS_memfd_create, "memfd_create", COUNTS },
  CALL (write, COUNTS),
  CALL (getpid, COUNTS),
  CALL (gettid, COUNTS),
  CALL (tgkill, COUNTS),
  CALL (rt_sigprocmask, COUNTS),
  CALL (sched_yield, COUNTS),
  { SYS_rseq, "rseq", COUNTS },
  { SYS_membarrier, "membarrier", COUNTS },
  /* Of the C library, or of both.  */
  CALL (arch_prctl, NEEDED),
  CALL (futex, NEEDED),
  CALL (execve, NEEDED),
  CALL (exit, NEEDED),
  CALL (exit_group, NEEDED),
  CALL (brk, COUNTS),
  CALL (rt_sigaction, COUNTS),
  CALL (clone, COUNTS),
  { 435, "clone3", COUNTS },
  CALL (getrandom, COUNTS),
  CALL (set_tid_address, COUNTS),
  CALL (set_robust_list, COUNTS),
  CALL (newfstatat, COUNTS),
  CALL (fstat, COUNTS),
  CALL (readlink, COUNTS),
  CALL (readlinkat, COUNTS),
  CALL (uname, COUNTS)
};

int
main (int argc, char **argv)
{
  return refused_run (argc, argv, calls, LENGTH (calls), true);
}
