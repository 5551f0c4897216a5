/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A number that is computed from a per-CPU address and constants is a per-CPU
   address when it is used as a plain pointer, whatever the operations are and
   whatever number it replaces.  The answer is the same at every level.  */

#include <stdint.h>
#include <percpu.h>

static __attribute__ ((percpu)) int x;
#if UINTPTR_MAX > 0xffffffff
typedef uint32_t half;
#else
typedef uint16_t half;
#endif
static int plain;
extern void take (void *);

int
as_index (void)
{
  return ((int *) 0)[(long) &x / 4]; /* { dg-error "plain access to per-CPU data" } */
}
/* { dg-note "<percpu_borrow//use 'percpu_this_ptr>" "" { target *-*-* } .-2 } */

int
halved (void)
{
  uintptr_t u = (uintptr_t) &x;
  return *(int *) (u / 2 * 2); /* { dg-error "plain access to per-CPU data" } */
}
/* { dg-note "<percpu_borrow//use 'percpu_this_ptr>" "" { target *-*-* } .-2 } */

int
by_variable (void)
{
  uintptr_t u = (uintptr_t) &x, k = 4;
  u += k;
  return *(int *) u; /* { dg-error "plain access to per-CPU data" } */
}
/* { dg-note "<percpu_borrow//use 'percpu_this_ptr>" "" { target *-*-* } .-2 } */

int
complement (void)
{
  uintptr_t u = ~(uintptr_t) &x;
  u = ~u;
  return *(int *) u; /* { dg-error "plain access to per-CPU data" } */
}
/* { dg-note "<percpu_borrow//use 'percpu_this_ptr>" "" { target *-*-* } .-2 } */

int
negative (int __percpu *p)
{
  long u = -(long) p;
  u = -u;
  return *(int *) u; /* { dg-error "plain access to per-CPU data" } */
}
/* { dg-note "<percpu_borrow//use 'percpu_this_ptr>" "" { target *-*-* } .-2 } */

int
swapped (int __percpu *p)
{
  uint64_t u = __builtin_bswap64 ((uintptr_t) p);
  u = __builtin_bswap64 (u);
  return *(int *) (uintptr_t) u; /* { dg-error "plain access to per-CPU data" } */
}
/* { dg-note "<percpu_borrow//use 'percpu_this_ptr>" "" { target *-*-* } .-2 } */

int
halves (int __percpu *p)
{
  half low = (uintptr_t) p, high = (uintptr_t) p >> 4 * sizeof p;
  return *(int *) ((uintptr_t) high << 4 * sizeof p | low); /* { dg-error "plain access to per-CPU data" } */
}
/* { dg-note "<percpu_borrow//use 'percpu_this_ptr>" "" { target *-*-* } .-2 } */

int
real (int __percpu *p)
{
  double d = (uintptr_t) p;
  return *(int *) (uintptr_t) d; /* { dg-error "plain access to per-CPU data" } */
}
/* { dg-note "<percpu_borrow//use 'percpu_this_ptr>" "" { target *-*-* } .-2 } */

void
checked_sum (int __percpu *p)
{
  uintptr_t u;
  if (!__builtin_add_overflow ((uintptr_t) p, 4, &u))
    take ((void *) u); /* { dg-error "per-CPU address passed as a plain pointer" } */
}
/* { dg-note "<percpu_borrow//use 'percpu_this_ptr>" "" { target *-*-* } .-2 } */

void *
marked (void)
{
  return (void *) ((uintptr_t) &x ^ 1); /* { dg-error "per-CPU address returned as a plain pointer" } */
}
/* { dg-note "<percpu_borrow//use 'percpu_this_ptr>" "" { target *-*-* } .-2 } */

/* Numbers that meet.  */

int
perhaps_null (int c)
{
  uintptr_t u = 0;
  if (c)
    u = (uintptr_t) &x;
  return *(int *) u; /* { dg-error "plain access to per-CPU data" } */
}
/* { dg-note "<percpu_borrow//use 'percpu_this_ptr>" "" { target *-*-* } .-2 } */

int
met_twice (int c)
{
  uintptr_t u = c ? (uintptr_t) &x : 0;
  return *(int *) (c ? u : u + 4); /* { dg-error "plain access to per-CPU data" } */
}
/* { dg-note "<percpu_borrow//use 'percpu_this_ptr>" "" { target *-*-* } .-2 } */

int
replaced (int c)
{
  uintptr_t u = (uintptr_t) &plain;
  if (c)
    u = (uintptr_t) &x;
  plain++;
  return *(int *) u; /* { dg-error "plain access to per-CPU data" } */
}
/* { dg-note "<percpu_borrow//use 'percpu_this_ptr>" "" { target *-*-* } .-2 } */
