/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Filters for system calls: the kernel refuses these from now on, in the
   calling thread and in the threads and processes that it creates.  Each
   function returns whether the filter is in effect.  */

#ifndef FILTER_H
#define FILTER_H 1

#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

#ifndef SYS_rseq
# define SYS_rseq 334
#endif

/* Installs the filter of N instructions at CODE.  */
static inline bool
filter_install (struct sock_filter *code, unsigned short n)
{
  struct sock_fprog program = { n, code };

  return (prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0
	  && prctl (PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0);
}

/* Makes the system calls FIRST and SECOND, which may be the same, fail with
   ERROR.  */
static inline bool
filter_refuse_two (unsigned int first, unsigned int second, unsigned int error)
{
  struct sock_filter code[] =
  {
    BPF_STMT (BPF_LD | BPF_W | BPF_ABS, offsetof (struct seccomp_data, nr)),
    BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, first, 1, 0),
    BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, second, 0, 1),
    BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_ERRNO | error),
    BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_ALLOW)
  };

  return filter_install (code, sizeof code / sizeof *code);
}

/* Makes the system call NUMBER fail with ERROR.  */
static inline bool
filter_refuse (unsigned int number, unsigned int error)
{
  return filter_refuse_two (number, number, error);
}

/* Makes every system call end the process, except the N at NUMBERS, at most
   100.  */
static inline bool
filter_kill_all_but (const unsigned int *numbers, unsigned short n)
{
  struct sock_filter code[103] =
  {
    BPF_STMT (BPF_LD | BPF_W | BPF_ABS, offsetof (struct seccomp_data, nr))
  };

  for (unsigned short i = 0; i < n; i++)
    code[1 + i] = (struct sock_filter)
      BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, numbers[i],
		(unsigned char) (n - i), 0);
  code[1 + n] = (struct sock_filter)
    BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS);
  code[2 + n] = (struct sock_filter)
    BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
  return filter_install (code, (unsigned short) (n + 3));
}

/* Makes the system call NUMBER fail with ERROR if the lower half of its first
   argument is ARGUMENT.  */
static inline bool
filter_refuse_argument (unsigned int number, unsigned int argument,
			unsigned int error)
{
  struct sock_filter code[] =
  {
    BPF_STMT (BPF_LD | BPF_W | BPF_ABS, offsetof (struct seccomp_data, nr)),
    BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, number, 0, 3),
    BPF_STMT (BPF_LD | BPF_W | BPF_ABS,
	      offsetof (struct seccomp_data, args[0])),
    BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, argument, 0, 1),
    BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_ERRNO | error),
    BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_ALLOW)
  };

  return filter_install (code, sizeof code / sizeof *code);
}

#endif /* FILTER_H */
