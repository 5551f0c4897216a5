/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Counters with one 64-bit value for all CPUs, created at run time, with a
   cheap approximate read and an exact one.

     struct percpu_counter *c = &object->pages;

     percpu_counter_init (c, 0);
     percpu_counter_add (c, 3);			any thread
     percpu_counter_read (c)			approximate value
     percpu_counter_sum (c)			exact value

   An addition is one CPU-local operation on a word of the current CPU, from
   which nothing is ever taken away.  An addition that moves this word past the
   middle between two multiples of the batch, as one in a batch of increments
   does, also adds to a shared word: the difference of the nearest multiples of
   the batch after and before.

     exact       =  base + sum of the CPUs' words
     approximate =  base + sum of the CPUs' words, each rounded to the batch

   No amount is ever in transit from one place to another, where a reader could
   miss it.  The results while other threads add:

     sum	each addition is included entirely or not at all; additions that
		were complete before the sum began are included.  A later sum
		of a counter that only grows is not smaller.
     read	differs by percpu_counter_error at most, plus, for each addition
		whose call has not returned yet, its amount and a batch.

   The value is a 64-bit number in two's complement; it wraps around, and so do
   the CPUs' words, without loss.

   Setting the counter, and adding up to a limit, change only the base.  They
   depend on the base that they have read and on the words, which may be read
   at any moment: additions that other threads make meanwhile count as later
   ones.  Therefore an ABA change of the base does no harm.

   In model `single' there is one word, and everything is exact.  This file is
   included by percpu.h.  */

#include <percpu.h>

#ifndef PERCPU_COUNTER_H
#define PERCPU_COUNTER_H 1

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifndef __PERCPU_UNUSABLE__

/* The batch unless there are more CPUs than half of it.  A power of two.  */
#define PERCPU_COUNTER_BATCH 32

/* int percpu_counter_init (struct percpu_counter *c, int64_t initial)
   int percpu_counter_init_many (struct percpu_counter *c, size_t n,
				 int64_t initial)

   Initialise *C, or the N counters from C on, whose words are adjacent on each
   CPU.
   Returns: 0, or a negative value as from percpu_alloc_error; no counter is
   then initialised.
   Context: thread.

   void percpu_counter_destroy (struct percpu_counter *c)
   void percpu_counter_destroy_many (struct percpu_counter *c, size_t n)

   Free the words of the counters; N must be that of percpu_counter_init_many.
   Does nothing if *C is not initialised (all bytes zero).
   Context: thread; the counters must not be in use.

   PERCPU_COUNTER_DEFINE (NAME, INITIAL);

   At file scope: define the counter NAME.  It is initialised before
   constructors without a priority run.  `static' may precede the macro; in
   freestanding code NAME itself is external nevertheless.

   void percpu_counter_add (struct percpu_counter *c, int64_t v)
   void percpu_counter_sub (struct percpu_counter *c, int64_t v)
   void percpu_counter_inc (struct percpu_counter *c)
   void percpu_counter_dec (struct percpu_counter *c)

   Add or subtract V, or 1.
   Context: that of an operator on a per-CPU variable.

   int64_t percpu_counter_sum (const struct percpu_counter *c)

   Returns: the value of *C.
   Context: any.  Looks at the word of every CPU that was ever used.

   int64_t percpu_counter_read (const struct percpu_counter *c)

   Returns: the approximate value of *C.
   Context: any.  Two loads.

   int64_t percpu_counter_error (const struct percpu_counter *c)

   Returns: the largest difference between percpu_counter_read and the value
   while no thread is in percpu_counter_add: half a batch for each CPU.  It
   grows with percpu_nr_cpus.
   Context: any.

   int percpu_counter_compare (const struct percpu_counter *c, int64_t v)

   Returns: -1, 0 or 1, as *C is less than, equal to, or greater than V.
   Context: any.  As fast as percpu_counter_read if the difference is larger
   than the error, else as percpu_counter_sum.

   void percpu_counter_set (struct percpu_counter *c, int64_t v)

   Set *C to V.  An addition that is made at the same time is either counted,
   as if it came later, or lost.  A sum that is computed at the same time
   starts from V or from the old value.
   Context: any.

   bool percpu_counter_add_limited (struct percpu_counter *c, int64_t limit,
				    int64_t v)

   Add V, unless the value would then be above LIMIT, or below it if V is
   negative, by an atomic instruction on a word that all CPUs share.
   Concurrent calls do not exceed the limit together.  Concurrent additions by
   percpu_counter_add in the opposite direction do no harm; those in the same
   direction do not respect the limit.
   Returns: true if V was added.
   Context: any.  As fast as percpu_counter_read and an atomic instruction if
   the distance to the limit is larger than the error.  */

#ifdef __PERCPU_MODEL_SINGLE__

