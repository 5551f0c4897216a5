/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Ownership is known from conditions, in all the forms in which C can test
   them.

   { dg-options "-Wall -Wextra -Wno-maybe-uninitialized" } */

#include "device.h"

void
loop_invariant_a (struct dev *d, int n)
{
  struct percpu_guard g;
  if (d->owned)
    g = percpu_guard_enter ();
  for (int i = 0; i < n; i++)
    if (d->owned)
      percpu_borrow (g, &st)->n++;
  if (d->owned)
    percpu_guard_leave (&g);
}

void
loop_invariant_b (unsigned flags, int n)
{
  struct percpu_guard g;
  if (flags & 1)
    g = percpu_guard_enter ();
  while (n--)
    if (flags & 1)
      percpu_borrow (g, &st)->n++;
  if (flags & 1)
    percpu_guard_leave (&g);
}

void
loop_invariant_c (int mode, int n)
{
  struct percpu_guard g;
  if (mode > 2)
    g = percpu_guard_enter ();
  while (n--)
    if (mode > 2)
      percpu_borrow (g, &st)->n++;
  if (mode > 2)
    percpu_guard_leave (&g);
}

#include <unistd.h>

int
negative_then_zero_a (int fd, P p)
{
  char b[8];
  ssize_t r = read (fd, b, sizeof b);
  if (r < 0)
    stats_free (p);
  unknown ();
  if (r == 0)
    p->n++;
  return r;
}

int
negative_then_zero_b (int fd)
{
  char buf[8];
  P p = stats_new ();
  if (!p)
    return -1;
  ssize_t r = read (fd, buf, sizeof buf);
  if (r <= 0)
    stats_free (p);
  if (r == 0)
    return 0;
  if (r < 0)
    return -1;
  stats_free (p);
  return 1;
}

void
negative_then_zero_c (int r, P p)
{
  if (r < 0)
    stats_free (p);
  unknown ();
  switch (r)
    {
    case 0:
      p->n++;
      break;
    default:
      break;
    }
}

int
negative_then_zero_d (int r, P p)
{
  if (r < 0)
    stats_free (p);
  unknown ();
  if (r != 0)
    return r;
  p->n++;
  return 0;
}

void
negative_then_zero_e (size_t n, P p)
{
  if (n > 100)
    stats_free (p);
  unknown ();
  if (!n)
    p->n++;
}

void
negative_then_zero_f (int c, P p)
{
  if (c > 3)
    stats_free (p);
  unknown ();
  if (c == 0)
    p->n++;
}

void
two_loads_a (struct dev *v, int n)
{
  for (int i = 0; i < n; i++)
    {
      struct percpu_guard g;
      if (v[i].owned)
	g = percpu_guard_enter ();
      v[i].refs++;
      if (v[i].owned)
	percpu_guard_leave (&g);
    }
}

void
two_loads_b (struct dev *d, P p)
{
  if (d->next->owned)
    stats_free (p);
  if (!d->next->owned)
    p->n++;
}

void
two_loads_c (int *v, int n, P p)
{
  if (v[n])
    stats_free (p);
  if (!v[n])
    p->n++;
}

void
two_loads_d (const char *s, P p)
{
  if (s[1] == 'x')
    stats_free (p);
  if (s[1] != 'x')
    p->n++;
}

void
two_loads_e (struct dev **v, int i, P p)
{
  if (v[i])
    stats_free (p);
  if (!v[i])
    p->n++;
}

#define OWNED 1u

#define DIRTY 2u

void
flag_bits_a (int c)
{
  unsigned flags = 0;
  struct percpu_guard g;
  if (c)
    {
      g = percpu_guard_enter ();
      flags |= OWNED;
    }
  unknown ();
  if (flags & OWNED)
    percpu_guard_leave (&g);
}

void
flag_bits_b (struct dev *d)
{
  if (d->flags & OWNED)
    {
      stats_free (d->s);
      d->flags &= ~OWNED;
    }
  if (d->flags & OWNED)
    d->s->n++;
}

void
flag_bits_c (P p, unsigned fl)
{
  if (fl & (OWNED | DIRTY))
    return;
  stats_free (p);
  if (fl & OWNED)
    p->n++;
}

void
flag_bits_d (P p, unsigned fl)
{
  if ((fl & (OWNED | DIRTY)) == (OWNED | DIRTY))
    stats_free (p);
  unknown ();
  if (!(fl & DIRTY))
    p->n++;
}

void
flag_bits_e (unsigned f, P p)
{
  if (f & OWNED)
    stats_free (p);
  f &= ~DIRTY;
  if (!(f & OWNED))
    p->n++;
}

void
bit_field_a (struct dev *d, int c)
{
  struct percpu_guard g;
  d->up = 0;
  if (c)
    {
      g = percpu_guard_enter ();
      d->up = 1;
    }
  if (d->up)
    percpu_guard_leave (&g);
}

void
bit_field_b (int c)
{
  struct
  {
    bool held : 1;
    unsigned mode : 4;
  } f = { 0, 0 };
  struct percpu_guard g;
  if (c)
    {
      g = percpu_guard_enter ();
      f.held = true;
    }
  if (f.held)
    percpu_guard_leave (&g);
}

void
bit_field_c (struct dev *d)
{
  if (d->own)
    {
      stats_free (d->s);
      d->own = 0;
    }
  if (d->own)
    d->s->n++;
}

