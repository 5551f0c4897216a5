/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Ways to keep apart what is owned and what is not, each of which is right.

   { dg-options "-Wall -Wextra -Wno-parentheses -Wno-unused-parameter" } */

#include <errno.h>
#include "lifetime.h"

static __attribute__ ((percpu)) struct stats st, st2;

struct dev
{
  struct stats __percpu *s, *t;
  int f;
  bool owned, up;
  struct dev *next;
};

void
old_flag_decides (struct dev *d)
{
  bool old = d->owned;
  d->owned = true;
  if (!old)
    stats_free (d->s);
  if (!d->owned)
    d->s->n++;
}

void
member_flag_around_loop (struct dev *d, int n)
{
  if (d->owned)
    stats_free (d->s);
  for (int i = 0; i < n; i++)
    unknown ();
  if (!d->owned)
    d->s->n++;
}

void
allocated_and_freed_by_flag (struct dev *d, int n)
{
  struct stats __percpu *p = NULL;
  if (d->owned)
    p = stats_new ();
  for (int i = 0; i < n; i++)
    unknown ();
  if (d->owned)
    stats_free (p);
}

int
freed_on_error_label (void)
{
  struct stats __percpu *p = stats_new ();
  if (p == NULL)
    return -ENOMEM;
  int r = condition ();
  if (r < 0)
    goto err;
  r = condition ();
  if (r < 0)
    goto err;
  stats_free (p);
  return 0;
err:
  stats_free (p);
  return r;
}

int
labels_in_reverse_order (struct dev *d)
{
  int ret = 0;
  struct stats __percpu *p = stats_new ();
  if (!p)
    {
      ret = -ENOMEM;
      goto out;
    }
  if (condition ())
    {
      ret = -EINVAL;
      goto free_p;
    }
  d->s = p;
  goto out;
free_p:
  stats_free (p);
out:
  return ret;
}

int
stored_or_freed_by_result (struct dev *d)
{
  int ret = 0;
  struct stats __percpu *p = stats_new ();
  if (!p)
    return -1;
  if (condition ())
    ret = -EINVAL;
  if (ret == 0)
    d->s = p;
  if (ret)
    stats_free (p);
  return ret;
}

int
stored_or_freed_by_else (struct dev *d)
{
  int ret = condition ();
  struct stats __percpu *p = stats_new ();
  if (!p)
    return -1;
  if (!ret)
    d->s = p;
  else
    stats_free (p);
  return ret;
}

int
freed_after_common_label (struct dev *d)
{
  struct stats __percpu *p = stats_new ();
  int ret;
  if (!p)
    return -1;
  ret = condition ();
  if (ret < 0)
    goto out;
  d->s = p;
out:
  if (ret < 0)
    stats_free (p);
  return ret;
}

void
array_filled_and_emptied (struct dev *d, int n)
{
  struct stats __percpu *v[16];
  for (int i = 0; i < n; i++)
    v[i] = stats_new ();
  for (int i = 0; i < n; i++)
    stats_free (v[i]);
  (void) d;
}

void
list_freed_then_cleared (struct dev *l)
{
  struct dev *d;
  for (d = l; d; d = d->next)
    if (d->s)
      stats_free (d->s);
  for (d = l; d; d = d->next)
    d->s = NULL;
}

void
list_taken_apart (struct dev *l)
{
  struct dev *d;
  while ((d = l))
    {
      l = d->next;
      if (d->owned)
	{
	  stats_free (d->s);
	  d->owned = 0;
	}
      d->s = 0;
      free (d);
    }
}

void
renewed_in_case (struct dev *d, int i)
{
  switch (i)
    {
    case 0:
      stats_free (d->s);
      d->s = stats_new ();
      break;
    case 1:
      d->s->n++;
      break;
    }
  d->s->m++;
}

void
freed_then_memset (struct dev *d)
{
  stats_free (d->s);
  memset (d, 0, sizeof *d);
  if (d->s)
    d->s->n++;
}

void
freed_then_literal (struct dev *d)
{
  stats_free (d->s);
  *d = (struct dev){ 0 };
  if (d->s)
    d->s->n++;
}

void
freed_then_structure_copied (struct dev *d, struct dev *e)
{
  stats_free (d->s);
  *d = *e;
  d->s->n++;
}

