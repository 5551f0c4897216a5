/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A program that refuses itself system calls after its start can use its
   objects on every CPU that it may run on, and reset them with percpu_reset,
   although only one area was in use before: this needs no system call for
   memory.  */

#include "../lib/check.h"
#include <percpu.h>
#include <sys/mman.h>
#include <sys/syscall.h>

struct object { long n[600]; };

static const struct object value = { { 1, [599] = 2 } };
static bool locked_in;

static void
look (const char *name)
{
  if (locked_in)
    CHECK (false, "no %s", name);
}

/* The library's system calls come here.  */

void *
mmap (void *address, size_t size, int protection, int flags, int fd,
      off_t offset)
{
  look ("mmap");
  return (void *) syscall (SYS_mmap, address, size, protection, flags, fd,
			   offset);
}

int
mprotect (void *address, size_t size, int protection)
{
  look ("mprotect");
  return (int) syscall (SYS_mprotect, address, size, protection);
}

int
madvise (void *address, size_t size, int advice)
{
  look ("madvise");
  return (int) syscall (SYS_madvise, address, size, advice);
}

int
main (void)
{
  struct object __percpu *p = percpu_alloc_value (struct object, &value);
  char __percpu *large = percpu_alloc_bytes (1000000, 8);
  unsigned int cpu[64], nr = allowed_cpus (cpu, 64);

  if (!p || !large)
    return 1;
  percpu_ptr (large, cpu[0])[0] = 1;
  locked_in = true;
  for (unsigned int i = 0; i < nr && i < 64; i++)
    {
      struct object *o = percpu_ptr (p, cpu[i]);

      if (o->n[0] != 1 || o->n[599] != 2)
	CHECK (false, "CPU %u has the value", cpu[i]);
      o->n[0] = 5;
      percpu_ptr (large, cpu[i])[999999] = 5;
    }
  percpu_reset (*p);
  CHECK (percpu_ptr (p, cpu[0])->n[0] == 1, "on %u CPUs", nr);
  locked_in = false;
  percpu_free (p);
  percpu_free (large);
  return 0;
}
