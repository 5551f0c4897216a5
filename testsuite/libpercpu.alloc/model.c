/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A long series of random operations, beside a model that knows what must come
   of each: what every instance of every object holds, its initial value, how
   many own it, and what the statistics say.

     model [SEED [SECONDS]]

   Objects are of all sizes and alignments; some are written on some CPUs only,
   and the areas of some CPUs are not used until late.  */

#include "../lib/check.h"
#include <percpu.h>
#include <stdint.h>
#include <time.h>

enum { OBJECTS = 400, CPUS = 12, SIZE_MOST = 40000 };

/* An instance consists of SIZE bytes at SHADOW; all but the last of these
   blocks are those of CPUs, the last one is the initial value.  */
static struct model
{
  char __percpu *p;
  size_t size, align, whole;
  unsigned int owners;
  unsigned char *shadow;
} objects[OBJECTS];

static uint64_t seed;
static size_t live, live_bytes;
static unsigned long counts[10];
/* CPUs from this one on have not been used.  */
static unsigned int used = 2;

static unsigned int
number (unsigned int below)
{
  seed = seed * 6364136223846793005u + 1442695040888963407u;
  return (unsigned int) (seed >> 33) % below;
}

/* Many small sizes, and sizes near those of classes and pages.  */
static size_t
some_size (void)
{
  size_t size;

  switch (number (8))
    {
    case 0:
      return 1 + number (SIZE_MOST);
    case 1:
      size = (size_t) 4096 * (1 + number (6));
      break;
    case 2:
      size = (size_t) 8 << number (11);
      break;
    case 3:
      return 1 + number (5000);
    default:
      return 1 + number (300);
    }
  size += number (3);
  return size > 1 ? size - 1 : 1;
}

static unsigned char *
shadow_of (const struct model *o, unsigned int cpu)
{
  return o->shadow + cpu * o->size;
}

static void __attribute__ ((noreturn))
wrong (const struct model *o, const char *what)
{
  CHECK (false, "object %td of %zu bytes at %#lx: %s", o - objects, o->size,
	 (unsigned long) (uintptr_t) o->p, what);
  abort ();
}

static void
object_check (const struct model *o)
{
  struct percpu_address_info info;
  size_t at = number ((unsigned int) o->size);

  for (unsigned int cpu = 0; cpu < used; cpu++)
    if (memcmp (percpu_ptr (o->p, cpu), shadow_of (o, cpu), o->size) != 0)
      wrong (o, "an instance holds something else");
  if (percpu_pointer_info (o->p + at, &info) != 0
      || info.kind != PERCPU_ADDRESS_DYNAMIC
      || info.start != (uintptr_t) o->p || info.size != o->whole)
    wrong (o, "percpu_pointer_info does not know it");
}

static void
object_new (struct model *o)
{
  unsigned int kind = number (4);
  struct percpu_address_info info;
  size_t size = some_size ();
  size_t align = (size_t) 1 << (number (4) ? number (7) : number (13));
  char __percpu *p;
  unsigned char *shadow = calloc (CPUS + 1, size);
  char *value = malloc (size);

  for (size_t i = 0; i < size; i++)
    value[i] = (char) number (256);
  if (kind == 0)
    p = (char __percpu *) __percpu_alloc_value (size, align, value);
  else if (kind == 1)
    p = (char __percpu *) __percpu_alloc (size, align, PERCPU_ALLOC_UNINIT);
  else
    p = percpu_alloc_bytes (size, align);
  *o = (struct model) { p, size, align, 0, 1, shadow };
  counts[kind]++;
  if (!p)
    {
      if (percpu_alloc_error () != PERCPU_ENOROOM)
	wrong (o, percpu_strerror (percpu_alloc_error ()));
      counts[4]++;
    }
  else
    {
      if ((uintptr_t) p % align != 0
	  || (uintptr_t) percpu_ptr (p, 0) % align != 0
	  || percpu_pointer_info (p, &info) != 0 || info.size < size)
	wrong (o, "it is not aligned, or not known");
      o->whole = info.size;
      for (unsigned int cpu = 0; cpu <= CPUS; cpu++)
	if (kind == 0)
	  memcpy (shadow_of (o, cpu), value, size);
	else if (kind == 1 && cpu < used)
	  memset (percpu_ptr (p, cpu), 0, size);
      live++;
      live_bytes += o->whole;
      for (const struct model *other = objects; other < objects + OBJECTS;
	   other++)
	if (other != o && other->p
	    && (uintptr_t) other->p < (uintptr_t) p + o->whole
	    && (uintptr_t) p < (uintptr_t) other->p + other->whole)
	  wrong (o, "it overlaps with another");
      object_check (o);
    }
  free (value);
}

