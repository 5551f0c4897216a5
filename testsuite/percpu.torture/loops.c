/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Loops that the optimisers know: they become memcpy, memset, memmove, vector
   instructions, reductions and closed forms when the data is plain.  None of
   these functions can work on per-CPU data, and each element is to be accessed
   as often as the source says.  */
/* { dg-additional-options "-fplugin-arg-percpu-check-then-act=off" } */

#include "torture.h"

#define N 67

static PERCPU int a[N], b[N], c[N];
static PERCPU char text[N], other[N];
static PERCPU double d[N];
static PERCPU float f[N];
static PERCPU short matrix[8][8];
static PERCPU long total;
static PERCPU struct { int key, value; } pairs[N];
static int plain[N];

__attribute__ ((noipa)) static void
set (int __percpu *p, int n, int v)
{
  for (int i = 0; i < n; i++)
    p[i] = v;
}

__attribute__ ((noipa)) static void
zero (char __percpu *p, char __percpu *end)
{
  while (p != end)
    *p++ = 0;
}

__attribute__ ((noipa)) static void
copy (int __percpu *restrict to, const int __percpu *restrict from, int n)
{
  for (int i = 0; i < n; i++)
    to[i] = from[i];
}

__attribute__ ((noipa)) static void
copy_out (int *restrict to, const int __percpu *restrict from, int n)
{
  for (int i = 0; i < n; i++)
    to[i] = from[i];
}

__attribute__ ((noipa)) static void
copy_in (int __percpu *restrict to, const int *restrict from, int n)
{
  for (int i = 0; i < n; i++)
    to[i] = from[i] + 1;
}

__attribute__ ((noipa)) static void
move (char __percpu *p, int n)
{
  for (int i = n; i-- > 1;)
    p[i] = p[i - 1];
}

__attribute__ ((noipa)) static size_t
length (const char __percpu *s)
{
  const char __percpu *p = s;

  while (*p)
    p++;
  return (size_t) (p - s);
}

__attribute__ ((noipa)) static int
compare (const char __percpu *s, const char __percpu *t)
{
  for (; *s && *s == *t; s++, t++)
    ;
  return (*s > *t) - (*s < *t);
}

__attribute__ ((noipa)) static int
sum (int n)
{
  int result = 0;

  for (int i = 0; i < n; i++)
    result += a[i] * b[i];
  return result;
}

__attribute__ ((noipa)) static int
greatest (void)
{
  int result = a[0];

  for (int i = 1; i < N; i++)
    if (a[i] > result)
      result = a[i];
  return result;
}

__attribute__ ((noipa)) static void
add (void)
{
  for (int i = 0; i < N; i++)
    c[i] = a[i] + b[i];
}

__attribute__ ((noipa)) static void
conditional (void)
{
  for (int i = 0; i < N; i++)
    if (a[i] & 1)
      b[i] = c[i] >> 1;
    else
      b[i] -= a[i];
}

__attribute__ ((noipa)) static void
strided (void)
{
  for (int i = 0; i < N / 2; i++)
    {
      a[2 * i] += 1;
      a[2 * i + 1] ^= i;
      pairs[i].key = a[i];
      pairs[i].value = pairs[i].key * 2;
    }
}

__attribute__ ((noipa)) static void
reals (double factor)
{
  for (int i = 0; i < N; i++)
    {
      d[i] = d[i] * factor + i;
      f[i] += (float) d[i];
    }
}

__attribute__ ((noipa)) static void
transpose (void)
{
  for (int i = 0; i < 8; i++)
    for (int j = 0; j < i; j++)
      {
	short t = matrix[i][j];

	matrix[i][j] = matrix[j][i];
	matrix[j][i] = t;
      }
}

__attribute__ ((noipa)) static void
accumulate (int n)
{
  for (int i = 0; i < n; i++)
    total += i;
  for (int i = 0; i < n; i++)
    total++;
  while (total > 1000)
    total -= 7;
  do
    total += 3;
  while (total % 5);
}

__attribute__ ((noipa)) static int
counted (void)
{
  int n = 0;

  for (total = 0; total < 10; total++)
    n += (int) total;
  for (unsigned long x = (unsigned long) total; x; x &= x - 1)
    n++;
  return n;
}

__attribute__ ((noipa)) static void
sort (void)
{
  for (int i = 1; i < N; i++)
    for (int j = i; j > 0 && a[j] < a[j - 1]; j--)
      {
	int t = a[j];

	a[j] = a[j - 1];
	a[j - 1] = t;
      }
}

__attribute__ ((noipa)) static long
table (void)
{
  long h = 0;

  for (int i = 0; i < N; i++)
    h = h * 31 % 1000003 + a[i] + 3 * b[i] + 5 * c[i] + text[i] + 7 * other[i]
	+ plain[i] + pairs[i].value;
  return h;
}

static void
test (void)
{
  set (a, N, 3);
  set (b + 1, N - 1, 0x01010101);
  set (c, N, -1);
  SHOW (table ());
  for (int i = 0; i < N; i++)
    {
      a[i] = (i * 37) % 101 - 20;
      text[i] = (char) ('a' + i % 26);
    }
  text[N - 1] = other[N - 1] = 0;
  SHOW (table ());
  copy (b, a, N);
  copy_out (plain, b, N);
  copy_in (c, plain, N);
  SHOW (table ());
  move (text, N - 1);
  SHOW (length (text) * 1000 + length (other));
  for (int i = 0; text[i]; i++)
    other[i] = text[i];
  SHOW (compare (text, other) + 10 * compare (text + 1, other)
	+ 100 * compare (text, other + 2));
  zero (other + 3, other + 9);
  SHOW (table ());
  SHOW (sum (N) * 3 + sum (5));
  SHOW (greatest ());
  add ();
  SHOW (table ());
  conditional ();
  SHOW (table ());
  strided ();
  SHOW (table ());
  for (int i = 0; i < N; i++)
    d[i] = i / 4.0;
  reals (1.25);
  reals (-0.5);
  for (int i = 0; i < N; i += 11)
    {
      SHOW_REAL (d[i]);
      SHOW_REAL (f[i]);
    }
  for (int i = 0; i < 64; i++)
    matrix[i / 8][i % 8] = (short) (i * i);
  transpose ();
  SHOW (matrix[3][5] * 10000 + matrix[5][3]);
  accumulate (100);
  SHOW (total);
  SHOW (counted ());
  sort ();
  SHOW (table ());
}
