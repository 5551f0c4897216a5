/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Correct conversions out of the per-CPU address space: a number that is added
   to, passed, stored, hashed or compared, and a union whose current member the
   program knows.  */
/* { dg-additional-options "-fplugin-arg-percpu-unguarded=off" } */

#include <stdint.h>
#include <percpu.h>

struct S { long a, b[4]; };
union pun { long __percpu *percpu; long *plain; uintptr_t number; };
struct tagged { int percpu_p; union pun u; };

static __attribute__ ((percpu)) long x, array[8];
static __attribute__ ((percpu)) struct S st;
static long plain;
static uintptr_t numbers[2];

extern void take_number (uintptr_t);
extern void take_union (union pun);
extern uintptr_t distance (int);

long
added (uintptr_t d)
{
  return *(long *) ((uintptr_t) &x + d);
}

struct S *
subtracted (struct S __percpu *p, uintptr_t d)
{
  return (struct S *) ((uintptr_t) p - d);
}

void
moved (int cpu, int i)
{
  uintptr_t n = (uintptr_t) &array[i];
  n += distance (cpu);
  *(long *) n = 5;
}

uintptr_t
number (void)
{
  numbers[0] = (uintptr_t) &x;
  take_number ((uintptr_t) &st.b[1]);
  return ((uintptr_t) &x >> 4) ^ (uintptr_t) &array;
}

long
tagged (struct tagged t, int c)
{
  union pun u;

  if (c)
    u.percpu = &x;
  else
    u.plain = &plain;
  take_union (u);
  return (c ? *u.percpu : *u.plain) + (t.percpu_p ? *t.u.percpu : *t.u.plain);
}

long
reused (void)
{
  union pun u = { &x };
  long sum = *u.percpu;
  u.plain = &plain;
  return sum + *u.plain;
}

long
either (int c)
{
  uintptr_t n = c ? (uintptr_t) &x : (uintptr_t) &plain;
  return c ? 0 : *(long *) n;
}

long
there_and_back (void)
{
  uintptr_t n = (uintptr_t) &st;
  struct S __percpu *p = (struct S __percpu *) n;
  return p->a;
}

long
instances (int cpu)
{
  long *p = percpu_ptr (&x, cpu), *q = percpu_this_ptr (&x);
  struct S copy = *percpu_ptr (&st, cpu);
  *p = *q;
  percpu_guarded (g)
    p = cpu ? percpu_borrow (g, &x) : &plain;
  return copy.b[percpu_raw (array[1])];
}
