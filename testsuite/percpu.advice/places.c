/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Errors about address spaces, the front end's and ours: the note about what to
   write instead stands at the expression, however many lines the statement has.
   In model `rseq' no note proposes `percpu_this_ptr'.  */

#include <percpu.h>
#include <string.h>

static __attribute__ ((percpu)) long x, a[4];
static __attribute__ ((percpu)) struct { int n : 3; char name[8]; } st, su;
static __attribute__ ((percpu)) long double wide;
static long plain;

struct pair { int n; long *p; };

extern void take (int, long *, long *);
extern long __percpu *shift (long __percpu *);

char *
initialised (int c)
{
  long
    *p
      = &x,
/*      ^ error: initialization from pointer to non-enclosed address space */
/*      ^ note: a per-CPU address is the same offset on every CPU, not an object; use operators, 'percpu_borrow' under a guard for a plain pointer to the instance of this CPU, or 'percpu_ptr' for one to that of a given CPU */
    *q =
      c
/*    ^ error: initialization from pointer to non-enclosed address space */
/*    ^ note: a per-CPU address is the same offset on every CPU, not an object; use operators, 'percpu_borrow' under a guard for a plain pointer to the instance of this CPU, or 'percpu_ptr' for one to that of a given CPU */
      ? &a[2] : 0;
  struct pair pair
    = { 1,
	&a[c] };
/*      ^ error: initialization from pointer to non-enclosed address space */
/*      ^ note: a per-CPU address is the same offset on every CPU, not an object; use operators, 'percpu_borrow' under a guard for a plain pointer to the instance of this CPU, or 'percpu_ptr' for one to that of a given CPU */
  p = q;
  pair.p
    = p;
  return
    st.name;
/*  ^ error: return from pointer to non-enclosed address space */
/*  ^ note: a per-CPU address is the same offset on every CPU, not an object; use operators, 'percpu_borrow' under a guard for a plain pointer to the instance of this CPU, or 'percpu_ptr' for one to that of a given CPU */
}

void
passed (long *p)
{
  take (3,
	&x,
/*      ^ error: passing argument 2 of 'take' from pointer to non-enclosed address space */
/*      ^ note: a per-CPU address is the same offset on every CPU, not an object; use operators, 'percpu_borrow' under a guard for a plain pointer to the instance of this CPU, or 'percpu_ptr' for one to that of a given CPU */
	p);
  take
    (3,
     p,
     &a[1]
/*   ^ error: passing argument 3 of 'take' from pointer to non-enclosed address space */
/*   ^ note: a per-CPU address is the same offset on every CPU, not an object; use operators, 'percpu_borrow' under a guard for a plain pointer to the instance of this CPU, or 'percpu_ptr' for one to that of a given CPU */
     );
  shift (
    &plain);
/*  ^ error: passing argument 1 of 'shift' from pointer to non-enclosed address space */
/*  ^ note: only the address of a variable with attribute 'percpu' is a per-CPU address */
  memset (&st,
/*        ^ error: passing argument 1 of 'memset' from pointer to non-enclosed address space */
/*        ^ note: 'memset' sets plain memory; call it under a guard with the pointer from 'percpu_borrow' for the instance of this CPU, or with a pointer from 'percpu_ptr' for that of a given CPU */
/*        ^ note: 'percpu_reset' gives a variable its initial value on every CPU */
	  0,
	  sizeof st);
  strcpy
    (st.name,
/*     ^ error: passing argument 1 of 'strcpy' from pointer to non-enclosed address space */
/*     ^ note: 'strcpy' copies plain memory; call it under a guard with the pointer from 'percpu_borrow' for the instance of this CPU, or with a pointer from 'percpu_ptr' for that of a given CPU */
     "a");
}

void
converted (long *p)
{
  long *r;
  r = (
/*  ^ error: assignment from pointer to non-enclosed address space */
/*  ^ note: a per-CPU address is the same offset on every CPU, not an object; use operators, 'percpu_borrow' under a guard for a plain pointer to the instance of this CPU, or 'percpu_ptr' for one to that of a given CPU */
      &x
      );
  r
    = (long *)
/*    ^ warning: cast to generic address space pointer from disjoint <quoted-space?'__percpu'//__percpu> address space pointer */
/*    ^ error: cast of per-CPU address to plain pointer type 'long int \*' */
/*    ^ note: 'x' is the same offset on every CPU, not an object; use operators on it, 'percpu_borrow \(g, &x\)' under a guard for a plain pointer to an instance, or 'percpu_ptr \(&x, cpu\)' for the instance of another CPU */
      &x;
  if (p
      == &x)
/*    ^ error: comparison of pointers to disjoint address spaces */
/*    ^ note: a per-CPU address is the same offset on every CPU, not an object; use operators, 'percpu_borrow' under a guard for a plain pointer to the instance of this CPU, or 'percpu_ptr' for one to that of a given CPU */
    p = r;
  r = p ? p
	: &a[1];
/*      ^ error: pointers to disjoint address spaces used in conditional expression */
/*      ^ note: a per-CPU address is the same offset on every CPU, not an object; use operators, 'percpu_borrow' under a guard for a plain pointer to the instance of this CPU, or 'percpu_ptr' for one to that of a given CPU */
  long __percpu *to =
    p;
/*  ^ error: initialization from pointer to non-enclosed address space */
/*  ^ note: only the address of a variable with attribute 'percpu' is a per-CPU address */
  to = shift (to);
  asm volatile ("" : :
/*^ error: per-CPU address in operand 0 of 'asm' */
/*^ note: 'x' is the same offset on every CPU, not an object; use operators on it, 'percpu_borrow \(g, &x\)' under a guard for a plain pointer to an instance, or 'percpu_ptr \(&x, cpu\)' for the instance of another CPU */
		"r" (
    &x));
}

void
torn (long double v)
{
  st.n
    = 3;
  st =
    su;
  if (v > 3)
    wide
      += v;
/*    ^ error: there is no CPU-local operation that updates per-CPU data of type 'long double' */
/*    ^ note: under a guard, update '\*percpu_borrow \(g, &wide\)' */
}

static long *fixed =
  &x;
/*^ error: initialization from pointer to non-enclosed address space */
/*^ note: a per-CPU address is the same offset on every CPU, not an object; use operators, 'percpu_borrow' under a guard for a plain pointer to the instance of this CPU, or 'percpu_ptr' for one to that of a given CPU */
long **use = &fixed;

