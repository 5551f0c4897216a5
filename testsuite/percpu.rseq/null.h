/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A null pointer to per-CPU data, an error code in its place, or a member of an
   object at such an address: every access raises SIGSEGV, on every CPU, in
   private areas, and with any number of dynamic objects.  No later mapping can
   be placed where such a pointer leads.  */

#ifndef NULL_H
#define NULL_H 1

#include "../lib/check.h"
#include <percpu.h>

enum { REACH = 1 << 16, OBJECTS = 1000, OBJECT = 1 << 20 };

struct null_far
{
  long near;
  char gap[REACH - 2 * sizeof (long)];
  long far;
};

/* Accesses the word at P in all ways.  */
static inline void
null_try (unsigned long __percpu *volatile p, unsigned int cpu, long offset)
{
  struct null_far __percpu *volatile s
    = (struct null_far __percpu *) (unsigned long __percpu *) p;
  unsigned long __percpu *volatile far
    = (unsigned long __percpu *) &s->far;
  unsigned long __percpu *volatile last
    = offset == 0 ? far : (unsigned long __percpu *) p;
  volatile unsigned long value = 0;

  CHECK (FAULTS (value = *p), "CPU %u, %ld: load", cpu, offset);
  CHECK (FAULTS (*p = 1), "CPU %u, %ld: store", cpu, offset);
  CHECK (FAULTS (++*p), "CPU %u, %ld: increment", cpu, offset);
  CHECK (FAULTS (*p |= 6), "CPU %u, %ld: or", cpu, offset);
  CHECK (FAULTS (*p = *p * 3 + 1), "CPU %u, %ld: computation", cpu, offset);
  CHECK (FAULTS (percpu_xchg (*p, 7ul)), "CPU %u, %ld: exchange", cpu, offset);
  CHECK (FAULTS (*last += 2), "CPU %u, %ld: a member far away", cpu, offset);
  CHECK (FAULTS (*(volatile unsigned long *) percpu_ptr (p, cpu) = 5),
	 "CPU %u, %ld: percpu_ptr", cpu, offset);
  CHECK (FAULTS (value = percpu_sum (*p)), "CPU %u, %ld: sum", cpu, offset);
}

/* Returns: whether all of [FROM, TO) is in mappings that allow no access, or in
   the kernel's half of the address space.  */
static inline bool
null_reserved (unsigned long from, unsigned long to)
{
  FILE *f = fopen ("/proc/self/maps", "r");
  char line[600];

  if ((long) from < 0)
    from = to;
  while (f && from < to && fgets (line, sizeof line, f))
    {
      unsigned long low, high;
      char access[5];

      if (sscanf (line, "%lx-%lx %4s", &low, &high, access) == 3
	  && low <= from && from < high && memcmp (access, "---", 3) == 0)
	from = high;
    }
  if (f)
    fclose (f);
  return from >= to;
}

/* Returns: the address to which a null pointer leads on the CPU C.  */
static inline unsigned long
null_place (unsigned int c)
{
  unsigned long __percpu *volatile p = 0;

  return (unsigned long) percpu_ptr (p, c);
}

static inline void
null_windows (void)
{
  percpu_foreach (c)
    CHECK (null_reserved (null_place (c) - REACH, null_place (c) + REACH),
	   "CPU %u: a null pointer leads to %#lx", c, null_place (c));
}

/* Allocates as many objects as there is room for.
   Returns: their number.  */
static inline int
null_fill (char __percpu **o)
{
  size_t size = OBJECT;
  int n = 0;

  while (n < OBJECTS && size >= 4096)
    if ((o[n] = percpu_alloc_bytes (size, 64)))
      n++;
    else
      size /= 2;
  return n;
}

static inline void
null_check (unsigned int cpu)
{
  static const long offsets[] = { 0, -1, -12, -4095, 8, 4095, -60000 };

  for (unsigned int i = 0; i < sizeof offsets / sizeof *offsets; i++)
    null_try ((unsigned long __percpu *) offsets[i], cpu, offsets[i]);
}

static inline void
null_test (void)
{
  static char __percpu *o[OBJECTS];
  unsigned int cpu[2], nr = allowed_cpus (cpu, 2);
  int n;

  null_windows ();
  for (unsigned int i = 0; i < nr && i < 2; i++)
    {
      CHECK (percpu_bind (cpu[i]) == 0, "bind");
      null_check (cpu[i]);
    }
  n = null_fill (o);
  CHECK (n > 10, "%d objects", n);
  for (unsigned int i = 0; i < nr && i < 2; i++)
    {
      CHECK (percpu_bind (cpu[i]) == 0, "bind");
      null_check (cpu[i]);
    }
  CHECK (percpu_unbind () == 0, "unbind");
#ifdef ANYWHERE
  null_check (cpu[0]);
#endif
  null_windows ();
  for (int i = 0; i < n; i++)
    percpu_foreach (c)
      CHECK (*percpu_ptr (o[i], c) == 0
	     && percpu_ptr (o[i], c)[4095] == 0, "object %d of CPU %u", i, c);
}

#endif /* NULL_H */