struct percpu_counter
{
  uint64_t value;
};

# define PERCPU_COUNTER_DEFINE(name, initial)				\
  struct percpu_counter name = { (uint64_t) (initial) }

static __inline__ int
percpu_counter_init_many (struct percpu_counter *c, size_t n, int64_t initial)
{
  while (n-- > 0)
    c[n].value = (uint64_t) initial;
  return 0;
}

static __inline__ void
percpu_counter_destroy_many (struct percpu_counter *c, size_t n)
{
  (void) c;
  (void) n;
}

static __inline__ void
percpu_counter_add (struct percpu_counter *c, int64_t v)
{
  __atomic_fetch_add (&c->value, (uint64_t) v, __ATOMIC_RELAXED);
}

static __inline__ int64_t
percpu_counter_sum (const struct percpu_counter *c)
{
  return (int64_t) __atomic_load_n (&c->value, __ATOMIC_RELAXED);
}

static __inline__ int64_t
percpu_counter_read (const struct percpu_counter *c)
{
  return percpu_counter_sum (c);
}

static __inline__ int64_t
percpu_counter_error (const struct percpu_counter *c)
{
  (void) c;
  return 0;
}

static __inline__ void
percpu_counter_set (struct percpu_counter *c, int64_t v)
{
  __atomic_store_n (&c->value, (uint64_t) v, __ATOMIC_RELAXED);
}

static __inline__ bool
percpu_counter_add_limited (struct percpu_counter *c, int64_t limit, int64_t v)
{
  uint64_t old = __atomic_load_n (&c->value, __ATOMIC_RELAXED);
  int64_t now;

  do
    if (__builtin_add_overflow ((int64_t) old, v, &now)
	|| (v < 0 ? now < limit : now > limit))
      return false;
  while (!__atomic_compare_exchange_n (&c->value, &old, (uint64_t) now, true,
				       __ATOMIC_RELAXED, __ATOMIC_RELAXED));
  return true;
}

static __inline__ int
percpu_counter_compare (const struct percpu_counter *c, int64_t v)
{
  int64_t value = percpu_counter_sum (c);

  return (value > v) - (value < v);
}

#else /* not __PERCPU_MODEL_SINGLE__ */

/* The fields are private to the library.  The fields that other CPUs write
   have a cache line of their own, so the type is aligned to one: allocate it
   by aligned_alloc, not by malloc.  */
struct percpu_counter
{
  /* The CPUs' words.  */
# ifndef __PERCPU_RUNTIME__
  uint64_t __percpu *local;
# else
  uintptr_t local;
# endif
  uint64_t batch;
  /* Not in the cache line that every addition reads.  */
  uint64_t base __attribute__ ((aligned (64)));
  uint64_t rounded;
};

# ifdef __PERCPU_ABI_FREESTANDING__

#  define PERCPU_COUNTER_DEFINE(name, initial)				\
  __attribute__ ((percpu)) uint64_t __percpu_counter_##name;		\
  struct percpu_counter name = { &__percpu_counter_##name,		\
				 PERCPU_COUNTER_BATCH,			\
				 (uint64_t) (initial), 0 }

extern int percpu_counter_init_many (struct percpu_counter *c, size_t n,
				     int64_t initial)
  __attribute__ ((nonnull));
extern void percpu_counter_destroy_many (struct percpu_counter *c, size_t n)
  __attribute__ ((nonnull));

# else

/* The constructor runs before constructors without a priority, and after the
   areas exist.  */
#  define PERCPU_COUNTER_DEFINE(name, initial)				\
  struct percpu_counter name = { NULL, 0, (uint64_t) (initial), 0 };	\
  static __attribute__ ((percpu)) uint64_t __percpu_counter_##name;	\
  static void __attribute__ ((constructor (101)))			\
  __percpu_counter_init_##name (void)					\
  {									\
    name.local = &__percpu_counter_##name;				\
    __percpu_counter_init_static (&name);				\
  }									\
  struct percpu_counter

#  pragma GCC visibility push (default)

extern int percpu_counter_init_many (struct percpu_counter *c, size_t n,
				     int64_t initial)
  __attribute__ ((nonnull));
extern void percpu_counter_destroy_many (struct percpu_counter *c, size_t n)
  __attribute__ ((nonnull));
extern int64_t percpu_counter_sum (const struct percpu_counter *c)
  __attribute__ ((nonnull));

/* Returns: the sum of the CPUs' words.  */
extern uint64_t __percpu_counter_locals (const struct percpu_counter *c);

/* Choose the batch of *C.  */
extern void __percpu_counter_init_static (struct percpu_counter *c);

#  pragma GCC visibility pop

# endif

