/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Guards and borrowed pointers that are given to other functions, and macros
   and inline functions around them.

   { dg-options "-Wall -Wextra" } */

#include "lifetime.h"

static __attribute__ ((percpu)) struct stats st;
static __attribute__ ((percpu)) struct cache
{
  int n;
  void *slot[32];
  struct stats *last;
} cache;

/* A guard that the caller holds.  */

static struct stats *
stats_of (struct percpu_guard *g)
{
  return percpu_borrow (*g, &st);
}

static inline void
add_locked (struct percpu_guard *g, int n)
{
  struct stats *s = percpu_borrow (*g, &st);
  s->n += n;
  s->next = NULL;
}

static int
take_locked (struct percpu_guard *g, void **out)
{
  struct cache *c = percpu_borrow (*g, &cache);
  if (c->n == 0)
    return -1;
  *out = c->slot[--c->n];
  return 0;
}

void
with_helpers (int n)
{
  percpu_guarded (g)
    {
      struct stats *s = stats_of (&g);
      s->m++;
      add_locked (&g, n);
      s->n--;
    }
}

int
with_helpers_by_hand (void)
{
  void *p;
  struct percpu_guard g = percpu_guard_enter ();
  if (take_locked (&g, &p) < 0)
    {
      percpu_guard_leave (&g);
      return -1;
    }
  percpu_guard_leave (&g);
  free (p);
  return 0;
}

/* Functions that enter or leave for the caller.  */

void lock_by_pointer (struct percpu_guard *);
void unlock_by_pointer (struct percpu_guard *);

void
somebody_leaves (void)
{
  struct percpu_guard g = percpu_guard_enter ();
  percpu_borrow (g, &st)->n++;
  unlock_by_pointer (&g);
}

void
somebody_enters (void)
{
  struct percpu_guard g;
  lock_by_pointer (&g);
  percpu_borrow (g, &st)->n++;
  percpu_guard_leave (&g);
}

struct percpu_guard
wrapped_enter (void)
{
  return percpu_guard_enter ();
}

struct percpu_guard
counted_enter (void)
{
  struct percpu_guard g = percpu_guard_enter ();
  percpu_borrow (g, &st)->n++;
  return g;
}

static inline void
wrapped_leave (struct percpu_guard *g)
{
  percpu_guard_leave (g);
}

void
with_wrappers (void)
{
  struct percpu_guard g __attribute__ ((cleanup (wrapped_leave)))
    = wrapped_enter ();
  struct stats *s = percpu_borrow (g, &st);
  s->n++;
}

struct context { int id; struct percpu_guard guard; };

void
begin (struct context *c)
{
  c->guard = percpu_guard_enter ();
  percpu_borrow (c->guard, &st)->n++;
}

void
end (struct context *c)
{
  percpu_borrow (c->guard, &st)->n--;
  percpu_guard_leave (&c->guard);
}

void
in_a_local_structure (void)
{
  struct context c;
  c.id = 1;
  c.guard = percpu_guard_enter ();
  percpu_borrow (c.guard, &st)->n++;
  percpu_guard_leave (&c.guard);
}

/* Borrowed pointers as arguments.  */

void
as_arguments (void)
{
  percpu_guarded (g)
    {
      struct stats *s = percpu_borrow (g, &st);
      print (s);
      touch (s);
      memset (s->a, 0, sizeof s->a);
      print (percpu_borrow (g, &st));
    }
}

static void
bump (struct stats *s, int depth)
{
  s->n++;
  if (depth > 0)
    bump (s, depth - 1);
}

void
recursive (int n)
{
  if (n == 0)
    return;
  percpu_guarded (g)
    {
      bump (percpu_borrow (g, &st), n);
      recursive (n - 1);
    }
}

static int *
member (struct stats *s, int i)
{
  return &s->a[i];
}

void
through_functions (int i)
{
  percpu_guarded (g)
    {
      int *p = member (percpu_borrow (g, &st), i);
      *p = 1;
    }
}

/* Macros.  */

