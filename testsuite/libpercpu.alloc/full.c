/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The whole room is used, in pieces of all numbers of pages, which are freed in
   several orders: afterwards the room is one piece again.  The last page of the
   room can be used; the memory after it cannot.  */

#include "../lib/check.h"
#include <percpu.h>
#include <stdint.h>

enum { PAGE = 4096, MOST = 20000 };

static char __percpu *pieces[MOST];

static unsigned int seed = 5;

static void
swap (int i, int k)
{
  char __percpu *p = pieces[i];

  pieces[i] = pieces[k];
  pieces[k] = p;
}

/* Reorders the N pieces: as they were allocated, reversed, or at random.  */
static void
shuffle (int n, int order)
{
  for (int i = 0; order == 1 && i < n / 2; i++)
    swap (i, n - 1 - i);
  for (int i = 0; order == 2 && i < n; i++)
    swap (i, (int) ((unsigned int) rand_r (&seed) % (unsigned int) n));
}

/* Uses up the room with pieces of PAGES pages, or of random sizes if that is 0,
   and then with single pages.  Returns: the number of pieces.  */
static int
fill (unsigned int pages)
{
  uintptr_t last = 0;
  int n = 0;

  while (n < MOST)
    {
      unsigned int now = pages ? pages : 2 + (unsigned int) rand_r (&seed) % 60;

      pieces[n] = percpu_alloc_bytes ((size_t) now * PAGE - (now > 1), 1);
      if (!pieces[n] && now > 1)
	pieces[n] = percpu_alloc_bytes (PAGE + 1, 8);
      if (!pieces[n])
	break;
      if ((uintptr_t) pieces[n] > last)
	last = (uintptr_t) pieces[n];
      n++;
    }
  CHECK (percpu_alloc_error () == PERCPU_ENOROOM, "%d pieces, and no room", n);
  return n;
}

static void
free_all (int n, int order)
{
  struct percpu_stats stats;

  shuffle (n, order);
  /* Every third one first, then those in between.  */
  for (int first = 0; first < 3; first++)
    for (int i = first; i < n; i += 3)
      percpu_free (pieces[i]);
  percpu_stats_get (&stats, sizeof stats);
  CHECK (stats.objects == 0 && stats.dynamic_size == stats.dynamic_limit
	 && stats.dynamic_free == stats.dynamic_limit
	 && stats.dynamic_largest == stats.dynamic_limit,
	 "order %d: %zu bytes in one piece", order, stats.dynamic_largest);
}

int
main (void)
{
  unsigned int cpu = percpu_cpu_next (0);
  struct percpu_stats stats;
  char __percpu *all;
  volatile char *end;

  for (int order = 0; order < 3; order++)
    {
      free_all (fill (2), order);
      free_all (fill (0), order);
    }
  percpu_stats_get (&stats, sizeof stats);
  all = percpu_alloc_bytes (stats.dynamic_limit, 4096);
  CHECK (all != NULL, "all of it is one object");
  percpu_ptr (all, cpu)[0] = 1;
  percpu_ptr (all, cpu)[stats.dynamic_limit - 1] = 1;
  percpu_reset (all[stats.dynamic_limit - 1]);
  CHECK (percpu_sum (all[0]) == 1
	 && percpu_sum (all[stats.dynamic_limit - 1]) == 0, "to both ends");
  end = percpu_ptr (all, cpu) + stats.dynamic_limit;
  CHECK (FAULTS (*end = 1), "behind it is nothing");
  CHECK (percpu_alloc_bytes (1, 1) == NULL
	 && percpu_alloc_error () == PERCPU_ENOROOM, "and no byte is left");
  percpu_free (all);
  return 0;
}
