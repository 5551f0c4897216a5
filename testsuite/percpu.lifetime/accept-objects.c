/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Dynamic per-CPU objects as allocators' users write it: error unwinding,
   conditional frees, owners of all kinds.

   { dg-options "-Wall -Wextra" } */

#include "lifetime.h"

struct device
{
  struct stats __percpu *rx, *tx, *err;
  int __percpu *credit;
  char *name;
  int flags;
  bool owned;
  unsigned int up : 1, own : 1, kind : 6;
  struct device *next;
};

int
allocate_and_free (void)
{
  struct stats __percpu *p = stats_new ();
  if (!p)
    return -1;
  p->n++;
  stats_free (p);
  return 0;
}

void
free_of_null (int c)
{
  struct stats __percpu *p = NULL;
  if (c)
    p = stats_new ();
  unknown ();
  stats_free (p);
}

struct stats __percpu *
returned (void)
{
  struct stats __percpu *p = stats_new ();
  if (p)
    p->n = 1;
  return p;
}

struct stats __percpu *
returned_at_once (void)
{
  return stats_new ();
}

struct stats __percpu *
returned_or_freed (int n)
{
  struct stats __percpu *p = stats_new ();
  if (!p)
    return NULL;
  if (n < 0)
    {
      stats_free (p);
      return NULL;
    }
  p->n = n;
  return p;
}

int
device_init (struct device *d, const char *name)
{
  d->rx = stats_new ();
  if (!d->rx)
    return -1;
  d->tx = stats_new ();
  if (!d->tx)
    goto no_tx;
  d->err = stats_new ();
  if (!d->err)
    goto no_err;
  d->name = strdup (name);
  if (!d->name)
    goto no_name;
  d->rx->n = 0;
  return 0;

no_name:
  stats_free (d->err);
no_err:
  stats_free (d->tx);
no_tx:
  stats_free (d->rx);
  return -1;
}

int
device_init_locals (struct device *d)
{
  struct stats __percpu *rx = NULL, *tx = NULL, *err = NULL;
  int r = -1;

  rx = stats_new ();
  if (!rx)
    goto out;
  tx = stats_new ();
  if (!tx)
    goto out;
  if (condition ())
    {
      err = stats_new ();
      if (!err)
	goto out;
    }
  d->rx = rx;
  d->tx = tx;
  d->err = err;
  return 0;
out:
  stats_free (err);
  stats_free (tx);
  stats_free (rx);
  return r;
}

int
device_init_with_result (struct device *d)
{
  int err = 0;
  struct stats __percpu *rx = stats_new ();
  if (!rx)
    err = -12;
  else if (condition ())
    err = -5;
  if (err)
    {
      if (rx)
	stats_free (rx);
      return err;
    }
  d->rx = rx;
  return 0;
}

int
only_two_of_three (struct device **to)
{
  struct device *d = calloc (1, sizeof *d);
  if (!d)
    return -1;
  d->rx = stats_new ();
  d->tx = stats_new ();
  if (!d->rx || !d->tx)
    {
      stats_free (d->tx);
      stats_free (d->rx);
      free (d);
      return -1;
    }
  *to = d;
  return 0;
}

void
device_destroy (struct device *d)
{
  if (!d)
    return;
  stats_free (d->rx);
  stats_free (d->tx);
  stats_free (d->err);
  free (d->name);
  free (d);
}

void
device_reset (struct device *d)
{
  if (d->rx)
    {
      stats_free (d->rx);
      d->rx = NULL;
    }
  if (d->tx)
    {
      stats_free (d->tx);
      d->tx = NULL;
    }
  if (d->rx)
    d->rx->n++;
}

void
device_replace (struct device *d)
{
  struct stats __percpu *old = d->rx, *p = stats_new ();
  if (!p)
    return;
  d->rx = p;
  stats_free (old);
  d->rx->n = 0;
}

void
freed_and_allocated_again (struct device *d)
{
  stats_free (d->rx);
  d->rx = stats_new ();
  if (d->rx)
    d->rx->n++;
}

void
freed_and_allocated_again_local (int n)
{
  struct stats __percpu *p = stats_new ();
  while (n-- > 0)
    {
      if (p)
	p->n++;
      stats_free (p);
      p = stats_new ();
    }
  stats_free (p);
}

void
free_all (struct device *list)
{
  while (list)
    {
      struct device *next = list->next;
      stats_free (list->rx);
      free (list);
      list = next;
    }
}

void
free_all_for (struct device *list)
{
  for (struct device *d = list, *next; d; d = next)
    {
      next = d->next;
      stats_free (d->rx);
      d->rx = NULL;
      free (d);
    }
}

void
free_array (struct device *v, int n)
{
  for (int i = 0; i < n; i++)
    stats_free (v[i].rx);
}

