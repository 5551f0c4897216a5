/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* What preload.c preloads: it counts the calls of two functions of the C
   library's, which may be called before any constructor has run.  */

#include <percpu.h>
#include <sys/syscall.h>
#include <unistd.h>

extern void *__libc_malloc (size_t size);

static __attribute__ ((percpu)) long mallocs = 7, getppids = 70;
static __attribute__ ((percpu)) char text[] = "preloaded";

void *malloc (size_t size);
int preload_check (void);
long preload_mallocs (void);
long preload_getppids (void);

void *
malloc (size_t size)
{
  mallocs++;
  return __libc_malloc (size);
}

pid_t
getppid (void)
{
  getppids++;
  return (pid_t) syscall (SYS_getppid);
}

/* Without the initial values.  */
long
preload_mallocs (void)
{
  long sum = percpu_sum (mallocs);

  percpu_foreach (cpu)
    sum -= 7;
  return sum;
}

long
preload_getppids (void)
{
  long sum = percpu_sum (getppids);

  percpu_foreach (cpu)
    sum -= 70;
  return sum;
}

/* Returns: 0 if all is as it should be that nobody changes.  */
int
preload_check (void)
{
  percpu_foreach (cpu)
    if (__builtin_strcmp (*percpu_ptr (&text, cpu), "preloaded") != 0)
      return 1;
  return 0;
}
