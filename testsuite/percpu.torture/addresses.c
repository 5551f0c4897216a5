/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Per-CPU addresses: arithmetic, differences, comparisons, conditions, casts
   to integers of all sizes and back, and offsets beyond what an instruction
   holds.

   { dg-options "-Wno-array-bounds" } */

#include "torture.h"

struct deep { char c; struct { short s[3]; struct { long l; } in[4]; } d[5]; };

static PERCPU int a[64];
static PERCPU int b[64];
static PERCPU struct deep deep;
static PERCPU char text[] = "per-CPU";
static PERCPU int one;

__attribute__ ((noipa)) static int __percpu *
pick (int which)
{
  return which == 0 ? &one : which == 1 ? a : which == 2 ? &b[3] : 0;
}

__attribute__ ((noipa)) static int
is_null (int __percpu *p)
{
  return !p + (p == NULL) * 2 + (p == 0) * 4 + (p != (void *) 0) * 8;
}

__attribute__ ((noipa)) static ptrdiff_t
walk (int __percpu *from, int __percpu *to)
{
  ptrdiff_t n = 0;

  for (; from != to; from++)
    *from = (int) ++n;
  while (n > 1 && --to >= from - n)
    if (*to % 3)
      n--;
  return n;
}

__attribute__ ((noipa)) static int
both (int c, int x)
{
  *(c ? &a[x] : &b[x]) += 3;
  (c ? a : b)[x + 1] = 4;
  return (c ? &a[x] : &b[x])[0] + *((c ? a : b) + x + 1);
}

__attribute__ ((noipa)) static int
far (long by)
{
  int __percpu *p = a + by;

  return p[-by] + *(p - by + 1) + (int) (p - a == by);
}

__attribute__ ((noipa)) static int
element (int i, int j, int k)
{
  deep.d[i].s[j] = (short) (i + j);
  deep.d[i].in[k].l += k;
  (&deep.d[i].in[0])[k].l -= 2 * i;
  return deep.d[i].s[j] * 100 + (int) deep.d[i].in[k].l;
}

/* Some are folded to constants, some are not.  */

__attribute__ ((noipa)) static int
folded (void)
{
  return (&a[3] - a) + ((char __percpu *) &a[3] - (char __percpu *) a) * 10
	 + (&a[1] < &a[2]) * 1000 + (&deep.d[1].s[1] == deep.d[1].s + 1) * 2000
	 + (&a[0] == b) * 4000 + ((void __percpu *) &a[0] == a) * 8000;
}

static void
test (void)
{
  uintptr_t u;

  for (int i = 0; i < 4; i++)
    SHOW (is_null (pick (i)));
  SHOW (is_null ((int __percpu *) 0));
  SHOW (walk (a, a + 64));
  SHOW (walk (&b[OPAQUE (8)], b + 16));
  SHOW (both (1, 4) + both (0, 5));
  a[0] = 5;
  SHOW (far (0x7ffffff0) + far (-0x7fffffff) + far (1L << 40));
  SHOW (far ((long) (-1UL >> 4)));
  SHOW ((&a[1L << 33])[-(1L << 33)]);
  SHOW (((struct deep __percpu *) ((char __percpu *) &deep.d[1].in[2]
				   - offsetof (struct deep, d[1].in[2])))->c);
  for (int i = 0; i < 5; i++)
    for (int k = 0; k < 4; k++)
      SHOW (element (i, k % 3, k));
  SHOW (folded ());
  SHOW ("per-CPU"[3] == text[3] && 3[text] == '-');
  for (char __percpu *p = text; *p; p++)
    SHOW (*p);

  /* Integers.  */
  u = (uintptr_t) &a[3];
  SHOW (*(int __percpu *) u);
  SHOW (((int __percpu *) (u + 4))[-1] == a[3]);
  SHOW ((uint16_t) u == (uint16_t) (uintptr_t) (void __percpu *) &a[3]);
  SHOW ((unsigned int) (uintptr_t) &a[4] - (unsigned int) u);
  SHOW ((unsigned char) (uintptr_t) &a[4] == (unsigned char) (u + 4));
  SHOW ((_Bool) pick (0) + (int) (_Bool) pick (3));
  SHOW (((__int128) (uintptr_t) &a[2] << 64 >> 64) == (__int128) (u - 4));
  SHOW (((u ^ (uintptr_t) &a[3]) | (u & 3)) == 0);
  u &= ~(uintptr_t) 3;
  SHOW (++*(int __percpu *) (u | 0));
  SHOW ((uintptr_t) (&a[9] - 2) - u);
  SHOW (({ int __percpu *p = a; p += 3; p -= 1; int v = *p++; v + *++p; }));
  SHOW (&*&one == &one && &a[5] == 5 + a && (&a)[0] == a && *&a[0] == *a);
  SHOW ((&a)[1] - (&a)[0]);
  SHOW (({ int __percpu (*p)[64] = &a; (*p)[3] + sizeof *p; }));
  SHOW (({ struct { int __percpu *p; int v; } s = { &one, one };
	   *s.p + s.v; }));
}
