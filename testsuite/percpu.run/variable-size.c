/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Structures of variable size, which the compiler copies by memcpy: the copy is
   of this CPU's instance.  */
/* { dg-additional-options "-fplugin-arg-percpu-tearing=off" } */

#include "../lib/check.h"
#include <percpu.h>

struct pair { int before, a[16]; };

static __attribute__ ((percpu)) int numbers[64];
static __attribute__ ((percpu)) struct pair pair;

static void __attribute__ ((noipa))
copy (int n, int i, void __percpu *any)
{
  struct sized { int a[n], last; } l, m;
  struct sized __percpu *p = any;
  struct sized __percpu *q = (struct sized __percpu *) pair.a;
  auto int last (struct sized);

  /* GCC 14 reports this function of a plain program, too.  */
  int __attribute__ ((no_sanitize ("object-size")))
  last (struct sized s)
  {
    return s.last;
  }

  l = *p;
  EXPECT_VALUE (l.a[1], 1);
  EXPECT_VALUE (l.last, n);
  l.a[1] = 40;
  p[1] = l;
  EXPECT_VALUE (numbers[n + 2], 40);
  EXPECT_VALUE (numbers[2 * n + 1], n);
  *q = p[1];
  EXPECT_VALUE (pair.a[1], 40);
  q->last = 41;
  m = p[i] = *q;
  EXPECT_VALUE (m.last, 41);
  EXPECT_VALUE (numbers[(i + 1) * (n + 1) - 1], 41);
  m = *(struct sized __percpu *) numbers;
  EXPECT_VALUE (m.last, n);
  m = *(struct sized __percpu *) &pair.a[i];
  EXPECT_VALUE (m.a[0], pair.a[i]);
  *(struct sized __percpu *) numbers = i ? p[i] : m;
  EXPECT_VALUE (numbers[n], 41);
  EXPECT_VALUE (last (p[1]), n);
}

int
main (void)
{
  if (percpu_bind (percpu_cpu_next (0)) != 0)
    return 1;
  for (int i = 0; i < 64; i++)
    numbers[i] = i;
  copy (5, 2, numbers);
  EXPECT_VALUE (pair.before, 0);
  EXPECT_VALUE (numbers[18], 18);
  return check_failures != 0;
}
