/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* An operation evaluates its operands once: indices and pointers with side
   effects, calls, volatile loads, commas, conditionals, statement expressions
   and other per-CPU accesses, on either side.  */
/* { dg-do run } */

#include "../lib/check.h"
#include <percpu.h>

struct stats { int n; struct { short s[4]; } in[3]; float f; _Bool b; };

static __attribute__ ((percpu)) int x = 5, y = 3, a[8];
static __attribute__ ((percpu)) unsigned char index_x, bytes[8];
static __attribute__ ((percpu)) struct stats st[4];
static __attribute__ ((percpu)) double d = 1;

static int calls;
static volatile int device = 2;

static __attribute__ ((noipa)) int
call (int value)
{
  calls++;
  return value;
}

static __attribute__ ((noipa)) int __percpu *
pointer (int i)
{
  calls++;
  return &a[i];
}

static void
clear (void)
{
  for (int i = 0; i < 8; i++)
    a[i] = bytes[i] = 0;
  calls = 0;
}

static void
indices (void)
{
  int __percpu *p = a;
  int i = 0;

  clear ();
  a[i++] += 3;
  EXPECT_VALUE (i, 1);
  a[i++]++;
  a[i++] = 7;
  a[i++] *= 2;
  EXPECT_VALUE (i, 4);
  EXPECT_VALUE (a[--i]++, 0);
  EXPECT_VALUE (i, 3);
  EXPECT_VALUE (a[i++] -= 4, -3);
  a[i++] |= 0;
  EXPECT_VALUE (i, 5);
  EXPECT_VALUE (a[0] + 10 * a[1] + 100 * a[2] + 1000 * a[3],
		3 + 10 + 700 - 3000);

  clear ();
  *p++ += 1;
  *p++ *= 3;
  *++p -= 2;
  EXPECT_VALUE (p - a, 3);
  EXPECT_VALUE (a[3], -2);
  EXPECT_VALUE ((*p--)--, -2);
  EXPECT_VALUE (p - a, 2);
  EXPECT_VALUE (a[3], -3);
  EXPECT_VALUE (*p-- ^= 6, 6);
  EXPECT_VALUE (*p-- = 9, 9);
  EXPECT_VALUE (p == a, 1);

  clear ();
  i = 0;
  bytes[i++] <<= 1;
  bytes[i++] /= 2;
  bytes[i++]--;
  EXPECT_VALUE (bytes[2], 255);
  EXPECT_VALUE (bytes[i++] -= 2, 254);
  EXPECT_VALUE (i, 4);
  i = 1;
  st[i++].in[i].s[1] = 0;
  i = 1;
  st[2].in[--i].s[2]++;
  EXPECT_VALUE (i, 0);
  i = 0;
  st[i++].f += 1.5f;
  st[i++].b ^= 1;
  st[i++].b--;
  EXPECT_VALUE (i, 3);
  EXPECT_VALUE (st[0].f == 1.5f && st[1].b && st[2].b, 1);
}

static void
functions (void)
{
  clear ();
  a[call (1)]--;
  EXPECT_VALUE (calls, 1);
  EXPECT_VALUE (a[call (1)]++, -1);
  a[call (2)] *= call (5);
  EXPECT_VALUE (calls, 4);
  a[call (2)] += call (5);
  EXPECT_VALUE (a[call (2)] *= call (3), 15);
  EXPECT_VALUE (a[call (2)] = call (4), 4);
  EXPECT_VALUE (a[call (2)] &= ~call (4), 0);
  EXPECT_VALUE (calls, 12);
  *pointer (3) += 2;
  *pointer (3) /= 2;
  (*pointer (3))--;
  EXPECT_VALUE ((*pointer (3))--, 0);
  EXPECT_VALUE (++pointer (3)[call (1)], 1);
  EXPECT_VALUE (calls, 18);
  st[call (1)].in[call (2)].s[call (3)] %= call (7);
  EXPECT_VALUE (calls, 22);
  st[call (1)].f *= call (2);
  st[call (1)].b = call (0);
  EXPECT_VALUE (st[call (1)].b++, 0);
  EXPECT_VALUE (calls, 27);
  bytes[call (1)] = call (1), bytes[call (2)] ^= call (6);
  EXPECT_VALUE (bytes[2] - bytes[1], 5);
}

