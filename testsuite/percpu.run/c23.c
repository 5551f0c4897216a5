/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Features of C23 work with per-CPU variables: [[gnu::percpu]], typeof_unqual,
   auto, constexpr, nullptr, enums with a fixed type, bool as a keyword,
   unreachable, _BitInt, #embed and _Countof.  Each part needs the release of
   GCC that supports it.  */
/* { dg-additional-options "-std=gnu2x -Wall -Wextra" } */

#include "../lib/check.h"
#include <percpu.h>
#include <stddef.h>

[[gnu::percpu]] static long by_attribute = 4;
static __attribute__ ((percpu, unused)) int x = 5;

#if __GNUC__ >= 13
enum small : unsigned char { NONE, SOME = 200 };
constexpr int step = 3;
static __attribute__ ((percpu)) bool flag;
static __attribute__ ((percpu)) enum small e;
static int __percpu *__percpu p = nullptr;

static void
words (void)
{
  typeof_unqual (x) copy = x;
  auto got = x;
  auto where = &x;
  auto address_of_flag = &flag;
  static_assert (sizeof (typeof_unqual (e)) == 1);
  EXPECT (copy == 5 && got == 5);
  x += step;
  *where += copy;
  EXPECT (x == 13);
  flag = true;
  flag &= got > 1;
  EXPECT (flag);
  *address_of_flag ^= true;
  EXPECT (!flag);
  flag |= true;
  EXPECT (*address_of_flag);
  e = SOME;
  e += 1;
  EXPECT (e == 201);
  e &= 0xf0;
  EXPECT (e == 192);
  EXPECT (p == nullptr);
  p = where;
  EXPECT (p != nullptr && *p == 13);
  p = nullptr;
  EXPECT (!p);
  if (x == 12)
    unreachable ();
}
#else
static void words (void) { }
#endif

#if __GNUC__ >= 14 && defined __BITINT_MAXWIDTH__
static __attribute__ ((percpu)) unsigned _BitInt (8) b8;
static __attribute__ ((percpu)) _BitInt (16) b16;
static __attribute__ ((percpu)) unsigned _BitInt (32) b32;
static __attribute__ ((percpu)) _BitInt (64) b64;

static void
bit_integers (void)
{
  b8 += 255;
  b8 += 3;
  EXPECT (b8 == 2);
  b8 |= 5;
  EXPECT (b8 == 7);
  b16 -= 4;
  EXPECT (b16 == -4);
  b16 >>= 1;
  EXPECT (b16 == -2);
  b32--;
  EXPECT (b32 == 0xffffffff && b32++ == 0xffffffff && b32 == 0);
  b64 ^= 1;
  b64 <<= 40;
  EXPECT (b64 == (_BitInt (64)) 1 << 40);
}
#else
static void bit_integers (void) { }
#endif

#if __GNUC__ >= 15
static unsigned char __percpu bytes[] = {
# embed __FILE__ limit (4)
};

static void
embedded (void)
{
  EXPECT (sizeof bytes == 4 && bytes[0] == '/' && bytes[1] == '*');
  bytes[1]++;
  EXPECT (bytes[1] == '*' + 1);
}
#else
static void embedded (void) { }
#endif

#if __GNUC__ >= 16
static __attribute__ ((percpu)) int table[3][4];

static void
counted (void)
{
  EXPECT (_Countof (table) == 3 && _Countof (*table) == 4);
  table[_Countof (table) - 1][1]++;
  EXPECT (table[2][1] == 1);
}
#else
static void counted (void) { }
#endif

int
main (void)
{
  if (percpu_bind (percpu_cpu_next (0)) != 0)
    return 1;
  by_attribute++;
  EXPECT (by_attribute == 5);
  words ();
  bit_integers ();
  embedded ();
  counted ();
  return check_failures != 0;
}
