/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Accesses that take more than one instruction have correct results:
   bit-fields, __int128, long double, complex numbers, vectors, unions, copies
   of structures, packed and overaligned members, members in the other byte
   order.  */
/* { dg-additional-options "-fplugin-arg-percpu-unguarded=off" } */
/* { dg-do run } */
/* { dg-additional-options "-fplugin-arg-percpu-tearing=off" } */

#include "../lib/check.h"
#include "differ.h"

typedef int v4si __attribute__ ((vector_size (16)));

struct bits
{
  signed int a : 3;
  unsigned int b : 5;
  unsigned int c : 31;
  _Bool d : 1;
  unsigned long long e : 47;
  signed char f : 8;
  unsigned int g : 32;
  short : 0;
  unsigned short h : 9;
};
struct __attribute__ ((packed)) packed { char c; int i; long l; double d; };
struct __attribute__ ((scalar_storage_order ("big-endian"))) big
{ int i; short s; };
struct all
{
  struct bits bits;
  struct packed packed;
  struct big big;
  union { int i; float f; struct { short low, high; }; } u;
  int tail[3];
};
typedef struct { char c[24]; } block;

static __attribute__ ((percpu)) struct all x;
static __attribute__ ((percpu)) __int128 i128_x;
static __attribute__ ((percpu)) unsigned __int128 u128_x;
static __attribute__ ((percpu)) long double ld_x;
static __attribute__ ((percpu)) _Complex float cf_x;
static __attribute__ ((percpu)) _Complex double cd_x;
static __attribute__ ((percpu)) _Complex int ci_x;
static __attribute__ ((percpu)) v4si v_x;
static __attribute__ ((percpu)) block block_x[2];
static struct all y;
static __int128 i128_y;
static unsigned __int128 u128_y;
static long double ld_y;
static _Complex float cf_y;
static _Complex double cd_y;
static _Complex int ci_y;
static v4si v_y;

#define BITS(FIELD)							\
  do									\
    {									\
      for (int i = -40; i < 40; i++)					\
	{								\
	  EXPECT ((x.bits.FIELD = i) == (y.bits.FIELD = i));		\
	  EXPECT ((x.bits.FIELD += 5) == (y.bits.FIELD += 5));		\
	  EXPECT ((x.bits.FIELD -= i) == (y.bits.FIELD -= i));		\
	  EXPECT (x.bits.FIELD++ == y.bits.FIELD++);			\
	  EXPECT (--x.bits.FIELD == --y.bits.FIELD);			\
	  EXPECT ((x.bits.FIELD *= 3) == (y.bits.FIELD *= 3));		\
	  EXPECT ((x.bits.FIELD ^= i) == (y.bits.FIELD ^= i));		\
	  EXPECT ((x.bits.FIELD |= 2) == (y.bits.FIELD |= 2));		\
	  EXPECT ((x.bits.FIELD <<= 1) == (y.bits.FIELD <<= 1));	\
	  EXPECT ((x.bits.FIELD >>= 2) == (y.bits.FIELD >>= 2));	\
	  EXPECT ((x.bits.FIELD = ~x.bits.FIELD)			\
		  == (y.bits.FIELD = ~y.bits.FIELD));			\
	  x.bits.FIELD--;						\
	  y.bits.FIELD--;						\
	  struct bits copy = x.bits;					\
	  EXPECT (memcmp (&copy, &y.bits, sizeof copy) == 0);		\
	}								\
    }									\
  while (0)

static __attribute__ ((noipa)) void
bit_fields (void)
{
  BITS (a);
  BITS (b);
  BITS (c);
  BITS (e);
  BITS (f);
  BITS (g);
  BITS (h);
  x.bits.d = 1;
  EXPECT (x.bits.d++ == 1 && x.bits.d-- == 1 && !x.bits.d);
  EXPECT ((x.bits.d ^= 1) == 1 && (x.bits.d += 2) == 1);
  y.bits.d = x.bits.d;
}

#define SCALAR(x, y, value)						\
  do									\
    {									\
      x = y = value;							\
      EXPECT (x == y);							\
      EXPECT ((x += 5) == (y += 5));					\
      EXPECT ((x -= 7) == (y -= 7));					\
      EXPECT ((x *= 3) == (y *= 3));					\
      EXPECT ((x = x / 2) == (y = y / 2));				\
      EXPECT (x++ == y++);						\
      EXPECT (--x == --y);						\
      EXPECT ((x = -x) == (y = -y));					\
      EXPECT ((x = x + x) == (y = y + y));				\
      x++;								\
      y++;								\
      EXPECT (x == y);							\
      EXPECT ((int) __real__ x == (int) __real__ y);			\
    }									\
  while (0)

