/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The attribute in C23's syntax, in all places where C23 allows it.  */
/* { dg-additional-options "-std=gnu2x -Wall -Wextra" } */

#include "../lib/check.h"
#include <percpu.h>

[[gnu::percpu]] static long before = 4;
static long after [[gnu::percpu]] = 5;
static long both [[gnu::unused, gnu::percpu]] = 6, plain = 7;
[[gnu::percpu]] static struct { int n, a[3]; } st, table[2];

int
main (void)
{
  if (percpu_bind (percpu_cpu_next (0)) != 0)
    return 1;
  before++;
  EXPECT (before == 5);
  after -= 2;
  EXPECT (after == 3);
  both <<= 2;
  EXPECT (both == 24);
  st.a[1]++;
  table[1].a[2] += st.a[1] + 2;
  EXPECT (table[1].a[2] == 3);
  long __percpu *p = &after;
  *p += plain;
  EXPECT (after == 10);
  return check_failures != 0;
}
