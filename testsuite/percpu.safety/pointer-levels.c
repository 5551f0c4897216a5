/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A pointer to a per-CPU address is not a pointer to a plain pointer, however
   many levels are in between and whichever construct converts it: the front end
   compares the address spaces of the first level only.

   { dg-options "-w -Wno-incompatible-pointer-types" } */

static __attribute__ ((percpu)) int x;
static __attribute__ ((percpu)) int **in_area;
int __percpu *p;
int __percpu **pp;
int *q, **qq;
int __percpu ***ppp;

struct plain { int n; int **m; } sp;
struct percpu { int n; int __percpu **m; } sc;
typedef int __percpu *address;
typedef address table[4];
table addresses;
void take_plain (int **a);
void take_percpu (int, address *a);
void take_deep (int ***a);

/* Static initialisers.  */
int **v1 = &p;		/* { dg-error "mixes per-CPU and plain pointers" } */
address *v2 = &q;	/* { dg-error "from 'int \\*\\*' to '__percpu int \\*\\*' mixes" } */
int ***v3 = &pp;	/* { dg-error "mixes per-CPU and plain" } */
int **v4 = (int **) &p;	/* { dg-error "mixes per-CPU and plain" } */
int **v5 = addresses;	/* { dg-error "mixes per-CPU and plain" } */
struct plain v6 = { 1, &p };	/* { dg-error "mixes per-CPU and plain" } */
struct plain v7[]
  = { [3].m = &p };	/* { dg-error "mixes per-CPU and plain" } */
struct percpu v8 = { .m = &q };	/* { dg-error "mixes per-CPU and plain" } */
int **v9[2] = { 0, &p };	/* { dg-error "mixes per-CPU and plain" } */
int ***v10 = (int **[]) { &p };	/* { dg-error "mixes per-CPU and plain" } */
struct plain *v11 = &(struct plain) { .m = &p };	/* { dg-error "mixes per-CPU and plain" } */
char **v12 = (char **) &p;	/* { dg-error "mixes per-CPU and plain" } */
void **v13 = (void **) &p;	/* { dg-error "mixes per-CPU and plain" } */
int *(*v14)[4] = &addresses;	/* { dg-error "mixes per-CPU and plain" } */

void
initialisers (void)
{
  int **a = pp;			/* { dg-error "mixes per-CPU and plain" } */
  int **b[2] = { qq, pp };	/* { dg-error "mixes per-CPU and plain" } */
  struct plain c = { .m = pp };	/* { dg-error "mixes per-CPU and plain" } */
  struct plain *d
    = &(struct plain) { 1, pp };	/* { dg-error "mixes per-CPU and plain" } */
  static int **e = &p;		/* { dg-error "mixes per-CPU and plain" } */
  const volatile int *const *f = pp;	/* { dg-error "mixes per-CPU and plain" } */
}

void
assignments (int i)
{
  qq = pp;		/* { dg-error "mixes per-CPU and plain" } */
  pp = qq;		/* { dg-error "mixes per-CPU and plain" } */
  sp.m = sc.m;		/* { dg-error "mixes per-CPU and plain" } */
  sp = (struct plain) { 2, pp };	/* { dg-error "mixes per-CPU and plain" } */
  qq = *ppp;		/* { dg-error "mixes per-CPU and plain" } */
  *ppp = qq;		/* { dg-error "mixes per-CPU and plain" } */
  qq = &addresses[i];	/* { dg-error "mixes per-CPU and plain" } */
  qq = pp + i;		/* { dg-error "mixes per-CPU and plain" } */
  qq = i ? pp : 0;	/* { dg-error "mixes per-CPU and plain" } */
  qq = (i++, pp);	/* { dg-error "mixes per-CPU and plain" } */
  qq = ({ i++; pp; });	/* { dg-error "mixes per-CPU and plain" } */
  in_area = pp;		/* { dg-error "mixes per-CPU and plain" } */
  pp = in_area;		/* { dg-error "mixes per-CPU and plain" } */
}

void
casts (long i)
{
  **(int **) pp = 1;		/* { dg-error "mixes per-CPU and plain" } */
  **(address *) qq = 1;		/* { dg-error "mixes per-CPU and plain" } */
  ***(int ***) ppp = 1;		/* { dg-error "mixes per-CPU and plain" } */
  *(*(int *(*)[4]) addresses)[1] = 1;	/* { dg-error "mixes per-CPU and plain" } */
  i += **(const int **) pp;	/* { dg-error "mixes per-CPU and plain" } */
  i += **(long **) pp;		/* { dg-error "mixes per-CPU and plain" } */
  i += **(int **) (void *) pp;	/* { dg-error "mixes per-CPU and plain" } */
  i += *((int **) pp)[i];	/* { dg-error "mixes per-CPU and plain" } */
}

void
arguments (void (*f) (int **))
{
  take_plain (pp);	/* { dg-error "mixes per-CPU and plain" } */
  take_plain (&p);	/* { dg-error "mixes per-CPU and plain" } */
  take_percpu (1, qq);	/* { dg-error "mixes per-CPU and plain" } */
  take_percpu (1,
	       &q);	/* { dg-error "mixes per-CPU and plain" } */
  take_deep (ppp);	/* { dg-error "mixes per-CPU and plain" } */
  f (addresses);	/* { dg-error "mixes per-CPU and plain" } */
}

int **
returned (void)
{
  return pp;		/* { dg-error "mixes per-CPU and plain" } */
}

address *
returned_percpu (int i)
{
  if (i)
    return qq;		/* { dg-error "mixes per-CPU and plain" } */
  return &q;		/* { dg-error "mixes per-CPU and plain" } */
}

int
related (int i)
{
  void *v;
  i += pp == qq;	/* { dg-error "comparison of '\[^\n\]* mixes per-CPU and plain" } */
  i += &p != &q;	/* { dg-error "comparison of '\[^\n\]* mixes per-CPU and plain" } */
  while (pp < qq)	/* { dg-error "comparison of '\[^\n\]* mixes per-CPU and plain" } */
    pp++;
  v = i ? pp : qq;	/* { dg-error "conditional expression of '\[^\n\]* mixes per-CPU and plain" } */
  v = i ? &q : &p;	/* { dg-error "conditional expression of '\[^\n\]* mixes per-CPU and plain" } */
  return (int **) pp - qq;	/* { dg-error "mixes per-CPU and plain" } */
}

typedef union { int **plain; void *any; } either
  __attribute__ ((transparent_union));
typedef union { int **plain; long i; } only __attribute__ ((transparent_union));
void take_either (either);
void take_only (only);

void
unions (void)
{
  take_either (pp);		/* void * takes any pointer.  */
  take_only ((int **) pp);	/* { dg-error "mixes per-CPU and plain" } */
}
