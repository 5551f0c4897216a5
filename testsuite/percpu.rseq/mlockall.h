/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A process that locks all of its memory under a limit, which is the size of
   its files, its heap and its stack plus a margin.  */

#ifndef MLOCKALL_H
#define MLOCKALL_H 1

#include <linux/capability.h>
#include <sys/mman.h>
#include <sys/resource.h>

/* The bytes of the mappings that a program has without per-CPU data (files,
   heap, stack, and those of the kernel), and of all mappings.  */
struct mapped
{
  size_t own;
  size_t all;
};

static inline struct mapped
mapped (void)
{
  struct mapped mapped = { 0, 0 };
  FILE *f = fopen ("/proc/self/maps", "r");
  char line[600];

  CHECK (f, "mappings");
  while (fgets (line, sizeof line, f))
    {
      unsigned long low, high;
      const char *name = strpbrk (line, "/[");

      if (strstr (line, "[vsyscall]")
	  || sscanf (line, "%lx-%lx", &low, &high) != 2)
	continue;
      mapped.all += high - low;
      if (name && strncmp (name, "/memfd:", 7) != 0)
	mapped.own += high - low;
    }
  fclose (f);
  return mapped;
}

/* Returns: the margin, which covers the two libraries and, for each slot, a
   window of 128 kilobytes, its variables, and one step by which the area
   grows.  */
static inline size_t
mlockall_margin (size_t variables, unsigned int threads)
{
  unsigned int cpu, slots = allowed_cpus (&cpu, 1) + 2 + threads;

  return (1 << 20) + slots * (variables + (128 << 10) + (64 << 10));
}

/* Locks all present and future mappings, as an unprivileged process whose limit
   is its own mappings plus MARGIN.
   Returns: false if the process cannot drop its privileges or set this
   limit.  */
static inline bool
mlockall_limited (size_t margin)
{
  struct __user_cap_header_struct header
    = { _LINUX_CAPABILITY_VERSION_3, 0 };
  struct __user_cap_data_struct data[2] = { { 0, 0, 0 }, { 0, 0, 0 } };
  struct rlimit limit;
  struct mapped now = mapped ();

  CHECK (now.all <= now.own + margin, "%zu kB are mapped, %zu kB and at most"
	 " %zu kB expected", now.all >> 10, now.own >> 10, margin >> 10);
  /* The hard limit may have to be raised first, which needs a privilege.  */
  getrlimit (RLIMIT_MEMLOCK, &limit);
  limit.rlim_cur = 0;
  if (limit.rlim_max < now.own + margin)
    limit.rlim_max = now.own + margin;
  if (setrlimit (RLIMIT_MEMLOCK, &limit) != 0
      || syscall (SYS_capset, &header, data) != 0
      || mlockall (MCL_CURRENT) == 0)
    return false;
  limit.rlim_cur = now.own + margin;
  if (setrlimit (RLIMIT_MEMLOCK, &limit) != 0)
    return false;
  CHECK (mlockall (MCL_CURRENT | MCL_FUTURE) == 0,
	 "%zu kB may be locked: %s", (size_t) limit.rlim_cur >> 10,
	 strerror (errno));
  return true;
}

#endif /* MLOCKALL_H */
