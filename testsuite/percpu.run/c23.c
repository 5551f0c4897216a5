/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The keywords of C23 with per-CPU variables: typeof_unqual, auto, constexpr,
   nullptr, bool, enums with a fixed type, and unreachable.  */
/* { dg-require feature c23 } */
/* { dg-additional-options "-std=gnu2x -Wall -Wextra" } */

#include "../lib/check.h"
#include <percpu.h>
#include <stddef.h>

static __attribute__ ((percpu, unused)) int x = 5;
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

int
main (void)
{
  if (percpu_bind (percpu_cpu_next (0)) != 0)
    return 1;
  words ();
  return check_failures != 0;
}
