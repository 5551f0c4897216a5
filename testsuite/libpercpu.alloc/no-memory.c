/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The system has no memory: each system call for it fails in turn.  Nothing is
   lost, the program continues, and the error is reported.  The operation that
   failed succeeds when there is memory again.  */

#include "../lib/check.h"
#include <percpu.h>
#include <sys/mman.h>
#include <sys/syscall.h>

enum { SMALL = 300, LARGE = 12 };

struct object { long n[8]; };

static const struct object value = { { 1, 2, 3, 4, 5, 6, 7, 8 } };
static struct object __percpu *small[SMALL];
static char __percpu *large[LARGE];

/* The number of calls until FAILS of them fail, and the number of calls that
   have failed.  */
static long until = -1;
static int fails, failed;

static bool
refuse (void)
{
  if (until < 0 || until-- > 0)
    return false;
  if (--fails > 0)
    until = 0;
  failed++;
  errno = ENOMEM;
  return true;
}

/* The library's system calls come here.  */

void *
mmap (void *address, size_t size, int protection, int flags, int fd,
      off_t offset)
{
  if (refuse ())
    return MAP_FAILED;
  return (void *) syscall (SYS_mmap, address, size, protection, flags, fd,
			   offset);
}

int
mprotect (void *address, size_t size, int protection)
{
  return refuse () ? -1 : (int) syscall (SYS_mprotect, address, size,
					 protection);
}

int
madvise (void *address, size_t size, int advice)
{
  return refuse () ? -1 : (int) syscall (SYS_madvise, address, size, advice);
}

static int
cpus (void)
{
  int n = 0;

  percpu_foreach (cpu)
    n++;
  return n;
}

/* Returns: whether P is allocated or the reason is the expected one.  */
static bool
reason (const volatile void __percpu *p)
{
  return percpu_alloc_error () == (p ? 0 : PERCPU_ENOMEM);
}

/* Allocates as many objects as possible.  Stores in *NONE the number of
   failures.  Returns: the number of errors.  */
static int
all (int *none)
{
  int wrong = 0, n = cpus ();

  for (int i = 0; i < SMALL; i++)
    {
      int kind = i % 3;

      small[i] = kind == 0 ? percpu_alloc_value (struct object, &value)
		 : kind == 1 ? percpu_alloc_uninit (struct object)
		 : percpu_alloc (struct object);
      wrong += !reason (small[i]);
      if (!small[i])
	{
	  ++*none;
	  continue;
	}
      if (kind != 1)
	wrong += percpu_sum (small[i]->n[4]) != (kind == 0 ? 5 * n : 0);
      percpu_foreach (cpu)
	percpu_ptr (small[i], cpu)->n[4] = -1;
      percpu_reset (*small[i]);
      wrong += percpu_sum (small[i]->n[4]) != (kind == 0 ? 5 * n : 0);
      percpu_foreach (cpu)
	memset (percpu_ptr (small[i], cpu), 9, sizeof (struct object));
      if (i % 10 == 0 && !percpu_retain (small[i]))
	wrong += percpu_alloc_error () != PERCPU_ENOMEM;
    }
  for (int i = 0; i < LARGE; i++)
    {
      size_t size = (size_t) 5000 << i % 6;

      large[i] = percpu_alloc_bytes (size, 64);
      wrong += !reason (large[i]);
      if (!large[i])
	{
	  ++*none;
	  continue;
	}
      wrong += percpu_sum (large[i][0]) != 0;
      wrong += percpu_sum (large[i][size - 1]) != 0;
      percpu_foreach (cpu)
	memset (percpu_ptr (large[i], cpu), 9, size);
    }
  return wrong;
}

static void
free_all (void)
{
  for (int i = 0; i < SMALL; i++)
    {
      struct object __percpu *p = small[i];

      while (p && !__percpu_release (p, NULL))
	continue;
      percpu_free (p);
      small[i] = NULL;
    }
  for (int i = 0; i < LARGE; i++)
    {
      percpu_free (large[i]);
      large[i] = NULL;
    }
}

static void
one_round (long when, int times, int *none)
{
  struct percpu_stats stats;
  int wrong, missing;

  /* Some objects are freed while no call fails, some while calls fail.  */
  until = when;
  fails = times;
  wrong = all (none);
  if (when % 2 == 0)
    until = -1;
  free_all ();
  until = -1;
  percpu_stats_get (&stats, sizeof stats);
  if (wrong || stats.objects != 0 || stats.objects_size != 0)
    CHECK (false, "call %ld fails, %d times: %d wrong, %zu objects left", when,
	   times, wrong, stats.objects);
  missing = 0;
  wrong = all (&missing) + missing;
  free_all ();
  if (wrong != 0)
    CHECK (false, "after call %ld has failed, %d times: %d wrong", when,
	   times, wrong);
}

int
main (void)
{
  int none = 0, refused = 0;
  long when;

  percpu_foreach (cpu)
    percpu_area_base (cpu);
  for (int times = 1; times <= 1000; times = times * 30 + 3)
    {
      when = 0;
      do
	{
	  int before = failed;

	  one_round (when, times, &none);
	  refused = failed - before;
	  /* The first ones one by one.  */
	  when += when < 40 ? 1 : 23;
	}
      while (refused > 0);
      CHECK (when > 40, "of %ld calls each failed, %d times", when, times);
    }
  CHECK (none > 0, "%d objects could not be allocated", none);
  return 0;
}
