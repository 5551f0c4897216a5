/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Mistakes through other names, other storage and other functions.  */
/* { dg-additional-options "-fplugin-arg-percpu-unguarded=off" } */

#include "lifetime.h"

static __attribute__ ((percpu)) struct stats st, st2;

struct dev
{
  struct stats __percpu *s, *t;
  int f;
  bool owned;
  struct stats *c;
  struct dev *next;
};

typedef struct
{
  char *p;
  int n;
} buf;

void
left_never_entered (void)
{
  struct percpu_guard g;
  percpu_guard_leave (&g);	/* { dg-error "guard 'g' is left but was not entered" } */
}

int
borrowed_through_guard_pointer (void)
{
  struct stats *s = NULL;
  {
    struct percpu_guard g PERCPU_CLEANUP = percpu_guard_enter ();
/* { dg-note "the guard, which is declared here, has ended with its scope" "" { target *-*-* } .-1 } */
    struct percpu_guard *gp = &g;
    s = percpu_borrow (*gp, &st);	/* { dg-note "borrowed here" } */
  }

  return s->a[0];
/* { dg-error "use of 's', which was borrowed from guard 'g', after the guard has ended" "" { target *-*-* } .-1 } */
}

char *
returned_by_memchr (void)
{
  percpu_guarded (g)	/* { dg-note "the guard, which is declared here, has ended with its scope" } */
  {
    struct stats *s = percpu_borrow (g, &st);	/* { dg-note "borrowed here" } */
    return memchr (s, 1, 3);
/* { dg-error "return of 's', which was borrowed from guard 'g' and does not outlive it" "" { target *-*-* } .-1 } */
  }
  return NULL;
}

void *
returned_by_memset (void)
{
  percpu_guarded (g)	/* { dg-note "the guard, which is declared here, has ended with its scope" } */
  {
    struct stats *s = percpu_borrow (g, &st);	/* { dg-note "borrowed here" } */
    return memset (s, 1, 3);
/* { dg-error "return of 's', which was borrowed from guard 'g' and does not outlive it" "" { target *-*-* } .-1 } */
  }
  return NULL;
}

void
stored_atomically (struct dev *d)
{
  percpu_guarded (g)
  {
    struct stats *s = percpu_borrow (g, &st);	/* { dg-note "borrowed here" } */
    __atomic_store_n (&d->c, s, __ATOMIC_RELEASE);
/* { dg-error "'s', which was borrowed from guard 'g', is stored where it outlives the guard" "" { target *-*-* } .-1 } */
  }
}

void
stored_through_pointer (struct dev *d)
{
  percpu_guarded (g)
  {
    struct stats *s = percpu_borrow (g, &st);	/* { dg-note "borrowed here" } */
    struct stats **pp = &d->c;
    *pp = s;
/* { dg-error "'s', which was borrowed from guard 'g', is stored where it outlives the guard" "" { target *-*-* } .-1 } */
  }
}

int
borrowed_through_pointer (void)
{
  struct stats *s, **pp = &s;
  percpu_guarded (g)	/* { dg-note "the guard, which is declared here, has ended with its scope" } */
  {
    *pp = percpu_borrow (g, &st);	/* { dg-note "borrowed here" } */
  }
  return s->a[0];
/* { dg-error "use of a pointer that was borrowed from guard 'g' after the guard has ended" "" { target *-*-* } .-1 } */
}

int
used_through_pointer (void)
{
  struct stats *s, **pp = &s;
  percpu_guarded (g)	/* { dg-note "the guard, which is declared here, has ended with its scope" } */
  {
    s = percpu_borrow (g, &st);	/* { dg-note "borrowed here" } */
  }
  return (*pp)->a[0];
/* { dg-error "use of 's', which was borrowed from guard 'g', after the guard has ended" "" { target *-*-* } .-1 } */
}

void
used_on_other_branch (struct dev *d)
{
  stats_free (d->s);	/* { dg-note "freed here" } */
  if (d->owned)
    unknown ();
  else
    d->s->n++;	/* { dg-error "use of a per-CPU object after it was freed" } */
}

void
copy_of_member_used (struct dev *d)
{
  struct stats __percpu *p = d->s;
  stats_free (d->s);	/* { dg-note "freed here" } */
  p->n++;	/* { dg-error "use of per-CPU object 'p' after it was freed" } */
}

void
other_member_used (struct dev *d)
{
  d->t = d->s;
  stats_free (d->s);	/* { dg-note "freed here" } */
  d->t->n++;	/* { dg-error "use of a per-CPU object after it was freed" } */
}

void
member_freed_twice (struct dev *d)
{
  stats_free (d->s);	/* { dg-note "freed here first" } */
  stats_free (d->s);	/* { dg-error "per-CPU object is freed twice" } */
}