/* The sum of the CPUs' errors, each of half a batch at most.  */
static __inline__ int64_t
percpu_counter_error (const struct percpu_counter *c)
{
  return (int64_t) (c->batch / 2 * percpu_nr_cpus ());
}

static __inline__ int64_t
percpu_counter_read (const struct percpu_counter *c)
{
  return (int64_t) (__atomic_load_n (&c->base, __ATOMIC_RELAXED)
		    + __atomic_load_n (&c->rounded, __ATOMIC_RELAXED));
}

# ifndef __PERCPU_RUNTIME__

static __inline__ void
percpu_counter_add (struct percpu_counter *c, int64_t v)
{
  uint64_t batch = c->batch, now = (*c->local += (uint64_t) v);
  uint64_t more = ((now + batch / 2) & -batch)
		  - ((now - (uint64_t) v + batch / 2) & -batch);

  if (__builtin_expect (more != 0, 0))
    __atomic_fetch_add (&c->rounded, more, __ATOMIC_RELAXED);
}

#  ifdef __PERCPU_ABI_FREESTANDING__

static __inline__ uint64_t
__percpu_counter_locals (const struct percpu_counter *c)
{
  return percpu_sum (*c->local);
}

static __inline__ int64_t
percpu_counter_sum (const struct percpu_counter *c)
{
  uint64_t base = __atomic_load_n (&c->base, __ATOMIC_ACQUIRE);

  return (int64_t) (base + __percpu_counter_locals (c));
}

#  endif
# endif

# if !defined __PERCPU_ABI_FREESTANDING__ || !defined __PERCPU_RUNTIME__

/* Returns: true if a value that is within ERROR of ABOUT may have wrapped
   around.  */
static __inline__ bool
__percpu_counter_end_p (int64_t about, int64_t error)
{
  return about < INT64_MIN + error || about > INT64_MAX - error;
}

static __inline__ void
percpu_counter_set (struct percpu_counter *c, int64_t v)
{
  __atomic_store_n (&c->base, (uint64_t) v - __percpu_counter_locals (c),
		    __ATOMIC_RELEASE);
}

static __inline__ bool
percpu_counter_add_limited (struct percpu_counter *c, int64_t limit, int64_t v)
{
  int64_t error = percpu_counter_error (c), now, far;
  uint64_t base = __atomic_load_n (&c->base, __ATOMIC_ACQUIRE), before;

  for (;;)
    {
      before = base;
      now = (int64_t) (base + __atomic_load_n (&c->rounded, __ATOMIC_RELAXED));
      if (__percpu_counter_end_p (now, error)
	  || __builtin_add_overflow (now, v, &now)
	  || __builtin_add_overflow (now, v < 0 ? -error : error, &far)
	  || (v < 0 ? far < limit : far > limit))
	{
	  now = (int64_t) (base + __percpu_counter_locals (c));
	  if (__builtin_add_overflow (now, v, &now)
	      || (v < 0 ? now < limit : now > limit))
	    {
	      /* The words may belong to another base.  */
	      base = __atomic_load_n (&c->base, __ATOMIC_ACQUIRE);
	      if (base == before)
		return false;
	      continue;
	    }
	}
      if (__atomic_compare_exchange_n (&c->base, &base, base + (uint64_t) v,
				       true, __ATOMIC_ACQ_REL,
				       __ATOMIC_ACQUIRE))
	return true;
    }
}

static __inline__ int
percpu_counter_compare (const struct percpu_counter *c, int64_t v)
{
  int64_t value = percpu_counter_read (c), error = percpu_counter_error (c);
  int64_t distance;

  if (__percpu_counter_end_p (value, error)
      || __builtin_sub_overflow (value, v, &distance)
      || (distance >= -error && distance <= error))
    value = percpu_counter_sum (c);
  return (value > v) - (value < v);
}

# endif

#endif /* not __PERCPU_MODEL_SINGLE__ */

static __inline__ int
percpu_counter_init (struct percpu_counter *c, int64_t initial)
{
  return percpu_counter_init_many (c, 1, initial);
}

static __inline__ void
percpu_counter_destroy (struct percpu_counter *c)
{
  percpu_counter_destroy_many (c, 1);
}

#if defined __PERCPU_MODEL_SINGLE__ || !defined __PERCPU_RUNTIME__

static __inline__ void
percpu_counter_sub (struct percpu_counter *c, int64_t v)
{
  percpu_counter_add (c, (int64_t) - (uint64_t) v);
}

static __inline__ void
percpu_counter_inc (struct percpu_counter *c)
{
  percpu_counter_add (c, 1);
}

static __inline__ void
percpu_counter_dec (struct percpu_counter *c)
{
  percpu_counter_add (c, -1);
}

#endif

#endif /* not __PERCPU_UNUSABLE__ */

#endif /* PERCPU_COUNTER_H */
