/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A per-CPU address that is converted to a plain value without a visible cast
   is tracked.  Its use as the address of an object is an error, in every model
   and at every level of optimisation.  */

#include <stdint.h>
#include <string.h>
#include <percpu.h>

struct S { long a, b[4]; };
union pun { long __percpu *percpu; long *plain; uintptr_t number; };
struct both { int n; union pun u[2]; };

static __attribute__ ((percpu)) long x, array[8];
static __attribute__ ((percpu)) struct S st;
static long plain, *kept;

extern void take (long *);
extern void take_any (const void *);
extern void take_number (uintptr_t);

long
by_union (void)
{
  union pun u = { &x };
  return *u.plain; /* { dg-error "plain access to per-CPU data" } */
/* { dg-note "<percpu_borrow//use 'percpu_this_ptr>" "" { target *-*-* } .-1 } */
}

void
store_by_union (void)
{
  union pun u = { .percpu = &array[3] };
  *u.plain = 5; /* { dg-error "plain access to per-CPU data" } */
/* { dg-note "<percpu_borrow//use 'percpu_this_ptr>" "" { target *-*-* } .-1 } */
}

long
by_member (int c)
{
  struct both s = { 1, { { 0 }, { &st.b[1] } } }, t = s;
  if (c)
    t.n++;
  return t.u[1].plain[2]; /* { dg-error "plain access to per-CPU data" } */
/* { dg-note "<percpu_borrow//use 'percpu_this_ptr>" "" { target *-*-* } .-1 } */
}

long
by_memcpy (long __percpu *p)
{
  long *q;
  memcpy (&q, &p, sizeof q);
  return *q; /* { dg-error "plain access to per-CPU data" } */
/* { dg-note "<percpu_borrow//use 'percpu_this_ptr>" "" { target *-*-* } .-1 } */
}

long
by_number (long __percpu *p)
{
  uintptr_t n = (uintptr_t) p;
  long *q = (long *) n;
  return q[1]; /* { dg-error "plain access to per-CPU data" } */
/* { dg-note "<percpu_borrow//use 'percpu_this_ptr>" "" { target *-*-* } .-1 } */
}

long
by_sum (void)
{
  uintptr_t n = (uintptr_t) &st;
  n += sizeof (long);
  return *(long *) n; /* { dg-error "plain access to per-CPU data" } */
/* { dg-note "<percpu_borrow//use 'percpu_this_ptr>" "" { target *-*-* } .-1 } */
}

void
update (void)
{
  union pun u = { &x };
  *u.plain += 2;
/* { dg-error "plain access to per-CPU data" "" { target *-*-* } .-1 } */
/* { dg-note "<percpu_borrow//use 'percpu_this_ptr>" "" { target *-*-* } .-2 } */
}

struct S
copy (void)
{
  union { struct S __percpu *percpu; struct S *plain; } u = { &st };
  return *u.plain; /* { dg-error "plain access to per-CPU data" } */
/* { dg-note "<percpu_borrow//use 'percpu_this_ptr>" "" { target *-*-* } .-1 } */
}

void
pass (void)
{
  union pun u = { &x };
  take (u.plain); /* { dg-error "per-CPU address passed as a plain pointer" } */
/* { dg-note "<percpu_borrow//use 'percpu_this_ptr>" "" { target *-*-* } .-1 } */
}

void
pass_part (void)
{
  union { struct S __percpu *percpu; struct S *plain; } u = { &st };
  take_any (&u.plain->b[1]); /* { dg-error "per-CPU address passed as a plain pointer" } */
/* { dg-note "<percpu_borrow//use 'percpu_this_ptr>" "" { target *-*-* } .-1 } */
}

long *
give (void)
{
  union pun u = { &x };
  return u.plain + 1; /* { dg-error "per-CPU address returned as a plain pointer" } */
/* { dg-note "<percpu_borrow//use 'percpu_this_ptr>" "" { target *-*-* } .-1 } */
}

void
keep (void)
{
  union pun u = { &x };
  kept = u.plain; /* { dg-error "per-CPU address stored as a plain pointer" } */
/* { dg-note "<percpu_borrow//use 'percpu_this_ptr>" "" { target *-*-* } .-1 } */
}

void
operand (void)
{
  union pun u = { &x };
  asm volatile ("" : : "r" (u.plain)); /* { dg-error "per-CPU address in an operand of 'asm'" } */
/* { dg-note "<percpu_borrow//use 'percpu_this_ptr>" "" { target *-*-* } .-1 } */
}

void
known (void)
{
  union pun u = { &x };
  memset (u.plain, 0, 100); /* { dg-error "per-CPU address passed as a plain pointer" } */
/* { dg-note "<percpu_borrow//use 'percpu_this_ptr>" "" { target *-*-* } .-1 } */
}

/* A loop that stores the same address only.  */

long
loop (int n)
{
  union pun u = { array };
  long sum = 0;
  for (int i = 0; i < n; i++)
    sum += u.plain[i]; /* { dg-error "plain access to per-CPU data" } */
/* { dg-note "<percpu_borrow//use 'percpu_this_ptr>" "" { target *-*-* } .-1 } */
  return sum;
}
