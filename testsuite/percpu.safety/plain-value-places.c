/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A union that holds a per-CPU address is read as a plain pointer, wherever the
   union is stored, also if it gets the address on one path only and that path
   always leads to the use.  */

#include <stdint.h>
#include <string.h>
#include <percpu.h>

struct S { long a, b[4]; };
union pun { long __percpu *percpu; long *plain; uintptr_t number; };
struct both { int n; union pun u[2]; };

static __attribute__ ((percpu)) long x, array[8];
static __attribute__ ((percpu)) struct S st;
static long plain;
static union pun file;
extern void take (long *);

/* Elements.  */

long
same_index (int i)
{
  union pun u[4] = { { 0 } };
  u[i].percpu = &x;
  return *u[i].plain; /* { dg-error "plain access to per-CPU data" } */
}
/* { dg-note "<percpu_borrow//use 'percpu_this_ptr>" "" { target *-*-* } .-2 } */

long
every_index (int i)
{
  union pun u[2] = { { &x }, { &array[1] } };
  return *u[i].plain; /* { dg-error "plain access to per-CPU data" } */
}
/* { dg-note "<percpu_borrow//use 'percpu_this_ptr>" "" { target *-*-* } .-2 } */

long
same_index_in_loop (int n)
{
  struct both s[3];
  long sum = 0;
  for (int i = 0; i < n; i++)
    {
      s[i].u[1].percpu = &st.a;
      sum += *s[i].u[1].plain; /* { dg-error "plain access to per-CPU data" } */
    }
  return sum;
}
/* { dg-note "<percpu_borrow//use 'percpu_this_ptr>" "" { target *-*-* } .-4 } */

/* Paths.  */

long
replaced (int c)
{
  union pun u = { .plain = &plain };
  if (c)
    u.percpu = &x;
  return *u.plain; /* { dg-error "plain access to per-CPU data" } */
}
/* { dg-note "<percpu_borrow//use 'percpu_this_ptr>" "" { target *-*-* } .-2 } */

void
perhaps_replaced (int c, long *q)
{
  union pun u = { &x };
  if (c > 3)
    u.plain = q;
  plain++;
  *u.plain = 1; /* { dg-error "plain access to per-CPU data" } */
}
/* { dg-note "<percpu_borrow//use 'percpu_this_ptr>" "" { target *-*-* } .-2 } */

void
passed (int c)
{
  union pun u;
  if (c)
    u.percpu = &x;
  else
    u.plain = &plain;
  take (u.plain); /* { dg-error "per-CPU address passed as a plain pointer" } */
}
/* { dg-note "<percpu_borrow//use 'percpu_this_ptr>" "" { target *-*-* } .-2 } */

/* Places.  */

long
of_file (void)
{
  file.percpu = &x;
  plain++;
  return *file.plain; /* { dg-error "plain access to per-CPU data" } */
}
/* { dg-note "<percpu_borrow//use 'percpu_this_ptr>" "" { target *-*-* } .-2 } */

long
local_static (void)
{
  static union pun u;
  u.percpu = &x;
  return *u.plain; /* { dg-error "plain access to per-CPU data" } */
}
/* { dg-note "<percpu_borrow//use 'percpu_this_ptr>" "" { target *-*-* } .-2 } */

long
parameter (union pun u)
{
  u.percpu = &x;
  return *u.plain; /* { dg-error "plain access to per-CPU data" } */
}
/* { dg-note "<percpu_borrow//use 'percpu_this_ptr>" "" { target *-*-* } .-2 } */

long
by_pointer (struct both *b)
{
  b->u[1].percpu = &x;
  b->n = 1;
  return *b->u[1].plain; /* { dg-error "plain access to per-CPU data" } */
}
/* { dg-note "<percpu_borrow//use 'percpu_this_ptr>" "" { target *-*-* } .-2 } */

/* An initialiser that is copied in one piece.  */

long
copied (int c)
{
  struct both s = { 1, { { &x }, { &st.b[1] } } }, t = s;
  if (c)
    t.n++;
  return t.u[0].plain[2]; /* { dg-error "plain access to per-CPU data" } */
}
/* { dg-note "<percpu_borrow//use 'percpu_this_ptr>" "" { target *-*-* } .-2 } */
