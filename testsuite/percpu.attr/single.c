/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Model `single' accepts the same programs as the other models, on every
   target.  */
/* { dg-require int128 } */
/* { dg-additional-options "-fplugin-arg-percpu-model=single -fplugin-arg-percpu-tearing=off" } */

struct stats { long n; short s[4]; _Bool b; float f; unsigned int bits : 3; };
static __attribute__ ((percpu)) int x;
static __attribute__ ((percpu)) double d = 1;
static __attribute__ ((percpu)) struct stats st;
static __attribute__ ((percpu)) __int128 wide;
static int *__attribute__ ((percpu)) p = 0;
static long __percpu *to = &st.n;

long
f (int v, struct stats __percpu *q)
{
  x = v;
  x += 2;
  x *= 3;
  d += x--;
  d = -d;
  st.s[v] <<= 1;
  st.b ^= 1;
  st.f += 0.5f;
  st.bits = v;
  wide += v;
  q->n = (q->s[v & 3] |= 4);
  *to += 5;
  p += v;
  st = *q;
  return x + *p + q->n++ + (st.f > d);
}
