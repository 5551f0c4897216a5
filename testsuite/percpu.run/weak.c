/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A weak variable without a definition has a null address; one that another
   file defines has not.  */
/* { dg-additional-sources "weak-aux.c" } */

#include "../lib/check.h"
#include <percpu.h>

extern __attribute__ ((percpu, weak)) int absent;
extern __attribute__ ((percpu, weak)) int present[2];

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
  EXPECT (!&absent);
  EXPECT (null_p (&absent));
  EXPECT (&present[0]);
  EXPECT (!null_p (&present[1]));
  if (&absent)
    absent++;
  if (&present[1])
    present[1]++;
  EXPECT (present[0] == 3 && present[1] == 5);
  return check_failures != 0;
}
