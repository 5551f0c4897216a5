/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Checks that the process has registered its membarrier commands when `main'
   begins and there is one thread.  A later registration waits until every CPU
   has gone through the scheduler, which on a busy machine can take a second,
   and delays all threads that wait for the lock.  */

#ifndef PREPARED_H
#define PREPARED_H 1

#include "../lib/check.h"
#include <percpu.h>
#include <sys/syscall.h>

#ifndef SYS_membarrier
# define SYS_membarrier 324
#endif

/* Checks that the kernel executes COMMAND of membarrier, which has to be
   registered before.  */
static inline void
check_prepared (long command, const char *what)
{
  enum { QUERY = 0 };
  long known = syscall (SYS_membarrier, QUERY, 0, 0);

  if (known < 0 || !(known & command))
    printf ("not tried: no membarrier %#lx\n", (unsigned long) command);
  else
    CHECK (syscall (SYS_membarrier, command, 0, 0) == 0, "prepared: %s", what);
}

enum { EXPEDITED = 1 << 3, EXPEDITED_RSEQ = 1 << 7 };

#endif /* PREPARED_H */
