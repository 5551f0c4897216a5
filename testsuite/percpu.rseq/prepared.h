/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Whether the system has been told of fences when `main' begins, as long as
   there is one thread.  Telling it later waits for all CPUs, and everybody who
   wants to have a lock waits as well: for a second on a busy machine.  */

#ifndef PREPARED_H
#define PREPARED_H 1

#include "../libpercpu.area/check.h"
#include <percpu.h>
#include <sys/syscall.h>

#ifndef SYS_membarrier
# define SYS_membarrier 324
#endif

/* Whether COMMAND of membarrier, which the kernel is to have been told of, is
   carried out.  */
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
