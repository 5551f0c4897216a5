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
error_pointer (struct dev *d)
{
  struct stats __percpu *p = stats_new ();
  if (IS_ERR (p))
    return (int) (intptr_t) p;
  d->s = p;
  return 0;
}

int
null_or_error_pointer (struct dev *d)
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
error_pointer_by_function (struct dev *d)
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
freed_by_cleanup (void)
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
taken_from_cleanup (void)
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
asserted (void)
{
  struct stats __percpu *p = stats_new ();
  assert (p);
  p->n++;
  stats_free (p);
}

void
allocated_again_by_goto (void)
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
one_of_two_freed (struct stats __percpu *p, struct stats __percpu *q)
{
  stats_free (p ? p : q);
}

void
first_or_second_freed (struct stats __percpu *p, struct stats __percpu *q)
{
  stats_free (p ?: q);
}

void
freed_through_slot (struct dev *d)
{
  struct stats __percpu **slot = &d->s;
  stats_free (*slot);
  *slot = NULL;
  if (d->s)
    d->s->n++;
}

void
freed_through_one_of_slots (struct dev *d)
{
  struct stats __percpu **slot = condition () ? &d->s : &d->t;
  stats_free (*slot);
  *slot = NULL;
  if (d->s)
    d->s->n++;
}

void
array_of_devices_freed (struct dev **v, int n)
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
structure_restored (struct dev *d)
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
retried_then_freed_on_error (struct dev *d)
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
allocated_in_loop (struct dev *d, int n)
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
allocated_by_bit (int c)
{
  struct stats __percpu *p = c & 1 ? stats_new () : NULL;
  if (c & 2)
    unknown ();
  if (c & 1)
    stats_free (p);
}

void
allocated_by_sign (int c)
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
uninitialised_unless_flag (int c)
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
owned_member_freed (struct dev *d)
{
  if (d->s && d->owned)
    stats_free (d->s);
  d->s = NULL;
  d->owned = false;
}

void
all_instances_cleared_then_freed (struct dev *d)
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
summed_then_freed (struct dev *d)
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
section_left_by_goto (void)
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
section_repeated_by_goto (int n)
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
copied_and_cleared (void)
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
cleared_after_section (void)
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
points_to_table_outside (int k)
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
points_to_local_outside (void)
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
guard_given_to_caller (struct percpu_guard *out)
{
  *out = percpu_guard_enter ();
}

void
guards_in_array (void)
{
  struct percpu_guard g[2];
  g[0] = percpu_guard_enter ();
  g[1] = percpu_guard_enter ();
  percpu_borrow (g[0], &st)->n++;
  percpu_guard_leave (&g[1]);
  percpu_guard_leave (&g[0]);
}

void
copied_to_variable_array (int n)
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
section_in_parallel (void)
{
  _Pragma ("omp parallel") percpu_guarded (g) percpu_borrow (g, &st)->n++;
}

void
object_in_parallel_loop (void)
{
  struct stats __percpu *p = stats_new ();
  if (!p)
    return;
  _Pragma ("omp parallel for") for (int i = 0; i < 4; i++) p->n++;
  stats_free (p);
}

void
borrowed_in_two_sections (void)
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
two_members_or_none (struct dev *d)
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
members_until_no_memory (struct dev *d)
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
sections_until_stopped (volatile bool *stop)
{
  while (!*stop)
    percpu_guarded (g) percpu_borrow (g, &st)->n++;
}
