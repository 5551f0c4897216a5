/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Functions of the system that receive a pointer but do not keep it, and code
   that does not return; objects that are freed with a scope, but have another
   owner by then, or none.  */

#define _GNU_SOURCE
#include <pthread.h>
#include <search.h>
#include <stdio.h>
#include <sys/epoll.h>
#include "lifetime.h"

static __attribute__ ((percpu)) struct stats st, tab[4];
static struct stats plain;
static struct stats __percpu *current;
struct owner { struct stats __percpu *p; int n; };
pthread_t thread;
pthread_key_t key;
void *run (void *);
void *run_object (void *);
int compare (const void *, const void *);
void owner_run (struct owner *);
void owner_free (struct owner *);
struct owner *owner_new (void);

void
plain_to_thread (void)
{
  percpu_guarded (g)
    {
      percpu_borrow (g, &st)->n++;
      pthread_create (&thread, NULL, run, &plain);
      pthread_setspecific (key, &plain);
    }
}

void
looked_at (void **root)
{
  percpu_guarded (g)
    {
      struct stats *s = percpu_borrow (g, &st);
      qsort (s->a, 8, sizeof s->a[0], compare);
      bsearch (&s->a[0], s->a, 8, sizeof s->a[0], compare);
      tfind (s, root, compare);
      fwrite (s, sizeof *s, 1, stdout);
      printf ("%lu %p\n", s->n, (void *) s);
    }
}

void
number_in_event (int fd)
{
  percpu_guarded (g)
    {
      struct epoll_event e = { .events = EPOLLIN };
      e.data.u64 = percpu_borrow (g, &st)->n;
      epoll_ctl (fd, EPOLL_CTL_ADD, 0, &e);
    }
}

void
number_to_thread (void)
{
  percpu_guarded (g)
    pthread_create (&thread, NULL, run, (void *) percpu_borrow (g, &st)->n);
}

/* Objects that are freed with the scope or given away.  */

int
given_away (struct owner *o)
{
  struct stats __percpu *p PERCPU_AUTOFREE = percpu_alloc (struct stats);
  if (!p)
    return -1;
  p->n = 1;
  o->p = p;
  p = NULL;
  return 0;
}

int
taken_back (struct owner *o)
{
  struct stats __percpu *p PERCPU_AUTOFREE = percpu_alloc (struct stats);
  if (!p)
    return -1;
  o->p = p;
  owner_run (o);
  o->p = NULL;
  return 0;
}

int
static_taken_back (void)
{
  struct stats __percpu *p PERCPU_AUTOFREE = percpu_alloc (struct stats);
  if (!p)
    return -1;
  current = p;
  unknown ();
  current = NULL;
  return 0;
}

int
in_local (void)
{
  struct owner o;
  struct stats __percpu *p PERCPU_AUTOFREE = percpu_alloc (struct stats);
  if (!p)
    return -1;
  o.p = p;
  o.p->n++;
  owner_run (&o);
  return 0;
}

int
in_freed (void)
{
  struct owner *o = malloc (sizeof *o);
  struct stats __percpu *p PERCPU_AUTOFREE = percpu_alloc (struct stats);
  if (!p || !o)
    {
      free (o);
      return -1;
    }
  o->p = p;
  owner_run (o);
  free (o);
  return 0;
}

int
in_freed_by_others (void)
{
  struct owner *o = owner_new ();
  struct stats __percpu *p PERCPU_AUTOFREE = percpu_alloc (struct stats);
  if (!p || !o)
    return -1;
  o->p = p;
  owner_run (o);
  owner_free (o);
  return 0;
}

int
retained (struct owner *o)
{
  struct stats __percpu *p PERCPU_AUTOFREE = percpu_alloc (struct stats);
  if (!p || !percpu_retain (p))
    return -1;
  o->p = p;
  return 0;
}

struct stats __percpu *
returned (void)
{
  struct stats __percpu *p PERCPU_AUTOFREE = percpu_alloc (struct stats), *q;
  if (!p)
    return NULL;
  p->n = 1;
  q = p;
  p = NULL;
  return q;
}

int
stored_if_good (struct owner *o, int c)
{
  struct stats __percpu *p PERCPU_AUTOFREE = percpu_alloc (struct stats);
  if (!p)
    return -1;
  if (c)
    {
      o->p = p;
      p = NULL;
      return 0;
    }
  return -1;
}

/* Without PERCPU_AUTOFREE nothing is freed at the end of the scope.  */
int
simply_stored (struct owner *o)
{
  struct stats __percpu *p = percpu_alloc (struct stats);
  if (!p)
    return -1;
  o->p = p;
  pthread_create (&thread, NULL, run_object, (void *) o);
  return 0;
}
