/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A shared object that counts.  */

#include "counter.h"

static __attribute__ ((percpu)) long count = 100;
__attribute__ ((percpu)) struct counter_state counter_state
  = { .c = 'x', .text = "initial", .n = { 1, 2, 3 } };
static __attribute__ ((percpu, aligned (256))) long aligned[4] = { [3] = 7 };
static __attribute__ ((percpu)) const char *string = "a string";
static long at_start, *probe = &at_start;

static void __attribute__ ((constructor))
start (void)
{
  count++;
  at_start = percpu_sum (count);
}

static void __attribute__ ((destructor))
end (void)
{
  count--;
}

void
counter_add (long n)
{
  for (long i = 0; i < n; i++)
    {
      count++;
      counter_state.n[i % 3] += 2;
    }
}

long
counter_sum (void)
{
  return percpu_sum (count);
}

long
counter_members (void)
{
  return (percpu_sum (counter_state.n[0]) + percpu_sum (counter_state.n[1])
	  + percpu_sum (counter_state.n[2]));
}

long __percpu *
counter_address (void)
{
  return &count;
}

struct counter_state __percpu *
counter_state_address (void)
{
  return &counter_state;
}

void
counter_reset (void)
{
  percpu_reset (count);
  percpu_reset (counter_state);
}

static void
fill (long __percpu **addresses, int i)
{
  long __percpu *constant[] = { &count, &counter_state.n[1], &aligned[3] };
  struct { int i; long __percpu *p; } variable = { i, &counter_state.n[i] };

  for (int j = 0; j < 3; j++)
    addresses[j] = constant[j];
  addresses[3] = variable.p;
}

int
counter_check (void)
{
  long __percpu *addresses[4];

  fill (addresses, 2);
  percpu_foreach (cpu)
    {
      if (percpu_ptr (&count, cpu) != percpu_ptr (addresses[0], cpu)
	  || percpu_ptr (&counter_state.n[1], cpu) != percpu_ptr (addresses[1],
								   cpu)
	  || percpu_ptr (&aligned[3], cpu) != percpu_ptr (addresses[2], cpu)
	  || percpu_ptr (&counter_state.n[2], cpu) != percpu_ptr (addresses[3],
								   cpu))
	return 1;
      if ((uintptr_t) percpu_ptr (&aligned, cpu) % 256 != 0)
	return 2;
      if (*percpu_ptr (&aligned[3], cpu) != 7
	  || strcmp (*percpu_ptr (&string, cpu), "a string") != 0
	  || strcmp (percpu_ptr (&counter_state, cpu)->text, "initial") != 0)
	return 3;
    }
  if (*probe != at_start || at_start < 101)
    return 4;
  return 0;
}

int
counter_plain_byte (void)
{
  volatile unsigned char *p;

  __asm__ ("leaq count(%%rip), %0" : "=r" (p));
  return *p;
}