static __attribute__ ((noipa)) void
scalars (void)
{
  SCALAR (i128_x, i128_y, (__int128) 0x7fffffffffffffff * 16);
  SCALAR (i128_x, i128_y, -1);
  SCALAR (u128_x, u128_y, ~(unsigned __int128) 0);
  EXPECT ((u128_x >>= 70) == (u128_y >>= 70));
  EXPECT ((u128_x <<= 3) == (u128_y <<= 3));
  EXPECT ((u128_x ^= 0xff) == (u128_y ^= 0xff));
  SCALAR (ld_x, ld_y, 1.0L / 3);
  SCALAR (cf_x, cf_y, 1.0f + 2.0if);
  SCALAR (cd_x, cd_y, -1.0 + 0.5i);
  SCALAR (ci_x, ci_y, 3 + 4i);
  __imag__ cf_x += 1;
  __imag__ cf_y += 1;
  __real__ cd_x *= 3;
  __real__ cd_y *= 3;
  (__imag__ ci_x)++;
  (__imag__ ci_y)++;
  EXPECT (cf_x == cf_y && cd_x == cd_y && ci_x == ci_y);
  EXPECT (__imag__ cf_x == __imag__ cf_y);
  cd_x = ~cd_x;
  EXPECT (cd_x == ~cd_y);
}

static __attribute__ ((noipa)) void
members (int i)
{
  int a = 5, v = 3;

  DIFFER_ACCESSES (x.packed.i, y.packed.i);
  DIFFER_ACCESSES (x.u.i, y.u.i);
  DIFFER (x.packed.i, y.packed.i, ADD);
  DIFFER (x.packed.i, y.packed.i, MUL);
  DIFFER (x.packed.i, y.packed.i, POSTDEC);
  DIFFER (x.u.i, y.u.i, XOR);
  x.packed.l = y.packed.l = 1;
  x.packed.d = y.packed.d = 0.5;
  EXPECT ((x.packed.l <<= 40) == (y.packed.l <<= 40));
  EXPECT (x.packed.d++ == y.packed.d++ && x.packed.d == 1.5);
  EXPECT ((x.packed.d *= 4) == (y.packed.d *= 4));
  x.big.s = y.big.s = 0x1234;
  EXPECT ((x.big.s += 0x1111) == 0x2345);
  EXPECT (--x.big.s == 0x2344);
  y.big.s = 0x2344;
  x.big.i = y.big.i = 0x01020304;
  EXPECT (x.big.i++ == y.big.i++ && (x.big.i *= 3) == (y.big.i *= 3));
  EXPECT ((x.big.i ^= v) == (y.big.i ^= v) && x.big.i == y.big.i);
  x.u.f = y.u.f = 1.0f;
  EXPECT (x.u.high == 0x3f80 && x.u.i == 0x3f800000);
  x.u.high++;
  y.u.high++;
  EXPECT (x.u.f == y.u.f);
  x.tail[i] = y.tail[i] = 7;

  struct all copy = x;
  EXPECT (memcmp (&copy.bits, &y.bits, sizeof y.bits) == 0);
  EXPECT (memcmp (&copy.packed, &y.packed, sizeof y.packed) == 0);
  EXPECT (memcmp (&copy.big, &y.big, 6) == 0);
  EXPECT (copy.tail[i] == 7 && copy.u.f == y.u.f);
  copy.tail[i]++;
  x = copy;
  EXPECT (x.tail[i] == 8 && (&x)->tail[i]++ == 8);
}

static __attribute__ ((noipa)) void
vectors_and_blocks (void)
{
  v_x = v_y = (v4si) { 1, 2, 3, 4 };
  v_x += v_y;
  v_x[2]++;
  v_y = v_x;
  EXPECT (v_y[0] == 2 && v_y[2] == 7 && v_x[3] == 8);

  block b = { "abc" };
  block_x[0] = b;
  block_x[1] = block_x[0];
  block_x[1].c[1]++;
  b = block_x[1];
  EXPECT (strcmp (b.c, "acc") == 0 && block_x[0].c[1] == 'b');
  memcpy (percpu_this_ptr (&block_x[0]), "xyz", 4);
  EXPECT (block_x[0].c[2] == 'z');
}

int
main (void)
{
  if (differ_begin ())
    return 1;
  bit_fields ();
  scalars ();
  members (1);
  vectors_and_blocks ();
  return differ_end () || check_failures != 0;
}
