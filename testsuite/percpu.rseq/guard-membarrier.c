/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The same storm where the kernel has no membarrier, or no longer.  */

/* { dg-additional-options "-pthread" } */

#define test storm
#define main guard_main
#include "guard.c"
#undef test
#undef main

static void
test (void)
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
      return;
    }
  storm ();
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
