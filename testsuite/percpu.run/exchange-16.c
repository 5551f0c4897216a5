/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Exchange and compare-exchange of sixteen bytes.  */
/* { dg-do run } */
/* { dg-require arch x86-64 } */
/* { dg-additional-options "-mcx16 -fplugin-arg-percpu-tearing=off" } */

#include "../lib/check.h"
#include <percpu.h>

typedef unsigned __int128 u128;
struct __attribute__ ((aligned (16))) tagged { void *p; unsigned long tag; };

static __attribute__ ((percpu)) __int128 wide = -5;
static __attribute__ ((percpu)) struct { char c; u128 a[3]; }
in = { 'c', { 1 } };
static __attribute__ ((percpu)) struct tagged head;

#define BIG ((__int128) 0x123456789abcdef << 64 | 0xfedcba987654321)

static int
push (struct tagged __percpu *stack, void *p)
{
  struct tagged old = { NULL, 0 };
  int tries = 1;

  while (!percpu_try_cmpxchg (*stack, &old,
			      ((struct tagged) { p, old.tag + 1 })))
    tries++;
  return tries;
}

int
main (void)
{
  struct tagged old;
  __int128 seen = 3;
  int i = 0;

  if (percpu_bind (percpu_cpu_next (0)) != 0)
    return 1;
  EXPECT (percpu_xchg (wide, BIG) == -5);
  EXPECT (percpu_xchg (wide, 7) == BIG);
  EXPECT (percpu_cmpxchg (wide, 8, 9) == 7);
  EXPECT (percpu_cmpxchg (wide, 7 + ((__int128) 1 << 64), 9) == 7);
  EXPECT (percpu_cmpxchg (wide, 7, BIG) == 7);
  EXPECT (!percpu_try_cmpxchg (wide, &seen, 1) && seen == BIG);
  EXPECT (percpu_try_cmpxchg (wide, &seen, 1) && seen == BIG);
  EXPECT (percpu_xchg (wide, 0) == 1);
  EXPECT (percpu_xchg (in.a[i++], (u128) BIG) == 1 && i == 1);
  EXPECT (percpu_xchg (in.a[i++], ~(u128) 0) == 0);
  EXPECT (percpu_cmpxchg (in.a[1], ~(u128) 0, 5) == ~(u128) 0);
  EXPECT (in.c == 'c' && percpu_xchg (in.a[2], 1) == 0);
  EXPECT (push (&head, &i) == 2 - 1);
  EXPECT (push (&head, &seen) == 2);
  old = percpu_xchg (head, (struct tagged) { NULL });
  EXPECT (old.p == &seen && old.tag == 2);
  old = percpu_cmpxchg (head, ((struct tagged) { NULL, 0 }), old);
  EXPECT (old.p == NULL && old.tag == 0);
  old = percpu_cmpxchg (head, old, old);
  EXPECT (old.p == &seen && old.tag == 2);
  return check_failures != 0;
}
