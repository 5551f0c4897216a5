/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Large variables that are zero at first in shared objects, linked and loaded:
   they take no room in their files and no memory until they are written, and
   are zero again when an object has been unloaded and is loaded once more, or
   another one at its address.  */

/* { dg-shared-objects "zeros-aux.c" } */
/* { dg-link-with "./zeros-aux.so -Wl,-rpath,." } */

#include "../lib/modes.h"
#include "zeros.h"
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>

PERCPU_ROOM (700l << 20);

static __attribute__ ((percpu)) char mine[1 << 24];
static __attribute__ ((percpu)) int first = 3;

static size_t
memory (void)
{
  struct percpu_stats stats;

  CHECK (percpu_stats_get (&stats, sizeof stats) == 0, "stats");
  return stats.resident;
}

/* Copies ./zeros-aux.so to FILE.  */
static void
copy (const char *file)
{
  int from = open ("./zeros-aux.so", O_RDONLY);
  int to = open (file, O_WRONLY | O_CREAT | O_TRUNC, 0755);
  static char buf[1 << 16];
  ssize_t n;

  while ((n = read (from, buf, sizeof buf)) > 0)
    if (write (to, buf, (size_t) n) != n)
      CHECK (false, "copy");
  CHECK (from >= 0 && to >= 0 && n == 0, "copy %s", file);
  close (from);
  close (to);
}

/* The interface of the object whose functions are ADD and so on.  */
static void
check_object (const char *name, int (*add) (long),
	      char __percpu *(*address) (void),
	      long (*initialised) (void), void (*reset) (void))
{
  static const long places[] = { 0, ZEROS_SIZE / 2, ZEROS_SIZE - 1 };
  size_t before = memory ();
  long cpus = 0;

  percpu_foreach (cpu)
    {
      cpus++;
      for (long i = 0; i < ZEROS_SIZE; i += 1 << 16)
	if (*percpu_ptr (&address ()[i], cpu) != 0)
	  CHECK (false, "%s: byte %ld is zero", name, i);
    }
  CHECK (memory () <= before + 4096, "%s: no memory when it was read", name);
  CHECK (initialised () == 10 * cpus, "%s: the initialised one", name);
  for (unsigned int i = 0; i < LENGTH (places); i++)
    CHECK (add (places[i]) == 1, "%s: byte %ld", name, places[i]);
  CHECK (initialised () == 10 * cpus + 3, "%s: it counts", name);
  CHECK (memory () <= before + (8 << 12) * (size_t) cpus,
	 "%s: some pages when it was written: %zu", name, memory () - before);
  if (reset)
    {
      reset ();
      for (unsigned int i = 0; i < LENGTH (places); i++)
	CHECK (percpu_sum (address ()[places[i]]) == 0, "%s: reset", name);
      CHECK (initialised () == 10 * cpus, "%s: reset", name);
    }
}

/* Loads FILE, checks its variables, and leaves them modified.  Returns: its
   handle.  */
static void *
load (const char *file)
{
  void *handle = dlopen (file, RTLD_NOW);
  int (*add) (long);
  char __percpu *(*address) (void);
  long (*initialised) (void);

  CHECK (handle, "%s", handle ? file : dlerror ());
  add = (int (*) (long)) dlsym (handle, "zeros_add");
  address = (char __percpu *(*) (void)) dlsym (handle, "zeros_address");
  initialised = (long (*) (void)) dlsym (handle, "zeros_initialised");
  check_object (file, add, address, initialised, NULL);
  for (long i = 0; i < 100; i++)
    {
      add (i * 10007);
      *percpu_ptr (&address ()[i * 4096 + i], 0) = 5;
    }
  return handle;
}

static void
test (void)
{
  struct stat file;
  size_t before;
  void *a, *b;
  char one[40], two[40];

  first++;
  CHECK (stat ("./zeros-aux.so", &file) == 0 && file.st_size < 1 << 20,
	 "the object has %ld bytes", (long) file.st_size);
  check_object ("linked", zeros_add, zeros_address, zeros_initialised,
		zeros_reset);
  mine[12345] = 1;
  CHECK (percpu_sum (mine[12345]) == 1 && percpu_sum (first) % 3 == 1, "mine");

  snprintf (one, sizeof one, "./zeros-%d-1.so", (int) getpid ());
  snprintf (two, sizeof two, "./zeros-%d-2.so", (int) getpid ());
  copy (one);
  copy (two);
  before = memory ();
  for (int i = 0; i < 3; i++)
    {
      a = load (one);
      b = load (two);
      CHECK (dlclose (a) == 0 && dlclose (b) == 0, "unload");
      CHECK (memory () < before + (40 << 12) * (size_t) percpu_nr_cpus (),
	     "their memory has gone: %zu", memory () - before);
      b = load (two);
      a = load (one);
      CHECK (dlclose (a) == 0 && dlclose (b) == 0, "unload");
    }
  unlink (one);
  unlink (two);
  CHECK (percpu_sum (mine[12345]) == 1 && percpu_sum (first) % 3 == 1,
	 "mine is as it was");
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
