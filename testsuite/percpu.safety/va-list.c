/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* va_arg and similar built-ins need the va_list of one thread.  A per-CPU
   va_list would be the template, which must not be accessed.  */

#include <percpu.h>
#include <stdarg.h>

struct box { int n; va_list v; };

static __attribute__ ((percpu)) va_list list, lists[2];
static __attribute__ ((percpu)) struct box box, boxes[2][2];

double
next (va_list __percpu *p, struct box __percpu *q, int i)
{
  double sum = 0;

  sum += va_arg (list, int); /* { dg-error "'va_arg' applied to a per-CPU 'va_list'" } */
/* { dg-note "use a local variable of type 'va_list'" "" { target *-*-* } .-1 } */
  sum += va_arg (lists[i], double); /* { dg-error "'va_arg' applied to a per-CPU" } */
/* { dg-note "a plain pointer from 'percpu_borrow'" "" { target *-*-* } .-1 } */
  sum += va_arg (box.v, long); /* { dg-error "'va_arg' applied to a per-CPU" } */
/* { dg-note "pointer from 'percpu_borrow'" "" { target *-*-* } .-1 } */
  sum += va_arg (boxes[1][i].v, int); /* { dg-error "'va_arg' applied to a per-CPU" } */
/* { dg-note "pointer from 'percpu_borrow'" "" { target *-*-* } .-1 } */
  sum += *va_arg (*p, int *); /* { dg-error "'va_arg' applied to a per-CPU" } */
/* { dg-note "pointer from 'percpu_borrow'" "" { target *-*-* } .-1 } */
  sum += va_arg (p[i], struct box).n; /* { dg-error "'va_arg' applied to a per-CPU" } */
/* { dg-note "pointer from 'percpu_borrow'" "" { target *-*-* } .-1 } */
  sum += va_arg (q->v, int); /* { dg-error "'va_arg' applied to a per-CPU" } */
/* { dg-note "pointer from 'percpu_borrow'" "" { target *-*-* } .-1 } */
  sum += va_arg (((void) 0, *q).v, int);
  return sum;
}

/* Correct code: a local va_list, and a borrowed one.  */

int
right (int n, ...)
{
  va_list plain;
  int sum;

  va_start (plain, n);
  sum = va_arg (plain, int);
  percpu_guarded (g)
    {
      va_list *borrowed = percpu_borrow (g, &list);
      va_copy (*borrowed, plain);
      sum += va_arg (*borrowed, int);
      va_end (*borrowed);
    }
  va_end (plain);
  return sum;
}
