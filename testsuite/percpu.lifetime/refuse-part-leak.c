/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Objects that are never freed, after an operation on an instance of each size.
   On some processors an operation on 1 or 2 bytes has the address of the
   instance as an operand; this does not keep the object.

   { dg-options "-fplugin-arg-percpu-tearing=off" } */

#include "lifetime.h"

struct parts
{
  unsigned char c[4];
  short s;
  signed char n;
  bool b;
  struct { unsigned char c; } in;
  unsigned int field : 3;
  int word;
  long long long_word;
};

void
on_add (void)
{
  struct parts __percpu *p = any_new (sizeof *p); /* { dg-note "allocated here" } */
  if (p)
    p->c[1]++;
}
/* { dg-warning "per-CPU object 'p' is not freed on some path" "" { target *-*-* } .-1 } */

int
on_value (void)
{
  struct parts __percpu *p = any_new (sizeof *p); /* { dg-note "allocated here" } */
  if (!p)
    return 0;
  return p->s += 2;	/* { dg-warning "per-CPU object 'p' is not freed on some path" } */
}

void
on_or (void)
{
  struct parts __percpu *p = any_new (sizeof *p); /* { dg-note "allocated here" } */
  if (p)
    p->s |= 4;
}
/* { dg-warning "per-CPU object 'p' is not freed on some path" "" { target *-*-* } .-1 } */

void
on_and (void)
{
  struct parts __percpu *p = any_new (sizeof *p); /* { dg-note "allocated here" } */
  if (p)
    p->c[0] &= 3;
}
/* { dg-warning "per-CPU object 'p' is not freed on some path" "" { target *-*-* } .-1 } */

void
on_shift (void)
{
  struct parts __percpu *p = any_new (sizeof *p); /* { dg-note "allocated here" } */
  if (p)
    p->s <<= 1;
}
/* { dg-warning "per-CPU object 'p' is not freed on some path" "" { target *-*-* } .-1 } */

void
on_arithmetic (void)
{
  struct parts __percpu *p = any_new (sizeof *p); /* { dg-note "allocated here" } */
  if (p)
    p->n >>= 1;
}
/* { dg-warning "per-CPU object 'p' is not freed on some path" "" { target *-*-* } .-1 } */

void
on_negate (void)
{
  struct parts __percpu *p = any_new (sizeof *p); /* { dg-note "allocated here" } */
  if (p)
    p->s = -p->s;
}
/* { dg-warning "per-CPU object 'p' is not freed on some path" "" { target *-*-* } .-1 } */

void
on_member (void)
{
  struct parts __percpu *p = any_new (sizeof *p); /* { dg-note "allocated here" } */
  if (p)
    p->in.c -= 3;
}
/* { dg-warning "per-CPU object 'p' is not freed on some path" "" { target *-*-* } .-1 } */

void
on_exchange (void)
{
  struct parts __percpu *p = any_new (sizeof *p); /* { dg-note "allocated here" } */
  if (p)
    percpu_xchg (p->c[2], 1);
}
/* { dg-warning "per-CPU object 'p' is not freed on some path" "" { target *-*-* } .-1 } */

void
on_compare (void)
{
  struct parts __percpu *p = any_new (sizeof *p); /* { dg-note "allocated here" } */
  if (p)
    percpu_cmpxchg (p->s, 1, 2);
}
/* { dg-warning "per-CPU object 'p' is not freed on some path" "" { target *-*-* } .-1 } */

void
on_maximum (void)
{
  struct parts __percpu *p = any_new (sizeof *p); /* { dg-note "allocated here" } */
  if (p)
    percpu_max (p->s, 9);
}
/* { dg-warning "per-CPU object 'p' is not freed on some path" "" { target *-*-* } .-1 } */

void
on_boolean (void)
{
  struct parts __percpu *p = any_new (sizeof *p); /* { dg-note "allocated here" } */
  if (p)
    p->b ^= true;
}
/* { dg-warning "per-CPU object 'p' is not freed on some path" "" { target *-*-* } .-1 } */

void
on_field (void)
{
  struct parts __percpu *p = any_new (sizeof *p); /* { dg-note "allocated here" } */
  if (p)
    p->field += 3;
}
/* { dg-warning "per-CPU object 'p' is not freed on some path" "" { target *-*-* } .-1 } */

void
on_store (void)
{
  struct parts __percpu *p = any_new (sizeof *p); /* { dg-note "allocated here" } */
  if (p)
    p->c[1] = 7;
}
/* { dg-warning "per-CPU object 'p' is not freed on some path" "" { target *-*-* } .-1 } */

void
on_word (void)
{
  struct parts __percpu *p = any_new (sizeof *p); /* { dg-note "allocated here" } */
  if (p)
    p->word++;
}
/* { dg-warning "per-CPU object 'p' is not freed on some path" "" { target *-*-* } .-1 } */

void
on_long_word (void)
{
  struct parts __percpu *p = any_new (sizeof *p); /* { dg-note "allocated here" } */
  if (p)
    p->long_word += 2;
}
/* { dg-warning "per-CPU object 'p' is not freed on some path" "" { target *-*-* } .-1 } */

/* The object is freed once, and its address is stored elsewhere once.  */

unsigned char __percpu *kept;

void
twice (void)
{
  struct parts __percpu *p = any_new (sizeof *p);	/* { dg-note "allocated here" } */
  if (!p)
    return;
  p->c[0]++;
  p->s--;
  any_free (p);		/* { dg-note "freed here" } */
  p->c[1]--;		/* { dg-error "use of per-CPU object 'p' after it was freed" } */
}

void
stored (void)
{
  struct parts __percpu *p = any_new (sizeof *p);
  if (!p)
    return;
  p->c[0]++;
  kept = &p->c[0];
  p->c[1]--;
}
