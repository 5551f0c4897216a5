/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

#ifndef NO_MEMBARRIER_H
#define NO_MEMBARRIER_H 1

#include "modes.h"

/* From now on, for this thread and those that it creates, membarrier is a system
   call that does not exist.  */
static inline bool
membarrier_refuse (void)
{
  struct sock_filter code[] =
  {
    BPF_STMT (BPF_LD | BPF_W | BPF_ABS, offsetof (struct seccomp_data, nr)),
    BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, SYS_membarrier, 0, 1),
    BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),
    BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_ALLOW)
  };
  struct sock_fprog program = { LENGTH (code), code };

  if (prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0
      || prctl (PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0
      || syscall (SYS_membarrier, 0, 0, 0) == 0)
    {
      printf ("not tried: no filter\n");
      return false;
    }
  return true;
}

#endif /* NO_MEMBARRIER_H */
