/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* References: the slow paths.  image/ref.c has get and put while the CPUs
   count.

   A reference has two words:

     COUNTS  the address of the CPUs' counts, and the bit PERCPU: set if these
	     are to be used
     COUNT   the atomic count, the bit DYING, and the bias, a number that is
	     larger than any count: present whenever PERCPU is set

   and a sum that get and put change, but no change of the mode:

     references = COUNT - (there is a bias ? bias : 0) + sum of the CPUs' counts

   A CPU's count may be negative.  Only sequences change it, and these check
   PERCPU in the same sequence.  Threads whose sequences the kernel does not
   abort use the atomic count, whatever PERCPU is.  With the bias that is
   always right: the atomic count is then one count among several.

   Switching to the atomic count:

     PERCPU = 0
     wait for all sequences
     COUNT += sum of the CPUs' counts - bias	one instruction
     (kill: confirm, then drop the first reference)

   After the wait the CPUs' counts do not change any more: a sequence that saw
   PERCPU was committed, and its store is visible, or was aborted, and sees 0
   in its next attempt.  So the sum is exact.  Until it is added COUNT cannot
   become zero, because of the bias; afterwards it is the number of references,
   of which the first still exists.  So the release function is not called
   early; and since all further changes are those of COUNT, only the thread
   that changes it from 1 to 0 calls it.

   Switching back to the CPUs:

     each CPU's count = 0
     COUNT += bias
     PERCPU = 1

   DYING is part of COUNT, so that the compare-exchange of a get of a live
   reference checks it.  It is set before PERCPU is cleared, and it is not
   checked while PERCPU is set: live references may be got until the wait is
   over, but no longer when the confirming function is called.

   The kernel waits for sequences: membarrier aborts those that run, and those
   of preempted threads are aborted anyway.  It is registered when a reference
   is initialised; if that fails the CPUs never count.  A filter of system
   calls may refuse it later.  Then the thread visits each CPU in turn: while
   it runs there no other thread does, and the thread that was preempted by
   this is aborted as well.

   Memory order.  A put by a sequence releases, a get acquires: on x86-64 every
   store and load does so, elsewhere the instructions of arch/CPU/ref.h.
   Accesses before a put on some CPU are visible to the thread that has waited
   for sequences, and to the atomic changes of COUNT that follow it, the last of
   which calls the release function.

   One thread at a time changes the mode, with signals blocked, so that
   handlers can do it too.  A child of fork can find a change half done by a
   thread that does not exist there: with the bias but without PERCPU.  The
   next change completes it.  */

/* Tell ThreadSanitizer that the accesses before the puts come first.  */
#define __PERCPU_REF_LAST(ref) pcpu_os_lock_taken (ref)
extern void pcpu_os_lock_taken (void *lock)
  __attribute__ ((visibility ("hidden")));

#include "sync/sync.h"

#include <errno.h>

void
__percpu_ref_refuse (const struct percpu_ref *ref, const char *what)
{
  pcpu_os_message ("the reference at %p %s", (const void *) ref, what);
  pcpu_os_abort ();
}

int
__percpu_ref_change (struct __percpu_image *image, struct percpu_ref *ref,
		     unsigned long n, int how)
{
  int error = errno;
  bool atomic;

  if (!__percpu_guard_thread.has_rseq)
    __percpu_thread_begin (image);
  atomic = (!__percpu_guard_thread.has_rseq
	    || !(__atomic_load_n (&ref->counts, __ATOMIC_ACQUIRE)
		 & __PERCPU_REF_PERCPU));
  errno = error;
  return atomic ? __percpu_ref_change_atomic (ref, n, how) : -1;
}

/* Returns: the per-CPU address of the counts, or 0.  */
static uintptr_t
counts_of (const struct percpu_ref *ref)
{
  return ref->counts & ~(uintptr_t) (__PERCPU_REF_PERCPU | __PERCPU_REF_INIT);
}

/* Run on every CPU that may be executing a sequence.  An area that is not open
   is not in use, and a thread that opens it now sees the earlier stores.  */
