/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* For odd.c: no variables, only calls of the library, and accesses to addresses
   that the caller passes.  */

#include <percpu.h>

unsigned int odd_cpus (void);
void odd_add (long __percpu *p, long n);
long odd_instances (long __percpu *p);
void odd_reset (long __percpu *p);

unsigned int
odd_cpus (void)
{
  unsigned int n = 0;

  percpu_foreach (cpu)
    n++;
  return n;
}

void
odd_add (long __percpu *p, long n)
{
  *p += n;
}

long
odd_instances (long __percpu *p)
{
  long sum = 0;

  percpu_foreach (cpu)
    sum += *percpu_ptr (p, cpu);
  return sum;
}

void
odd_reset (long __percpu *p)
{
  percpu_reset (*p);
}
