/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A value that is needed to leave a lock or to put a reference is discarded:
   the number of the CPU, or the result that says whether the lock was
   entered.  */

#include "lifetime.h"

static __attribute__ ((percpu)) struct percpu_lock lock;
static struct percpu_ref ref;

void
this_lock (void)
{
  percpu_lock_this (&lock);	/* { dg-warning "ignoring return value of 'percpu_lock_this'" } */
}

void
tried_lock (unsigned int cpu)
{
  percpu_lock_try_cpu (&lock, cpu);	/* { dg-warning "ignoring return value of 'percpu_lock_try_cpu'" } */
}

void
tried_reference (void)
{
  percpu_ref_tryget (&ref);	/* { dg-warning "ignoring return value of 'percpu_ref_tryget'" } */
  percpu_ref_tryget_live (&ref);	/* { dg-warning "ignoring return value of 'percpu_ref_tryget_live'" } */
}
