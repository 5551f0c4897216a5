/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Without the FSGSBASE instructions the kernel is asked for the register.
   The runtime is compiled into the program, and told that there are none.  */

/* { dg-do run } */
/* { dg-require arch x86-64 } */
/* { dg-options "-I$::srcdir/../runtime -I$::srcdir/../runtime/arch/x86-64" } */

#include "check.h"
#include <sys/auxv.h>
#undef getauxval
#define getauxval(type) 0ul
#include "../../runtime/arch/x86-64/register.h"
#include "../../runtime/bind.c"
#include "../../runtime/area.c"
#include "../../runtime/cpulist.c"
#include "../../runtime/images.c"
#include "../../runtime/private.c"
#include "../../runtime/reserve.c"
#include "../../runtime/rseq.c"
#include "../../runtime/os/linux.c"

/* Guards and dynamic objects have no part in this.  */

void
pcpu_guard_unaided (void)
{
}

bool
pcpu_alloc_template_p (uintptr_t address)
{
  return address == 0;
}

bool
pcpu_alloc_has (uintptr_t address, size_t size)
{
  return address + size == 0;
}

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