static void
cpus_visit (const struct percpu_ref *ref)
{
  struct pcpu_cpus before;
  int error = pcpu_os_affinity_get (&before);

  for (unsigned int cpu = 0; cpu < PCPU_CPUS_MAX && error == 0; cpu++)
    if (pcpu_cpu_p (cpu) && pcpu_area_in_use (cpu) != 0
	&& pcpu_cpu_kernel (cpu) < PCPU_CPUS_MAX)
      {
	error = pcpu_os_pin (pcpu_cpu_kernel (cpu));
	/* The CPU is offline, or not allowed to this process.  */
	if (error == PERCPU_EOFFLINE)
	  error = 0;
      }
  if (error != 0)
    __percpu_ref_refuse (ref, "cannot be killed or switched: the system no"
			 " longer lets it wait for other threads");
  pcpu_os_affinity_set (&before);
}

/* Take the lock of REF's mode, also from a thread of the parent process.  */
static void
ref_lock (struct percpu_ref *ref, struct pcpu_os_signals *signals)
{
  uint64_t self = pcpu_os_thread_self (), owner = 0;

  pcpu_os_signals_block (signals);
  while (!__atomic_compare_exchange_n (&ref->owner, &owner, self, false,
				       __ATOMIC_ACQUIRE, __ATOMIC_RELAXED))
    {
      if (pcpu_os_thread_ours_p (owner))
	{
	  pcpu_os_yield ();
	  owner = 0;
	}
    }
  if (!(__atomic_load_n (&ref->counts, __ATOMIC_RELAXED) & __PERCPU_REF_INIT))
    __percpu_ref_refuse (ref, "is used before percpu_ref_init"
			 " or after percpu_ref_exit");
}

/* Releases the lock of REF and restores SIGNALS.  */
static void
ref_unlock (struct percpu_ref *ref, const struct pcpu_os_signals *signals)
{
  __atomic_store_n (&ref->owner, 0, __ATOMIC_RELEASE);
  pcpu_os_signals_restore (signals);
}

/* Switch REF to the atomic count.
   Context: the reference is locked, and one exists.  */
static void
ref_to_atomic (struct percpu_ref *ref)
{
  uintptr_t counts = counts_of (ref), displacement;
  uint64_t sum = 0, now;
  int error = errno;

  __atomic_fetch_and (&ref->counts, ~(uintptr_t) __PERCPU_REF_PERCPU,
		      __ATOMIC_SEQ_CST);
  if (__atomic_load_n (&ref->count, __ATOMIC_RELAXED) < __PERCPU_REF_LIMIT)
    return;
  if (!pcpu_os_fence ())
    cpus_visit (ref);
  errno = error;
  for (unsigned int i = 0; (displacement = pcpu_area_next (&i)) != 0; i++)
    sum += __atomic_load_n ((uint64_t *) (counts + displacement),
			    __ATOMIC_RELAXED);
  now = __atomic_add_fetch (&ref->count,
			    sum * __PERCPU_REF_ONE - __PERCPU_REF_BIAS,
			    __ATOMIC_ACQ_REL);
  if (now < __PERCPU_REF_ONE || now >= __PERCPU_REF_LIMIT)
    __percpu_ref_refuse (ref, "was put more often than got, or got too many"
			 " times");
}

/* Switch REF to the CPUs' counts, if it can use them.
   Context: the reference is locked, and one exists.  */
static void
ref_to_percpu (struct percpu_ref *ref)
{
  uintptr_t counts = counts_of (ref), displacement;

  if ((ref->flags & PERCPU_REF_INIT_ATOMIC) || counts == 0
      || (ref->counts & __PERCPU_REF_PERCPU))
    return;
  ref_to_atomic (ref);
  for (unsigned int i = 0; (displacement = pcpu_area_next (&i)) != 0; i++)
    {
      uint64_t *count = (uint64_t *) (counts + displacement);

      /* Words that are 0 are not written, so they take no memory.  */
      if (__atomic_load_n (count, __ATOMIC_RELAXED) != 0)
	__atomic_store_n (count, 0, __ATOMIC_RELAXED);
    }
  __atomic_fetch_add (&ref->count, __PERCPU_REF_BIAS, __ATOMIC_ACQ_REL);
  __atomic_fetch_or (&ref->counts, __PERCPU_REF_PERCPU, __ATOMIC_RELEASE);
}

