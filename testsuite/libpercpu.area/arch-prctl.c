/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Without the FSGSBASE instructions the register is read and written by a
   system call.  The layers of the runtime up to the registry are compiled into
   the program, and find that the instructions do not exist.  */

/* { dg-do run } */
/* { dg-require arch x86-64 } */
/* { dg-options "-I$::srcdir/../runtime -I$::srcdir/.. -I$::srcdir/../runtime/arch/x86-64" } */

#define _GNU_SOURCE 1
#include "../lib/check.h"
#include <sys/auxv.h>
#undef getauxval
#define getauxval(type) 0ul
#include "../../runtime/arch/x86-64/register.h"
#include "../../runtime/os/fail.c"
#include "../../runtime/os/linux/cpulist.c"
#include "../../runtime/os/linux/cpus.c"
#include "../../runtime/os/linux/far.c"
#include "../../runtime/os/linux/fence.c"
#include "../../runtime/os/linux/file.c"
#include "../../runtime/os/linux/memory.c"
#include "../../runtime/os/linux/process.c"
#include "../../runtime/os/linux/thread.c"
#include "../../runtime/cpu/possible.c"
#include "../../runtime/cpu/register.c"
#include "../../runtime/area/bytes.c"
#include "../../runtime/area/layout-lock.c"
#include "../../runtime/area/reserve.c"
#include "../../runtime/area/slot.c"
#include "../../runtime/area/layout.c"
#include "../../runtime/area/places.c"
#include "../../runtime/area/private.c"
#include "../../runtime/area/fill.c"
#include "../../runtime/area/open.c"
#include "../../runtime/area/contents.c"
#include "../../runtime/area/usage.c"
#include "../../runtime/thread/record.c"
#include "../../runtime/thread/retry-table.c"
#include "../../runtime/thread/rseq.c"
#include "../../runtime/thread/bind.c"
#include "../../runtime/registry/debug.c"
#include "../../runtime/registry/registry.c"
#include "../../runtime/registry/entry.c"

const char pcpu_retry_landing[1];

static __attribute__ ((percpu)) int x = 5;

const char pcpu_again_landing[1];

int
main (void)
{
  unsigned int cpu;

  allowed_cpus (&cpu, 1);
  CHECK (!pcpu_register_instructions_p (), "no instructions");
  CHECK (percpu_bound_cpu () == PERCPU_EUNBOUND, "unbound at first");
  CHECK (FAULTS (x++), "and faults");
  CHECK (percpu_bind (cpu) == 0 && percpu_bound_cpu () == (int) cpu, "bind");
  x += 2;
  CHECK (*percpu_ptr (&x, cpu) == 7, "counts");
  CHECK (percpu_unbind () == 0 && FAULTS (x++), "unbind");
  return 0;
}
