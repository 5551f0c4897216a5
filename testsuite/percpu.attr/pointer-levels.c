/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Pointers to pointers to per-CPU data are ordinary pointers.  They convert to
   and from void pointers, byte pointers and integers, and can be compared and
   selected.  Functions with per-CPU pointers as parameters can be called
   through pointers.  Arrays of per-CPU pointers can be passed to memcpy and
   qsort.  */

#include <percpu.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef int __percpu *address;
struct ops
{
  int (*take) (int __percpu *);
  address (*get) (void);
  int (*take_more) (address *);
  int (*table[2]) (address);
};

static __attribute__ ((percpu)) int x;
static __attribute__ ((percpu)) address in_area;
static __attribute__ ((percpu)) address *pointer_in_area;
address p;
address *pp = &p;
int **plain;

int take (int __percpu *a);
int take_more (int __percpu **a);
address get (void);
int compare (const void *, const void *);
int compare_addresses (int __percpu *const *, int __percpu *const *);

struct ops o = { take, get, take_more, { take, take } };
struct ops o_too = { .take = take, .table = { [1] = take } };
void (*generic) (void) = (void (*) (void)) take;
void *any = &p;
char *bytes = (char *) &p;

void
converted (void *v, uintptr_t u)
{
  address *q = v;
  void __percpu **vq = v;
  int __percpu *const *cq = pp;
  const int __percpu *const *ccq = (const int __percpu *const *) pp;
  long *raw = (long *) pp;

  v = pp;
  v = &p;
  u = (uintptr_t) pp;
  q = (address *) u;
  q = malloc (sizeof *q);
  memcpy (q, pp, sizeof *q);
  memset (q, 0, sizeof *q);
  qsort (q, 3, sizeof *q, compare);
  qsort (q, 3, sizeof *q, (int (*) (const void *, const void *))
	 compare_addresses);
  free (q);
  pointer_in_area = q;
  q = pointer_in_area;
  in_area = *q;
  *q = in_area;
  **q = 3;
  (**q)++;
  *vq = *cq == *ccq ? *q : 0;
  raw[1] = 0;
}

int
related (void *v, int i)
{
  address a[4] = { 0, p }, (*whole)[4] = &a, *q = a;
  q = i ? pp : 0;
  q = i ? &a[1] : *whole;
  v = i ? v : pp;
  v = i ? (void *) pp : (void *) plain;
  return ((v == pp) + (pp == 0) + (q != pp) + (q < &a[3]) + (pp ? q - a : 0)
	  + ((void *) pp == (void *) plain)
	  + (a[i] == p) + _Generic (pp, address *: take_more (pp), int **: 0));
}

int
called (const struct ops *o, int i)
{
  struct ops copy = *o, *q = &(struct ops) { take };
  copy.take = q->take;
  copy.take_more = i ? take_more : copy.take_more;
  return (copy.take (&x) + copy.take_more (&p) + copy.table[i] (copy.get ())
	  + ((int (*) (int __percpu *)) generic) (p));
}
