/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Code for scalar replacement, redundancy elimination, dead store elimination,
   store merging, code hoisting, if conversion, switch conversion, jump
   threading and inlining.

   { dg-options "-fplugin-arg-percpu-tearing=off" } */
/* { dg-additional-options "-fplugin-arg-percpu-check-then-act=off" } */

#include "torture.h"

struct point { int x, y; };
struct box { struct point from, to; long colour; };
struct list { int value; struct list __percpu *next; };

static PERCPU struct point point;
static PERCPU struct box box;
static PERCPU int x, y, z;
static PERCPU unsigned int word;
static PERCPU unsigned char bytes[8];
static PERCPU struct list nodes[5];
static PERCPU struct list __percpu *head;

/* Scalar replacement.  */

__attribute__ ((noipa)) static int
replace (int n)
{
  struct box local = box;
  struct point p = local.to;

  local.from.x += n;
  p.y = local.from.x;
  local.to = p;
  box = local;
  point = p;
  return point.y + box.to.y - box.from.x;
}

static inline struct point
swapped (struct point p)
{
  return (struct point) { p.y, p.x };
}

/* Partial redundancies and common subexpressions.  */

__attribute__ ((noipa)) static int
redundant (int c)
{
  int result = 0;

  if (c)
    result = x + y;
  else
    y++;
  result += x + y;
  result += (x + y) * (x + y);
  return result + x * y - x * y;
}

/* Dead stores, and one that only looks dead.  */

__attribute__ ((noipa)) static void
dead (int n)
{
  x = 1;
  x = 2;
  x = n;
  y = x;
  y = y;
  z = 5;
  if (n)
    z = 6;
  z += 0;
  z -= 0;
  z |= 0;
  z &= -1;
  z ^= 0;
}

/* Stores that would be merged, loads that would be a byte swap.  */

__attribute__ ((noipa)) static void
merge (unsigned int n)
{
  bytes[0] = (unsigned char) (n >> 24);
  bytes[1] = (unsigned char) (n >> 16);
  bytes[2] = (unsigned char) (n >> 8);
  bytes[3] = (unsigned char) n;
  bytes[4] = bytes[5] = bytes[6] = bytes[7] = 0x55;
  point.x = 0;
  point.y = 0;
  word = (unsigned int) bytes[0] | (unsigned int) bytes[1] << 8
	 | (unsigned int) bytes[2] << 16 | (unsigned int) bytes[3] << 24;
}

__attribute__ ((noipa)) static int
hoist (int c)
{
  switch (c)
    {
    case 0: x += 5; y = 1; break;
    case 1: x += 5; y = 2; break;
    case 2: x += 5; y = 3; break;
    case 3: x += 7; y = 4; break;
    default: y = 9;
    }
  return c > 1 ? (z = x) : (z = y);
}

__attribute__ ((noipa)) static int
convert (int c)
{
  int r = c < 5 ? x : 3;

  if (r > y)
    y = r;
  x = c ? y : z;
  return (x > 0 && y > 0) || z < 0 ? x : y < 0 ? y : -z;
}

__attribute__ ((noipa)) static int
thread (int c)
{
  if (x == c)
    y = 1;
  if (x != c)
    y = 2;
  if (x == c || y == 2)
    return x && y ? 5 : 6;
  return x < c && x > c;
}

__attribute__ ((noipa)) static int
reassociate (int a)
{
  x = a + 1;
  y = x + a + x - a - x;
  z = (x << 3) + (x << 2) - x / 4 + x % 8;
  return ~(~x & ~y) ^ -(-z);
}

static inline __attribute__ ((always_inline)) int
through (int __percpu *p, int by)
{
  *p += by;
  return *p;
}

__attribute__ ((noipa)) static int
lists (void)
{
  int sum = 0;

  head = 0;
  for (int i = 0; i < 5; i++)
    {
      nodes[i].value = i * i;
      nodes[i].next = head;
      head = &nodes[i];
    }
  for (struct list __percpu *p = head; p; p = p->next)
    sum = sum * 3 + p->value;
  while (head)
    {
      struct list __percpu *next = head->next;

      head->next = 0;
      head = next;
      sum++;
    }
  return sum;
}

__attribute__ ((noipa)) static int
aliases (int __percpu *p, int __percpu *q)
{
  *p = 1;
  *q = 2;
  *p += *q;
  return *p * 10 + *q;
}

static void
test (void)
{
  int n = OPAQUE (3);

  box = (struct box) { { 1, 2 }, { 3, 4 }, 5 };
  SHOW (replace (7));
  SHOW (box.from.x + 100 * box.to.y + 10000 * point.x);
  point = swapped (point);
  SHOW (point.x * 100 + point.y);
  point = swapped (swapped ((struct point) { x, n }));
  SHOW (point.x * 100 + point.y);
  x = 4;
  y = 6;
  SHOW (redundant (n) * 1000 + redundant (0));
  dead (n);
  SHOW (x * 100 + y * 10 + z);
  merge (0x12345678);
  SHOW (word + bytes[5] + point.x);
  for (int i = 0; i < 5; i++)
    SHOW (hoist (i) + x * 100);
  for (int i = -2; i < 7; i++)
    SHOW (convert (i) * 100 + thread (i));
  SHOW (reassociate (n) + reassociate (-n));
  SHOW (through (&x, 5) + through (&x, through (&x, 1)));
  SHOW (lists ());
  SHOW (aliases (&x, &x) * 100 + aliases (&x, &y));
  SHOW (x++ + y-- - --z);
  SHOW (x = y = z = n);
  SHOW (x * 100 + y * 10 + z);
  SHOW (x > 2 ? x-- : y--);
  SHOW ((x && y) + !x + (x++, y = 4, z));
  SHOW (x < 0 || z++);
  SHOW (__builtin_expect (x, 1) + __builtin_popcount (word)
	+ __builtin_abs (x) + __builtin_clz (word));
  SHOW (__builtin_constant_p (x) + __builtin_choose_expr (1, y, z));
  if (x < 0)
    __builtin_unreachable ();
  SHOW (x >= 0 ? 1 : 2);
}
