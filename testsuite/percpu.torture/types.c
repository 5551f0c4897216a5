/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Objects of every type: bit-fields, unions, complex numbers, vectors, wide and
   narrow floating point, packed and misaligned members, arrays without size.

   { dg-options "-fplugin-arg-percpu-tearing=off -Wno-psabi" } */
/* { dg-additional-options "-fplugin-arg-percpu-unguarded=off" } */

#include "torture.h"

typedef int v4si __attribute__ ((vector_size (16)));
typedef double v2df __attribute__ ((vector_size (16)));
typedef char v8qi __attribute__ ((vector_size (8)));
typedef float v8sf __attribute__ ((vector_size (32)));
typedef int misaligned_int __attribute__ ((aligned (1)));
typedef int aligned_int __attribute__ ((aligned (64)));

struct bits
{
  signed int a : 3;
  unsigned int b : 7, : 0, c : 32;
  _Bool d : 1;
  unsigned long long e : 40, f : 24;
  enum { NO, YES } g : 2;
};
struct __attribute__ ((packed)) packed
{
  char c;
  int i;
  double d;
  short s;
  unsigned int bits : 11;
  long l;
};
struct flexible { int n; int a[]; };
struct zero { char c; long nothing[0]; short s; };
union all { int i; float f; unsigned char c[8]; struct { short lo, hi; }; };
#pragma pack(push, 2)
struct pack2 { char c; long l; struct { char d; int i; } in; };
#pragma pack(pop)
struct anonymous { union { struct { int x, y; }; long xy; }; };

static PERCPU struct bits bits = { 1, 2, 3, 1, 5, 6, YES };
static PERCPU struct packed packed = { 1, 2, 3, 4, 5, 6 };
static PERCPU struct flexible flexible = { 3, { 1, 2, 3 } };
static PERCPU struct zero zero;
static PERCPU union all all;
static PERCPU struct pack2 pack2;
static PERCPU struct anonymous anonymous;
static PERCPU _Complex double z = 1.0 + 2.0i;
static PERCPU _Complex float zf;
static PERCPU _Complex int zi;
static PERCPU v4si vector = { 1, 2, 3, 4 };
static PERCPU v2df reals;
static PERCPU v8qi octets;
static PERCPU v8sf wide;
static PERCPU long double extended = 1.5L;
static PERCPU __int128 sixteen = 5;
static PERCPU unsigned __int128 usixteen;
static PERCPU aligned_int aligned = 3;
static PERCPU int no_elements[0];
static PERCPU int grid[3][4][5];
static PERCPU char strings[2][6] = { "one", "two" };
#ifdef __SIZEOF_FLOAT128__
static PERCPU _Float128 quad = 2.25f128;
static PERCPU __float128 quad_too;
#endif
#ifdef __FLT16_MAX__
static PERCPU _Float16 half = 0.5f16;
#endif
#ifdef __DEC64_MAX__
static PERCPU _Decimal32 d32 = 1.1df;
static PERCPU _Decimal64 d64 = 2.2dd;
static PERCPU _Decimal128 d128 = 3.3dl;
#endif

static void
bit_fields (void)
{
  bits.a += 5;
  bits.b--;
  bits.c = bits.b * 3;
  bits.d ^= 1;
  bits.e <<= 20;
  bits.f = (unsigned int) (bits.e >> 10);
  bits.g = bits.g == YES ? NO : YES;
  SHOW (bits.a + bits.b * 10 + bits.c + bits.d);
  SHOW (bits.e + bits.f + bits.g);
  SHOW (bits.a++ + --bits.b + (bits.e |= 7) + (bits.d = 5));
  packed.bits = 2047;
  packed.bits += 3;
  SHOW (packed.bits);
  SHOW (({ struct bits copy = bits; copy.a = 2; bits = copy; bits.a; }));
}

static void
unaligned (void)
{
  misaligned_int __percpu *p
    = (misaligned_int __percpu *) ((char __percpu *) &grid + 1);

  packed.i += 70000;
  packed.d *= 2;
  packed.s -= 5;
  packed.l = packed.i * packed.s;
  packed.l ^= 0x5555;
  SHOW (packed.i + packed.l + packed.s);
  SHOW_REAL (packed.d);
  *p = 0x01020304;
  *p += 5;
  SHOW (grid[0][0][0] + grid[0][0][1] + *p);
  pack2.l = 1L << 50;
  pack2.in.i--;
  SHOW (pack2.l-- + pack2.in.i + sizeof pack2);
  aligned *= 7;
  SHOW (aligned + ((uintptr_t) percpu_this_ptr (&aligned) % 64));
}

