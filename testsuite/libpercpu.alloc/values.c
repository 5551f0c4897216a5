/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The initial value of an object: on CPUs that are used already and on those
   that are used later, in memory that another object had before, and after
   percpu_reset.  */

#include "../lib/check.h"
#include <percpu.h>

struct s { long n; char text[40]; int a[300]; };
struct page { _Alignas (4096) int first; char rest[5000]; };

static struct s value = { 7, "value", { [299] = 9 } };
static int constructed, destroyed;

static void
construct (struct s *slot, unsigned int cpu, void *arg)
{
  slot->n = *(int *) arg + (int) cpu;
  constructed++;
}

static void
destruct (struct s *slot, unsigned int cpu, void *arg)
{
  destroyed += slot->n == *(int *) arg + (int) cpu;
}

static int
cpus (void)
{
  int n = 0;

  percpu_foreach (cpu)
    n++;
  return n;
}

static void
test (void)
{
  struct s __percpu *p = percpu_alloc_value (struct s, &value);
  struct s __percpu *q;
  struct page __percpu *whole;
  int __percpu *array;
  int base = 100, n = cpus ();

  if (!p)
    exit (1);
  CHECK (percpu_sum (p->n) == 7 * n && percpu_sum (p->a[299]) == 9 * n,
	 "the value is everywhere");
  percpu_foreach (cpu)
    {
      CHECK (strcmp (percpu_ptr (p, cpu)->text, "value") == 0, "CPU %u", cpu);
      percpu_ptr (p, cpu)->n += cpu;
      percpu_ptr (p, cpu)->a[0] = -1;
    }
  percpu_reset (*p);
  CHECK (percpu_sum (p->n) == 7 * n && percpu_sum (p->a[0]) == 0,
	 "and comes back");
  percpu_free (p);

  q = percpu_alloc (struct s);
  if (!q)
    exit (1);
  CHECK (percpu_sum (q->n) == 0 && percpu_sum (q->a[299]) == 0,
	 "the next object is zero");
  percpu_foreach (cpu)
    percpu_ptr (q, cpu)->n = 5;
  percpu_reset (q->n);
  CHECK (percpu_sum (q->n) == 0, "also after a reset");
  percpu_free (q);

  p = percpu_alloc_from (struct s, construct, &base);
  if (!p)
    exit (1);
  CHECK (constructed == n, "constructed for each CPU once");
  percpu_foreach (cpu)
    CHECK (percpu_ptr (p, cpu)->n == base + (int) cpu, "CPU %u's own", cpu);
  percpu_free_with (p, destruct, &base);
  CHECK (destroyed == n, "destroyed likewise");
  constructed = destroyed = 0;

  array = percpu_alloc_array (int, 5000);
  whole = percpu_alloc (struct page);
  if (!array || !whole)
    exit (1);
  CHECK ((uintptr_t) whole % 4096 == 0
	 && (uintptr_t) percpu_ptr (whole, 0) % 4096 == 0,
	 "aligned to a page");
  percpu_foreach (cpu)
    {
      percpu_ptr (array, cpu)[4999] = 1;
      percpu_ptr (whole, cpu)->rest[4999] = 1;
    }
  percpu_free (array);
  percpu_free (whole);
  array = percpu_alloc_array (int, 6000);
  if (!array)
    exit (1);
  for (int i = 0; i < 6000; i++)
    if (percpu_sum (array[i]) != 0)
      CHECK (false, "element %d is not zero", i);
  percpu_free (array);
  array = percpu_alloc_uninit (int);
  if (!array)
    exit (1);
  percpu_foreach (cpu)
    *percpu_ptr (array, cpu) = 3;
  CHECK (percpu_sum (*array) == 3 * n, "one without a value can be used");
  percpu_free (array);
}

static __attribute__ ((percpu)) int used;

int
main (void)
{
  struct s __percpu *early;

  if (!getenv ("PERCPU_TEST_POSSIBLE"))
    {
      /* Areas that are not in use when objects get their values.  */
      setenv ("PERCPU_TEST_POSSIBLE", "0-7", 1);
      execl ("/proc/self/exe", "values", (char *) NULL);
    }
  early = percpu_alloc_value (struct s, &value);
  if (!early)
    return 1;
  CHECK (percpu_sum (early->n) == 7 * 8, "before any area is used");
  test ();
  test ();
  percpu_foreach (cpu)
    {
      *percpu_ptr (&used, cpu) = 1;
      CHECK (percpu_ptr (early, cpu)->n == 7
	     && strcmp (percpu_ptr (early, cpu)->text, "value") == 0,
	     "and on CPU %u, which was first used later", cpu);
    }
  percpu_free (early);
  return 0;
}