void
free_array_of_pointers (struct stats __percpu **v, int n)
{
  for (int i = 0; i < n; i++)
    {
      stats_free (v[i]);
      v[i] = NULL;
    }
}

void
free_backwards (struct stats __percpu **v, int n)
{
  while (n > 0)
    stats_free (v[--n]);
}

int
fill_array (struct stats __percpu **v, int n)
{
  int i;
  for (i = 0; i < n; i++)
    {
      v[i] = stats_new ();
      if (!v[i])
	goto fail;
    }
  return 0;
fail:
  while (--i >= 0)
    stats_free (v[i]);
  return -1;
}

void
every_second (struct stats __percpu *p, struct stats __percpu *q, int c)
{
  stats_free (c ? p : q);
  if (c)
    q->n++;
  else
    p->n++;
}

/* Flags that say whether there is an object to free.  */

void
flag (int c)
{
  struct stats __percpu *p = NULL;
  bool have = false;
  if (c > 3)
    {
      p = stats_new ();
      have = true;
    }
  unknown ();
  if (have)
    stats_free (p);
}

void
done (struct stats __percpu *p, int c)
{
  bool freed = false;
  if (c)
    {
      stats_free (p);
      freed = true;
    }
  unknown ();
  if (!freed)
    {
      p->n++;
      stats_free (p);
    }
}

void
flag_in_structure (struct device *d)
{
  if (d->owned)
    stats_free (d->rx);
  if (!d->owned)
    d->rx->n++;
}

void
flag_in_structure_with_call (struct device *d)
{
  if (d->owned)
    stats_free (d->rx);
  unknown ();
  if (!d->owned)
    d->rx->n++;
}

void
flag_in_bit_field (struct device *d)
{
  if (d->own)
    stats_free (d->rx);
  if (!d->own)
    d->rx->n++;
}

void
flag_in_bit_field_with_call (struct device *d)
{
  if (d->own)
    stats_free (d->rx);
  unknown ();
  d->up = 0;
  if (!d->own)
    d->rx->n++;
}

void
flag_bits (struct device *d)
{
  if (d->flags & 4)
    stats_free (d->rx);
  if (!(d->flags & 4))
    d->rx->n++;
}

void
flag_bits_of_parameter (struct stats __percpu *p, unsigned int flags)
{
  if (flags & 1)
    stats_free (p);
  unknown ();
  if ((flags & 1) == 0)
    p->n++;
}

void
flag_compared (struct stats __percpu *p, int mode)
{
  if (mode == 2)
    stats_free (p);
  if (mode != 2)
    p->n++;
}

void
flag_less (struct stats __percpu *p, int mode)
{
  if (mode < 2)
    stats_free (p);
  if (mode >= 2)
    p->n++;
}

void
flag_kind (struct device *d)
{
  switch (d->kind)
    {
    case 1:
      stats_free (d->rx);
      break;
    case 2:
      d->rx->n++;
      break;
    default:
      break;
    }
  switch (d->kind)
    {
    case 1:
      break;
    default:
      d->rx->m++;
    }
}

void
flag_changed (struct device *d)
{
  if (d->owned)
    {
      stats_free (d->rx);
      d->rx = NULL;
      d->owned = false;
    }
  if (d->rx)
    d->rx->n++;
}

void
two_conditions (struct stats __percpu *p, int a, int b)
{
  if (a && b)
    stats_free (p);
  if (!(a && b))
    p->n++;
}

void
result_of_call (struct stats __percpu *p)
{
  int error = condition ();
  if (error)
    stats_free (p);
  unknown ();
  if (!error)
    p->n++;
}

/* Lazy initialisation.  */

static struct stats __percpu *lazy;

struct stats __percpu *
get_lazy (void)
{
  if (!lazy)
    lazy = stats_new ();
  return lazy;
}

int
use_lazy (void)
{
  if (!lazy)
    {
      lazy = stats_new ();
      if (!lazy)
	return -1;
    }
  lazy->n++;
  return 0;
}

struct stats __percpu *
get_lazy_race (struct stats __percpu **at)
{
  struct stats __percpu *p = *at;
  if (p)
    return p;
  p = stats_new ();
  if (!p)
    return NULL;
  struct stats __percpu *expected = NULL;
  if (!__atomic_compare_exchange_n (at, &expected, p, false, __ATOMIC_ACQ_REL,
				    __ATOMIC_ACQUIRE))
    {
      stats_free (p);
      p = expected;
    }
  return p;
}

void
drop_lazy (void)
{
  stats_free (lazy);
  lazy = NULL;
}

/* Owners.  */

static struct node { struct stats __percpu *s; struct node *next; } *list;

int
to_list (void)
{
  struct node *n = malloc (sizeof *n);
  if (!n)
    return -1;
  n->s = stats_new ();
  if (!n->s)
    {
      free (n);
      return -1;
    }
  n->next = list;
  list = n;
  return 0;
}

