/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Ways to have exclusive access to two words.  guard.cc has one thread, so no
   lock is ever contended.  */

#include "guard.h"
#include <percpu.h>
#include <pthread.h>
#include <stdatomic.h>

struct words
{
  unsigned long a, b;
};

#define LOOP(name, ...)							\
  static void __attribute__ ((noipa, aligned (64)))			\
  name##_loop (unsigned long rounds)					\
  {									\
    do									\
      {									\
	__VA_ARGS__; __VA_ARGS__; __VA_ARGS__; __VA_ARGS__;		\
	__VA_ARGS__; __VA_ARGS__; __VA_ARGS__; __VA_ARGS__;		\
      }									\
    while (--rounds != 0);						\
  }

/* Guards.  */

static __attribute__ ((percpu)) struct words guarded;

LOOP (guard,
      {
	struct percpu_guard g = percpu_guard_enter ();
	struct words *w = percpu_borrow (g, &guarded);

	w->a++;
	w->b++;
	percpu_guard_leave (&g);
      })

static unsigned long
guard_first (void)
{
  return percpu_sum (guarded.a);
}

static unsigned long
guard_second (void)
{
  return percpu_sum (guarded.b);
}

/* The C library's lock.  */

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static struct words under_mutex __attribute__ ((aligned (128)));

LOOP (mutex,
      {
	pthread_mutex_lock (&mutex);
	under_mutex.a++;
	under_mutex.b++;
	pthread_mutex_unlock (&mutex);
      })

static unsigned long
mutex_first (void)
{
  return under_mutex.a;
}

static unsigned long
mutex_second (void)
{
  return under_mutex.b;
}

/* The simplest lock.  */

static atomic_flag flag = ATOMIC_FLAG_INIT;
static struct words under_flag __attribute__ ((aligned (128)));

LOOP (spinlock,
      {
	while (atomic_flag_test_and_set_explicit (&flag, memory_order_acquire))
	  continue;
	under_flag.a++;
	under_flag.b++;
	atomic_flag_clear_explicit (&flag, memory_order_release);
      })

static unsigned long
spinlock_first (void)
{
  return under_flag.a;
}

static unsigned long
spinlock_second (void)
{
  return under_flag.b;
}

/* Without any lock.  */

static volatile struct words alone __attribute__ ((aligned (128)));

LOOP (nothing,
      {
	alone.a++;
	alone.b++;
      })

static unsigned long
nothing_first (void)
{
  return alone.a;
}

static unsigned long
nothing_second (void)
{
  return alone.b;
}

#define WAY(name) { #name, name##_loop, name##_first, name##_second }
const struct guard_way guard_ways[]
  = { WAY (nothing), WAY (guard), WAY (mutex), WAY (spinlock) };
const unsigned int guard_ways_nr = sizeof guard_ways / sizeof *guard_ways;

const char *
guard_about (void)
{
  return percpu_mode_name (percpu_mode ());
}
