/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A per-CPU va_list is not a valid argument of the functions for such lists.
   GCC itself refuses most of these calls: if a va_list is an array, because of
   the pointer to it, and if it is a structure, because it is not an lvalue.  */

#include <stdarg.h>

struct box { int n; va_list v; };

static __attribute__ ((percpu)) va_list list;
static __attribute__ ((percpu)) struct box box, boxes[2][2];

void
others (int n, ...)
{
  va_list plain;

  va_start (plain, n);
  va_start (list, n); /* { dg-error "non-enclosed address space|cannot pass rvalue" } */
  va_copy (list, plain); /* { dg-error "non-enclosed address space|cannot pass rvalue" } */
  va_copy (box.v, plain); /* { dg-error "non-enclosed address space|cannot pass rvalue" } */
  va_copy (plain, list); /* { dg-error "non-enclosed address space|'va_copy' applied to a per-CPU" } */
  va_copy (plain, boxes[0][1].v); /* { dg-error "non-enclosed address space|'va_copy' applied to a per-CPU" } */
  va_end (list); /* { dg-error "non-enclosed address space|cannot pass rvalue" } */
  va_end (plain);
}
