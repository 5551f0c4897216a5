/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Structures of variable size, which the compiler copies by memcpy: the copy is
   of this CPU's instance.  */
/* { dg-additional-options "-fplugin-arg-percpu-tearing=off" } */

#include <percpu.h>
#include <stdio.h>

struct pair { int before, a[16]; };

static __attribute__ ((percpu)) int numbers[64];
static __attribute__ ((percpu)) struct pair pair;
static int failed;

static void
expect (int line, int found, int expected)
{
  if (found == expected)
    return;
  printf ("line %d: %d instead of %d\n", line, found, expected);
  failed = 1;
}

#define EXPECT(found, expected) expect (__LINE__, found, expected)

static void __attribute__ ((noipa))
copy (int n, int i, void __percpu *any)
{
  struct sized { int a[n], last; } l, m;
  struct sized __percpu *p = any;
  struct sized __percpu *q = (struct sized __percpu *) pair.a;
  auto int last (struct sized);

  int
  last (struct sized s)
  {
    return s.last;
  }

  l = *p;
  EXPECT (l.a[1], 1);
  EXPECT (l.last, n);
  l.a[1] = 40;
  p[1] = l;
  EXPECT (numbers[n + 2], 40);
  EXPECT (numbers[2 * n + 1], n);
  *q = p[1];
  EXPECT (pair.a[1], 40);
  q->last = 41;
  m = p[i] = *q;
  EXPECT (m.last, 41);
  EXPECT (numbers[(i + 1) * (n + 1) - 1], 41);
  m = *(struct sized __percpu *) numbers;
  EXPECT (m.last, n);
  m = *(struct sized __percpu *) &pair.a[i];
  EXPECT (m.a[0], pair.a[i]);
  *(struct sized __percpu *) numbers = i ? p[i] : m;
  EXPECT (numbers[n], 41);
  EXPECT (last (p[1]), n);
}

int
main (void)
{
  if (percpu_bind (percpu_cpu_next (0)) != 0)
    return 1;
  for (int i = 0; i < 64; i++)
    numbers[i] = i;
  copy (5, 2, numbers);
  EXPECT (pair.before, 0);
  EXPECT (numbers[18], 18);
  return failed;
}
