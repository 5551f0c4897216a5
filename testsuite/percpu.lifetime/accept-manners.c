/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Manners of systems programs: error pointers, cleanups, retries, snapshots.

   { dg-options "-Wall -Wextra -fopenmp -Wno-cast-function-type -Wno-dangling-else -Wno-maybe-uninitialized" } */

#include <assert.h>
#include <errno.h>
#include "lifetime.h"

static __attribute__ ((percpu)) struct stats st;

struct dev
{
  struct stats __percpu *s, *t;
  int f;
  bool owned;
  struct dev *next;
};

#define IS_ERR(p)                                                             \
  __builtin_expect (!!((uintptr_t) (p) >= (uintptr_t) -4095), 0)

int
manner_1 (struct dev *d)
{
  struct stats __percpu *p = stats_new ();
  if (IS_ERR (p))
    return (int) (intptr_t) p;
  d->s = p;
  return 0;
}

int
manner_2 (struct dev *d)
{
  struct stats __percpu *p = stats_new ();
  if (!p || IS_ERR (p))
    return -1;
  d->s = p;
  return 0;
}

static inline bool
is_err (const void __percpu *p)
{
  return (uintptr_t) p >= (uintptr_t) -4095;
}

int
manner_3 (struct dev *d)
{
  struct stats __percpu *p = stats_new ();
  if (is_err (p))
    return -1;
  d->s = p;
  return 0;
}

static void
freep (struct stats __percpu **p)
{
  stats_free (*p);
}

#define AUTO_FREE __attribute__ ((cleanup (freep)))

int
manner_4 (void)
{
  struct stats __percpu *p AUTO_FREE = stats_new ();
  if (!p)
    return -1;
  if (condition ())
    return -2;
  p->n++;
  return 0;
}

struct stats __percpu *
manner_5 (void)
{
  struct stats __percpu *p AUTO_FREE = stats_new ();
  if (!p || condition ())
    return NULL;
  p->n++;
  return ({
    __auto_type t = p;
    p = NULL;
    t;
  });
}

void
manner_6 (void)
{
  struct stats __percpu *p = stats_new ();
  assert (p);
  p->n++;
  stats_free (p);
}

void
manner_7 (void)
{
  struct stats __percpu *p;
  int tries = 3;
again:
  p = stats_new ();
  if (!p && tries--)
    goto again;
  if (p)
    hand_over (p);
}

void
manner_8 (struct stats __percpu *p, struct stats __percpu *q)
{
  stats_free (p ? p : q);
}

void
manner_9 (struct stats __percpu *p, struct stats __percpu *q)
{
  stats_free (p ?: q);
}

void
manner_10 (struct dev *d)
{
  struct stats __percpu **slot = &d->s;
  stats_free (*slot);
  *slot = NULL;
  if (d->s)
    d->s->n++;
}

void
manner_11 (struct dev *d)
{
  struct stats __percpu **slot = condition () ? &d->s : &d->t;
  stats_free (*slot);
  *slot = NULL;
  if (d->s)
    d->s->n++;
}

void
manner_12 (struct dev **v, int n)
{
  for (int i = 0; i < n; i++)
    {
      if (!v[i])
	continue;
      stats_free (v[i]->s);
      free (v[i]);
      v[i] = NULL;
    }
}

void
manner_13 (struct dev *d)
{
  struct dev old = *d;
  d->s = stats_new ();
  if (!d->s)
    {
      *d = old;
      return;
    }
  stats_free (old.s);
  d->s->n++;
}

int
manner_14 (struct dev *d)
{
  struct stats __percpu *p = stats_new ();
  int e;
  if (!p)
    return -ENOMEM;
  while ((e = condition ()) == -EINTR)
    ;
  if (e)
    goto fail;
  d->s = p;
  return 0;
fail:
  stats_free (p);
  return e;
}

int
manner_15 (struct dev *d, int n)
{
  struct stats __percpu *p = NULL;
  int e = 0;
  for (int i = 0; i < n && !e; i++)
    {
      if (!p)
	{
	  p = stats_new ();
	  if (!p)
	    {
	      e = -1;
	      break;
	    }
	}
      e = condition ();
    }
  if (e)
    stats_free (p);
  else
    d->s = p;
  return e;
}

void
manner_16 (int c)
{
  struct stats __percpu *p = c & 1 ? stats_new () : NULL;
  if (c & 2)
    unknown ();
  if (c & 1)
    stats_free (p);
}

void
manner_17 (int c)
{
  struct stats __percpu *p = c > 0 ? stats_new () : NULL;
  unknown ();
  if (c > 0 && p)
    {
      p->n++;
      stats_free (p);
    }
}

