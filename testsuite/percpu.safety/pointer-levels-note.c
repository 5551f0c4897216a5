/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The notes to errors about address spaces behind the first level stand at the
   expression, too.

   { dg-options "-w -std=gnu17 -Wno-incompatible-pointer-types" } */

int __percpu **pp;
int **qq;
void take (int, int **);
int call (int __percpu *);

int
levels (int i)
{
  take (i,
	pp);	/* { dg-error "conversion from '__percpu int \\*\\*' to 'int \\*\\*' mixes per-CPU and plain pointers" "" { target *-*-* } .-1 } */
		/* { dg-note "write '__percpu' in the same places of both types" "" { target *-*-* } .-2 } */
  return (i
	  + (pp == qq));	/* { dg-error "comparison of '__percpu int \\*\\*' and 'int \\*\\*' mixes per-CPU and plain pointers" } */
		/* { dg-note "write '__percpu' in the same places of both types" "" { target *-*-* } .-1 } */
}

int (*unknown) () = call;	/* { dg-error "conversion from \[^\n\]* hides the type of a per-CPU parameter" } */
		/* { dg-note "write the types of the parameters in both types" "" { target *-*-* } .-1 } */
