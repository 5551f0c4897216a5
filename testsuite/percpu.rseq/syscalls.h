/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The library's system calls come by here, where the program is not a shared
   object itself: the test says what becomes of them.  */

#ifndef SYSCALLS_H
#define SYSCALLS_H 1

#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <sys/syscall.h>
#include <unistd.h>

/* The test's.  Returns: true, and *RESULT is that of system call N, or an error
   number below 0; false if the call is to be done.  */
static bool syscall_seen (long n, long *result);

/* How often the library has slept until the time was up: nobody has woken it.  */
static unsigned long syscall_timeouts;

long
syscall (long n, ...)
{
  long arg[6], result;
  va_list args;

  va_start (args, n);
  for (int i = 0; i < 6; i++)
    arg[i] = va_arg (args, long);
  va_end (args);
  if (!syscall_seen (n, &result))
    {
      register long r10 __asm__ ("r10") = arg[3];
      register long r8 __asm__ ("r8") = arg[4];
      register long r9 __asm__ ("r9") = arg[5];

      __asm__ volatile ("syscall"
			: "=a" (result)
			: "0" (n), "D" (arg[0]), "S" (arg[1]), "d" (arg[2]),
			  "r" (r10), "r" (r8), "r" (r9)
			: "rcx", "r11", "memory");
    }
  if (n == SYS_futex && result == -ETIMEDOUT)
    __atomic_fetch_add (&syscall_timeouts, 1, __ATOMIC_RELAXED);
  if (result < 0 && result > -4096)
    {
      errno = (int) -result;
      return -1;
    }
  return result;
}

#endif /* SYSCALLS_H */
