/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* References that are counted on each CPU.

     static void
     object_free (struct percpu_ref *ref) { ... }

     percpu_ref_init (&object->ref, object_free, 0);

     if (percpu_ref_tryget_live (&object->ref))		any thread
       {
	 ...
	 percpu_ref_put (&object->ref);
       }

     percpu_ref_kill (&object->ref);			once

   A reference count that all threads change is a contended cache line.  As
   long as the object lives its count need not be known, because it is not
   zero: get and put change a count of the CPU that they run on, by one
   CPU-local operation.  When the object is to be released, its owner kills the
   reference: the counts are added up, and from then on there is one count that
   all threads change by atomic instructions.  When it becomes zero the release
   function is called.

     alive	  counts of the CPUs	get, tryget, tryget_live, put
     dying	  one atomic count	get, tryget, put
     zero	  no reference left	the release function is called, once

   percpu_ref_kill drops the first reference, which percpu_ref_init created.  A
   reference may be got in one thread and put in another, on any CPU, or in a
   signal handler.

   A thread's accesses before a put are ordered before the release function;
   accesses before percpu_ref_init, percpu_ref_reinit or percpu_ref_resurrect
   are ordered before those that follow a get that succeeds because of it.

   The functions are those of Linux, with these differences:

     - percpu_ref_kill and the two switches are complete when they return, and
       call the confirming function themselves: there is no grace period whose
       end is reported asynchronously.  They take a system call, microseconds.
     - After the confirming function percpu_ref_tryget_live fails, whatever mode
       the reference was in before.
     - Putting more references than there were, killing twice, and using a
       reference that is not initialised end the program, with a message and
       abort: immediately if the count is atomic, else when the counts are added
       up.

   Not every thread can use the count of its CPU: one whose sequences the
   kernel does not abort (percpu_mode) always uses the atomic count.  All
   threads do so if the system cannot abort the sequences of other threads
   (membarrier, from Linux 5.10 on).  Nothing else changes then.

   In a child of fork, references are as they were at that moment.  Those of
   other threads remain, and are never put; a reference that another thread was
   killing is dying, and is never released.  But the system copies memory page
   by page: if other threads were getting and putting references while they
   migrated between CPUs, the counts of the child may be wrong by those
   operations.  Fork a child that is to use such a reference while the
   reference is atomic.

   In model `single' and in freestanding code the count is always the atomic
   one.  This file is included by percpu.h.  */

#include <percpu.h>

#ifndef PERCPU_REF_H
#define PERCPU_REF_H 1

#include <stdbool.h>
#include <stdint.h>

/* Kernels may have GCC's own headers only.  */
#if __STDC_HOSTED__
# include <limits.h>
#endif

#ifndef __PERCPU_UNUSABLE__

/* For the plugin, which follows references through a function; see
   percpu/guard.h.  */
#ifndef __PERCPU_ROLE
# ifdef __PERCPU__
#  define __PERCPU_ROLE(role) __attribute__ ((percpu_role (role)))
# else
#  define __PERCPU_ROLE(role)
# endif
#endif

struct percpu_ref;

/* Called with the reference that it belongs to.  A release function may free
   the memory of *REF, after percpu_ref_exit.
   Context: that of the put or the kill that calls it.  */
typedef void percpu_ref_func (struct percpu_ref *ref);

/* A reference.  The fields are private to the library.  */
struct percpu_ref
{
  /* The per-CPU address of the counts, or 0 if there are none, and the bits
     below.  */
  uintptr_t counts;
  /* The atomic count, times two, plus 1 if the reference is dying.  While the
     CPUs count, it is biased by a large number, so that it is neither zero nor
     negative.  */
  uint64_t count;
  percpu_ref_func *release;
  /* The identity of the thread that changes the mode, or 0.  */
  uint64_t owner;
  unsigned int flags;
};

/* Flags of percpu_ref_init.  */
enum
{
  /* Start with the atomic count, until percpu_ref_switch_to_percpu.  */
  PERCPU_REF_INIT_ATOMIC = 1 << 0,
  /* Start dead: at zero, as after the release function.  Includes
     PERCPU_REF_ALLOW_REINIT.  */
  PERCPU_REF_INIT_DEAD = 1 << 1,
  /* Allow percpu_ref_reinit and percpu_ref_resurrect.  Without this flag
     percpu_ref_kill frees the memory of the counts.  */
  PERCPU_REF_ALLOW_REINIT = 1 << 2
};

/* Bits of COUNTS; a count is aligned to more than that.  */
enum
{
  __PERCPU_REF_PERCPU = 1,
  __PERCPU_REF_INIT = 2
};

/* Parts of COUNT.  A count without the bias is below the limit, one with the
   bias is not.  */
#define __PERCPU_REF_DYING ((uint64_t) 1)
#define __PERCPU_REF_ONE ((uint64_t) 2)
#define __PERCPU_REF_LIMIT ((uint64_t) 1 << 61)
#define __PERCPU_REF_BIAS ((uint64_t) 1 << 62)

/* The operations on a count (see percpu_ref_tryget_live and the others).  */
enum
{
  __PERCPU_REF_PUT,
  __PERCPU_REF_GET,
  __PERCPU_REF_TRYGET,
  __PERCPU_REF_TRYGET_LIVE
};

#if defined __PERCPU_MODEL_SINGLE__ || defined __PERCPU_ABI_FREESTANDING__
# define __PERCPU_REF_SIMPLE 1
#endif

#if defined __PERCPU_REF_SIMPLE && !defined __PERCPU_RUNTIME__

/* There is no library that could print a message.  */
static __inline__ void
__percpu_ref_refuse (const struct percpu_ref *ref, const char *what)
{
  (void) ref;
  (void) what;
  __builtin_trap ();
}

#else
# pragma GCC visibility push (default)

/* End the program with the message that REF WHAT.  */
extern void __percpu_ref_refuse (const struct percpu_ref *ref,
				 const char *what)
  __attribute__ ((noreturn, cold));

# pragma GCC visibility pop
#endif

/* Hook of the library, called before the last reference to REF is released.  */
#ifndef __PERCPU_REF_LAST
# define __PERCPU_REF_LAST(ref) ((void) (ref))
#endif

/* Perform the operation HOW on the atomic count of REF, N times.
   Returns: true if it was performed.  */
static __inline__ bool
__percpu_ref_change_atomic (struct percpu_ref *ref, unsigned long n, int how)
{
  uint64_t old = __atomic_load_n (&ref->count, __ATOMIC_RELAXED), now;
  uint64_t change = n;

  if (!(__atomic_load_n (&ref->counts, __ATOMIC_RELAXED) & __PERCPU_REF_INIT))
    __percpu_ref_refuse (ref, "is used before percpu_ref_init"
			 " or after percpu_ref_exit");
  if (change >= __PERCPU_REF_LIMIT / __PERCPU_REF_ONE)
    __percpu_ref_refuse (ref, "is got or put too many times at once");
  do
    {
      if (how >= __PERCPU_REF_TRYGET
	  && (old < __PERCPU_REF_ONE
	      || (how == __PERCPU_REF_TRYGET_LIVE
		  && (old & __PERCPU_REF_DYING))))
	return false;
      now = (how == __PERCPU_REF_PUT ? old - change * __PERCPU_REF_ONE
	     : old + change * __PERCPU_REF_ONE);
      if ((old < __PERCPU_REF_LIMIT) != (now < __PERCPU_REF_LIMIT))
	__percpu_ref_refuse (ref, how == __PERCPU_REF_PUT
			     ? "is put more often than got"
			     : "is got too many times");
      if (how == __PERCPU_REF_GET && old < __PERCPU_REF_ONE)
	__percpu_ref_refuse (ref, "is got when there is no reference left");
      /* The first reference still exists.  */
      if (now == 0)
	__percpu_ref_refuse (ref, "is put more often than got");
    }
  while (!__atomic_compare_exchange_n (&ref->count, &old, now, true,
				       __ATOMIC_ACQ_REL, __ATOMIC_RELAXED));
  if (how == __PERCPU_REF_PUT && now == __PERCPU_REF_DYING && n != 0)
    {
      __PERCPU_REF_LAST (ref);
      ref->release (ref);
    }
  return true;
}

/* void percpu_ref_get_many (struct percpu_ref *ref, unsigned long n)
   void percpu_ref_get (struct percpu_ref *ref)

   Get N more references, or one.  The caller has a reference, or knows that
   one exists until the function returns.
   Context: any.

   void percpu_ref_put_many (struct percpu_ref *ref, unsigned long n)
   void percpu_ref_put (struct percpu_ref *ref)

   Put N references, or one.  Putting the last one of a reference that was
   killed calls the release function.
   Context: any in which the release function may be called.

   bool percpu_ref_tryget_many (struct percpu_ref *ref, unsigned long n)
   bool percpu_ref_tryget (struct percpu_ref *ref)

   Get N more references, or one, unless none is left.  The memory of *REF must
   still exist.
   Returns: true if the references were got.
   Context: any.

   bool percpu_ref_tryget_live_many (struct percpu_ref *ref, unsigned long n)
   bool percpu_ref_tryget_live (struct percpu_ref *ref)

   The same, but fail if the reference was killed.  It may succeed after
   percpu_ref_kill has begun, but not after the confirming function.
   Returns: true if the references were got.
   Context: any.

   int percpu_ref_init (struct percpu_ref *ref, percpu_ref_func *release,
			unsigned int flags)

   Initialise *REF, with one reference.  FLAGS are those above.
   Returns: 0, or PERCPU_ENOMEM or PERCPU_ENOROOM; *REF is then not
   initialised.
   Context: thread.

   void percpu_ref_exit (struct percpu_ref *ref)

   Free the resources of *REF, which is then not initialised.  *REF must not be
   in use, but its count need not be zero.  Does nothing if it is not
   initialised (all bytes zero).
   Context: any.

   void percpu_ref_kill_and_confirm (struct percpu_ref *ref,
				     percpu_ref_func *confirm)
   void percpu_ref_kill (struct percpu_ref *ref)

   Kill REF: switch to the atomic count, call CONFIRM (unless it is NULL), and
   drop the first reference.  When CONFIRM is called, percpu_ref_tryget_live
   fails in all threads.  A reference must be killed only once, until it is
   alive again; percpu_ref_is_dying tells if it was killed.
   Context: any in which the functions may be called, but not CONFIRM.

   void percpu_ref_reinit (struct percpu_ref *ref)

   Make REF, which is zero, as it was after percpu_ref_init.  Requires
   PERCPU_REF_ALLOW_REINIT.
   Context: any.  The release function must have returned, or be the caller.

   void percpu_ref_resurrect (struct percpu_ref *ref)

   Make REF, which was killed but is not zero, alive again, with a new first
   reference.  Requires PERCPU_REF_ALLOW_REINIT, and the caller must have a
   reference.
   Context: any.

   void percpu_ref_switch_to_atomic (struct percpu_ref *ref)
   void percpu_ref_switch_to_percpu (struct percpu_ref *ref)

   Switch REF to the atomic count, which it also keeps when it is
   reinitialised; or, if it is alive, back to the counts of the CPUs.  The
   caller has a reference.  The second function does nothing where CPUs cannot
   count.
   Context: any.

   bool percpu_ref_is_dying (const struct percpu_ref *ref)

   Returns: true if REF was killed, or initialised dead, and is not alive
   again.
   Context: any.

   bool percpu_ref_is_zero (const struct percpu_ref *ref)

   Returns: true if no reference is left.
   Context: any.  */

#if defined __PERCPU_REF_SIMPLE && !defined __PERCPU_RUNTIME__

static __inline__ int
percpu_ref_init (struct percpu_ref *ref, percpu_ref_func *release,
		 unsigned int flags)
{
  ref->count = (flags & PERCPU_REF_INIT_DEAD ? __PERCPU_REF_DYING
		: __PERCPU_REF_ONE);
  ref->release = release;
  ref->owner = 0;
  ref->flags = (flags & PERCPU_REF_INIT_DEAD
		? flags | PERCPU_REF_ALLOW_REINIT : flags);
  __atomic_store_n (&ref->counts, __PERCPU_REF_INIT, __ATOMIC_RELEASE);
  return 0;
}

static __inline__ void
percpu_ref_exit (struct percpu_ref *ref)
{
  __atomic_store_n (&ref->counts, 0, __ATOMIC_RELEASE);
}

static __inline__ void
percpu_ref_get_many (struct percpu_ref *ref, unsigned long n)
{
  __percpu_ref_change_atomic (ref, n, __PERCPU_REF_GET);
}

static __inline__ void
percpu_ref_put_many (struct percpu_ref *ref, unsigned long n)
{
  __percpu_ref_change_atomic (ref, n, __PERCPU_REF_PUT);
}

static __inline__ bool
percpu_ref_tryget_many (struct percpu_ref *ref, unsigned long n)
{
  return __percpu_ref_change_atomic (ref, n, __PERCPU_REF_TRYGET);
}

static __inline__ bool
percpu_ref_tryget_live_many (struct percpu_ref *ref, unsigned long n)
{
  return __percpu_ref_change_atomic (ref, n, __PERCPU_REF_TRYGET_LIVE);
}

static __inline__ void
percpu_ref_kill_and_confirm (struct percpu_ref *ref, percpu_ref_func *confirm)
{
  if (__atomic_fetch_or (&ref->count, __PERCPU_REF_DYING, __ATOMIC_ACQ_REL)
      & __PERCPU_REF_DYING)
    __percpu_ref_refuse (ref, "is killed twice");
  if (confirm)
    confirm (ref);
  percpu_ref_put_many (ref, 1);
}

static __inline__ void
percpu_ref_reinit (struct percpu_ref *ref)
{
  uint64_t zero = __PERCPU_REF_DYING;

  if (!(ref->flags & PERCPU_REF_ALLOW_REINIT)
      || !__atomic_compare_exchange_n (&ref->count, &zero, __PERCPU_REF_ONE,
				       false, __ATOMIC_ACQ_REL,
				       __ATOMIC_RELAXED))
    __percpu_ref_refuse (ref, "cannot be initialised anew");
}

static __inline__ void
percpu_ref_resurrect (struct percpu_ref *ref)
{
  uint64_t old = __atomic_load_n (&ref->count, __ATOMIC_RELAXED);

  do
    if (!(ref->flags & PERCPU_REF_ALLOW_REINIT)
	|| !(old & __PERCPU_REF_DYING) || old < __PERCPU_REF_ONE)
      __percpu_ref_refuse (ref, "cannot be alive again");
  while (!__atomic_compare_exchange_n (&ref->count, &old,
				       ((old & ~__PERCPU_REF_DYING)
					+ __PERCPU_REF_ONE), true,
				       __ATOMIC_ACQ_REL, __ATOMIC_RELAXED));
}

static __inline__ void
percpu_ref_switch_to_atomic (struct percpu_ref *ref)
{
  (void) ref;
}

static __inline__ void
percpu_ref_switch_to_percpu (struct percpu_ref *ref)
{
  (void) ref;
}

#else

# pragma GCC visibility push (hidden)

/* Every image has its own copies, from libpercpu_nonshared.a.  */
extern void percpu_ref_get_many (struct percpu_ref *ref, unsigned long n)
  __attribute__ ((nonnull));
extern void percpu_ref_put_many (struct percpu_ref *ref, unsigned long n)
  __PERCPU_SEEN (ref_put_many)
  __attribute__ ((nonnull));
extern bool percpu_ref_tryget_many (struct percpu_ref *ref, unsigned long n)
  __attribute__ ((nonnull, warn_unused_result));
extern bool percpu_ref_tryget_live_many (struct percpu_ref *ref,
					 unsigned long n)
  __attribute__ ((nonnull, warn_unused_result));

# pragma GCC visibility pop
# pragma GCC visibility push (default)

extern int percpu_ref_init (struct percpu_ref *ref, percpu_ref_func *release,
			    unsigned int flags)
  __attribute__ ((nonnull));
extern void percpu_ref_exit (struct percpu_ref *ref)
  __attribute__ ((nonnull));
extern void percpu_ref_kill_and_confirm (struct percpu_ref *ref,
					 percpu_ref_func *confirm)
  __PERCPU_SEEN (ref_kill_and_confirm)
  __attribute__ ((nonnull (1)));
extern void percpu_ref_reinit (struct percpu_ref *ref)
  __attribute__ ((nonnull));
extern void percpu_ref_resurrect (struct percpu_ref *ref)
  __attribute__ ((nonnull));
extern void percpu_ref_switch_to_atomic (struct percpu_ref *ref)
  __attribute__ ((nonnull));
extern void percpu_ref_switch_to_percpu (struct percpu_ref *ref)
  __attribute__ ((nonnull));

# pragma GCC visibility pop

#endif

static __inline__ void percpu_ref_get (struct percpu_ref *ref)
  __PERCPU_ROLE ("ref_get");

static __inline__ void
percpu_ref_get (struct percpu_ref *ref)
{
  percpu_ref_get_many (ref, 1);
}

static __inline__ void percpu_ref_put (struct percpu_ref *ref)
  __PERCPU_ROLE ("ref_put");

static __inline__ void
percpu_ref_put (struct percpu_ref *ref)
{
  percpu_ref_put_many (ref, 1);
}

static __inline__ bool percpu_ref_tryget (struct percpu_ref *ref)
  __PERCPU_ROLE ("ref_try") __attribute__ ((warn_unused_result));

static __inline__ bool
percpu_ref_tryget (struct percpu_ref *ref)
{
  return percpu_ref_tryget_many (ref, 1);
}

static __inline__ bool percpu_ref_tryget_live (struct percpu_ref *ref)
  __PERCPU_ROLE ("ref_try") __attribute__ ((warn_unused_result));

static __inline__ bool
percpu_ref_tryget_live (struct percpu_ref *ref)
{
  return percpu_ref_tryget_live_many (ref, 1);
}

static __inline__ void
percpu_ref_kill (struct percpu_ref *ref)
{
  percpu_ref_kill_and_confirm (ref, NULL);
}

static __inline__ bool
percpu_ref_is_dying (const struct percpu_ref *ref)
{
  return __atomic_load_n (&ref->count, __ATOMIC_ACQUIRE) & __PERCPU_REF_DYING;
}

static __inline__ bool
percpu_ref_is_zero (const struct percpu_ref *ref)
{
  return __atomic_load_n (&ref->count, __ATOMIC_ACQUIRE) < __PERCPU_REF_ONE;
}

#endif /* not __PERCPU_UNUSABLE__ */

#endif /* PERCPU_REF_H */
