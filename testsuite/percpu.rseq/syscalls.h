/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The test program defines `syscall', which the library calls, so that the test
   can observe and replace its system calls.  This works only if the test is an
   executable, not a shared object.  */

#ifndef SYSCALLS_H
#define SYSCALLS_H 1

#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

/* Defined by the test.
   Returns: true if *RESULT was set to the result of the system call N with the
   arguments ARG, an error being a negative number; false if the call is to be
   made.  */
static bool syscall_seen (long n, const long *arg, long *result);

/* The number of times the library has slept until its timeout, and the number
   of those in which the guard had been left long before, so that the library
   should have been woken.  On a busy machine the thread that owns the guard may
   not run for a second; that is no error.  */
static unsigned long syscall_timeouts, syscall_missed;

/* The time at which the guard was left last, or 0 if a thread owns it.  Set by
   the test.  */
static double syscall_left;

static inline double
syscall_now (void)
{
  struct timespec t;

  clock_gettime (CLOCK_MONOTONIC, &t);
  return (double) t.tv_sec + 1e-9 * (double) t.tv_nsec;
}

static inline void
syscall_leaving (double when)
{
  __atomic_store (&syscall_left, &when, __ATOMIC_SEQ_CST);
}

long
syscall (long n, ...)
{
  long arg[6], result;
  va_list args;

  va_start (args, n);
  for (int i = 0; i < 6; i++)
    arg[i] = va_arg (args, long);
  va_end (args);
  if (!syscall_seen (n, arg, &result))
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
    {
      double left;

      __atomic_load (&syscall_left, &left, __ATOMIC_SEQ_CST);
      __atomic_fetch_add (&syscall_timeouts, 1, __ATOMIC_RELAXED);
      if (left != 0 && syscall_now () - left > 0.5)
	__atomic_fetch_add (&syscall_missed, 1, __ATOMIC_RELAXED);
    }
  if (result < 0 && result > -4096)
    {
      errno = (int) -result;
      return -1;
    }
  return result;
}

#endif /* SYSCALLS_H */
