/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* References: the fast path, which is part of each image that uses them and is
   taken while the CPUs count.  sync/ref.c has the slow path, and explains why
   both are right.

   This is the sequence (arch/CPU/ref.h):

     the area is this CPU's, the kernel aborts sequences of this thread, and
       the CPUs count?
     result = true
     count += n					commit

   The bit that tells whether the CPUs count is in the word with the address of
   the counts.  The sequence must test it, because only this prevents a late
   addition: the thread that clears the bit waits until every sequence that may
   have seen it was committed or aborted, and a sequence that was aborted tests
   it again.  */

#include "image/image.h"
#include "ref.h"

PCPU_IMAGE_CONSTRUCTOR (ref_constructor, __percpu_barrier_prepare);

/* Perform the operation HOW on REF, N times; ADD is the number to be added to
   the CPU's count.
   Returns: true if it was performed.  */
static inline bool
ref_change (struct percpu_ref *ref, unsigned long n, unsigned long add,
	    int how)
{
  const struct __percpu_guard_thread *self = &__percpu_guard_thread;
  int done;

  /* The sum of the CPUs' counts must not wrap around.  */
  if (__builtin_expect (n >= __PERCPU_REF_LIMIT / __PERCPU_REF_ONE, false))
    __percpu_ref_refuse (ref, "is got or put too many times at once");
  do
    {
      /* Only after the image is registered.  */
      if (__builtin_expect (self->has_rseq && pcpu_ref_add (ref, add, self),
			    true))
	return true;
      done = __percpu_ref_change (&__percpu_image, ref, n, how);
    }
  while (done < 0);
  return done;
}

void
percpu_ref_get_many (struct percpu_ref *ref, unsigned long n)
{
  ref_change (ref, n, n, __PERCPU_REF_GET);
}

void
percpu_ref_put_many (struct percpu_ref *ref, unsigned long n)
{
  ref_change (ref, n, -n, __PERCPU_REF_PUT);
}

bool
percpu_ref_tryget_many (struct percpu_ref *ref, unsigned long n)
{
  return ref_change (ref, n, n, __PERCPU_REF_TRYGET);
}

bool
percpu_ref_tryget_live_many (struct percpu_ref *ref, unsigned long n)
{
  return ref_change (ref, n, n, __PERCPU_REF_TRYGET_LIVE);
}