void
to_function (void)
{
  struct stats __percpu *p = stats_new ();
  if (p)
    hand_over (p);
}

void
to_parameter (struct stats __percpu **to)
{
  *to = stats_new ();
}

struct device
to_returned_structure (void)
{
  struct device d;
  memset (&d, 0, sizeof d);
  d.rx = stats_new ();
  return d;
}

struct device
to_compound_literal (void)
{
  struct stats __percpu *p = stats_new ();
  return (struct device) { .rx = p, .owned = true };
}

void register_device (struct device *);

int
to_structure_and_function (struct device *d)
{
  struct stats __percpu *p = stats_new ();
  if (!p)
    return -1;
  d->rx = p;
  register_device (d);
  return 0;
}

int
to_local_structure (void)
{
  struct device d;
  memset (&d, 0, sizeof d);
  d.rx = stats_new ();
  if (!d.rx)
    return -1;
  register_device (&d);
  return 0;
}

void
borrowed_by_function (void)
{
  struct stats __percpu *p = stats_new ();
  if (!p)
    return;
  look (p);
  stats_free (p);
}

void
with_type (int n)
{
  int __percpu *p = any_new (sizeof (int));
  if (!p)
    return;
  *p += n;
  any_free (p);
}

void
with_element (int n)
{
  struct stats __percpu *p = any_new (4 * sizeof *p);
  if (!p)
    return;
  for (int i = 0; i < 4; i++)
    {
      struct stats __percpu *q = &p[i];
      q->n += n;
      q->a[i]++;
    }
  any_free (p);
}

void
aborts (void)
{
  struct stats __percpu *p = stats_new ();
  if (!p)
    abort ();
  if (condition ())
    exit (1);
  p->n++;
  stats_free (p);
}

void
checked_twice (void)
{
  struct stats __percpu *p = stats_new ();
  if (p && condition ())
    p->n++;
  if (p)
    stats_free (p);
}

void
cleaned_up (void)
{
  struct stats __percpu *p = stats_new ();
  if (__builtin_expect (p == NULL, 0))
    return;
  p->n++;
  stats_free (p);
  p = NULL;
}

/* References.  */

void
retained (struct stats __percpu *p)
{
  struct stats __percpu *mine = stats_get (p);
  mine->n++;
  stats_put (mine);
}

void
shared_owner (struct device *a, struct device *b)
{
  struct stats __percpu *p = stats_new ();
  if (!p)
    return;
  a->rx = p;
  b->rx = stats_get (p);
}

void
released_at_the_end (void)
{
  struct stats __percpu *p = stats_new ();
  if (!p)
    return;
  stats_get (p);
  hand_over (p);
  p->n++;
  stats_put (p);
}

/* Guards and objects.  */

void
borrowed_and_freed (struct stats __percpu *p)
{
  percpu_guarded (g)
    {
      struct stats *s = percpu_borrow (g, p);
      s->n++;
    }
  stats_free (p);
}

int
borrowed_and_freed_in_guard (struct stats __percpu *p)
{
  int r = 0;
  percpu_guarded (g)
    {
      struct stats *s = percpu_borrow (g, p);
      r = s->a[0];
      stats_free (p);
    }
  return r;
}

void
borrowed_of_each (struct device *d)
{
  percpu_guarded (g)
    {
      struct stats *rx = percpu_borrow (g, d->rx), *tx
	= percpu_borrow (g, d->tx);
      rx->n++;
      tx->n += rx->n;
      rx->m = 0;
    }
}

void
one_is_freed (struct device *d)
{
  percpu_guarded (g)
    {
      struct stats *tx = percpu_borrow (g, d->tx);
      stats_free (d->rx);
      tx->n++;
    }
  d->rx = NULL;
}

unsigned long
sum_and_free (struct stats __percpu *p)
{
  unsigned long sum = 0;
  percpu_foreach (cpu)
    sum += percpu_ptr (p, cpu)->n;
  stats_free (p);
  return sum;
}

void
each_cpu (struct stats __percpu *p)
{
  struct stats *s;
  percpu_foreach (cpu)
    {
      s = percpu_ptr (p, cpu);
      memset (s, 0, sizeof *s);
    }
}

/* Conditions that the optimisers combine into one value.  */

void
either (struct stats __percpu *p, int a, int b)
{
  if (!a || !b)
    stats_free (p);
  if (a && b)
    p->n++;
}

void
three (struct stats __percpu *p, bool a, bool b, bool c)
{
  if (a || b || c)
    stats_free (p);
  unknown ();
  if (!a && !b && !c)
    p->n++;
}

void
in_a_variable (struct stats __percpu *p, int a, int b)
{
  bool both = a && b;
  if (both)
    stats_free (p);
  unknown ();
  if (!both)
    p->n++;
}
