/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A weak reference denotes a per-CPU variable by its name in C, in this file or
   another, declared or not.  One without a definition has a null address.  */
/* { dg-additional-sources "weak-aux.c" } */

#include <percpu.h>
#include <stdio.h>

#define WEAKREF(name)	__attribute__ ((percpu, weakref (name)))

__attribute__ ((percpu)) int here = 3;
static __attribute__ ((percpu)) int hidden = 4;
extern __attribute__ ((percpu)) int declared;
static int to_here WEAKREF ("here");
static int to_hidden WEAKREF ("hidden");
static int to_present[2] WEAKREF ("present");
static int by_symbol[2] WEAKREF ("percpu.present");
static int to_absent WEAKREF ("absent");
static int to_declared WEAKREF ("declared");

static int failures;

#define CHECK(condition)						\
  do									\
    if (!(condition))							\
      {									\
	printf ("line %d: %s\n", __LINE__, #condition);			\
	failures++;							\
      }									\
  while (0)

static int __attribute__ ((noipa))
null_p (int __percpu *p)
{
  return p == 0;
}

int
main (void)
{
  if (percpu_bind (percpu_cpu_next (0)) != 0)
    return 1;
  CHECK (null_p (&to_absent));
  CHECK (null_p (&to_declared));
  CHECK (!&to_absent);
  CHECK (!null_p (&to_present[1]));
  CHECK (&to_here == &here);
  if (&to_absent)
    to_absent++;
  to_here++;
  to_hidden += 2;
  to_present[1]++;
  by_symbol[0]--;
  CHECK (here == 4 && hidden == 6);
  CHECK (to_present[0] == 2 && to_present[1] == 5);
  return failures != 0;
}
