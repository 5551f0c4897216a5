/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A transparent union accepts a pointer without a cast.  If it has members of
   both kinds, the callee may read the wrong one.  */

typedef union
{
  unsigned long *plain;
  unsigned long __percpu *percpu;
} either __attribute__ ((transparent_union));

typedef union
{
  unsigned long __percpu *percpu;
  long __percpu *other;
} percpu_only __attribute__ ((transparent_union));

static __attribute__ ((percpu)) unsigned long x;
static unsigned long plain;

static unsigned long
read (either u)
{
  return *u.plain;
}

static unsigned long
load (percpu_only u)
{
  return *u.percpu;
}

unsigned long
f (unsigned long __percpu *p, unsigned long (*function) (either))
{
  unsigned long sum = 0;

  sum += read (&x);
/* { dg-error "per-CPU address passed as a union that also has plain pointers" "" { target *-*-* } .-1 } */
/* { dg-note "write two functions" "" { target *-*-* } .-2 } */
  sum += function (p + 1);
/* { dg-error "per-CPU address passed as a union that also has plain pointers" "" { target *-*-* } .-1 } */
/* { dg-note "write two functions" "" { target *-*-* } .-2 } */
  sum += read (&plain);
/* { dg-error "plain pointer passed as a union that also has per-CPU pointers" "" { target *-*-* } .-1 } */
/* { dg-note "write two functions" "" { target *-*-* } .-2 } */
  sum += read (0);
  return sum + load (&x) + load (p);
}
