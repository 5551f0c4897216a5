/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* One counter for all CPUs, under a lock.  */

#include "increment.h"
#include <pthread.h>
#include <stddef.h>

static struct
{
  pthread_mutex_t lock;
  unsigned long counters[COUNTERS];
} shared __attribute__ ((aligned (128))) =
{
  .lock = PTHREAD_MUTEX_INITIALIZER
};

#define INCREMENT(i)							\
  (pthread_mutex_lock (&shared.lock), shared.counters[i]++,		\
   pthread_mutex_unlock (&shared.lock))

WAY_LOOPS (mutex)

static unsigned long
sum (unsigned int i)
{
  unsigned long value;

  pthread_mutex_lock (&shared.lock);
  value = shared.counters[i];
  pthread_mutex_unlock (&shared.lock);
  return value;
}

const struct way way_mutex =
{
  .name = "mutex", .one = mutex_one, .eight = mutex_eight, .sum = sum
};