int
percpu_ref_init (struct percpu_ref *ref, percpu_ref_func *release,
		 unsigned int flags)
{
  uintptr_t counts = 0;

  if (flags & (PERCPU_REF_INIT_ATOMIC | PERCPU_REF_INIT_DEAD))
    flags |= PERCPU_REF_ALLOW_REINIT;
  /* The first image with sequences may be loaded later.  */
  if (pcpu_layout.base != 0 && percpu_mode () != PERCPU_MODE_PRIVATE
      && pcpu_os_fence_prepare ())
    {
      counts = __percpu_alloc (sizeof (uint64_t), sizeof (uint64_t), 0);
      if (counts == 0)
	return percpu_alloc_error ();
    }
  *ref = (struct percpu_ref) { .counts = counts | __PERCPU_REF_INIT,
			       .count = (flags & PERCPU_REF_INIT_DEAD
					 ? __PERCPU_REF_DYING
					 : __PERCPU_REF_ONE),
			       .release = release, .flags = flags };
  if (!(flags & PERCPU_REF_INIT_DEAD))
    ref_to_percpu (ref);
  return 0;
}

void
percpu_ref_exit (struct percpu_ref *ref)
{
  uintptr_t counts = counts_of (ref);

  __atomic_store_n (&ref->counts, 0, __ATOMIC_RELEASE);
  ref->count = 0;
  pcpu_alloc_free (counts);
}

void
percpu_ref_kill_and_confirm (struct percpu_ref *ref, percpu_ref_func *confirm)
{
  struct pcpu_os_signals signals;
  uintptr_t counts = 0;

  ref_lock (ref, &signals);
  if (__atomic_fetch_or (&ref->count, __PERCPU_REF_DYING, __ATOMIC_ACQ_REL)
      & __PERCPU_REF_DYING)
    __percpu_ref_refuse (ref, "is killed twice");
  ref_to_atomic (ref);
  if (!(ref->flags & PERCPU_REF_ALLOW_REINIT))
    {
      counts = counts_of (ref);
      ref->counts = __PERCPU_REF_INIT;
    }
  ref_unlock (ref, &signals);
  pcpu_alloc_free (counts);
  if (confirm)
    {
      pcpu_os_lock_taken (ref);
      confirm (ref);
    }
  __percpu_ref_change_atomic (ref, 1, __PERCPU_REF_PUT);
}

/* Give REF a first reference and make it alive.  It has other references if
   HELD is set, otherwise none.  */
static void
ref_revive (struct percpu_ref *ref, bool held)
{
  struct pcpu_os_signals signals;
  uint64_t old;

  ref_lock (ref, &signals);
  old = __atomic_load_n (&ref->count, __ATOMIC_RELAXED);
  do
    if (!(ref->flags & PERCPU_REF_ALLOW_REINIT)
	|| !(old & __PERCPU_REF_DYING) || (old >= __PERCPU_REF_ONE) != held)
      __percpu_ref_refuse (ref, held ? "cannot be alive again"
			   : "cannot be initialised anew");
  while (!__atomic_compare_exchange_n (&ref->count, &old,
				       ((old & ~__PERCPU_REF_DYING)
					+ __PERCPU_REF_ONE), true,
				       __ATOMIC_ACQ_REL, __ATOMIC_RELAXED));
  ref_to_percpu (ref);
  ref_unlock (ref, &signals);
}

void
percpu_ref_reinit (struct percpu_ref *ref)
{
  ref_revive (ref, false);
}

void
percpu_ref_resurrect (struct percpu_ref *ref)
{
  ref_revive (ref, true);
}

void
percpu_ref_switch_to_atomic (struct percpu_ref *ref)
{
  struct pcpu_os_signals signals;

  ref_lock (ref, &signals);
  ref->flags |= PERCPU_REF_INIT_ATOMIC;
  ref_to_atomic (ref);
  ref_unlock (ref, &signals);
}

void
percpu_ref_switch_to_percpu (struct percpu_ref *ref)
{
  struct pcpu_os_signals signals;

  ref_lock (ref, &signals);
  ref->flags &= ~(unsigned int) PERCPU_REF_INIT_ATOMIC;
  if (!percpu_ref_is_dying (ref))
    ref_to_percpu (ref);
  ref_unlock (ref, &signals);
}
