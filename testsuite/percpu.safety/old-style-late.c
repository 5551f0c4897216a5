/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* When a function has per-CPU parameters, a use that came before they were
   declared or defined has not been compared with them.

   { dg-options "-w -std=gnu17 -Wno-incompatible-pointer-types" } */

static int plain;

int late ();
int use (void) { return late (&plain); }

int
late (a)			/* { dg-error "'late' has a per-CPU parameter, but was used before" } */
     int __percpu *a;		/* { dg-note "write the types of the parameters" "" { target *-*-* } .-1 } */
{
  return *a;
}

int not_used ();
int not_used (a) int __percpu *a; { return *a; }
int not_used_either ();
int not_used_either (int __percpu *);

int late_prototype ();		/* { dg-note "write the types of the parameters" } */
int use_prototype (void) { return late_prototype (&plain); }
int late_prototype (long, int __percpu **);	/* { dg-error "'late_prototype' has a per-CPU parameter, but was used before" } */

void inner (void) { int late_inner (); late_inner (&plain); }	/* { dg-note "write the types of the parameters" } */
int late_inner (int __percpu *);	/* { dg-error "'late_inner' has a per-CPU parameter, but was used before" } */