void
manner_18 (int c)
{
  struct stats __percpu *p;
  if (c)
    p = stats_new ();
  unknown ();
  if (c)
    {
      if (p)
	stats_free (p);
    }
}

void
manner_19 (struct dev *d)
{
  if (d->s && d->owned)
    stats_free (d->s);
  d->s = NULL;
  d->owned = false;
}

void
manner_20 (struct dev *d)
{
  struct stats __percpu *s = d->s;
  d->s = NULL;
  if (s)
    {
      percpu_foreach (cpu) percpu_ptr (s, cpu)->n = 0;
      stats_free (s);
    }
}

unsigned long
manner_21 (struct dev *d)
{
  unsigned long sum = 0;
  percpu_foreach (cpu)
  {
    const struct stats *s = percpu_ptr (d->s, cpu);
    sum += s->n;
  }
  stats_free (d->s);
  d->s = NULL;
  return sum;
}

void
manner_22 (void)
{
  percpu_guarded (g)
  {
    struct stats *s = percpu_borrow (g, &st);
    if (s->n > 10)
      {
	s->n = 0;
	goto done;
      }
    s->n++;
  }
done:
  unknown ();
}

void
manner_23 (int n)
{
retry:
  percpu_guarded (g)
  {
    struct stats *s = percpu_borrow (g, &st);
    if (s->n > 10 && n--)
      {
	s->n = 0;
	goto retry;
      }
    s->n++;
  }
}

void
manner_24 (void)
{
  struct stats copy;
  percpu_guarded (g)
  {
    struct stats *s = percpu_borrow (g, &st);
    copy = *s;
    *s = (struct stats){ 0 };
  }
  print (&copy);
}

void
manner_25 (void)
{
  const struct stats *s;
  percpu_guarded (g)
  {
    s = percpu_borrow (g, &st);
    print (s);
  }
  s = NULL;
  (void) s;
}

int
manner_26 (int k)
{
  static const int tab[] = { 1, 2 };
  const int *p = tab;
  percpu_guarded (g)
  {
    if (k)
      p = percpu_borrow (g, &st.a[0]);
    k = *p;
    p = tab;
  }
  return p[k & 1];
}

void
manner_27 (void)
{
  int dummy;
  int *p = &dummy;
  percpu_guarded (g)
  {
    p = percpu_borrow (g, &st.a[0]);
    *p = 1;
  }
  p = &dummy;
  *p = 2;
}

void
manner_28 (struct percpu_guard *out)
{
  *out = percpu_guard_enter ();
}

void
manner_29 (void)
{
  struct percpu_guard g[2];
  g[0] = percpu_guard_enter ();
  g[1] = percpu_guard_enter ();
  percpu_borrow (g[0], &st)->n++;
  percpu_guard_leave (&g[1]);
  percpu_guard_leave (&g[0]);
}

void
manner_30 (int n)
{
  int v[n];
  percpu_guarded (g)
  {
    const struct stats *s = percpu_borrow (g, &st);
    for (int i = 0; i < n; i++)
      v[i] = s->a[i & 7];
  }
  qsort (v, n, sizeof *v, (int (*) (const void *, const void *)) unknown);
}

void
manner_31 (void)
{
  _Pragma ("omp parallel") percpu_guarded (g) percpu_borrow (g, &st)->n++;
}

void
manner_32 (void)
{
  struct stats __percpu *p = stats_new ();
  if (!p)
    return;
  _Pragma ("omp parallel for") for (int i = 0; i < 4; i++) p->n++;
  stats_free (p);
}

void
manner_33 (void)
{
  struct stats __percpu *p = stats_new ();
  if (!p)
    return;
  struct stats *s;
  percpu_guarded (g)
  {
    s = percpu_borrow (g, p);
    s->n++;
  }
  percpu_guarded (g)
  {
    s = percpu_borrow (g, p);
    s->n++;
  }
  stats_free (p);
}

void
manner_34 (struct dev *d)
{
  d->s = stats_new ();
  d->t = d->s ? stats_new () : NULL;
  if (!d->t)
    {
      stats_free (d->s);
      d->s = NULL;
    }
}

void
manner_35 (struct dev *d)
{
  do
    {
      struct stats __percpu *p = stats_new ();
      if (!p)
	break;
      d->s = p;
      d = d->next;
    }
  while (d);
}

void
manner_36 (volatile bool *stop)
{
  while (!*stop)
    percpu_guarded (g) percpu_borrow (g, &st)->n++;
}
