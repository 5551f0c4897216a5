/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Arguments that percpu_free refuses: every address that is not the first one
   of an object, in spans of every class, in free pages, at both ends of the
   room, and arbitrary numbers.  It cannot distinguish an object from a later
   one at the same address, and does not know the type of an object.  */

#include "../lib/check.h"
#include <percpu.h>
#include <signal.h>
#include <stdint.h>

#pragma percpu free off

enum { SIZES = 40 };

static sigjmp_buf refused;

static void
aborted (int sig)
{
  siglongjmp (refused, sig);
}

/* Returns: whether percpu_free refuses ADDRESS.  */
static bool
refuses (uintptr_t address)
{
  if (sigsetjmp (refused, 1) != 0)
    return true;
  __percpu_free ((const volatile void __percpu *) address, "it");
  return false;
}

int
main (void)
{
  char __percpu *p[SIZES], *end;
  struct percpu_stats stats;
  int taken = 0, null = open ("/dev/null", O_WRONLY), error = dup (2);
  unsigned long tried = 0;
  uintptr_t low = UINTPTR_MAX, high;
  unsigned int seed = 3;

  if (!(end = percpu_alloc_bytes (1, 1)))
    return 1;
  dup2 (null, 2);
  signal (SIGABRT, aborted);
  percpu_stats_get (&stats, sizeof stats);
  for (int i = 0; i < SIZES; i++)
    {
      size_t size = i < 4 ? 8 * (size_t) (i + 1) : (size_t) 10 << i / 3;

      if (!(p[i] = percpu_alloc_bytes (size, 8)))
	return 1;
      if ((uintptr_t) p[i] < low)
	low = (uintptr_t) p[i];
      for (size_t k = 1; k <= size; k += 1 + size / 50, tried++)
	taken += !refuses ((uintptr_t) p[i] + k);
    }
  dup2 (error, 2);
  CHECK (taken == 0, "%lu addresses in objects: %d freed", tried, taken);

  dup2 (null, 2);
  low &= -(uintptr_t) 4096;
  for (int i = 0; i < 20000; i++)
    {
      uintptr_t any = low + (rand_r (&seed) % (80u << 20)) - (8u << 20);

      if (i % 2)
	any &= -(uintptr_t) 4096;
      for (int k = 0; k < SIZES; k++)
	if ((uintptr_t) p[k] == any)
	  any++;
      if ((uintptr_t) end == any)
	any++;
      taken += !refuses (any);
    }
  for (int bit = 0; bit < 64; bit++)
    taken += !refuses ((uintptr_t) 1 << bit)
	     + !refuses (-((uintptr_t) 1 << bit));
  taken += !refuses ((uintptr_t) &seed) + !refuses ((uintptr_t) main);
  /* The plain address of an instance is not an address of the object.  */
  percpu_foreach (cpu)
    taken += !refuses ((uintptr_t) percpu_ptr (p[5], cpu));
  dup2 (error, 2);
  CHECK (taken == 0, "others: %d freed", taken);

  /* After it was freed, until the address is allocated again.  */
  dup2 (null, 2);
  for (int i = 0; i < SIZES; i++)
    {
      high = (uintptr_t) p[i];
      percpu_free (p[i]);
      taken += !refuses (high);
    }
  for (int i = 0; i < SIZES; i++)
    taken += !refuses ((uintptr_t) p[i]);
  dup2 (error, 2);
  CHECK (taken == 0, "freed twice: %d", taken);
  percpu_free (end);
  percpu_stats_get (&stats, sizeof stats);
  CHECK (stats.objects == 0, "none is left");
  p[0] = percpu_alloc_bytes (100, 8);
  CHECK (p[0] != NULL, "and all goes on");
  percpu_free (p[0]);
  return 0;
}
