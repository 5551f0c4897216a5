/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* typeof, __auto_type, _Generic, sizeof, _Alignof and statement expressions: a
   value has no qualifier, so variables of its type are plain.  */

#include <stdint.h>

struct pair { char c; double d; };
static __attribute__ ((percpu)) int x;
static __attribute__ ((percpu)) struct pair pair;
static __attribute__ ((percpu)) char name[12];
static int __percpu *p;

_Static_assert (sizeof x == sizeof (int) && sizeof (pair) == 16, "size");
_Static_assert (sizeof name == 12 && sizeof name[0] == 1, "array size");
_Static_assert (_Alignof (__typeof__ (x)) == _Alignof (int), "alignment");
_Static_assert (__alignof__ (pair) == 8 && __alignof__ (x) >= 4, "alignment");
_Static_assert (__builtin_offsetof (struct pair, d) == 8, "offset");
_Static_assert (sizeof (p) == sizeof (void *), "pointer size");
_Static_assert (_Generic (&x, int __percpu *: 1, default: 0), "address");
_Static_assert (_Generic (x, int: 1, default: 0), "value");
_Static_assert (_Generic (p, int __percpu *: 1, int *: 2, default: 0) == 1,
		"pointer");
_Static_assert (_Generic (&x, int *: 2, default: 1) == 1, "not plain");
_Static_assert (_Generic (name, char __percpu *: 1, default: 0), "decay");
_Static_assert (__builtin_types_compatible_p (__typeof__ (x), int __percpu),
		"qualified");
_Static_assert (!__builtin_types_compatible_p (__typeof__ (&x), int *),
		"incompatible");

double
locals (void)
{
  __auto_type value = x;
  __auto_type incremented = x++;
  __auto_type address = &x;
  __auto_type sum = (x += 2);
  __auto_type real = pair.d;
  __typeof__ (x + 0) promoted = x;
  __typeof__ ((void) 0, pair.c) letter = name[1];
  __typeof__ (x) __percpu *same = address;
  static __typeof__ (x) another;
  static __typeof__ (pair) other_pair = { 'a', 2 };

  another++;
  other_pair.d += 1;
  value += incremented * promoted;
  real *= ({ __auto_type t = x; t++; t; });
  return value + *same + sum + real + letter + ({ x; });
}

int __percpu *
constants (void)
{
  enum { SIZE = sizeof x };
  int plain[sizeof name + SIZE];

  plain[0] = __builtin_constant_p (x) + (__builtin_choose_expr (1, x, 0));
  return &x + plain[0];
}