static void
object_forget (struct model *o)
{
  live--;
  live_bytes -= o->whole;
  free (o->shadow);
  *o = (struct model) { NULL };
}

static void
object_end (struct model *o)
{
  char __percpu *p = o->p;

  object_check (o);
  if (o->owners > 1)
    o->owners--;
  else
    object_forget (o);
  percpu_release (p);
}

static void
object_write (struct model *o)
{
  size_t from = number ((unsigned int) o->size);
  size_t n = 1 + number ((unsigned int) (o->size - from));
  unsigned int cpu = number (used), c = number (256);

  memset (percpu_ptr (o->p + from, cpu), (int) c, n);
  memset (shadow_of (o, cpu) + from, (int) c, n);
}

/* Of the whole or a part.  */
static void
object_reset (struct model *o)
{
  size_t from = number (2) ? 0 : number ((unsigned int) o->size);
  size_t n = number (2) ? o->size - from
	     : 1 + number ((unsigned int) (o->size - from));

  __percpu_reset ((uintptr_t) (o->p + from), n);
  for (unsigned int cpu = 0; cpu < CPUS; cpu++)
    memcpy (shadow_of (o, cpu) + from, shadow_of (o, CPUS) + from, n);
}

static void
one_step (void)
{
  struct model *o = &objects[number (OBJECTS)];
  unsigned int what = number (100);
  struct percpu_stats stats;

  if (!o->p)
    {
      free (o->shadow);
      object_new (o);
    }
  else if (what < 30)
    object_end (o);
  else if (what < 40)
    {
      if (!percpu_retain (o->p))
	wrong (o, "there is no memory to count its owners");
      o->owners++;
      counts[5]++;
    }
  else if (what < 85)
    object_write (o);
  else if (what < 95)
    {
      object_reset (o);
      counts[6]++;
    }
  else
    object_check (o);
  if (number (200) != 0)
    return;
  percpu_stats_get (&stats, sizeof stats);
  if (stats.objects != live || stats.objects_size != live_bytes
      || stats.dynamic_free > stats.dynamic_size
      || stats.dynamic_largest > stats.dynamic_free
      || live_bytes + stats.dynamic_free > stats.dynamic_size)
    CHECK (false, "%zu objects of %zu bytes, not %zu and %zu", live,
	   live_bytes, stats.objects, stats.objects_size);
}

/* When all objects are freed, the whole room is one piece again, except for
   spans that are kept.  */
static void
no_objects (void)
{
  struct percpu_stats stats;

  for (struct model *o = objects; o < objects + OBJECTS; o++)
    {
      while (o->p)
	object_end (o);
      free (o->shadow);
      o->shadow = NULL;
    }
  percpu_stats_get (&stats, sizeof stats);
  CHECK (stats.objects == 0 && stats.objects_size == 0
	 && stats.dynamic_free + 32 * 32768 >= stats.dynamic_size,
	 "all are freed, %zu of %zu bytes of room are free",
	 stats.dynamic_free, stats.dynamic_size);
}

int
main (int argc, char **argv)
{
  unsigned long steps = 0, most;
  time_t end;

  if (!getenv ("PERCPU_TEST_POSSIBLE"))
    {
      setenv ("PERCPU_TEST_POSSIBLE", "0-11", 1);
      execv ("/proc/self/exe", argv);
    }
  seed = argc > 1 ? strtoul (argv[1], NULL, 0) : 1;
  end = argc > 2 ? time (NULL) + atoi (argv[2]) : 0;
  most = end ? -1ul : 100000;
  for (; steps < most && (steps % 100 || !end || time (NULL) < end); steps++)
    {
      one_step ();
      /* CPUs that are used later have the initial values of that time.  */
      if (steps % 5000 == 4999 && used < CPUS)
	used++;
      if (steps % 20000 == 19999)
	no_objects ();
    }
  no_objects ();
  CHECK (steps > 0, "%lu steps; objects with a value %lu, with none %lu, zero"
	 " %lu; no room %lu, more owners %lu, resets %lu", steps, counts[0],
	 counts[1], counts[2] + counts[3], counts[4], counts[5], counts[6]);
  return 0;
}
