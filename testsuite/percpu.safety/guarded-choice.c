/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A guarded variable may be accessed only through borrowed pointers, also if
   the expression that accesses it computes or chooses its address.  The address
   itself may be chosen.  */

#include <percpu.h>

static __attribute__ ((percpu ("guarded"))) long ga, gb, array[4];
static __attribute__ ((percpu ("guarded"))) _Bool flag;
static __attribute__ ((percpu ("guarded"))) _Complex float z;
static __attribute__ ((percpu ("guarded"))) struct l { long l[4]; } st, other;
static __attribute__ ((percpu)) long open;
void work (void);

void
updates (int c, int i, long v)
{
  ++*(c ? &ga : &gb);	/* { dg-error "operation on guarded per-CPU variable 'ga'" } */
/* { dg-error "operation on guarded per-CPU variable 'gb'" "" { target *-*-* } .-1 } */
/* { dg-note "percpu_borrow \\(g, &ga\\)" "" { target *-*-* } .-2 } */
/* { dg-note "percpu_borrow \\(g, &gb\\)" "" { target *-*-* } .-3 } */
  (*(c ? &open : &gb)) += v;	/* { dg-error "operation on guarded per-CPU variable 'gb'" } */
/* { dg-note "percpu_borrow \\(g, &gb\\)" "" { target *-*-* } .-1 } */
  (c ? &st : 0)->l[i]--;	/* { dg-error "operation on guarded per-CPU variable 'st'" } */
/* { dg-note "percpu_borrow \\(g, &st\\)" "" { target *-*-* } .-1 } */
  (work (), &other)->l[1] *= 3;	/* { dg-error "operation on guarded per-CPU variable 'other'" } */
/* { dg-note "percpu_borrow \\(g, &other\\)" "" { target *-*-* } .-1 } */
  *(array + i) |= 4;	/* { dg-error "operation on guarded per-CPU variable 'array'" } */
/* { dg-note "percpu_borrow \\(g, &array\\)" "" { target *-*-* } .-1 } */
  /* GCC 11 gives this increment no location of its own.  */
  work (); (*(c ? &flag : 0))++;	/* { dg-error "operation on guarded per-CPU variable 'flag'" } */
/* { dg-note "percpu_borrow \\(g, &flag\\)" "" { target *-*-* } .-1 } */
#ifdef __x86_64__	/* Elsewhere it is not aligned to eight bytes.  */
  (*(c ? &z : 0))++;	/* { dg-error "operation on guarded per-CPU variable 'z'" "" { target x86_64-*-* } } */
/* { dg-note "percpu_borrow \\(g, &z\\)" "" { target x86_64-*-* } .-1 } */
#endif
  *(unsigned long __percpu *) (c ? 0 : &ga) += v;	/* { dg-error "operation on guarded per-CPU variable 'ga'" } */
/* { dg-note "percpu_borrow \\(g, &ga\\)" "" { target *-*-* } .-1 } */
}

long
accesses (int c, int i, long v)
{
  v = *(c ? &ga : &open);	/* { dg-error "operation on guarded per-CPU variable 'ga'" } */
/* { dg-note "percpu_borrow \\(g, &ga\\)" "" { target *-*-* } .-1 } */
  v += (c ? &st : 0)->l[i];	/* { dg-error "operation on guarded per-CPU variable 'st'" } */
/* { dg-note "percpu_borrow \\(g, &st\\)" "" { target *-*-* } .-1 } */
  *(c ? 0 : &gb) = v;	/* { dg-error "operation on guarded per-CPU variable 'gb'" } */
/* { dg-note "percpu_borrow \\(g, &gb\\)" "" { target *-*-* } .-1 } */
  v += (c ? array : 0)[i];	/* { dg-error "operation on guarded per-CPU variable 'array'" } */
/* { dg-note "percpu_borrow \\(g, &array\\)" "" { target *-*-* } .-1 } */
  return v;
}

long
operations (int c, int i, long v)
{
  v = percpu_xchg (*(c ? &ga : &open), v);	/* { dg-error "operation on guarded per-CPU variable 'ga'" } */
/* { dg-note "percpu_borrow \\(g, &ga\\)" "" { target *-*-* } .-1 } */
  v += percpu_cmpxchg ((c ? &st : 0)->l[i], v, 1);	/* { dg-error "operation on guarded per-CPU variable 'st'" } */
/* { dg-note "percpu_borrow \\(g, &st\\)" "" { target *-*-* } .-1 } */
  v += percpu_max (*(c ? &gb : &open), v);	/* { dg-error "operation on guarded per-CPU variable 'gb'" } */
/* { dg-note "percpu_borrow \\(g, &gb\\)" "" { target *-*-* } .-1 } */
  return v;
}

/* This is neither an access nor an operation.  */

long __percpu *
addresses (int c, int i)
{
  percpu_guarded (g)
    {
      *percpu_borrow (g, c ? &ga : &gb) += 1;
      percpu_borrow (g, c ? &st : &other)->l[i]++;
      ++*percpu_borrow (g, &(c ? &st : &other)->l[i]);
    }
  (*(c ? &open : 0))++;
  return &(c ? &st : &other)->l[i];
}
