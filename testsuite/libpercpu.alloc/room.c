/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* PERCPU_ROOM asks for more room than there are addresses: there is as much as
   possible.  The same under a limit that leaves little, or nothing; then an
   allocation fails with a reason, and all else works.  */

#include "../lib/check.h"
#include <percpu.h>
#include <sys/resource.h>

PERCPU_DYNAMIC_ROOM (((size_t) -1) - 5000);

static __attribute__ ((percpu)) int variable = 3;

/* Returns: whether all memory that can be allocated can be used.  */
static bool
use (void)
{
  struct percpu_stats stats;
  char __percpu *p[7] = { NULL };
  unsigned int cpu = percpu_cpu_next (0);
  bool good = percpu_ptr (&variable, cpu)[0] == 3;

  percpu_stats_get (&stats, sizeof stats);
  for (int i = 0; i < 7; i++)
    {
      size_t size = (size_t) 1 << 3 * i;

      p[i] = percpu_alloc_bytes (size, 8);
      if (p[i])
	{
	  good &= stats.dynamic_limit >= size;
	  percpu_ptr (p[i], cpu)[size - 1] = 1;
	}
      else
	good &= (percpu_alloc_error () == PERCPU_ENOROOM
		 || percpu_alloc_error () == PERCPU_ENOMEM
		 || (percpu_alloc_error () == PERCPU_ESIZE
		     && stats.dynamic_limit < size));
    }
  for (int i = 0; i < 7; i++)
    percpu_free (p[i]);
  return good;
}

static void
limited (void *arg)
{
  struct rlimit limit;

  limit.rlim_cur = limit.rlim_max = (size_t) *(int *) arg << 20;
  if (setrlimit (RLIMIT_AS, &limit) != 0)
    _exit (77);
  execl ("/proc/self/exe", "room", "limited", (char *) NULL);
}

int
main (int argc, char **argv)
{
  static const int megabytes[] = { 8, 16, 32, 100, 300, 1000, 20000 };
  struct percpu_stats stats;
  char text[300];

  (void) argv;
  if (argc > 1)
    return !use ();
  percpu_stats_get (&stats, sizeof stats);
  CHECK (stats.dynamic_limit >= (size_t) 1 << 30 && use (),
	 "%zu bytes of room", stats.dynamic_limit);
  for (unsigned int i = 0; i < sizeof megabytes / sizeof *megabytes; i++)
    {
      int status = child_run (limited, (void *) &megabytes[i], text,
			      sizeof text);

      if (WIFEXITED (status) && WEXITSTATUS (status) == 77)
	printf ("not tried: %d megabytes\n", megabytes[i]);
      else if (WIFEXITED (status) && WEXITSTATUS (status) == 127)
	CHECK (*text, "%d megabytes: too few: %s", megabytes[i], text);
      else
	CHECK (status == 0, "%d megabytes: status %#x %s", megabytes[i],
	       status, text);
    }
  return 0;
}
