/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Structures as a whole: assigned, initialised from, passed, returned, in
   chains and conditions, small ones that fit a register and large ones that
   are copied in a loop or by rep movs.

   { dg-options "-fplugin-arg-percpu-tearing=off" } */

#include "torture.h"

struct one { char c; };
struct eight { int a, b; };
struct three { char c[3]; };
struct nine { char c[9]; };
struct mixed { double d; int i; char c; struct eight e; };
struct large { long l[40]; };
struct huge { char c[5000]; struct huge *next; };
struct empty { };
union either { long l; double d; char c[12]; };

static PERCPU struct one one, one_too;
static PERCPU struct eight eight = { 1, 2 }, eights[4];
static PERCPU struct three three = { "ab" }, threes[3];
static PERCPU struct nine nine = { "12345678" }, nine_too;
static PERCPU struct mixed mixed = { 1.5, 2, 'c', { 3, 4 } }, mixed_too;
static PERCPU struct large large = { { 1, [39] = 40 } }, large_too;
static PERCPU struct huge huge, huge_too;
static PERCPU struct empty empty, empty_too;
static PERCPU union either either = { .d = 2.5 }, either_too;
static PERCPU struct { struct mixed m[3]; struct large l; } outer;

static struct mixed plain_mixed;
static struct large plain_large;

__attribute__ ((noipa)) static long
hash (const void *p, size_t n)
{
  const unsigned char *c = p;
  unsigned int h = 1;

  while (n--)
    h = h * 31 + *c++;
  return h;
}

#define HASH(type, x)							\
  __extension__ ({ type copy = (x); hash (&copy, sizeof copy); })

__attribute__ ((noipa)) static struct mixed
return_mixed (void)
{
  return mixed;
}

__attribute__ ((noipa)) static struct large
return_large (struct large __percpu *p)
{
  return *p;
}

__attribute__ ((noipa)) static int
take (struct one o, struct eight e, struct mixed m, struct large l,
      union either u)
{
  return o.c + e.a * e.b + m.c + m.e.a + (int) m.d + (int) l.l[39]
	 + (int) u.d;
}

__attribute__ ((noipa)) static void
move (struct eight __percpu *to, struct eight __percpu *from, int n)
{
  for (int i = 0; i < n; i++)
    to[i] = from[n - 1 - i];
}

__attribute__ ((noipa)) static void
choose (int c)
{
  mixed_too = c ? mixed : outer.m[1];
  outer.m[c] = c > 1 ? plain_mixed : mixed_too;
}

static void
test (void)
{
  struct mixed local = mixed;
  struct large locals[2] = { large };
  struct eight e = eight, f;

  SHOW (local.c + local.i + locals[0].l[39] + locals[1].l[0] + e.b);
  one.c = 9;
  one_too = one;
  SHOW (one_too.c);
  for (int i = 0; i < 4; i++)
    eights[i] = (struct eight) { i, 10 - i };
  f = eights[2] = eight;
  SHOW (f.a + eights[2].b);
  eights[0] = eights[1] = eights[3];
  SHOW (HASH (struct eight, eights[0]));
  move (eights, eights + 2, 2);
  for (int i = 0; i < 4; i++)
    SHOW (eights[i].a * 100 + eights[i].b);
  threes[1] = three;
  threes[2] = threes[1];
  SHOW (HASH (struct three, threes[2]) + threes[0].c[1]);
  nine_too = nine;
  nine_too.c[4] = 'x';
  nine = nine_too;
  SHOW (HASH (struct nine, nine));
  mixed_too = mixed;
  mixed_too.e = e;
  mixed.e = mixed_too.e;
  SHOW (mixed.e.a + mixed_too.c);
  plain_mixed = mixed_too;
  outer.m[1] = outer.m[2] = plain_mixed;
  outer.m[0].e = eights[3];
  SHOW (outer.m[1].i + outer.m[0].e.b + (int) outer.m[2].d);
  for (int i = 0; i < 3; i++)
    {
      choose (i);
      SHOW (mixed_too.i + outer.m[i].c + outer.m[i].e.b);
    }
  large.l[7] = 70;
  large_too = large;
  plain_large = large_too;
  plain_large.l[8] = 1;
  large = plain_large;
  outer.l = large;
  SHOW (HASH (struct large, outer.l) + large.l[39]);
  locals[1] = return_large (&large_too);
  SHOW (locals[1].l[7] + return_large (&outer.l).l[8]);
  large_too = return_large (&large);
  SHOW (HASH (struct large, large_too));
  for (int i = 0; i < 5000; i++)
    huge.c[i] = (char) (i * i);
  huge_too = huge;
  SHOW (HASH (struct huge, huge_too));
  huge = (struct huge) { .c = "empty" };
  SHOW (HASH (struct huge, huge));
  huge = (struct huge) { };
  SHOW (HASH (struct huge, huge));
  empty_too = empty;
  SHOW (sizeof empty_too);
  either_too = either;
  SHOW (either_too.d * 2);
  either_too.l = 0x4142434445464748;
  either = either_too;
  SHOW (either.c[3] + (either.d > 2));
  SHOW (take (one, eight, mixed, large, either));
  mixed_too = return_mixed ();
  SHOW (return_mixed ().e.b + mixed_too.i);
  SHOW ((mixed_too = mixed).i + (eights[1] = eight, eights[1]).b);
  SHOW (({ struct mixed __percpu *p = &mixed; *p; }).i);
  local = *&mixed;
  *&mixed = local;
  SHOW (hash (&local, offsetof (struct mixed, c)));
}
