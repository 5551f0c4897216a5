/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A weak variable that nobody defines has a null address, one that another file
   defines has not.  */
/* { dg-additional-sources "weak-aux.c" } */

#include <percpu.h>
#include <stdio.h>

extern __attribute__ ((percpu, weak)) int absent;
extern __attribute__ ((percpu, weak)) int present[2];

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
  CHECK (!&absent);
  CHECK (null_p (&absent));
  CHECK (&present[0]);
  CHECK (!null_p (&present[1]));
  if (&absent)
    absent++;
  if (&present[1])
    present[1]++;
  CHECK (present[0] == 3 && present[1] == 5);
  return failures != 0;
}
