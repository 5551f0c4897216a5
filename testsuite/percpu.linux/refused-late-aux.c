// SPDX-License-Identifier: GPL-2.0 OR MIT
// SPDX-FileCopyrightText: The percpu authors

/* What the compiler reports about paths through a function, for the kernel's
   own allocator and references: objects that are not freed or used afterwards,
   pointers that outlive their section, references that are not put.  See
   refused-aux.c for the comments.  */

#include "board.h"
#include <linux/percpu-refcount.h>
#include <percpu/linux.h>

static __used int leaked (bool fails)
{
	u64 __percpu *p = alloc_percpu (u64);

	if (!p)
		return -ENOMEM;
	if (fails)
		return -EIO;	/* is not freed on some path */
	free_percpu (p);
	return 0;
}

static __used u64 used_after_free (void)
{
	u64 __percpu *p = alloc_percpu_gfp (u64, GFP_KERNEL);

	if (!p)
		return 0;
	(*p)++;
	free_percpu (p);
	return *p;	/* after it was freed */
}

static __used void freed_twice (void)
{
	u64 __percpu *p = alloc_percpu (u64);

	free_percpu (p);
	free_percpu (p);	/* is freed twice */
}

static __attribute__ ((percpu)) u64 x;

static __used void outlives (u64 n)
{
	u64 *mine;

	percpu_guarded_irqsave (g)
		mine = percpu_borrow (g, &x);
	*mine += n;	/* after the guard has ended */
}

struct item {
	struct percpu_ref ref;
	u64 n;
};

static __used int not_put (struct item *item, bool fails)
{
	if (!percpu_ref_tryget_live (&item->ref))
		return -ENODEV;
	if (fails)
		return -EIO;	/* is not put on some path */
	item->n++;
	percpu_ref_put (&item->ref);
	return 0;
}

static __used void put_twice (struct item *item)
{
	percpu_ref_get (&item->ref);
	item->n++;
	percpu_ref_put (&item->ref);
	percpu_ref_put (&item->ref);	/* is put twice */
}

/* Accepted: the owner, and functions that get or put for their callers.  */

static __used void item_get (struct item *item)
{
	percpu_ref_get (&item->ref);
}

static __used void item_put (struct item *item)
{
	percpu_ref_put (&item->ref);
}

static __used int right (struct item *item)
{
	if (!percpu_ref_tryget (&item->ref))
		return -ENODEV;
	item->n++;
	percpu_ref_put (&item->ref);
	return 0;
}

static __used void end (struct item *item)
{
	percpu_ref_kill (&item->ref);
	percpu_ref_exit (&item->ref);
}