void
freed_in_each_turn (struct dev *d, int n)
{
  for (int i = 0; i < n; i++)
    stats_free (d->s);
/* { dg-error "per-CPU object is freed twice" "" { target *-*-* } .-1 } */
/* { dg-note "freed here first" "" { target *-*-* } .-2 } */
}

void
first_element_used (struct stats __percpu **v)
{
  stats_free (v[0]);	/* { dg-note "freed here" } */
  v[0]->n++;	/* { dg-error "use of a per-CPU object after it was freed" } */
}

void
variable_element_used (struct stats __percpu **v, int i)
{
  stats_free (v[i]);	/* { dg-note "freed here" } */
  v[i]->n++;	/* { dg-error "use of a per-CPU object after it was freed" } */
}

void
second_element_leaked (void)
{
  struct stats __percpu *v[2];
  v[0] = stats_new ();
  v[1] = stats_new ();	/* { dg-note "allocated here" } */
  if (v[0])
    stats_free (v[0]);
}
/* { dg-warning "per-CPU object is not freed on some path" "" { target *-*-* } .-1 } */

void
member_address_used (struct stats __percpu *p)
{
  stats_free (p);	/* { dg-note "freed here" } */
  unsigned long __percpu *n = &p->n;
  *n = 1;	/* { dg-error "use of per-CPU object 'p' after it was freed" } */
}

void
condition_uses_freed (struct stats __percpu *p)
{
  stats_free (p);	/* { dg-note "freed here" } */
  if (p->n)	/* { dg-error "use of per-CPU object 'p' after it was freed" } */
    unknown ();
}

void
all_instances_used (struct stats __percpu *p)
{
  stats_free (p);	/* { dg-note "freed here" } */
  percpu_foreach (cpu) percpu_ptr (p, cpu)->n = 0;
/* { dg-error "use of per-CPU object 'p' after it was freed" "" { target *-*-* } .-1 } */
}

void
exchanged_after_free (struct stats __percpu *p)
{
  percpu_xchg (p->n, 3);
  stats_free (p);	/* { dg-note "freed here" } */
  percpu_xchg (p->n, 3);	/* { dg-error "use of per-CPU object 'p' after it was freed" } */
}

void
raw_after_free (struct stats __percpu *p)
{
  stats_free (p);	/* { dg-note "freed here" } */
  percpu_raw (p->n) = 1;	/* { dg-error "use of per-CPU object 'p' after it was freed" } */
}

void
allocated_over_in_loop (void)
{
  struct stats __percpu *p = stats_new ();	/* { dg-note "allocated here" } */
  for (;;)
    {
      if (condition ())
	break;
      p = stats_new ();
/* { dg-warning "per-CPU object 'p' is not freed on some path" "" { target *-*-* } .-1 } */
/* { dg-note "allocated here" "" { target *-*-* } .-2 } */
    }
  stats_free (p);
}
/* { dg-warning "per-CPU object 'p' is not freed on some path" "" { target *-*-* } .-1 } */

void
leaked_on_return (void)
{
  struct stats __percpu *p = stats_new ();	/* { dg-note "allocated here" } */
  if (condition ())
    {
      unknown ();
      return;	/* { dg-warning "per-CPU object 'p' is not freed on some path" } */
    }
  stats_free (p);
}

void
left_within_section (void)
{
  percpu_guarded (g)	/* { dg-error "guard 'g' is left twice" } */
  {
    percpu_guard_leave (&g);	/* { dg-note "left here first" } */
  }
}

void
used_between_leave_and_enter (void)
{
  percpu_guarded (g)
  {
    struct stats *s = percpu_borrow (g, &st);	/* { dg-note "borrowed here" } */
    percpu_guard_leave (&g);	/* { dg-note "the guard has ended here" } */
    s->n++;	/* { dg-error "use of 's', which was borrowed from guard 'g', after the guard has ended" } */
    g = percpu_guard_enter ();
  }
}

void
entered_on_one_branch (int c)
{
  struct percpu_guard g;
  if (c)
    g = percpu_guard_enter ();
  percpu_guard_leave (&g);	/* { dg-error "guard 'g' is left but was not entered" } */
}

void
member_freed_while_borrowed (struct dev *d)
{
  percpu_guarded (g)
  {
    struct stats *s = percpu_borrow (g, d->s);	/* { dg-note "borrowed here" } */
    stats_free (d->s);	/* { dg-note "the object was freed here" } */
    d->s = NULL;
    s->n++;	/* { dg-error "use of 's', which was borrowed from a per-CPU object that is freed" } */
  }
}

void
put_while_borrowed (struct stats __percpu *p)
{
  percpu_guarded (g)
  {
    struct stats *s = percpu_borrow (g, p);	/* { dg-note "borrowed here" } */
    stats_put (p);	/* { dg-note "the object was freed here" } */
    s->n++;	/* { dg-error "use of 's', which was borrowed from a per-CPU object that is freed" } */
  }
}

