/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The types of functions agree in the address spaces of their parameters and
   results, wherever the type of the function is.

   { dg-options "-w -std=gnu17 -Wno-incompatible-pointer-types" } */

static __attribute__ ((percpu)) int x;
int plain;
int take (int __percpu *a);
int take_plain (int *a);
int __percpu *get (void);
int *get_plain (void);
int take_second (long, int __percpu **);
int variadic (const char *, ...);
int variadic_percpu (int __percpu *, ...);
void call_back (int (*) (int __percpu *), int __percpu *);

typedef int (*plain_fn) (int *);
typedef int (*percpu_fn) (int __percpu *);
struct ops { plain_fn f; int *(*g) (void); plain_fn t[2]; };

plain_fn v1 = take;	/* { dg-error "'plain_fn' \{aka 'int \\(\\*\\)\\(int \\*\\)'\} mixes per-CPU and plain" } */
percpu_fn v2 = take_plain;	/* { dg-error "mixes per-CPU and plain" } */
int *(*v3) (void) = get;	/* { dg-error "mixes per-CPU and plain" } */
int (*v4) (long, int **) = take_second;	/* { dg-error "mixes per-CPU and plain" } */
struct ops v5 = { take };	/* { dg-error "mixes per-CPU and plain" } */
struct ops v6 = { .g = get };	/* { dg-error "mixes per-CPU and plain" } */
struct ops v7 = { .t = { [1] = take } };	/* { dg-error "mixes per-CPU and plain" } */
plain_fn v8[] = { take_plain, take };	/* { dg-error "mixes per-CPU and plain" } */
percpu_fn v9;
plain_fn *v10 = &v9;	/* { dg-error "mixes per-CPU and plain" } */
void (*v11) (plain_fn, int __percpu *) = call_back;	/* { dg-error "mixes per-CPU and plain" } */
int (*v12) (int *, ...) = variadic_percpu;	/* { dg-error "mixes per-CPU and plain" } */
int (*v13) () = take;	/* { dg-error "hides the type of a per-CPU parameter" } */
int (*v14[2]) () = { 0, take_second };	/* { dg-error "hides the type of a per-CPU parameter" } */
void (*v15) () = (void (*) ()) call_back;	/* { dg-error "hides the type of a per-CPU parameter" } */

void
assignments (struct ops *o, percpu_fn f, int i)
{
  o->f = f;		/* { dg-error "mixes per-CPU and plain" } */
  o->t[i] = &take;	/* { dg-error "mixes per-CPU and plain" } */
  o->g = (int *(*) (void)) get;	/* { dg-error "mixes per-CPU and plain" } */
  f = i ? take_plain : f;	/* { dg-error "mixes per-CPU and plain" } */
}

int
calls (int i)
{
  i += ((plain_fn) take) (&plain);	/* { dg-error "mixes per-CPU and plain" } */
  i += ((int (*) ()) take) (&plain);	/* { dg-error "hides the type of a per-CPU parameter" } */
  i += *((int *(*) (void)) get) ();	/* { dg-error "mixes per-CPU and plain" } */
  call_back (take_plain, &x);	/* { dg-error "mixes per-CPU and plain" } */
  call_back ((percpu_fn) take_plain, &x);	/* { dg-error "mixes per-CPU and plain" } */
  return i;
}

int
related (int i)
{
  return ((plain_fn) v2 == v1	/* { dg-error "mixes per-CPU and plain" } */
	  ? v1 == v9		/* { dg-error "comparison of '\[^\n\]* mixes per-CPU and plain" } */
	  : i);
}

/* Functions that POSIX calls with a plain pointer.  */
void start (void *(*) (void *), void *);
void *thread (int __percpu *a);

void
callbacks (void)
{
  start ((void *(*) (void *)) thread, 0);	/* { dg-error "mixes per-CPU and plain" } */
}
