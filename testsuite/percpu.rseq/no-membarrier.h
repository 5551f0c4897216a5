/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

#ifndef NO_MEMBARRIER_H
#define NO_MEMBARRIER_H 1

#include "../lib/modes.h"

/* Makes membarrier a system call that does not exist, for this thread and the
   ones that it creates.  */
static inline bool
membarrier_refuse (void)
{
  if (!filter_refuse (SYS_membarrier, ENOSYS)
      || syscall (SYS_membarrier, 0, 0, 0) == 0)
    {
      printf ("not tried: no filter\n");
      return false;
    }
  return true;
}

#endif /* NO_MEMBARRIER_H */
