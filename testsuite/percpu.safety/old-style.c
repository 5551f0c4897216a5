/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Arguments of a function that is defined in the old style are compared with
   the parameters of the definition.

   { dg-options "-w -std=gnu17 -Wno-incompatible-pointer-types" } */

static __attribute__ ((percpu)) int x;
static int __percpu *p;
static int plain;

static int take (a) int __percpu *a; { return *a; }
static int take_plain (a) int *a; { return *a; }
static int second (c, a) char c; int __percpu *a; { return *a + c; }
static int deep (a) int __percpu **a; { return **a; }

int
right (void)
{
  return (take (&x) + take (p) + take ((void *) 0) + take (0)
	  + take_plain (&plain) + second ('c', &x) + deep (&p));
}

int
wrong (int *q, int **qq, int i)
{
  i += take (&plain);		/* { dg-error "cast of plain pointer to per-CPU" } */
  i += take (q);		/* { dg-error "cast of plain pointer to per-CPU" } */
  i += take_plain (&x);		/* { dg-error "cast of per-CPU address to plain" } */
  i += second ('c', q);		/* { dg-error "cast of plain pointer to per-CPU" } */
  i += deep (qq);		/* { dg-error "mixes per-CPU and plain" } */
  i += deep (&p, &x);		/* { dg-error "per-CPU address passed to a function without a prototype" } */
  i += ((int (*) ()) take) (q);	/* { dg-error "hides the type of a per-CPU parameter" } */
  return i;
}

int (*v1) () = take;		/* { dg-error "hides the type of a per-CPU parameter" } */
int (*v2) (int *) = take;	/* { dg-error "mixes per-CPU and plain" } */
int (*v3) (int __percpu *) = take;
int (*v4) () = take_plain;

int
recursive (a)
     int __percpu *a;
{
  return (*a ? recursive (a)
	  : recursive (&plain));	/* { dg-error "cast of plain pointer to per-CPU" } */
}
