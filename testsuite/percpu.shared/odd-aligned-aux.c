/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* For odd.c: variables that are aligned to a page, and one after them.  */

#include <percpu.h>

static __attribute__ ((percpu, aligned (4096))) long aligned = 8;
static __attribute__ ((percpu, aligned (4096))) long other = 80;
static __attribute__ ((percpu)) char behind = 'b';

int odd_check (void);
long odd_count (long n);

int
odd_check (void)
{
  percpu_foreach (cpu)
    {
      if ((uintptr_t) percpu_ptr (&aligned, cpu) % 4096 != 0
	  || (uintptr_t) percpu_ptr (&other, cpu) % 4096 != 0)
	return 1;
      if (*percpu_ptr (&aligned, cpu) != 8 || *percpu_ptr (&other, cpu) != 80
	  || *percpu_ptr (&behind, cpu) != 'b')
	return 2;
    }
  return 0;
}

/* Returns: the sums without the initial values.  */
long
odd_count (long n)
{
  long sum;

  for (long i = 0; i < n; i++)
    {
      aligned++;
      other += 2;
      behind ^= 'x';
    }
  sum = percpu_sum (aligned) + percpu_sum (other);
  percpu_foreach (cpu)
    sum -= 88;
  return sum;
}
