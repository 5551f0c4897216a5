/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Per-CPU accesses in all places where C has expressions: conditions, loops,
   switch, statement expressions, arguments, inline and nested functions,
   recursion, clones, setjmp, computed goto, structures by value, cleanup
   handlers, varargs, sizeof and typeof.  Each function returns its result; main
   checks it.  */
/* { dg-additional-options "-fplugin-arg-percpu-check-then-act=off -fplugin-arg-percpu-unguarded=off" } */
/* { dg-do run } */
/* { dg-additional-options "-fplugin-arg-percpu-tearing=off" } */

#include "../lib/check.h"
#include <percpu.h>
#include <stdarg.h>

struct pair { int first; long second; };

static __attribute__ ((percpu)) int x;
static __attribute__ ((percpu)) long total;
static __attribute__ ((percpu)) unsigned int n;
static __attribute__ ((percpu)) struct pair pair = { 1, 2 };
static __attribute__ ((percpu)) int slots[8];
static __attribute__ ((percpu)) int (*function) (int);
static __attribute__ ((percpu)) jmp_buf environment;

static __attribute__ ((noipa)) int
conditions (int v)
{
  int result = 0;

  x = v;
  if (x++ == v)
    result |= 1;
  if (--x)
    result |= 2;
  if (!(x -= v))
    result |= 4;
  if (x || ++x)
    result |= 8;
  if (x && x-- && x)
    result |= 16;
  result |= x ? 32 : 64;
  result |= (x += 7) > 6 && x < 8 ? 128 : 0;
  if (x & 1)
    result |= 256;
  return result;
}

static __attribute__ ((noipa)) int
loops (int v)
{
  int result = 0;

  for (x = 0; x < v; x++)
    total += x;
  for (n = v; n--;)
    result++;
  while (x-- > 2)
    result += 100;
  do
    {
      if (x == 3)
	continue;
      result += 10000;
    }
  while (++x < 5);
  n = 3;
  while (n)
    {
      n >>= 1;
      if (n == 0)
	break;
      result += 1000000;
    }
  for (int i = 0; i < 8; i++)
    slots[i] = i;
  for (int __percpu *p = slots; p < slots + 8; p++)
    *p += *p;
  for (int i = 0; i < 8; i++)
    total += slots[i];
  return result;
}

static __attribute__ ((noipa)) int
switches (int v)
{
  int result = 0;

  x = v;
  for (int i = 0; i < 6; i++)
    switch (x++)
      {
      case 0:
	result += 1;
	break;
      case 1:
	x += 1;
	/* Falls through.  */
      case 3:
	result += x * 10;
	break;
      case 100 ... 200:
	result = x;
	break;
      default:
	result += 1000;
	x--;
	switch (n = 7, n & 1)
	  {
	  case 1:
	    x += 50;
	  }
      }
  return result;
}

static __attribute__ ((noipa)) int
statements (int v)
{
  int result = ({ x = v; x += 2; x; });

  result += ({ int k = x++; k + x; });
  result += ({ x--; }) + ({ ({ x; }); });
  ({ x = 1; });
  ({ x++; });
  return result + x;
}

static __attribute__ ((noinline)) int
sum4 (int a, long b, unsigned char c, double d)
{
  return a + b + c + (int) d;
}

static __attribute__ ((noipa)) int
vsum (int count, ...)
{
  va_list ap;
  int sum = 0;

  va_start (ap, count);
  while (count--)
    sum += va_arg (ap, int);
  va_end (ap);
  return sum;
}

static __attribute__ ((noipa)) int
arguments (int v)
{
  x = v;
  total = 10;
  n = 300;
  int result = sum4 (x, total, n, x);		/* v + 10 + 44 + v */
  result += sum4 (x++, total += 5, n++, 1.5);	/* v + 15 + 44 + 1 */
  result += vsum (3, x, n, (int) ++total);		/* v + 1 + 301 + 16 */
  /* 301 + 1 + v + 1 + 2  */
  result += sum4 (n, pair.first, x, pair.second);
  return result;
}

static inline int
post (int __percpu *p)
{
  return (*p)++;
}

static inline __attribute__ ((always_inline)) void
bump (long __percpu *p, long by)
{
  *p += by;
}

static inline int
get (struct pair __percpu *p)
{
  return p->first + p->second--;
}

static __attribute__ ((noipa)) int
inlines (int v)
{
  x = v;
  total = 0;
  slots[3] = v;
  int result = post (&x) + post (&slots[v]) + x;
  bump (&total, 3);
  bump (&total, result);
  pair.second = 20;
  result += get (&pair) + get (&pair);
  return result + total;
}

static __attribute__ ((noipa)) int
nested (int v)
{
  int local = v;
  int __percpu *p = &slots[2];

  int
  inner (int by)
  {
    static __attribute__ ((percpu)) int own = 100;

    x += by;
    *p += local;
    own++;
    return own + (local += by) + slots[2]++;
  }

  x = 1;
  slots[2] = 10;
  int result = inner (1);		/* 101 + v + 1 + 10 + v */
  result += inner (2);
  return result + x + slots[2] + local;
}

static __attribute__ ((noinline)) int
recurse (int depth, int __percpu *p)
{
  *p += depth;
  if (depth == 0)
    return *p;
  int below = recurse (depth - 1, p);
  return (*p)-- - below;
}

/* GCC clones these for their arguments.  */

