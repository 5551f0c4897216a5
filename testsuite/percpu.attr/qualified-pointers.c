/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* const, volatile and restrict beside __percpu, in any order, and the results
   that queries of types and values have for them.  */
/* { dg-additional-options "-fplugin-arg-percpu-check-then-act=off" } */

#define is(value, type) _Generic ((value), type: 1, default: 0)
#define same(a, b) __builtin_types_compatible_p (a, b)

struct aligned { char c; } __attribute__ ((aligned (32)));

static __attribute__ ((percpu)) const int c = 3;
static __attribute__ ((percpu)) volatile long v;
static __attribute__ ((percpu)) const volatile struct aligned cv[2] = { { 1 } };
static __attribute__ ((percpu)) unsigned char bits;
static const int __percpu *a;
static int const __percpu *b;
static __percpu int const *d;
static int __percpu *const volatile p;
extern int use (int __percpu *restrict, const int __percpu *restrict const);

_Static_assert (same (__typeof__ (a), __typeof__ (b)), "any order");
_Static_assert (same (__typeof__ (b), __typeof__ (d)), "any order");
_Static_assert (is (&c, const int __percpu *), "const");
_Static_assert (is (&v, volatile long __percpu *), "volatile");
_Static_assert (is (c, int) && is (v, long), "values");
_Static_assert (is (bits + 0, int) && is (bits, unsigned char), "promotion");
_Static_assert (is (&cv[1].c, const volatile char __percpu *), "member");
_Static_assert (is (cv, const volatile struct aligned __percpu *), "decay");
_Static_assert (is (&cv, const volatile struct aligned __percpu (*)[2]),
		"array");
_Static_assert (is (p, int __percpu *), "pointer");
_Static_assert (is (1 ? a : (int __percpu *) 0, const int __percpu *), "?:");
_Static_assert (is (1 ? a : 0, const int __percpu *), "null");
_Static_assert (is (&p, int __percpu *const volatile *), "pointer itself");
_Static_assert (sizeof cv == 64 && _Alignof (__typeof__ (cv[0])) == 32,
		"sizes");
_Static_assert (__alignof__ (cv[1]) == 32 && sizeof (c, 1) == 4, "sizes");
_Static_assert (sizeof (char[sizeof v]) == sizeof (long), "as a constant");

int
values (int n)
{
  __auto_type plain = c;
  __auto_type pointer = &c;
  __auto_type result = ({ __auto_type t = v; t += n; v = t; t; });
  __typeof__ (({ bits; })) copy = bits;
  __typeof__ (+bits) wide = bits;
  int sum = _Generic (v, long: ({ v; }), default: 0);

  plain++;
  copy++;
  wide <<= 9;
  bits += ({ bits++; bits; });
  return plain + *pointer + (int) result + copy + wide + sum
	 + use (p, pointer) + ({ int i = n; while (i-- > bits) v--; i; });
}
