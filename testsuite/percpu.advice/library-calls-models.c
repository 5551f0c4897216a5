/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The notes of library-calls.c about memory functions in models whose threads
   do not leave their CPU.  */
/* advice-options: -O0 -fplugin-arg-percpu-model=register */
/* advice-options: -O2 -fplugin-arg-percpu-model=single */

#include <percpu.h>
#include <string.h>

static __attribute__ ((percpu)) long x, a[4];

extern void fill (void *, size_t);

long
atomics (long v)
{
  return v + __sync_fetch_and_add (a, 2);
/*                                 ^ error: passing argument 1 of '__sync_fetch_and_add', a per-CPU address */
/*                                 ^ note: for a per-CPU variable 'x' write 'x \+= v', which is one CPU-local operation */
}

void
memory (void *p)
{
  memset (&x, 0, sizeof x);
/*        ^ error: passing argument 1 of 'memset' from pointer to non-enclosed address space */
/*        ^ note: 'memset' sets plain memory; call it with the pointer from 'percpu_this_ptr' for the instance of this CPU, or with a pointer from 'percpu_ptr' for that of a given CPU */
/*        ^ note: 'percpu_reset' gives a variable its initial value on every CPU */
  memcpy (p, &x, sizeof x);
/*           ^ error: passing argument 2 of 'memcpy' from pointer to non-enclosed address space */
/*           ^ note: 'memcpy' copies plain memory; call it with the pointer from 'percpu_this_ptr' */
  if (memcmp (a, p, sizeof a))
/*            ^ error: passing argument 1 of 'memcmp' from pointer to non-enclosed address space */
/*            ^ note: 'memcmp' compares plain memory; call it with the pointer from 'percpu_this_ptr' */
    fill (&x, sizeof x);
/*        ^ error: passing argument 1 of 'fill' from pointer to non-enclosed address space */
/*        ^ note: a per-CPU address is the same offset on every CPU, not an object; use operators, 'percpu_this_ptr' for a plain pointer to the instance of this CPU, or 'percpu_ptr' for one to that of a given CPU */
}
