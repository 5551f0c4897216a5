/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The shared object of cycle.h that has the name OBJECT.  */

#include "cycle.h"

#define JOIN(object, what)	object##_##what
#define FUNCTION(object, what)	JOIN (object, what)
#define QUOTE(object)		#object
#define TEXT(object)		QUOTE (object)

static __attribute__ ((percpu)) long count;
static __attribute__ ((percpu)) char text[300]
  = TEXT (OBJECT) " has initial values";

void
FUNCTION (OBJECT, add) (long n)
{
  count += n;
  text[299]++;
}

long
FUNCTION (OBJECT, sum) (void)
{
  percpu_foreach (cpu)
    if ((*percpu_ptr (&text, cpu))[0] != *TEXT (OBJECT))
      return -1;
  return percpu_sum (count);
}

static void __attribute__ ((constructor (101)))
start (void)
{
  add_everywhere (1);
}

static void __attribute__ ((constructor))
start_later (void)
{
  add_everywhere (10);
}

static void __attribute__ ((destructor))
end (void)
{
  add_everywhere (100);
}

/* The priority is the lowest one that a program may use, so that this
   destructor runs last.  */
static void __attribute__ ((destructor (101)))
end_last (void)
{
  add_everywhere (1000);
}