void
freed_then_other_member (struct dev *d)
{
  stats_free (d->s);
  d->s = d->t;
  d->s->n++;
  d->t = NULL;
}

void
members_swapped (struct dev *d)
{
  struct stats __percpu *tmp = d->s;
  d->s = d->t;
  d->t = tmp;
  stats_free (d->t);
  d->s->n++;
}

void
freed_after_atomic_exchange (struct dev *d)
{
  struct stats __percpu *old
      = __atomic_exchange_n (&d->s, NULL, __ATOMIC_ACQ_REL);
  stats_free (old);
  if (d->s)
    d->s->n++;
}

void replace (struct dev *);

void
freed_then_replaced_by_call (struct dev *d)
{
  stats_free (d->s);
  replace (d);
  d->s->n++;
}

void
renewed_through_pointer (struct stats __percpu **pp)
{
  stats_free (*pp);
  *pp = stats_new ();
  if (*pp)
    (*pp)->n++;
}

void
freed_in_last_turn (struct stats __percpu *p, int n)
{
  for (int i = 0; i < n; i++)
    {
      if (i == n - 1)
	{
	  stats_free (p);
	  break;
	}
      p->n++;
    }
}

void
freed_and_null_ends_loop (struct stats __percpu *p, int n)
{
  do
    {
      p->n++;
      if (--n == 0)
	{
	  stats_free (p);
	  p = NULL;
	}
    }
  while (p);
}

void
allocated_when_null (int n)
{
  struct stats __percpu *p = NULL;
  while (n--)
    {
      if (!p)
	p = stats_new ();
      if (!p)
	continue;
      p->n++;
      if (n & 1)
	{
	  stats_free (p);
	  p = NULL;
	}
    }
  stats_free (p);
}

void
freed_by_general_function (void)
{
  struct stats __percpu *p __attribute__ ((unused)) = stats_new ();
  if (p)
    any_free (p);
}

void
kept_in_static (void)
{
  static struct stats __percpu *once;
  if (once)
    return;
  once = stats_new ();
}

void
other_reference_used (struct stats __percpu *p)
{
  struct stats __percpu *q = stats_get (p);
  stats_put (p);
  q->n++;
  stats_put (q);
}

void
own_reference_used (struct stats __percpu *p)
{
  stats_get (p);
  stats_put (p);
  p->n++;
  stats_put (p);
}

void
guard_entered_again (void)
{
  struct percpu_guard g = percpu_guard_enter ();
  struct stats *s = percpu_borrow (g, &st);
  if (s->n == 0)
    {
      percpu_guard_leave (&g);
      unknown ();
      g = percpu_guard_enter ();
      s = percpu_borrow (g, &st);
    }
  s->n++;
  percpu_guard_leave (&g);
}

int
guard_entered_by_flag (bool try)
{
  struct percpu_guard g;
  bool held = false;
  if (try)
    {
      g = percpu_guard_enter ();
      held = true;
    }
  st.n++;
  if (held)
    percpu_guard_leave (&g);
  return 0;
}

int
guard_in_each_turn (int n)
{
  struct percpu_guard g;
  for (int i = 0; i < n; i++)
    {
      g = percpu_guard_enter ();
      if (percpu_borrow (g, &st)->n == 0)
	{
	  percpu_guard_leave (&g);
	  continue;
	}
      percpu_borrow (g, &st)->n--;
      percpu_guard_leave (&g);
    }
  return 0;
}

void
two_guards (void)
{
  percpu_guarded (a) percpu_guarded (b) percpu_borrow (a, &st)->n
      += percpu_borrow (b, &st2)->n;
}

struct pool
{
  int n;
  void *v[8];
};
static __attribute__ ((percpu)) struct pool pool;

void *
pool_get (void)
{
  void *r = NULL;
  percpu_guarded (g)
  {
    struct pool *p = percpu_borrow (g, &pool);
    if (p->n)
      r = p->v[--p->n];
  }
  return r ? r : malloc (16);
}

void
pool_put (void *x)
{
  bool full = false;
  percpu_guarded (g)
  {
    struct pool *p = percpu_borrow (g, &pool);
    if (p->n < 8)
      p->v[p->n++] = x;
    else
      full = true;
  }
  if (full)
    free (x);
}

struct obj
{
  struct obj *next;
};