static void
operands (void)
{
  int i = 0, *pi = &i;

  clear ();
  x = 5;
  x += device;
  x -= device++;
  EXPECT_VALUE (x, 5);
  EXPECT_VALUE (device, 3);
  x *= device--;
  EXPECT_VALUE (x, 15);
  EXPECT_VALUE (device, 2);
  a[device] = device;
  a[device] += device;
  EXPECT_VALUE (a[2], 4);
  x = 1;
  x += (i++, i + 1);
  EXPECT_VALUE (x, 3);
  EXPECT_VALUE (i, 1);
  x += i++ ? call (10) : call (20);
  EXPECT_VALUE (x, 13);
  EXPECT_VALUE (calls, 1);
  x *= i == 2 ? i++ : call (7);
  EXPECT_VALUE (x, 26);
  EXPECT_VALUE (i, 3);
  x += ({ int t = 0; for (int k = 0; k < 3; k++) t += k; t; });
  EXPECT_VALUE (x, 29);
  x /= ({ calls++; 2; });
  EXPECT_VALUE (calls, 2);
  EXPECT_VALUE (x, 14);
  x -= (*pi)++ + (*pi > 3);
  EXPECT_VALUE (i, 4);
  x = 0;
  x |= i && call (0);
  x |= (i || call (0)) << 3;
  EXPECT_VALUE (x, 8);
  EXPECT_VALUE (calls, 3);
  d += i++;
  EXPECT_VALUE (d, 5);
  d *= call (2) + i;
  EXPECT_VALUE (d, 35);
  EXPECT_VALUE (i, 5);
  d = 1;
  (i > 2 ? (void) x++ : (void) y++);
  EXPECT_VALUE (x, 9);
  *(i > 2 ? &x : &y) += 1;
  EXPECT_VALUE (x, 10);
  EXPECT_VALUE ((*(i < 2 ? &x : &y))++, 3);
  EXPECT_VALUE (y, 4);
  y = 3;
  *(calls++, &x) -= 4;
  EXPECT_VALUE (x, 6);
  EXPECT_VALUE (calls, 5);
  *({ calls++; &x; }) *= 2;
  EXPECT_VALUE (x, 12);
  EXPECT_VALUE (calls, 6);
}

static void
nested (void)
{
  clear ();
  x = 5;
  y = 3;
  x += y;
  EXPECT_VALUE (x, 8);
  x += x;
  EXPECT_VALUE (x, 16);
  x -= x;
  EXPECT_VALUE (x, 0);
  x = y = 7;
  EXPECT_VALUE (x * y, 49);
  x += y += 2;
  EXPECT_VALUE (x, 16);
  EXPECT_VALUE (y, 9);
  x = y++ + ++y;
  EXPECT_VALUE (y, 11);
  x = y-- * 2;
  EXPECT_VALUE (x, 22);
  x += y++;
  EXPECT_VALUE (x, 32);
  EXPECT_VALUE (y, 11);
  x *= y--;
  EXPECT_VALUE (x, 352);
  EXPECT_VALUE (y, 10);
  index_x = 2;
  a[index_x]++;
  a[index_x++]++;
  a[index_x++] += 3;
  EXPECT_VALUE (index_x, 4);
  EXPECT_VALUE (a[2] * 10 + a[3], 23);
  a[index_x] = index_x;
  a[a[index_x]] += 2;
  EXPECT_VALUE (a[4], 6);
  a[--index_x] *= a[4];
  EXPECT_VALUE (index_x, 3);
  bytes[index_x -= 2]--;
  EXPECT_VALUE (bytes[1], 255);
  bytes[index_x] += bytes[1];
  EXPECT_VALUE (bytes[1], 254);
  a[5] = a[6] = a[7] = index_x++;
  EXPECT_VALUE (a[5] + a[6] + a[7], 3);
  EXPECT_VALUE (index_x, 2);
  x = (y = 4, y + 1);
  EXPECT_VALUE (x, 5);
  x ^= y;
  y ^= x;
  x ^= y;
  EXPECT_VALUE (x * 10 + y, 45);
  x = 1;
  x <<= x;
  EXPECT_VALUE (x, 2);
  x = 3;
  d = x;
  d += d;
  d *= x + d;
  EXPECT_VALUE (d > 0, 1);
  st[x & 1].n = x & 1;
  st[st[1].n].n++;
  EXPECT_VALUE (st[1].n, 2);
  st[2].n += st[1].n--;
  EXPECT_VALUE (st[1].n, 1);
  EXPECT_VALUE (st[2].n, 2);
}

int
main (void)
{
  if (percpu_bind (0) < 0)
    return 1;
  indices ();
  functions ();
  operands ();
  nested ();
  return check_failures != 0;
}
