/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Arrays of length 0 are complete types, whichever dimension is 0.  Flexible
   array members are incomplete.  */

typedef int none[0];
struct with { int n, t[0]; };
struct flexible { int n, t[]; };

static __attribute__ ((percpu)) int z[0];
extern __attribute__ ((percpu)) int g[2][0];
__attribute__ ((percpu)) int h[0][3];
__attribute__ ((percpu)) none named;
__attribute__ ((percpu)) const none constant;
static int __percpu by_qualifier[0];
__attribute__ ((percpu)) struct with with, several[2];
__attribute__ ((percpu)) struct flexible flexible;
__attribute__ ((percpu)) struct { } empty, empties[3];
extern __attribute__ ((percpu)) int h[0][3];
extern __attribute__ ((percpu)) int unknown[];
extern __attribute__ ((percpu)) int unknown[0];
int __percpu (*p)[0] = 0;
none __percpu *q;

_Static_assert (sizeof z == 0, "z");
_Static_assert (sizeof g == 0 && sizeof g[0] == 0, "g");
_Static_assert (sizeof h == 0 && sizeof h[0] == 3 * sizeof (int), "h");
_Static_assert (sizeof named == 0 && sizeof constant == 0, "named");
_Static_assert (sizeof by_qualifier == 0, "qualifier");
_Static_assert (sizeof with.t == 0 && sizeof with == sizeof (int), "member");
_Static_assert (sizeof unknown == 0, "unknown");
_Static_assert (sizeof empties == 0, "empty");
_Static_assert (sizeof *p == 0 && sizeof *q == 0, "pointers");
_Static_assert (_Alignof (z) == _Alignof (int), "alignment");

int
elements (int i)
{
  int __percpu *r = z;
  p = &z;
  p = &g[1];
  p = &with.t;
  q = &named;
  q = p;
  r = i ? z : with.t;
  r = flexible.t;
  return (r[i] + with.t[i] + several[1].t[i] + flexible.t[i] + h[i][1] + (*p)[i]
	  + (z == g[1]) + sizeof (z) + sizeof flexible);
}