static __attribute__ ((percpu)) struct
{
  struct obj *head;
  unsigned n;
} fl;

struct obj *
free_list_pop (void)
{
  struct obj *o = NULL;
  percpu_guarded (g)
  {
    __auto_type f = percpu_borrow (g, &fl);
    o = f->head;
    if (o)
      {
	f->head = o->next;
	f->n--;
      }
  }
  return o;
}

void
free_list_push (struct obj *o)
{
  percpu_guarded (g)
  {
    __auto_type f = percpu_borrow (g, &fl);
    o->next = f->head;
    f->head = o;
    f->n++;
  }
}

void
free_list_take_all (struct obj **out)
{
  percpu_guarded (g)
  {
    __auto_type f = percpu_borrow (g, &fl);
    *out = f->head;
    f->head = NULL;
  }
}

struct obj *
free_list_search (void)
{
  struct obj **pp, *o;
  percpu_guarded (g)
  {
    pp = &percpu_borrow (g, &fl)->head;
    while (*pp && condition ())
      pp = &(*pp)->next;
    o = *pp;
    if (o)
      *pp = o->next;
    return o;
  }
  return NULL;
}

void
copied_out (unsigned long *restrict out)
{
  percpu_guarded (g)
  {
    const struct stats *s = percpu_borrow (g, &st);
    out[0] = s->n;
    out[1] = s->m;
    for (int i = 0; i < 8; i++)
      out[2 + i] = s->a[i];
  }
}

bool
address_compared (void)
{
  bool ok = false;
  percpu_guarded (g)
  {
    struct stats *s = percpu_borrow (g, &st);
    ok = s != NULL;
  }
  return ok;
}

ptrdiff_t
addresses_subtracted (void)
{
  ptrdiff_t d = 0;
  percpu_guarded (g)
  {
    struct stats *s = percpu_borrow (g, &st);
    d = (char *) &s->m - (char *) s;
  }
  return d;
}

unsigned
address_hashed (void)
{
  unsigned h = 0;
  percpu_guarded (g)
  {
    struct stats *s = percpu_borrow (g, &st);
    h = (unsigned) ((uintptr_t) s >> 6);
  }
  return h;
}

int
returns_from_nested_guards (int c)
{
  percpu_guarded (g)
  {
    struct stats *s = percpu_borrow (g, &st);
    if (c)
      {
	if (c > 1)
	  {
	    percpu_guarded (h) return (int) percpu_borrow (h, &st2)->n;
	  }
	return s->a[0];
      }
  }
  return 1;
}

volatile int vol;

void
freed_by_volatile (struct stats __percpu *p)
{
  if (vol)
    stats_free (p);
  else
    p->n++;
}

struct vd
{
  volatile int f;
  struct stats __percpu *s;
};

void
given_away_through_pointer (void)
{
  struct stats __percpu *p = stats_new ();
  struct stats __percpu **pp = &p;
  hand_over (*pp);
}

void take (struct stats __percpu **);

void
given_away_by_address (void)
{
  struct stats __percpu *p = stats_new ();
  take (&p);
}

void
perhaps_given_away_by_address (void)
{
  struct stats __percpu *p = stats_new ();
  if (p)
    take (&p);
  stats_free (p);
}

int alloc_to (struct stats __percpu **);

void
allocated_by_address_twice (void)
{
  struct stats __percpu *p;
  if (alloc_to (&p))
    return;
  p->n++;
  stats_free (p);
  if (alloc_to (&p))
    return;
  p->n++;
  stats_free (p);
}

void
allocated_by_address_in_loop (void)
{
  struct stats __percpu *p;
  for (int i = 0; i < 3; i++)
    {
      if (alloc_to (&p))
	continue;
      p->n++;
      stats_free (p);
    }
}

struct list
{
  struct list *next, *prev;
};

struct lnode
{
  struct list l;
  struct stats __percpu *s;
};

#define container_of(p, t, m) ((t *) ((char *) (p) -offsetof (t, m)))

void
list_entries_freed (struct list *head)
{
  for (struct list *l = head->next, *n = l->next; l != head;
       l = n, n = l->next)
    {
      struct lnode *x = container_of (l, struct lnode, l);
      stats_free (x->s);
      free (x);
    }
}

