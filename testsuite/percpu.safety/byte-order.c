/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* An update of an object in the other byte order takes more than one
   instruction and could be lost.  A byte has no byte order.  */

#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
# define OTHER "big-endian"
#else
# define OTHER "little-endian"
#endif

static __attribute__ ((percpu))
  struct __attribute__ ((scalar_storage_order (OTHER)))
  {
    int i;
    short s[4];
    float f;
    char c, d[4];
  } st;

int
f (int v)
{
  st.i += 5;
/* { dg-error "updates per-CPU data of type 'int' in reverse byte order" "" { target *-*-* } .-1 } */
/* { dg-note "<under a guard, update '.percpu_borrow \\(g, &st.i\\)'//update 'percpu_raw \\(st.i\\)'>" "" { target *-*-* } .-2 } */
  st.s[v & 3]++;
/* { dg-error "updates per-CPU data of type 'short int' in reverse byte order" "" { target *-*-* } .-1 } */
/* { dg-note "<under a guard, update '.percpu_borrow//update 'percpu_raw>" "" { target *-*-* } .-2 } */
  st.f *= 2;
/* { dg-error "updates per-CPU data of type 'float' in reverse byte order" "" { target *-*-* } .-1 } */
/* { dg-note "<under a guard, update '.percpu_borrow \\(g, &st.f\\)'//update 'percpu_raw \\(st.f\\)'>" "" { target *-*-* } .-2 } */
  st.c += 5;
  st.d[v & 3] *= 3;
  return st.c++;
}