static void
sequences (void)
{
  int sum = 0;

  for (int i = 0; i < flexible.n; i++)
    flexible.a[i] += i, sum += flexible.a[i];
  SHOW (sum);
  zero.c = 1;
  zero.s = 2;
  SHOW (zero.c + zero.s + sizeof zero.nothing);
  SHOW (&no_elements[0] == no_elements);
  for (int i = 0; i < 60; i++)
    (**grid)[i % 5] += grid[i / 20][i / 5 % 4][i % 5] = i;
  SHOW (grid[0][0][3] + grid[2][3][4] + *(*(*(grid + 1) + 2) + 3));
  strings[1][0] = strings[0][2];
  SHOW (strings[1][0] + strings[1][OPAQUE (1)]);
  all.f = 1;
  SHOW (all.i + all.hi);
  all.c[1] = 7;
  all.lo++;
  SHOW (all.i);
  all.i -= 0x20000;
  SHOW_REAL (all.f);
  anonymous.xy = 0x500000003;
  anonymous.x += anonymous.y++;
  SHOW (anonymous.xy);
}

static void
complexes (void)
{
  z *= z;
  z += 2;
  __real__ z += 0.5;
  __imag__ z = __imag__ z - 1;
  SHOW_REAL (__real__ z);
  SHOW_REAL (__imag__ z);
  zf = (_Complex float) z;
  zf = ~zf;
  SHOW_REAL (__imag__ zf);
  SHOW (zf == z);
  __imag__ zi = 4;
  __imag__ zi += 2;
  (__real__ zi)--;
  zi *= zi;
  zi++;
  SHOW (__real__ zi * 100 + __imag__ zi);
}

static void
vectors (void)
{
  v4si v = vector;

  vector += v * 2;
  vector[1] = 9;
  vector[OPAQUE (2)]++;
  vector[3] ^= vector[0];
  SHOW (vector[0] + vector[1] * 10 + vector[2] * 100 + vector[3] * 1000);
  vector = ((vector > 5) & v) | -vector;
  SHOW (vector[0] + vector[1] * 10 + vector[2] * 100 + vector[3] * 1000);
  vector = __builtin_shuffle (vector, (v4si) { 3, 2, 1, 0 });
  SHOW (vector[0] + vector[1] * 10 + vector[2] * 100 + vector[3] * 1000);
  reals = (v2df) { 1.5, 2 } + reals;
  reals[0] *= 3;
  SHOW_REAL (reals[0] + reals[1]);
  octets = (v8qi) { 1, 2, 3, 4, 5, 6, 7, 8 };
  octets <<= 2;
  octets[3] -= 1;
  SHOW (octets[3] + octets[7]);
  wide += 1.25f;
  wide[7] += 2;
  SHOW_REAL (wide[0] + wide[7]);
}

static void
numbers (void)
{
  extended = extended * 3 + 1;
  extended++;
  SHOW_REAL (extended);
  sixteen <<= 70;
  sixteen += 3;
  SHOW (sixteen >> 64);
  SHOW (sixteen--);
  usixteen -= 1;
  SHOW (usixteen >> 120);
  SHOW (usixteen / 3 == (unsigned __int128) -1 / 3);
#ifdef __SIZEOF_FLOAT128__
  quad *= 3;
  quad_too = quad + 1;
  SHOW_REAL (quad_too);
  SHOW (quad < quad_too);
#endif
#ifdef __FLT16_MAX__
  half = half + half;
  half += 2;
  half *= 3;
  half++;
  SHOW_REAL (half);
#endif
#ifdef __DEC64_MAX__
  d32 += 1;
  d64 *= 2;
  d64++;
  d128 = d64 + d32;
  SHOW (d32 * 10);
  SHOW (d64 * 10);
  SHOW (d128 * 10);
#endif
}

static void
test (void)
{
  bit_fields ();
  unaligned ();
  sequences ();
  complexes ();
  vectors ();
  numbers ();
}
