/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* One of many shared objects: more than a page of variables.  */

#include <percpu.h>

static __attribute__ ((percpu)) long first = 7;
static __attribute__ ((percpu)) char middle[5000];
static __attribute__ ((percpu)) long last = 9;

void one_add (long n);
long one_sum (void);
long one_last (void);
int one_check (void);

void
one_add (long n)
{
  for (long i = 0; i < n; i++)
    {
      first++;
      middle[i % sizeof middle] ^= (char) n;
    }
  last -= n;
}

long
one_sum (void)
{
  return percpu_sum (first);
}

long
one_last (void)
{
  return percpu_sum (last);
}

/* Returns: 0 if all variables have their initial values.  */
int
one_check (void)
{
  percpu_foreach (cpu)
    {
      const char *p = *percpu_ptr (&middle, cpu);

      if (*percpu_ptr (&first, cpu) != 7 || *percpu_ptr (&last, cpu) != 9)
	return 1;
      for (unsigned int i = 0; i < sizeof middle; i++)
	if (p[i])
	  return 2;
    }
  return 0;
}
