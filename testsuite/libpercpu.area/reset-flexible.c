/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* percpu_reset restores the elements that the initialiser of a variable gives
   to a flexible array member, for every storage class and type of the variable,
   and changes no memory beside it.  The argument is not evaluated twice.  */

/* { dg-do run } */
/* { dg-options "" } */

#include "../lib/check.h"
#include <percpu.h>

struct flexible
{
  int n;
  int a[];
};

struct outer
{
  long head;
  struct flexible last;
};

/* Declared before its definition, and used in between.  */
static __attribute__ ((percpu)) struct flexible tentative;
static __attribute__ ((percpu)) struct flexible first = { 2, { 10, 20 } };
static __attribute__ ((percpu)) int between = 3;
__attribute__ ((percpu)) struct { char c; short a[]; } odd
  = { 'x', { 1, 2, 3, 4, 5 } };
static __attribute__ ((percpu ("shared"))) struct flexible lines
  = { 1, { [30] = 7 } };
static __attribute__ ((percpu)) struct { long n; char text[]; } text
  = { 5, "some text" };
static __attribute__ ((percpu)) struct flexible none = { 6 };
static __attribute__ ((percpu)) struct outer outer = { 4, { 5 } };
static __attribute__ ((percpu)) struct flexible array[3] = { { 1 }, { 2 } };

static void
reset_tentative (void)
{
  percpu_reset (tentative);
}

static __attribute__ ((percpu)) struct flexible tentative
  = { 3, { 1, 2, 3 } };

static int
use_local (bool reset)
{
  static __attribute__ ((percpu)) struct flexible local = { 1, { 5, 6, 7 } };

  if (reset)
    percpu_reset (local);
  else
    local.a[2] = 99;
  return local.a[2];
}

int
main (void)
{
  struct flexible __percpu *p = &array[0];
  unsigned int cpu;

  allowed_cpus (&cpu, 1);
  CHECK (percpu_bind (cpu) == 0, "bind");
  first.n = 9;
  first.a[1] = 99;
  between = 8;
  percpu_reset (first);
  CHECK (first.n == 2 && first.a[0] == 10 && first.a[1] == 20, "a variable");
  CHECK (between == 8, "and nothing else");

  odd.a[4] = 77;
  odd.c = 'y';
  percpu_reset (odd);
  CHECK (odd.a[4] == 5 && odd.c == 'x', "without a tag");
  lines.a[30] = 1;
  percpu_reset (lines);
  CHECK (lines.a[30] == 7 && lines.a[29] == 0, "with a placement");
  text.text[8] = 'X';
  percpu_reset (text);
  CHECK (text.text[8] == 't', "a string");
  none.n = 1;
  percpu_reset (none);
  CHECK (none.n == 6, "no elements");
  outer.last.n = 1;
  percpu_reset (outer);
  CHECK (outer.last.n == 5 && outer.head == 4, "a member that has one");

  tentative.a[2] = 50;
  reset_tentative ();
  CHECK (tentative.a[2] == 3, "before its definition");
  CHECK (use_local (false) == 99 && use_local (true) == 7, "a static local");

  array[0].n = array[1].n = array[2].n = 9;
  percpu_reset (*p++);
  CHECK (p == &array[1] && array[0].n == 1 && array[1].n == 9, "once");
  percpu_reset (array);
  CHECK (array[1].n == 2 && array[2].n == 0, "an array");
  percpu_foreach (c)
    CHECK (percpu_ptr (&first, c)->a[1] == 20
	   && percpu_ptr (&text, c)->text[8] == 't', "on CPU %u", c);
  return 0;
}
