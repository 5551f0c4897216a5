// SPDX-License-Identifier: GPL-2.0 OR MIT
// SPDX-FileCopyrightText: The percpu authors

/* A plain pointer or variable where the kernel expects a per-CPU one, and the
   reverse.  linux.exp expects an error in each line with a comment, which
   contains the text of the comment, and no others.  */

#include "board.h"
#include <linux/slab.h>

/* Plain, as in all headers of the kernel.  */
struct device_like {
	u64 __percpu *stats;
};

#include <percpu/linux.h>

static __attribute__ ((percpu)) u64 hits;
static u64 plain;
extern void take (u64 *);

static __maybe_unused void variables (unsigned int cpu)
{
	this_cpu_inc (plain);	/* is not a per-CPU variable */
	raw_cpu_add (plain, 1);	/* is not a per-CPU variable */
	__this_cpu_write (plain, 1);	/* is not a per-CPU variable */
	per_cpu (plain, cpu) = 1;	/* is not a per-CPU variable */
	get_cpu_var (plain) = 1;	/* is not a per-CPU variable */
	take (&hits);	/* non-enclosed address space */
}

static __maybe_unused void pointers (u64 *p, u64 __percpu *q,
				     struct device_like *d)
{
	(*per_cpu_ptr (p, 0))++;	/* is not a pointer to per-CPU data */
	(*this_cpu_ptr (d->stats))++;	/* is not a pointer to per-CPU data */
	(*raw_cpu_ptr (p))++;	/* is not a pointer to per-CPU data */
	(*get_cpu_ptr (p))++;	/* is not a pointer to per-CPU data */
	take (q);	/* non-enclosed address space */
	free_percpu (p);	/* non-enclosed address space */
	kfree (q);	/* non-enclosed address space */
	d->stats = q;	/* non-enclosed address space */
	p = alloc_percpu (u64);	/* non-enclosed address space */
	q = kzalloc (sizeof *q, GFP_KERNEL);	/* non-enclosed address space */
	q = d->stats;	/* non-enclosed address space */
}

/* Accepted.  */
static __maybe_unused u64 right (struct device_like *d, u64 __percpu *q)
{
	(*percpu_from_kernel (d->stats))++;
	d->stats = percpu_to_kernel (q);
	return hits + percpu_kernel (this_cpu_off) + this_cpu_read (*q);
}
