/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Declarations for the tests of this directory: guards, if <percpu.h> does not
   declare them, and an allocator declared as a program would declare one.  */

#ifndef LIFETIME_H
#define LIFETIME_H 1

#include <percpu.h>
#include <setjmp.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#ifndef percpu_guarded
struct percpu_guard
{
  uintptr_t displacement;
  unsigned int cpu;
  unsigned int nested;
};

struct percpu_guard percpu_guard_enter (void)
  __attribute__ ((percpu_role ("guard_enter"), nothrow));
void percpu_guard_leave (struct percpu_guard *)
  __attribute__ ((percpu_role ("guard_leave"), nothrow));

# define PERCPU_CLEANUP __attribute__ ((__cleanup__ (percpu_guard_leave)))
# define percpu_borrow(g, p) __builtin_percpu_borrow ((p), &(g))
# define percpu_guarded(g) \
  for (struct percpu_guard g PERCPU_CLEANUP = percpu_guard_enter (), \
	 *g##_once = &g; g##_once; g##_once = NULL)
#endif

struct stats
{
  unsigned long n, m;
  int a[8];
  struct stats *next;
  struct { int deep; } in;
};

/* An object with one owner.  */
struct stats __percpu *stats_new (void)
  __attribute__ ((percpu_role ("allocate")));
void stats_free (struct stats __percpu *)
  __attribute__ ((percpu_role ("free")));

/* An object with counted references.  */
struct stats __percpu *stats_get (struct stats __percpu *)
  __attribute__ ((percpu_role ("retain")));
void stats_put (struct stats __percpu *)
  __attribute__ ((percpu_role ("release")));

/* An object of any type, as from malloc.  */
void __percpu *any_new (size_t)
  __attribute__ ((percpu_role ("allocate")));
void any_free (void __percpu *)
  __attribute__ ((percpu_role ("free")));

/* Functions that do not take over their argument.  */
void print (const struct stats *);
void touch (struct stats *);
void look (struct stats __percpu *) __attribute__ ((percpu_borrows (1)));
void hand_over (struct stats __percpu *);
void unknown (void);
int condition (void);

#endif