int
search_loop_a (const int *v)
{
  struct percpu_guard g;
  int i;
  for (i = 0; i < 8; i++)
    if (v[i])
      {
	g = percpu_guard_enter ();
	break;
      }
  if (i == 8)
    return -1;
  percpu_guard_leave (&g);
  return i;
}

int
search_loop_b (const int *v, size_t n)
{
  struct percpu_guard g;
  size_t i;
  for (i = 0; i < n; i++)
    if (v[i])
      {
	g = percpu_guard_enter ();
	break;
      }
  if (i == n)
    return -1;
  percpu_guard_leave (&g);
  return i;
}

void
constants_a (int c)
{
  struct percpu_guard g;
  int held = 0;
  if (c)
    {
      g = percpu_guard_enter ();
      held++;
    }
  unknown ();
  if (held)
    {
      percpu_guard_leave (&g);
      held--;
    }
  if (held)
    percpu_guard_leave (&g);
}

void
constants_b (int n)
{
  struct percpu_guard g;
  int phase = 0;
  while (n--)
    {
      if (phase == 0)
	g = percpu_guard_enter ();
      else
	percpu_guard_leave (&g);
      phase ^= 1;
    }
  if (phase)
    percpu_guard_leave (&g);
}

void
constants_c (int n)
{
  struct percpu_guard g;
  int depth = 0;
  while (n-- > 0)
    {
      if (depth++ == 0)
	g = percpu_guard_enter ();
      percpu_borrow (g, &st)->n++;
      if (--depth == 0)
	percpu_guard_leave (&g);
    }
}

void
constants_e (int c)
{
  struct percpu_guard g;
  int r = -1;
  if (c)
    {
      g = percpu_guard_enter ();
      r = 1;
    }
  uint32_t u = r;
  int64_t l = u;
  if (l < 0)
    percpu_guard_leave (&g);
  if (l == 1)
    percpu_guard_leave (&g);
}

void
order_a (int x, int y, P p)
{
  if (x == y)
    stats_free (p);
  unknown ();
  if (x < y)
    p->n++;
}

void
order_b (size_t i, size_t n, P p)
{
  if (i < n)
    stats_free (p);
  unknown ();
  if (i == n)
    p->n++;
}

void
order_c (int x, int y, P p)
{
  if (x < y)
    stats_free (p);
  unknown ();
  if (y < x)
    p->n++;
}

void
old_value_a (struct dev *d, P p)
{
  unsigned old = d->flags;
  d->flags = 0;
  if (old & 1)
    stats_free (p);
  if (!(old & 1))
    p->n++;
}

void
old_value_b (struct dev *d)
{
  struct percpu_guard g;
  int old = d->state;
  d->state = 5;
  if (old > 2)
    g = percpu_guard_enter ();
  unknown ();
  if (old > 2)
    percpu_guard_leave (&g);
}

void
old_value_c (struct dev *d)
{
  struct percpu_guard g;
  int n = d->refs--;
  if (n > 1)
    g = percpu_guard_enter ();
  unknown ();
  if (n > 1)
    percpu_guard_leave (&g);
}

void
old_value_e (struct dev *d)
{
  struct percpu_guard g;
  int mode = d->state;
  if (mode == 2)
    g = percpu_guard_enter ();
  d->state = 0;
  if (mode == 2)
    percpu_guard_leave (&g);
}

void
range_a (struct dev *d, P p)
{
  if (d->up && d->own)
    stats_free (p);
  unknown ();
  if (!d->own)
    p->n++;
}

void
range_b (unsigned fl, P p)
{
  if ((fl & 1) && (fl & 2))
    stats_free (p);
  unknown ();
  if (!(fl & 2))
    p->n++;
}

void
range_c (int n, P p)
{
  if (n == 2 || n == 3)
    stats_free (p);
  unknown ();
  if (n == 2)
    return;
  if (n != 3)
    p->n++;
}

void
range_d (int n, P p)
{
  if (n >= 0 && n <= 5)
    stats_free (p);
  unknown ();
  if (n < 0)
    p->n++;
}

void
range_e (int n, P p)
{
  if (n < 0 || n >= 8)
    return;
  stats_free (p);
  unknown ();
  if (n >= 8)
    p->n++;
}

void
range_f (unsigned fl, P p)
{
  if ((fl & 1) || (fl & 2))
    return;
  stats_free (p);
  if (fl & 2)
    p->n++;
}

void
range_g (bool a, bool b, bool c, bool d, bool e, bool f, P p)
{
  if (a || b || c || d || e || f)
    stats_free (p);
  unknown ();
  if (!a && !b && !c && !d && !e && !f)
    p->n++;
}

void
number_a (int n, P p)
{
  switch (n)
    {
    case 0 ... 3:
      stats_free (p);
      break;
    }
  unknown ();
  if (n < 0 || n > 3)
    p->n++;
}

void
number_b (unsigned n, P p)
{
  if (n <= 1)
    stats_free (p);
  if (n == 0 || n == 1)
    return;
  p->n++;
}

void
number_c (unsigned n, P p)
{
  if (n < 2)
    stats_free (p);
  switch (n)
    {
    case 0:
      return;
    case 1:
      return;
    }
  p->n++;
}

enum st
{
  IDLE,
  BUSY,
  DONE,
  DEAD
};

void
number_d (enum st s, P p)
{
  if (s >= DONE)
    stats_free (p);
  unknown ();
  if (s == IDLE || s == BUSY)
    p->n++;
}
