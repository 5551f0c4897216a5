/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Waiting, and fences in other threads.  */

#define _GNU_SOURCE 1

#include "os/linux/linux.h"

#include <errno.h>
#include <limits.h>
#include <sched.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#ifndef SYS_membarrier
# define SYS_membarrier 324
#endif

void
pcpu_os_yield (void)
{
  sched_yield ();
}

bool
pcpu_os_wait (uint32_t *word, uint32_t value, unsigned int milliseconds)
{
  enum { WAIT_PRIVATE = 0 | 128 };
  struct timespec time = { .tv_sec = milliseconds / 1000,
			   .tv_nsec = milliseconds % 1000 * 1000000l };

  if (syscall (SYS_futex, word, WAIT_PRIVATE, value, &time, NULL, 0) == 0)
    return false;
  if (errno == ENOSYS || errno == EPERM)
    sched_yield ();
  return errno == ETIMEDOUT;
}

void
pcpu_os_wake (uint32_t *word)
{
  enum { WAKE_PRIVATE = 1 | 128 };

  syscall (SYS_futex, word, WAKE_PRIVATE, INT_MAX, NULL, NULL, 0);
}

/* The kernel requires a registration for each kind of command, by another
   command, and keeps it until exec.  */
enum
{
  EXPEDITED = 1 << 3, REGISTER_EXPEDITED = 1 << 4,
  EXPEDITED_RSEQ = 1 << 7, REGISTER_EXPEDITED_RSEQ = 1 << 8,
  FLAG_CPU = 1 << 0
};

/* Returns: whether the system call membarrier succeeds.  */
static bool
membarrier (int command, unsigned int flags, unsigned int cpu)
{
  return syscall (SYS_membarrier, command, flags, cpu) == 0;
}

static bool barrier_refused;

void
pcpu_os_barrier_prepare (void)
{
  int error = errno;

  if (!membarrier (REGISTER_EXPEDITED, 0, 0))
    __atomic_store_n (&barrier_refused, true, __ATOMIC_RELAXED);
  membarrier (REGISTER_EXPEDITED_RSEQ, 0, 0);
  errno = error;
}

bool
pcpu_os_barrier_refused (void)
{
  return __atomic_load_n (&barrier_refused, __ATOMIC_RELAXED);
}

bool
pcpu_os_barrier (void)
{
  return (membarrier (EXPEDITED, 0, 0)
	  || (errno == EPERM && membarrier (REGISTER_EXPEDITED, 0, 0)
	      && membarrier (EXPEDITED, 0, 0)));
}

bool
pcpu_os_fence_prepare (void)
{
  return membarrier (REGISTER_EXPEDITED_RSEQ, 0, 0);
}

bool
pcpu_os_fence (void)
{
  return membarrier (EXPEDITED_RSEQ, 0, 0);
}

bool
pcpu_os_restart (unsigned int cpu)
{
  struct pcpu_cpus before;

  if (membarrier (EXPEDITED_RSEQ, FLAG_CPU, cpu)
      || (errno == EPERM && membarrier (REGISTER_EXPEDITED_RSEQ, 0, 0)
	  && membarrier (EXPEDITED_RSEQ, FLAG_CPU, cpu)))
    return true;
  return (pcpu_os_affinity_get (&before) == 0
	  && pcpu_linux_visit (cpu, &before));
}
