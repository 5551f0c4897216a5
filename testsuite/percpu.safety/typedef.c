/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A type with the attribute must be a type that an object can have.  */

struct incomplete;
typedef struct incomplete incomplete_t __attribute__ ((percpu));
/* { dg-error "'percpu' attribute specified for incomplete type 'incomplete_t'" "" { target *-*-* } .-1 } */
/* { dg-note "define the type first" "" { target *-*-* } .-2 } */
typedef void void_t __attribute__ ((percpu));
/* { dg-error "'percpu' attribute specified for 'void_t', which is not an object type" "" { target *-*-* } .-1 } */
typedef int function_t (void) __attribute__ ((percpu));
/* { dg-error "'percpu' attribute specified for 'function_t', which is not an object type" "" { target *-*-* } .-1 } */

void
f (int n)
{
  typedef int vla_t[n] __attribute__ ((percpu));
/* { dg-error "'percpu' attribute specified for variably modified type 'vla_t'" "" { target *-*-* } .-1 } */

  (void) sizeof (vla_t);
}
