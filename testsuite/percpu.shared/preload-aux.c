/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The object that preload.c preloads.  It counts the calls of a function of the
   C library.  */

#include <percpu.h>
#include <sys/syscall.h>
#include <unistd.h>

static __attribute__ ((percpu)) long getppids = 70;
static __attribute__ ((percpu)) char text[] = "preloaded";

int preload_check (void);
long preload_getppids (void);

pid_t
getppid (void)
{
  getppids++;
  return (pid_t) syscall (SYS_getppid);
}

/* Without the initial values.  */
long
preload_getppids (void)
{
  long sum = percpu_sum (getppids);

  percpu_foreach (cpu)
    sum -= 70;
  return sum;
}

/* Returns: 0 if the unchanged data has its initial value.  */
int
preload_check (void)
{
  percpu_foreach (cpu)
    if (__builtin_strcmp (*percpu_ptr (&text, cpu), "preloaded") != 0)
      return 1;
  return 0;
}
