/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* In C23 a per-CPU pointer in a structure does not convert to a plain one, nor
   the reverse, also in a statement that defines a structure itself.  Two
   definitions that differ in the address space are not the same type.  */
/* { dg-additional-options "-std=gnu2x" } */

struct stats { int n; };
struct request { struct stats __percpu *s; struct stats *t; };
struct again { struct stats __percpu *s; };
struct again { struct stats *s; }; /* { dg-error "redefinition" } */

struct stats *
load (struct request *q)
{
  return q->s; /* { dg-error "non-enclosed address space" } */
}

void
store (struct request *q, struct stats *s)
{
  q->s = s; /* { dg-error "non-enclosed address space" } */
}

int
equal (struct request *q)
{
  return q->s == q->t; /* { dg-error "disjoint address spaces" } */
}

void *
choose (struct request *q, int c)
{
  return c ? q->s : q->t; /* { dg-error "disjoint address spaces" } */
}

int
defined_inside (void *q, struct stats *s)
{
  struct stats __percpu *x;
  x = ((struct inside { struct stats __percpu *s; } *) q)->s;
  return x == s || /* { dg-error "disjoint address spaces" } */
    ((struct more { struct stats __percpu *s; } *) q)->s == s; /* { dg-error "disjoint address spaces" } */
}

void
after_it (struct request *q)
{
  struct local { struct stats __percpu *s; } l = { q->t }; /* { dg-error "non-enclosed" } */
  (void) l;
}
