/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

#ifndef NO_MEMBARRIER_H
#define NO_MEMBARRIER_H 1

#include "modes.h"

/* From now on, for this thread and those that it creates, membarrier is a
   system call that does not exist.  */
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
