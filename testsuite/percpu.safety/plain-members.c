/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: The percpu authors */

/* A member that was declared as a per-CPU pointer holds one, also when the
   whole structure, or its bytes, are copied to something that holds plain
   pointers.  A union holds what was stored last.  */

#include <percpu.h>
#include <string.h>

struct s { int __percpu *p; long n; };
struct outer { long a; struct s in[2]; };
struct plain { int *p; };

int
pointed_to (int __percpu **p)
{
  int *q;
  memcpy (&q, p, sizeof q);
  return *q;			/* { dg-error "plain access to per-CPU data" } */
}

int
local_copy (struct s *s)
{
  struct s t = *s;
  int *q;
  memcpy (&q, &t, sizeof q);
  return *q;			/* { dg-error "plain access to per-CPU data" } */
}

int
other_structure (struct s *s)
{
  struct plain r;
  memcpy (&r, s, sizeof r);
  return *r.p;			/* { dg-error "plain access to per-CPU data" } */
}

int
by_union (struct s *s)
{
  union { struct s s; int *q; } u;
  u.s = *s;
  return *u.q;			/* { dg-error "plain access to per-CPU data" } */
}

int
nested (struct outer *o)
{
  int *q;
  memcpy (&q, &o->in[1], sizeof q);
  return *q;			/* { dg-error "plain access to per-CPU data" } */
}

int
nested_copy (struct outer *o)
{
  struct outer t = *o;
  int *q;
  memcpy (&q, (char *) &t + __builtin_offsetof (struct outer, in[1].p),
	  sizeof q);
  return *q;			/* { dg-error "plain access to per-CPU data" } */
}

int
nested_union (struct outer *o)
{
  union { struct s s; int *q; } u;
  u.s = o->in[1];
  return *u.q;			/* { dg-error "plain access to per-CPU data" } */
}

int
element (struct outer *o)
{
  struct outer t = *o;
  int *q;
  memcpy (&q, &t.in[0].p, sizeof q);
  q += 100;
  return *q;			/* { dg-error "plain access to per-CPU data" } */
}

/* Other members, other contents.  */

int
another_member (struct outer *o)
{
  int *q;
  memcpy (&q, &o->in[1].n, sizeof q);
  return *q;
}

long
same_type (struct s *s)
{
  union { struct s s; int *q[2]; } u;
  u.s = *s;
  return u.s.n + *u.s.p;
}

int
stored_later (struct s *s, int *plain)
{
  union { struct s s; int *q; } u;
  u.s = *s;
  u.q = plain;
  return *u.q;
}

struct s
through_bytes (struct s *s)
{
  char bytes[sizeof *s];
  struct s t;
  memcpy (bytes, s, sizeof bytes);
  memcpy (&t, bytes, sizeof t);
  ++*t.p;
  return t;
}

/* The same bytes without a type.  */
int
list (void **first)
{
  int *next;
  memcpy (&next, *first, sizeof next);
  return *next;
}
