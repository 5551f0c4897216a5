/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* One rule for complex numbers, however the update is written and whatever the
   type of its operand: numbers of at most eight bytes can be updated, wider
   ones cannot, and their parts are objects of their own.  */

static __attribute__ ((percpu)) _Complex double z, za[3];
static __attribute__ ((percpu)) volatile _Complex double vz;
static __attribute__ ((percpu)) _Complex long zl;
static __attribute__ ((percpu)) _Complex long double zld;
static __attribute__ ((percpu)) _Complex float zf __attribute__ ((aligned (8)));
static __attribute__ ((percpu)) _Complex int zi __attribute__ ((aligned (8)));
static __attribute__ ((percpu)) _Complex short zs __attribute__ ((aligned (4)));
static __attribute__ ((percpu)) _Complex char zc __attribute__ ((aligned (2)));
static __attribute__ ((percpu)) struct { char c; _Complex double m; } st;

_Complex double
wide (_Complex double __percpu *p, double d, int i, _Complex double v,
      _Complex double (*f) (void), double (*g) (void))
{
  z += 1;	/* { dg-error "no CPU-local operation that updates per-CPU data of type 'complex double'" } */
/* { dg-note "<percpu_borrow \\(g, &z\\)//percpu_raw \\(z\\)>" "" { target *-*-* } .-1 } */
  z += d;	/* { dg-error "no CPU-local operation" } */
/* { dg-note "<percpu_borrow//percpu_raw>" "" { target *-*-* } .-1 } */
  z -= v;	/* { dg-error "no CPU-local operation" } */
/* { dg-note "<percpu_borrow//percpu_raw>" "" { target *-*-* } .-1 } */
  z *= 2;	/* { dg-error "no CPU-local operation" } */
/* { dg-note "<percpu_borrow//percpu_raw>" "" { target *-*-* } .-1 } */
  z /= 2i;	/* { dg-error "no CPU-local operation" } */
/* { dg-note "<percpu_borrow//percpu_raw>" "" { target *-*-* } .-1 } */
  z++;		/* { dg-error "no CPU-local operation" } */
/* { dg-note "<percpu_borrow//percpu_raw>" "" { target *-*-* } .-1 } */
  --z;		/* { dg-error "no CPU-local operation" } */
/* { dg-note "<percpu_borrow//percpu_raw>" "" { target *-*-* } .-1 } */
  z = ~z;	/* { dg-error "no CPU-local operation" } */
/* { dg-note "<percpu_borrow//percpu_raw>" "" { target *-*-* } .-1 } */
  z = -z;	/* { dg-error "no CPU-local operation" } */
/* { dg-note "<percpu_borrow//percpu_raw>" "" { target *-*-* } .-1 } */
  z = __real__ z;	/* { dg-error "no CPU-local operation" } */
/* { dg-note "<percpu_borrow//percpu_raw>" "" { target *-*-* } .-1 } */
  z += f ();	/* { dg-error "no CPU-local operation" } */
/* { dg-note "<percpu_borrow//percpu_raw>" "" { target *-*-* } .-1 } */
  z += g ();	/* { dg-error "no CPU-local operation" } */
/* { dg-note "<percpu_borrow//percpu_raw>" "" { target *-*-* } .-1 } */
  z = __builtin_complex (__real__ z + 1, __imag__ z);	/* { dg-error "no CPU-local operation" } */
/* { dg-note "<percpu_borrow//percpu_raw>" "" { target *-*-* } .-1 } */
  vz += 1;	/* { dg-error "no CPU-local operation" } */
/* { dg-note "<percpu_borrow//percpu_raw>" "" { target *-*-* } .-1 } */
  za[i] += 1;	/* { dg-error "no CPU-local operation" } */
/* { dg-note "<percpu_borrow//percpu_raw>" "" { target *-*-* } .-1 } */
  p[i]++;	/* { dg-error "no CPU-local operation" } */
/* { dg-note "<percpu_borrow//percpu_raw>" "" { target *-*-* } .-1 } */
  st.m *= d;	/* { dg-error "no CPU-local operation" } */
/* { dg-note "<percpu_borrow//percpu_raw>" "" { target *-*-* } .-1 } */
  zl += 1;	/* { dg-error "no CPU-local operation that updates per-CPU data of type '_Complex long int'" } */
/* { dg-note "<percpu_borrow//percpu_raw>" "" { target *-*-* } .-1 } */
  zld += 1;	/* { dg-error "no CPU-local operation that updates per-CPU data of type 'complex long double'" } */
/* { dg-note "<percpu_borrow//percpu_raw>" "" { target *-*-* } .-1 } */
  return v;
}

_Complex float
narrow (_Complex float v, int i, float (*g) (void))
{
  __real__ z += 1;
  __imag__ za[i] -= 2;
  (__imag__ st.m)++;
  __real__ zl |= 4;
  zf += 1;
  zf *= v;
  zf++;
  zf = ~zf;
  zf -= g ();
  __real__ zf /= 3;
  zi += 1;
  zi *= 2;
  --zi;
  zs += 1;
  zs = ~zs;
  zc++;
  zc += 1i;
  return zf = v;
}
