/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The right side reads the variable under a condition: a read that would trap
   otherwise is not evaluated.  With the checks of a sanitizer, such an
   assignment is a load and a store.  */

/* { dg-additional-options "-fplugin-arg-percpu-check-then-act=off" } */

#include <percpu.h>
#include <stdio.h>

static const unsigned int table[4] = { 1, 2, 3, 4 };

static unsigned int __attribute__ ((noipa, pure))
add (unsigned int v, const unsigned int *p)
{
  return v + *p;
}

/* All cases, with the variables X and B of two kinds.  */
#define BODY								\
  do									\
    {									\
      SHOW (x = x < 4 ? table[x] : x - 4);				\
      SHOW (x *= x < 4 ? table[x] : 1);					\
      SHOW (x = x < 4 && table[x]);					\
      SHOW (x = x >= 4 || table[x] > 2);				\
      SHOW (x = p ? x * p[x & 3] : 7);					\
      SHOW (x = p ? x + add (x, p) : x - 1);				\
      SHOW (x = p ? add (x, &p[x & 3]) : x / 2);			\
      SHOW (x = x > 2 ? 100 / x : 100 / (x + 1));			\
      SHOW (x = x ? table[(100 / x) & 3] * x : 3);			\
      SHOW (x = x & 1 ? x < 4 ? table[x] : x : x < 4 ? table[x] + 1 : 0); \
      SHOW (x *= x < 4 ? (p ? p[x] : x) : (p && p[x & 3] == x) + 2);	\
      SHOW (b = b ? p && p[b] : !p);					\
      SHOW (b = !b || (p && p[b] == 2));				\
    }									\
  while (0)

#define SHOW(statement)							\
  ((x = start), (b = start & 1), statement, (*values++ = x),		\
   (*values++ = b))

static unsigned int x;
static _Bool b;

static void __attribute__ ((noipa))
plain (unsigned int start, const unsigned int *p, unsigned int *values)
{
  BODY;
}

static __attribute__ ((percpu)) unsigned int px;
static __attribute__ ((percpu)) _Bool pb;

#define x px
#define b pb

static void __attribute__ ((noipa))
percpu (unsigned int start, const unsigned int *p, unsigned int *values)
{
  BODY;
}

int
main (void)
{
  static const unsigned int starts[] = { 0, 1, 2, 3, 4, 5, 100, 1u << 28 };
  int failed = 0;

  if (percpu_bind (percpu_cpu_next (0)) != 0)
    return 1;
  for (unsigned int i = 0; i < sizeof starts / sizeof starts[0]; i++)
    for (int null = 0; null < 2; null++)
      {
	unsigned int expected[26], found[26];
	const unsigned int *p = null ? NULL : table;
	plain (starts[i], p, expected);
	percpu (starts[i], p, found);
	for (int k = 0; k < 26; k++)
	  if (found[k] != expected[k])
	    {
	      printf ("statement %d with %u%s: %u instead of %u\n", k / 2 + 1,
		      starts[i], null ? " and NULL" : "", found[k],
		      expected[k]);
	      failed = 1;
	    }
      }
  return failed;
}