#define WITH_STATS(s, p) \
  percpu_guarded (s##_guard) \
    for (struct stats *s = percpu_borrow (s##_guard, (p)); s; s = NULL)

#define STATS_ADD(field, v)			\
  do						\
    {						\
      percpu_guarded (__g)			\
	percpu_borrow (__g, &st)->field += (v);	\
    }						\
  while (0)

#define STATS_READ(field)			\
  ({						\
    struct percpu_guard __g PERCPU_CLEANUP = percpu_guard_enter (); \
    const struct stats *__s = percpu_borrow (__g, &st);	\
    __s->field;					\
  })

void
by_macro (int c)
{
  WITH_STATS (s, &st)
    {
      if (c)
	continue;
      s->n++;
    }
  if (c)
    STATS_ADD (n, 1);
  else
    STATS_ADD (a[2], 3);
}

unsigned long
by_statement_expression (void)
{
  unsigned long twice = STATS_READ (n) * 2;
  return twice + STATS_READ (m);
}

static inline __attribute__ ((always_inline)) unsigned long
add_return (unsigned long v)
{
  percpu_guarded (g)
    return percpu_borrow (g, &st)->n += v;
  __builtin_unreachable ();
}

unsigned long
inlined (void)
{
  return add_return (1) + add_return (2);
}

/* Cleanups of other kinds beside the guard's.  */

static inline void
free_pointer (void *p)
{
  free (*(void **) p);
}

int
with_other_cleanups (int n)
{
  char *buffer __attribute__ ((cleanup (free_pointer))) = malloc (n);
  if (!buffer)
    return -1;
  struct percpu_guard g PERCPU_CLEANUP = percpu_guard_enter ();
  struct cache *c = percpu_borrow (g, &cache);
  char *second __attribute__ ((cleanup (free_pointer))) = malloc (n);
  if (!second)
    return -1;
  if (c->n >= 32)
    return -2;
  c->slot[c->n++] = buffer;
  buffer = NULL;
  return 0;
}

/* A pointer that is stored behind a guard can be reached only through a
   guard.  */

void
remember_the_last (void)
{
  percpu_guarded (g)
    {
      struct cache *c = percpu_borrow (g, &cache);
      struct stats *s = percpu_borrow (g, &st);
      c->last = s;
      s->next = s;
    }
}

struct cursor { struct stats *s; int i; };

int
step (struct cursor *);

int
in_a_local_cursor (void)
{
  int sum = 0;
  percpu_guarded (g)
    {
      struct cursor c = { percpu_borrow (g, &st), 0 };
      while (step (&c))
	sum += c.s->a[c.i];
    }
  return sum;
}

int
in_a_local_array (void)
{
  int sum = 0;
  percpu_guarded (g)
    {
      int *p[2] = { percpu_borrow (g, &st.a[0]), percpu_borrow (g, &st.a[1]) };
      for (int i = 0; i < 2; i++)
	sum += *p[i];
    }
  return sum;
}

/* Nested functions.  */

void
nested_function (int n)
{
  percpu_guarded (g)
    {
      struct stats *s = percpu_borrow (g, &st);
      auto void add (int);
      void
      add (int i)
      {
	s->n += i;
      }
      for (int i = 0; i < n; i++)
	add (i);
    }
}

void
guard_in_nested_function (int n)
{
  auto void add (int);
  void
  add (int i)
  {
    percpu_guarded (g)
      percpu_borrow (g, &st)->n += i + n;
  }
  add (1);
  add (2);
}

/* Signal handlers and jumps that do not affect the guard.  */

static jmp_buf environment;

int
setjmp_elsewhere (void)
{
  int r = 0;
  if (setjmp (environment))
    return -1;
  percpu_guarded (g)
    {
      struct stats *s = percpu_borrow (g, &st);
      s->n++;
    }
  unknown ();
  return r;
}

void
jump_behind (int c)
{
  percpu_guarded (g)
    percpu_borrow (g, &st)->n++;
  if (c)
    longjmp (environment, 1);
}

int
computed_goto (const unsigned char *program)
{
  static const void *const labels[] = { &&inc, &&dec, &&stop };
  int r = 0;
  struct percpu_guard g = percpu_guard_enter ();
  struct stats *s = percpu_borrow (g, &st);
  goto *labels[*program++];
inc:
  s->n++;
  goto *labels[*program++];
dec:
  s->n--;
  goto *labels[*program++];
stop:
  r = s->n != 0;
  percpu_guard_leave (&g);
  return r;
}

int
variable_length (int n)
{
  int copy[n], r = 0;
  memset (copy, 0, sizeof copy);
  percpu_guarded (g)
    {
      const int *a = percpu_borrow (g, &st.a[0]);
      for (int i = 0; i < n && i < 8; i++)
	copy[i] = a[i];
    }
  for (int i = 0; i < n; i++)
    r += copy[i];
  return r;
}

void
to_the_assembler (void)
{
  percpu_guarded (g)
    {
      struct stats *s = percpu_borrow (g, &st);
      __asm__ volatile ("" : "+m" (s->n) : "r" (s) : "memory");
      s->n++;
    }
}

int
panics (void)
{
  percpu_guarded (g)
    {
      struct stats *s = percpu_borrow (g, &st);
      if (s->n == 0)
	abort ();
      return s->a[0];
    }
  return 0;
}
