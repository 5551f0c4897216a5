/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* All permitted uses of pointers to per-CPU data: as members, parameters,
   results, array elements and typedefs; comparisons, tests, subtractions and
   moves; conversions to and from void pointers and to integers.  */
/* { dg-additional-options "-fplugin-arg-percpu-unguarded=off" } */

#include <percpu.h>
#include <stdint.h>

typedef int __percpu *percpu_int_pointer;
typedef int __attribute__ ((percpu)) percpu_int;
typedef struct { long n; char name[8]; struct { short deep; } in[2]; } stats;

struct device
{
  stats __percpu *stats;
  percpu_int *counter;
  int __percpu *const *table;
  void __percpu *anything;
  int __percpu *(*get) (int __percpu *, const volatile char __percpu *);
};

static __attribute__ ((percpu)) int x, a[8];
static percpu_int y = 2;
static __attribute__ ((percpu)) stats st;
static __attribute__ ((percpu)) const int constant = 3;
/* In a shared object these are not constants.  */
#if !defined __PIC__ || defined __PIE__
# define CONSTANT(...) = __VA_ARGS__
#else
# define CONSTANT(...)
#endif
static __attribute__ ((percpu)) struct device
device CONSTANT ({ .counter = &x });
int __percpu *global CONSTANT (&x);
int __percpu *array[6] CONSTANT ({ &x, a, &a[3], a + 4, 0, &y });
const int __percpu *to_constant CONSTANT (&constant);
void __percpu *anything CONSTANT (&st);
static long __percpu *member CONSTANT (&st.n);
short __percpu *deep CONSTANT (&st.in[1].deep);
static int __percpu *__percpu *__attribute__ ((percpu)) of_pointers;
extern int __percpu by_qualifier;

int __percpu *
pick (int i, percpu_int_pointer p)
{
  int __percpu *q = i > 1 ? p : i ? &x : a;

  if (!q || q == 0 || q == (void *) 0 || p == &x)
    return 0;
  while (p && *p)
    p++;
  return p < &a[8] && p >= a ? p : q + (p - a);
}

unsigned long
integers (void)
{
  uintptr_t u = (uintptr_t) &x;

  return u + (unsigned long) a + (long) member % 64;
}

int
voids (void __percpu *v)
{
  int __percpu *p = v;
  void __percpu *w = p;
  char __percpu *c = (char __percpu *) w;

  *(int __percpu *) v += 5;
  return w == &x && v != &st && c[1] + *(char __percpu *) &x;
}

long
uses (struct device *d, struct device __percpu *e, int i)
{
  d->stats = &st;
  d->stats->n++;
  (*d->counter)--;
  d->stats->in[i].deep += i;
  e->stats->name[i] = *d->table[i];
  e->counter = d->counter;
  *e->counter += *d->get (&x, d->stats->name);
  of_pointers = &e->counter;
  **of_pointers += 1;
  return (*e).stats->n + *member++ + sizeof *d->stats;
}

const volatile int __percpu *
qualified (int __percpu *p, int __percpu *volatile *vp)
{
  const int __percpu *q = p;
  volatile int __percpu *r = p;

  *vp = p;
  *r += *q + *to_constant;
  return r;
}

int __percpu *
translated (unsigned int cpu)
{
  *percpu_this_ptr (&x) += *percpu_ptr (&a[2], cpu);
  percpu_ptr (&st, cpu)->in[1].deep++;
  return &*&x;
}
