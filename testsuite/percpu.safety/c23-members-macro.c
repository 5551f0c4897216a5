/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* In C23 a wrong conversion beside the definition or the declaration of a
   structure is an error, also if one macro expands to both and all its tokens
   have one position.  */
/* { dg-additional-options "-std=gnu2x -ftrack-macro-expansion=0" } */
/* { dg-additional-options "-Wno-attributes" } */

struct stats { int n; };
struct request { struct stats __percpu *s; struct stats *t; };

#define DEFINE(name) struct name { struct stats __percpu *s; }
#define DEFINE_STORE(name, q) DEFINE (name) *name = 0; name->s = (q)->t
#define DEFINE_INITIALIZE(name, q) DEFINE (name) name = { (q)->t }
#define DEFINE_EQUAL(name, q) (((DEFINE (name) *) (q))->s == (q)->t)
#define DEFINE_ALIGNED(name, q)					\
  DEFINE (name) __attribute__ ((aligned (64))) name = { (q)->t }

/* The structure stays incomplete.  */
#define DECLARE(name, p) struct name [[gnu::may_alias]] *p = 0
#define DECLARE_STORE(name, q) DECLARE (name, p); (q)->s = (q)->t; (void) p
#define DECLARE_INITIALIZE(name, q)				\
  DECLARE (name, p); struct stats __percpu *s = (q)->t; (void) p; (void) s
#define DECLARE_EQUAL(name, q)					\
  __extension__ ({ DECLARE (name, p); (void) p; (q)->s == (q)->t; })

void
define_store (struct request *q)
{
  DEFINE_STORE (a, q); /* { dg-error "non-enclosed address space" } */
}

void
define_initialize (struct request *q)
{
  DEFINE_INITIALIZE (b, q); /* { dg-error "non-enclosed address space" } */
  (void) b;
}

int
define_equal (struct request *q)
{
  return DEFINE_EQUAL (c, q); /* { dg-error "disjoint address spaces" } */
}

void
define_aligned (struct request *q)
{
  DEFINE_ALIGNED (d, q); /* { dg-error "non-enclosed address space" } */
  (void) d;
}

void
declare_store (struct request *q)
{
  DECLARE_STORE (e, q); /* { dg-error "non-enclosed address space" } */
}

void
declare_initialize (struct request *q)
{
  DECLARE_INITIALIZE (f, q); /* { dg-error "non-enclosed address space" } */
}

int
declare_equal (struct request *q)
{
  return DECLARE_EQUAL (g, q); /* { dg-error "disjoint address spaces" } */
}

/* The same without a macro.  */

int
plainly (struct request *q, struct stats *t)
{
  struct h [[gnu::may_alias]] *h = 0; struct stats __percpu *s = t; /* { dg-error "non-enclosed address space" } */
  struct i [[gnu::may_alias]] *i = (q->s = t, (void) s, (void *) 0); /* { dg-error "non-enclosed address space" } */
  return h == 0 && i == 0 && s != 0;
}

/* A definition that follows is still right.  */

struct later [[gnu::may_alias]] *later;
struct later { struct stats __percpu *s; struct later __percpu *next; };