static __attribute__ ((noinline)) int
cloned (int __percpu *p, int by, int how)
{
  int old = *p;

  if (how == 1)
    *p += by;
  else if (how == 2)
    *p = old * by;
  else
    old = (*p)++;
  if (old > 1000)
    return cloned (p, by, how) + 1;
  return old;
}

static __attribute__ ((noinline)) int
split (int __percpu *p, int v)
{
  if (__builtin_expect (!p, 0))
    {
      printf ("no pointer\n");
      printf ("again\n");
      return -1;
    }
  (*p)++;
  return *p + v;
}

static __attribute__ ((noipa)) int
clones (void)
{
  x = 3;
  slots[0] = 0;
  int result = cloned (&x, 4, 1) + cloned (&x, 4, 1) + cloned (&x, 2, 2)
	       + cloned (&x, 2, 3) + cloned (&slots[0], 5, 1);
  for (int i = 0; i < 4; i++)
    result += split (&x, i) + split (&slots[i], 1);
  return result;
}

static __attribute__ ((noipa)) int
jumps (void)
{
  volatile int result = 0;
  static jmp_buf plain;

  x = 1;
  if (setjmp (plain) == 0)
    {
      x += 10;
      result = 5;
      longjmp (plain, 1);
    }
  result += x++;
  /* A buffer in per-CPU data.  */
  if (setjmp (*percpu_this_ptr (&environment)) == 0)
    {
      x++;
      longjmp (*percpu_this_ptr (&environment), 3);
    }
  return result + x * 100;
}

static __attribute__ ((noipa)) int
gotos (const char *code)
{
  static void *const targets[] = { &&stop, &&inc, &&dbl };
  static void *__attribute__ ((percpu)) next;

  x = 1;
  next = targets[(int) *code];
  goto *next;
inc:
  x++;
  goto *targets[(int) *++code];
dbl:
  x *= 2;
  next = targets[(int) *++code];
  goto *next;
stop:
  return x;
}

static __attribute__ ((noipa)) struct pair
make (struct pair from, int by)
{
  from.first += by;
  return from;
}

static __attribute__ ((noipa)) struct pair
get_pair (void)
{
  return pair;
}

static __attribute__ ((noipa)) long
structures (void)
{
  struct pair local = { 3, 4 };

  pair = local;
  pair = make (pair, 10);			/* 13, 4 */
  local = get_pair ();
  pair = (struct pair) { .second = 7, .first = x = 2 };
  pair.first += get_pair ().first;		/* 4 */
  local.second += make (pair, pair.first).first; /* 4 + 8 */
  struct pair copy = pair, array[2] = { pair, { pair.first++, x } };
  return local.first + local.second * 100L + copy.first * 10000L
	 + array[0].second * 1000000L + array[1].first * 100000000L
	 + array[1].second * 1000000000L + pair.first * 10000000000L;
}

static int
triple (int v)
{
  return 3 * v;
}

static void
release (int __percpu **p)
{
  **p -= 5;
}

static __attribute__ ((noipa)) int
others (int v)
{
  int result;

  function = triple;
  result = function (v);
  function = function ? function : 0;
  result += (*function) (v);
  {
    int __percpu *guard __attribute__ ((cleanup (release))) = &x;
    x = 20;
    (*guard)++;
  }
  result += x;				/* 16 */
  result += sizeof x + sizeof x++ + sizeof (pair) + _Alignof (__typeof__ (x));
  __typeof__ ((void) 0, x) copy = x;
  __auto_type value = x + 1;
  result += copy + value;
  (void) x;
  x;
  (void) x++;
  x, x;
  int vla[x];
  result += sizeof vla;			/* 4 * 17 */
  vla[x - 1] = x;
  result += vla[x - 1]--;
  result += ((char *) "abcdefghijklmnopqrstuvwxyz")[x] - 'a';
  result += (int[]) { x, x++, 5 }[1];
  asm volatile ("" : "+r" (result) : "r" (x), "r" (x + 1));
  asm volatile ("" : "=r" (x) : "0" (result));
  return result + x++;
}

int
main (void)
{
  if (percpu_bind (0) < 0)
    return 1;
  EXPECT_VALUE (conditions (3), 1 | 2 | 4 | 8 | 64 | 128 | 256);
  EXPECT_VALUE (conditions (-1), 1 | 2 | 4 | 8 | 64 | 128 | 256);
  EXPECT_VALUE (loops (6), 6 + 4 * 100 + 3 * 10000 + 1 * 1000000);
  EXPECT_VALUE (total, 15 + 56);
  EXPECT_VALUE (switches (0), 105);
  EXPECT_VALUE (statements (5), 7 + 15 + 8 + 7 + 2);
  EXPECT_VALUE (arguments (4),
		(4 + 10 + 44 + 4) + (4 + 15 + 44 + 1) + (5 + 301 + 16)
		+ (301 + 1 + 5 + 2));
  EXPECT_VALUE (inlines (3), 3 + 3 + 4 + 21 + 20 + 3 + 10);
  EXPECT_VALUE (nested (5), (101 + 6 + 15) + (102 + 8 + 22) + 4 + 23 + 8);
  x = 0;
  EXPECT_VALUE (recurse (3, &x), -1);
  EXPECT_VALUE (clones (), 193);
  EXPECT_VALUE (jumps (), 5 + 11 + 1300);
  EXPECT_VALUE (gotos ("\1\2\1\2\0"), 10);
  EXPECT_VALUE (structures (),
		13 + 1200 + 40000 + 7000000 + 400000000 + 2000000000L
		+ 50000000000L);
  EXPECT_VALUE (others (5), 452);
  return check_failures != 0;
}