buf
returned_in_structure (void)
{
  percpu_guarded (g) return (buf){ (char *) percpu_borrow (g, &st), 3 };
/* { dg-note "the guard, which is declared here, has ended with its scope" "" { target *-*-* } .-1 } */
/* { dg-note "borrowed here" "" { target *-*-* } .-2 } */
/* { dg-error "return of a pointer that was borrowed from guard 'g' and does not outlive it" "" { target *-*-* } .-3 } */
  return (buf){ 0 };
}

void
stored_in_structure (buf *b)
{
  percpu_guarded (g) *b = (buf){ (char *) percpu_borrow (g, &st), 3 };
/* { dg-error "a pointer that was borrowed from guard 'g' is stored where it outlives the guard" "" { target *-*-* } .-1 } */
/* { dg-note "borrowed here" "" { target *-*-* } .-2 } */
}

union u
{
  struct stats *s;
  long l;
};

union u
returned_in_union (void)
{
  union u u = { 0 };
  percpu_guarded (g) u.s = percpu_borrow (g, &st);
/* { dg-note "the guard, which is declared here, has ended with its scope" "" { target *-*-* } .-1 } */
/* { dg-note "borrowed here" "" { target *-*-* } .-2 } */
  return u;
/* { dg-error "return of a pointer that was borrowed from guard 'g' and does not outlive it" "" { target *-*-* } .-1 } */
}

void
stored_in_next_element (struct stats **v)
{
  int i = 0;
  percpu_guarded (g) v[i++] = percpu_borrow (g, &st);
/* { dg-error "a pointer that was borrowed from guard 'g' is stored where it outlives the guard" "" { target *-*-* } .-1 } */
/* { dg-note "borrowed here" "" { target *-*-* } .-2 } */
}

int
borrowed_in_same_condition (int c)
{
  struct stats *s = NULL;
  if (c == 3)
    {
      percpu_guarded (g) s = percpu_borrow (g, &st);
/* { dg-note "the guard, which is declared here, has ended with its scope" "" { target *-*-* } .-1 } */
/* { dg-note "borrowed here" "" { target *-*-* } .-2 } */
    }
  else
    s = NULL;
  return c == 3 ? s->a[0] : 0;
/* { dg-error "use of 's', which was borrowed from guard 'g', after the guard has ended" "" { target *-*-* } .-1 } */
}

int
used_by_arithmetic (void)
{
  struct stats *s;
  percpu_guarded (g)	/* { dg-note "the guard, which is declared here, has ended with its scope" } */
  {
    s = percpu_borrow (g, &st);	/* { dg-note "borrowed here" } */
  }
  struct stats *t = s;
  struct stats *u = t + 1;
  return u[-1].a[0];
/* { dg-error "use of 's', which was borrowed from guard 'g', after the guard has ended" "" { target *-*-* } .-1 } */
}

void
stored_to_member (void)
{
  struct stats *s;
  percpu_guarded (g)	/* { dg-note "the guard, which is declared here, has ended with its scope" } */
  {
    s = percpu_borrow (g, &st);	/* { dg-note "borrowed here" } */
  }
  s->in.deep = 3;
/* { dg-error "use of 's', which was borrowed from guard 'g', after the guard has ended" "" { target *-*-* } .-1 } */
}

void
copied_after_section (void)
{
  struct stats *s;
  percpu_guarded (g)	/* { dg-note "the guard, which is declared here, has ended with its scope" } */
  {
    s = percpu_borrow (g, &st);	/* { dg-note "borrowed here" } */
  }
  st2 = *s;
/* { dg-error "use of 's', which was borrowed from guard 'g', after the guard has ended" "" { target *-*-* } .-1 } */
/* { dg-note "borrow it from a guard" "" { target *-*-* } .-2 } */
/* { dg-warning "copy of a per-CPU object takes more than one instruction" "" { target *-*-* } .-3 } */
}

void
freed_in_case (struct stats __percpu *p, int c)
{
  while (c--)
    {
      switch (c)
	{
	case 3:
	  stats_free (p);
/* { dg-error "per-CPU object 'p' is freed twice" "" { target *-*-* } .-1 } */
/* { dg-note "freed here first" "" { target *-*-* } .-2 } */
/* { dg-note "freed here" "" { target *-*-* } .-3 } */
	  break;
	default:
	  p->n++;	/* { dg-error "use of per-CPU object 'p' after it was freed" } */
	}
    }
}

struct stats __percpu *
returned_after_free (void)
{
  struct stats __percpu *p = stats_new ();	/* { dg-note "allocated here" } */
  if (p)
    stats_free (p);	/* { dg-note "freed here" } */
  return p;	/* { dg-error "use of per-CPU object 'p' after it was freed" } */
}

void
passed_to_function_pointer (void (*f) (struct stats __percpu *))
{
  struct stats __percpu *p = stats_new ();	/* { dg-note "allocated here" } */
  stats_free (p);	/* { dg-note "freed here" } */
  f (p);	/* { dg-error "use of per-CPU object 'p' after it was freed" } */
}
