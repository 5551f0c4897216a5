/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Functions for plain memory with per-CPU data: the note is about the function
   that is called, and stands at the argument or the call, also in a larger
   expression and in a macro.  */

#include <percpu.h>
#include <string.h>

static __attribute__ ((percpu)) long x, a[4];
static __attribute__ ((percpu)) char name[8];

#define ADD(v) \
  __atomic_fetch_add (&x, (v), 0)
/*                    ^ error: passing argument 1 of '__atomic_fetch_add', a per-CPU address */
/*                    ^ note: for a per-CPU variable 'x' write 'x \+= v' */

extern void use (long);
extern void fill (void *, size_t);

long
atomics (long __percpu *p, long v)
{
  v = 3 + 2 * __atomic_fetch_or (&x, 1, 0);
/*                               ^ error: passing argument 1 of '__atomic_fetch_or', a per-CPU address */
/*                               ^ note: for a per-CPU variable 'x' write 'x \|= v', which is one CPU-local operation */
  if (v > 1 && __sync_bool_compare_and_swap (&a[v], 1, 2))
/*                                           ^ error: passing argument 1 of '__sync_bool_compare_and_swap', a per-CPU address */
/*                                           ^ note: for a per-CPU variable 'x' write 'percpu_try_cmpxchg \(x, &old, v\)' */
    use (__sync_sub_and_fetch (p, 1));
/*       ^ error: passing argument 1 of '__sync_sub_and_fetch', a per-CPU address */
/*       ^ note: for a per-CPU variable 'x' write 'x -= v' */
  v = v
      + __atomic_load_n (
/*      ^ error: passing argument 1 of '__atomic_load_n', a per-CPU address */
/*      ^ note: for a per-CPU variable 'x' write 'v = x' */
	p, 0);
  __atomic_exchange (&v, &x, &v, 0);
/*                       ^ error: passing argument 2 of '__atomic_exchange', a per-CPU address */
/*                       ^ note: copy the value to or from a local variable, and pass the address of the local variable */
  __atomic_clear (
    &name[1], 0);
/*  ^ error: passing argument 1 of '__atomic_clear' from pointer to non-enclosed address space */
/*  ^ note: for a per-CPU variable 'x' write 'x = 0' */
  v = 5 - ADD (v);
/*        ^ note: in expansion of macro 'ADD' */
/*        ^ note: in expansion of macro 'ADD' */
  return __atomic_fetch_add_8 (&x, 1, 0);
/*                             ^ error: passing argument 1 of '__atomic_fetch_add_8' from pointer to non-enclosed address space */
/*                             ^ note: for a per-CPU variable 'x' write 'x \+= v' */
}

/* A per-CPU address is a value like others.  */
long __percpu *
values (long __percpu **q, long __percpu *p)
{
  __atomic_store_n (q, p, 0);
  __atomic_compare_exchange_n (q, &p, &x, 0, 0, 0);
  return __atomic_exchange_n (q, &x, 0);
}

void
memory (void *p, char *s)
{
  memset (
    &x,
/*  ^ error: passing argument 1 of 'memset' from pointer to non-enclosed address space */
/*  ^ note: 'memset' sets plain memory; call it under a guard with the pointer from 'percpu_borrow' for the instance of this CPU, or with a pointer from 'percpu_ptr' for that of a given CPU */
/*  ^ note: 'percpu_reset' gives a variable its initial value on every CPU */
    0, sizeof x);
  memcpy (p, &x, sizeof x);
/*           ^ error: passing argument 2 of 'memcpy' from pointer to non-enclosed address space */
/*           ^ note: 'memcpy' copies plain memory; call it under a guard with the pointer from 'percpu_borrow' for the instance of this CPU, or with a pointer from 'percpu_ptr' for that of a given CPU */
  if (!s || memcmp (p, a, sizeof a) == 0)
/*                     ^ error: passing argument 2 of 'memcmp' from pointer to non-enclosed address space */
/*                     ^ note: 'memcmp' compares plain memory; call it under a guard with the pointer from 'percpu_borrow' */
    memmove (a, p, 8);
/*           ^ error: passing argument 1 of 'memmove' from pointer to non-enclosed address space */
/*           ^ note: 'memmove' copies plain memory; call it under a guard with the pointer from 'percpu_borrow' */
  use (__builtin_strlen (name));
/*                       ^ error: passing argument 1 of '__builtin_strlen' from pointer to non-enclosed address space */
/*                       ^ note: 'strlen' reads plain memory; call it under a guard with the pointer from 'percpu_borrow' */
  fill (&x, sizeof x);
/*      ^ error: passing argument 1 of 'fill' from pointer to non-enclosed address space */
/*      ^ note: a per-CPU address is the same offset on every CPU, not an object; use operators, 'percpu_borrow' under a guard for a plain pointer to the instance of this CPU, or 'percpu_ptr' for one to that of a given CPU */
}

/* The address itself may be printed, as a number.  */
void
printed (long __percpu *p)
{
  __builtin_printf ("%p\n", p);
/*^ error: per-CPU address passed as variable argument 2 */
/*^ note: use operators on per-CPU data, or 'percpu_borrow' under a guard for a plain pointer to an instance */
/*^ note: to print the per-CPU address itself, convert it to 'uintptr_t', and use 'PRIxPTR' */
  __builtin_printf ("%zx\n", (uintptr_t) p);
}