void
list_entry_added (struct list *head)
{
  struct lnode *x = malloc (sizeof *x);
  if (!x)
    return;
  x->s = stats_new ();
  x->l.next = head->next;
  head->next = &x->l;
}

void
array_freed_on_failure (int n)
{
  struct stats __percpu **v = calloc (n, sizeof *v);
  if (!v)
    return;
  for (int i = 0; i < n; i++)
    if (!(v[i] = stats_new ()))
      goto fail;
  hand_over (v[0]);
  return;
fail:
  for (int i = 0; i < n; i++)
    stats_free (v[i]);
  free (v);
}

int
freed_after_do_while_0 (struct dev *d)
{
  int r = -1;
  do
    {
      d->s = stats_new ();
      if (!d->s)
	break;
      d->t = stats_new ();
      if (!d->t)
	break;
      r = 0;
    }
  while (0);
  if (r)
    {
      if (d->s)
	stats_free (d->s);
      if (d->t)
	stats_free (d->t);
    }
  return r;
}

void
freed_unless_equal (struct stats __percpu *p, struct stats __percpu *q)
{
  if (p != q)
    stats_free (p);
  q->n++;
}

void
returns_if_equal (struct stats __percpu *p, struct stats __percpu *q)
{
  if (p == q)
    return;
  stats_free (p);
  q->n++;
}

int
two_or_none (void)
{
  struct stats __percpu *p = stats_new (), *q = p ? stats_new () : NULL;
  if (!q)
    {
      stats_free (p);
      return -1;
    }
  stats_free (q);
  stats_free (p);
  return 0;
}

bool set_up (struct stats __percpu *);

int
freed_unless_set_up (void)
{
  struct stats __percpu *p = stats_new ();
  if (!p || !set_up (p))
    {
      stats_free (p);
      return -1;
    }
  hand_over (p);
  return 0;
}

unsigned
flag_bits_cleared (struct dev *d, unsigned fl)
{
  if ((fl & 1) && d->s)
    {
      stats_free (d->s);
      d->s = NULL;
      fl &= ~1u;
    }
  if (fl & 2)
    {
      if (d->s)
	d->s->n++;
    }
  return fl;
}

void
enumerators_compared (struct dev *d, int st_)
{
  enum
  {
    A,
    B,
    C
  } s
      = st_;

  if (s == A || s == B)
    stats_free (d->s);
  if (s != A && s != B)
    d->s->n++;
}

void
values_compared_then_switch (struct dev *d, int s)
{
  if (s == 1 || s == 3)
    stats_free (d->s);
  switch (s)
    {
    case 1:
    case 3:
      break;
    default:
      d->s->n++;
    }
}

void
switch_then_values_compared (struct dev *d, int s)
{
  switch (s)
    {
    case 1:
    case 3:
      stats_free (d->s);
      break;
    default:
      break;
    }
  if (s != 1 && s != 3)
    d->s->n++;
}

void
unsigned_against_zero (struct dev *d, unsigned n)
{
  if (n)
    stats_free (d->s);
  if (n == 0)
    d->s->n++;
}

void
signs_of_number (struct dev *d, int n)
{
  if (n > 0)
    stats_free (d->s);
  else if (n < 0)
    d->s->n++;
  if (n <= 0)
    d->s->m++;
}

void
flag_of_comparison (struct dev *d, int n)
{
  bool f = n > 3;
  if (f)
    stats_free (d->s);
  unknown ();
  if (n <= 3)
    d->s->m++;
}

void
flag_of_conjunction (struct dev *d, const char *s)
{
  bool f = s && *s == 'x';
  if (f)
    stats_free (d->s);
  unknown ();
  if (!f)
    d->s->m++;
}

void
conversion_compared (struct dev *d, long n)
{
  if ((int) n == 3)
    stats_free (d->s);
  if ((int) n != 3)
    d->s->m++;
}

void
members_compared (struct dev *d)
{
  if (d->f == d->up)
    stats_free (d->s);
  if (d->f != d->up)
    d->s->m++;
}

void
flag_of_floating_point (struct dev *d, double x)
{
  bool f = x < 1.0;
  if (f)
    stats_free (d->s);
  if (!f)
    d->s->m++;
}

void
call_compared (struct dev *d)
{
  if (strcmp ("a", (char *) d) == 0)
    stats_free (d->s);
  else
    d->s->m++;
}
