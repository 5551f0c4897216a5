/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A per-CPU address that is kept in parts, or as part of something larger: in
   vectors, halves, structures copied as a whole, wide integers; or that changes
   in a loop.  It is a per-CPU address when it is whole again.  */

#include <stdint.h>
#include <string.h>
#include <percpu.h>

#if UINTPTR_MAX > 0xffffffff
typedef uint32_t half_t;
typedef unsigned __int128 wide_t;
#else
typedef uint16_t half_t;
typedef uint64_t wide_t;
#endif

typedef uintptr_t two __attribute__ ((vector_size (2 * sizeof (uintptr_t))));
union halves { int __percpu *percpu; half_t half[2]; int *plain;
	       uintptr_t n; };
struct outer { int n; union halves u; long last; };

static __attribute__ ((percpu)) int x, array[4];
extern int condition (void);

int
vector_element (void)
{
  two v = { (uintptr_t) &x, (uintptr_t) array };
  return *(int *) v[1]; /* { dg-error "plain access to per-CPU data" } */
}
/* { dg-note "<percpu_borrow//use 'percpu_this_ptr>" "" { target *-*-* } .-2 } */

int
vector_sum (int __percpu *p)
{
  two v = { (uintptr_t) p, (uintptr_t) p };
  v = ~(v + 4);
  v = ~v;
  return *(int *) v[0]; /* { dg-error "plain access to per-CPU data" } */
}
/* { dg-note "<percpu_borrow//use 'percpu_this_ptr>" "" { target *-*-* } .-2 } */

int
unknown_element (int i)
{
  two v = { (uintptr_t) &x, (uintptr_t) array };
  return *(int *) v[i]; /* { dg-error "plain access to per-CPU data" } */
}
/* { dg-note "<percpu_borrow//use 'percpu_this_ptr>" "" { target *-*-* } .-2 } */

int
halves (int __percpu *p)
{
  union halves a = { p }, b;
  b.half[0] = a.half[0];
  b.half[1] = a.half[1];
  return *b.plain; /* { dg-error "plain access to per-CPU data" } */
}
/* { dg-note "<percpu_borrow//use 'percpu_this_ptr>" "" { target *-*-* } .-2 } */

int
low_half (int __percpu *p)
{
  union halves a = { p };
  half_t half[2] = { a.half[0], 0 };
  int *q;
  memcpy (&q, half, sizeof q);
  return *q; /* { dg-error "plain access to per-CPU data" } */
}
/* { dg-note "<percpu_borrow//use 'percpu_this_ptr>" "" { target *-*-* } .-2 } */

int
joined (int __percpu *p)
{
  half_t low = (uintptr_t) p, high = (uintptr_t) p >> 4 * sizeof p;
  half_t half[2] = { low, high };
  return *(int *) ((uintptr_t) half[1] << 4 * sizeof p | half[0]); /* { dg-error "plain access to per-CPU data" } */
}
/* { dg-note "<percpu_borrow//use 'percpu_this_ptr>" "" { target *-*-* } .-2 } */

int
bytes (int __percpu *p)
{
  char b[sizeof p];
  int *q;
  memcpy (b, &p, sizeof p);
  memcpy (&q, b, sizeof q);
  return *q; /* { dg-error "plain access to per-CPU data" } */
}
/* { dg-note "<percpu_borrow//use 'percpu_this_ptr>" "" { target *-*-* } .-2 } */

int
structure (int __percpu *p)
{
  struct outer a = { 1, { p }, 2 }, b, c;
  memcpy (&b, &a, sizeof a);
  c = b;
  return *c.u.plain; /* { dg-error "plain access to per-CPU data" } */
}
/* { dg-note "<percpu_borrow//use 'percpu_this_ptr>" "" { target *-*-* } .-2 } */

int
structure_elsewhere (int __percpu *p, struct outer *s)
{
  struct outer a = { 1, { p }, 2 };
  memcpy (s, &a, sizeof a);
  return *s->u.plain; /* { dg-error "plain access to per-CPU data" } */
}
/* { dg-note "<percpu_borrow//use 'percpu_this_ptr>" "" { target *-*-* } .-2 } */

int
cleared_before (int __percpu *p, int c)
{
  uintptr_t n[2];
  memset (n, 0, sizeof n);
  if (c)
    n[1] = (uintptr_t) p;
  return n[1] ? *(int *) n[1] : 0; /* { dg-error "plain access to per-CPU data" } */
}
/* { dg-note "<percpu_borrow//use 'percpu_this_ptr>" "" { target *-*-* } .-2 } */

int
unaligned (int __percpu *p)
{
  struct { char c[3]; uintptr_t n; } __attribute__ ((packed)) s;
  s.n = (uintptr_t) p;
  return *(int *) s.n; /* { dg-error "plain access to per-CPU data" } */
}
/* { dg-note "<percpu_borrow//use 'percpu_this_ptr>" "" { target *-*-* } .-2 } */

int
wide (void)
{
  wide_t w = (uintptr_t) array;
  return *(int *) (uintptr_t) (w + 4); /* { dg-error "plain access to per-CPU data" } */
}
/* { dg-note "<percpu_borrow//use 'percpu_this_ptr>" "" { target *-*-* } .-2 } */

void
step (void)
{
  for (uintptr_t n = (uintptr_t) array; n < (uintptr_t) (array + 4); n += 4)
    *(int *) n = 0; /* { dg-error "plain access to per-CPU data" } */
}
/* { dg-note "<percpu_borrow//use 'percpu_this_ptr>" "" { target *-*-* } .-2 } */

void
step_in_memory (void)
{
  union halves u;
  u.percpu = array;
  for (int i = 0; i < 4; i++)
    {
      *u.plain = 0; /* { dg-error "plain access to per-CPU data" } */
      u.n += 4;
    }
}
/* { dg-note "<percpu_borrow//use 'percpu_this_ptr>" "" { target *-*-* } .-4 } */

int
set_in_loop (void)
{
  uintptr_t n = 0;
  do
    if (condition ())
      n = (uintptr_t) array;
  while (condition ());
  return *(int *) n; /* { dg-error "plain access to per-CPU data" } */
}
/* { dg-note "<percpu_borrow//use 'percpu_this_ptr>" "" { target *-*-* } .-2 } */
