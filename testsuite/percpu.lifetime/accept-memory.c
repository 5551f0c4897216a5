/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* An owned object is, or was, stored in memory, and pointers to it are compared
   and computed.

   { dg-options "-Wall -Wextra -Wno-maybe-uninitialized" } */

#include "device.h"

void
turn_a (struct dev *l)
{
  P prev = NULL;
  for (struct dev *d = l; d; d = d->next)
    {
      P cur = d->s;
      if (prev)
	stats_free (prev);
      cur->n++;
      prev = cur;
    }
  stats_free (prev);
}

void
turn_b (int n)
{
  P prev = NULL;
  for (int i = 0; i < n; i++)
    {
      P p = stats_new ();
      if (!p)
	break;
      if (prev)
	stats_free (prev);
      prev = p;
    }
  stats_free (prev);
}

void
compared_a (void)
{
  P p = stats_new ();
  if (!p)
    p = &fallback;
  p->n++;
  if (p != &fallback)
    stats_free (p);
}

int
compared_b (struct dev *d, int grow)
{
  P p = d->s, old = p;
  if (grow)
    {
      p = stats_new ();
      if (!p)
	return -1;
      d->s = p;
    }
  if (p != old)
    stats_free (old);
  d->s->n++;
  return 0;
}

static struct dev dev0;

void
compared_d (struct dev *d, P p)
{
  if (d == &dev0)
    stats_free (p);
  if (d != &dev0)
    p->n++;
}

void
compared_e (void (*f) (void), P p)
{
  if (f == unknown)
    stats_free (p);
  if (f != unknown)
    p->n++;
}

struct outer
{
  int magic;
  struct stats in;
};

void
start_a (P p)
{
  struct outer __percpu *o
      = (struct outer __percpu *)((char __percpu *)p
				  - offsetof (struct outer, in));
  any_free (o);
}

void
start_b (void __percpu *p)
{
  if (p)
    any_free ((char __percpu *)p - 64);
}

void
start_c (P p)
{
  uintptr_t v = (uintptr_t)p;
  if (v & 1)
    any_free ((void __percpu *)(v & ~(uintptr_t)1));
}

int
array_a (void)
{
  P v[2] = { NULL, NULL };
  int r = -1;
  v[0] = stats_new ();
  if (!v[0])
    goto out;
  v[1] = stats_new ();
  if (!v[1])
    goto out;
  r = 0;
out:
  for (int i = 0; i < 2; i++)
    stats_free (v[i]);
  return r;
}

void
array_b (void)
{
  P v[] = { stats_new (), stats_new () };
  for (unsigned i = 0; i < 2; i++)
    stats_free (v[i]);
}

void
array_c (void)
{
  struct
  {
    P p;
    const char *name;
  } t[] = { { stats_new (), "a" }, { stats_new (), "b" } };
  for (unsigned i = 0; i < 2; i++)
    if (t[i].p)
      {
	t[i].p->n++;
	stats_free (t[i].p);
      }
}

#include <sys/uio.h>

void process (const struct iovec *, int);

void many (struct stats **, int);

void
local_array_a (void)
{
  struct iovec iov[2], *v = iov;
  percpu_guarded (g)
  {
    v->iov_base = percpu_borrow (g, &st.n);
    v->iov_len = 8;
    v++;
    v->iov_base = percpu_borrow (g, &st.m);
    v->iov_len = 8;
    process (iov, 2);
  }
}

void
local_array_b (int n)
{
  struct stats *v[n];
  percpu_guarded (g)
  {
    for (int i = 0; i < n; i++)
      v[i] = percpu_borrow (g, &tab[i & 3]);
    many (v, n);
  }
}

void
built_in_a (struct dev *d, P fresh)
{
  P old = d->s;
  __atomic_store_n (&d->s, fresh, __ATOMIC_RELEASE);
  stats_free (old);
  d->s->n++;
}

void
built_in_b (struct dev *d)
{
  stats_free (d->q.s);
  memset (&d->q, 0, sizeof d->q);
  if (d->q.s)
    d->q.s->n++;
}

void
built_in_c (struct dev *d, struct dev *e)
{
  stats_free (d->q.s);
  memcpy (&d->q, &e->q, sizeof d->q);
  d->q.s->n++;
}

void
built_in_d (P *v, int i)
{
  stats_free (v[i]);
  memmove (&v[i], &v[i + 1], sizeof *v);
  v[i]->n++;
}

void
disguised_a (struct dev *d, uintptr_t secret)
{
  P p = stats_new ();
  if (p)
    d->handle = (uintptr_t)p ^ secret;
}

void
disguised_b (uint32_t *h)
{
  P p = stats_new ();
  if (p)
    *h = (uintptr_t)p >> 6;
}

void
copied_a (void *ctx)
{
  struct percpu_guard g = percpu_guard_enter ();
  memcpy (ctx, &g, sizeof g);
}

void
copied_b (void *ctx)
{
  struct percpu_guard g;
  memcpy (&g, ctx, sizeof g);
  percpu_guard_leave (&g);
}

struct locked
{
  struct percpu_guard g;
  struct stats *s;
};

void
moved_a (struct locked *out)
{
  struct locked l;
  l.g = percpu_guard_enter ();
  l.s = percpu_borrow (l.g, &st);
  *out = l;
}

void
moved_b (struct locked *out)
{
  struct percpu_guard g = percpu_guard_enter ();
  struct stats *s = percpu_borrow (g, &st);
  out->g = g;
  out->s = s;
}

unsigned long
number_of_a (void)
{
  percpu_guarded (g) return (uintptr_t)percpu_borrow (g, &st) & 4095;
  return 0;
}

void
number_of_b (struct dev *d, uintptr_t base)
{
  percpu_guarded (g) d->handle = (uintptr_t)percpu_borrow (g, &st) - base;
}

int
error_a (struct dev *d)
{
  P p = stats_new ();
  if ((intptr_t)p < 0)
    return (int)(intptr_t)p;
  d->s = p;
  return 0;
}

void
retained_in_a_loop (P p, int n)
{
  int i;
  for (i = 0; i < n; i++)
    if (!stats_get (p))
      break;
  while (i-- > 0)
    stats_put (p);
  p->n++;
}

void
moved_down (P *v, int *n, int i)
{
  P p = v[i];
  memmove (&v[i], &v[i + 1], (*n - i - 1) * sizeof *v);
  --*n;
  stats_free (p);
  if (i < *n)
    v[i]->n++;
}
