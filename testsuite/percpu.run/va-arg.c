/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Variable arguments with the type of a per-CPU variable: the values are not
   per-CPU.  */
/* { dg-additional-options "-fplugin-arg-percpu-tearing=off" } */

#include <percpu.h>
#include <stdarg.h>
#include <stdio.h>

struct pair { long a; double b; char c[20]; };

static __attribute__ ((percpu)) int x;
static __attribute__ ((percpu)) double d;
static __attribute__ ((percpu)) struct pair pair;

static void __attribute__ ((noipa))
set (int n, ...)
{
  va_list v;

  va_start (v, n);
  x = va_arg (v, __typeof__ (x));
  d += va_arg (v, __typeof__ (d));
  pair = va_arg (v, __typeof__ (pair));
  x += va_arg (v, __typeof__ (pair)).c[19];
  x += va_arg (v, __typeof__ (x));
  va_end (v);
}

int
main (void)
{
  struct pair plain = { 3, 4.5, "text" };

  if (percpu_bind (percpu_cpu_next (0)) != 0)
    return 1;
  plain.c[19] = 7;
  set (5, 1, 2.5, plain, plain, 20);
  if (x == 28 && d == 2.5 && pair.a == 3 && pair.b == 4.5 && pair.c[3] == 't')
    return 0;
  printf ("%d %g %ld %g %s\n", x, d, pair.a, pair.b,
	  percpu_this_ptr (&pair)->c);
  return 1;
}
