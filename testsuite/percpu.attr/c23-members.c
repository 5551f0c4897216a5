/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* In C23 the members of structures and unions may be per-CPU pointers to
   structures and unions: by a typedef, in arrays, in nested and
   self-referential structures, and in the types of functions.  */
/* { dg-additional-options "-std=gnu2x -Wall -Wextra" } */

#include <percpu.h>

struct stats { int n; long m[4]; };
union either { int i; long l; };
typedef struct stats alias;
typedef struct stats __percpu *address;

struct request { struct stats __percpu *s; };
union both { struct stats __percpu *s; struct stats *plain; };
struct by_typedef { address s; alias __percpu *t; };
struct arrays
{
  struct stats __percpu *a[3], *b[2][2];
  struct stats __percpu *c[2][2];
};
struct self { struct self __percpu *next; struct self *plain; };
struct levels { struct levels __percpu *__percpu *next; };
struct functions
{
  struct stats __percpu *(*get) (address, int);
  void (*put) (union either __percpu *const);
};
struct qualified
{
  const struct stats __percpu *c;
  volatile struct stats __percpu *const v;
};
struct rows { struct stats __percpu (*row)[3]; };
struct flexible { int n; struct stats __percpu *f[]; };
struct aligned { struct stats __percpu *s; } __attribute__ ((aligned (64)));
struct mixed { struct stats __percpu *s; struct stats *t; int __percpu *i; };

struct nested
{
  struct
  {
    struct stats __percpu *s;
    union { union either __percpu *u; int k; };
  } in;
};
struct anonymous { struct { int x; } __percpu *p; };
struct forward;
struct use_of_forward { struct forward __percpu *f; };
struct forward { struct use_of_forward __percpu *back; };

static __attribute__ ((percpu)) struct stats v;
static __attribute__ ((percpu)) struct self me;

/* Uses of these members.  */

int
use (struct request *q, struct arrays *a, struct nested *n, struct rows *r)
{
  q->s->n++;
  a->a[1]->m[2] += 2;
  a->c[1][0]->n -= 3;
  n->in.u->l = 1;
  r->row[0][1].n++;
  me.next->next = &me;
  q->s = a->a[0];
  struct qualified all = { &v, &v };
  return all.c->n + all.v->n;
}
