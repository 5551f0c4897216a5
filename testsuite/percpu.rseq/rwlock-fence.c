/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A writer makes the kernel execute a fence in all threads if readers executed
   none, after it has closed the gate and before it looks for readers, and not
   if readers executed their own.  Without this, a race would be seen once in a
   year.  The library's calls of `syscall' come here, because the program is not
   a shared object.  */

/* { dg-additional-options "-pthread" } */

#include "../lib/modes.h"
#include "syscalls.h"

static __attribute__ ((percpu)) struct percpu_rwlock lock, slow;

static unsigned int calls, fences;
static bool refuse;
static volatile uint32_t *gate;
static uint32_t gate_then;

static bool
syscall_seen (long n, const long *arg, long *result)
{
  calls++;
  if (n != SYS_membarrier || arg[0] != 1 << 3)
    return false;
  if (refuse)
    {
      *result = -ENOSYS;
      return true;
    }
  fences++;
  if (gate)
    gate_then = *gate;
  return false;
}

static void
read_once (struct percpu_rwlock __percpu *l)
{
  percpu_rwlock_read_enter (l);
  percpu_rwlock_read_leave (l);
}

static void
write_once (struct percpu_rwlock __percpu *l)
{
  fences = 0;
  percpu_rwlock_write_enter (l);
  percpu_rwlock_write_leave (l);
}

static void
test (void)
{
  unsigned int before;

  read_once (&lock);
  /* Twice, because the kernel may require a registration first.  */
  read_once (&lock);
  if (calls == 0)
    {
      printf ("not tried: the library's system calls are not seen\n");
      return;
    }
  before = calls;
  for (int i = 0; i < 100; i++)
    read_once (&lock);
  CHECK (calls == before, "readers do without: %u calls", calls - before);
  percpu_foreach (cpu)
    if (percpu_ptr (&lock, cpu)->gate != 0)
      gate = &percpu_ptr (&lock, cpu)->gate;
  CHECK (gate && *gate == 1, "the gate is open");
  write_once (&lock);
  CHECK (fences == 1 && gate_then == 2,
	 "a writer has the kernel do it, %u times, when the gate is %u",
	 fences, gate_then);
  CHECK (*gate == 1, "and leaves it open");
  gate = NULL;
  write_once (&slow);
  CHECK (fences == 0, "not where there was no reader yet: %u", fences);
  write_once (&slow);
  CHECK (fences == 1, "but then there may have been: %u", fences);

  /* From now on the kernel refuses the call.  */
  refuse = true;
  write_once (&lock);
  CHECK (fences == 0, "a writer finds another way");
  before = calls;
  write_once (&lock);
  read_once (&lock);
  CHECK (fences == 0, "and readers do it themselves: %u calls",
	 calls - before);
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
