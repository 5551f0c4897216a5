/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A hundred shared objects at a time, each with variables of its own.  They are
   copies of one file, and are unloaded and reloaded in any order.  The areas do
   not grow because of this, and each area has only a few mappings.  */

/* { dg-shared-objects "hundred-aux.c" } */

#include "../lib/modes.h"
#include "loaded.h"

/* The mappings of an area: the part that exists at start, which is a copy of a
   file, and the part that is added later.  */
enum { COPIES = 100, ROUNDS = 4, MAPPINGS = 2 };

static struct one
{
  char name[40];
  void *handle;
  void (*add) (long);
  long (*sum) (void);
  long (*last) (void);
  int (*check) (void);
} ones[COPIES];

static __attribute__ ((percpu)) long mine;

static void
copy_make (struct one *one, int i)
{
  char command[120];

  snprintf (one->name, sizeof one->name, "./hundred-%d.so", i);
  snprintf (command, sizeof command, "cp ./hundred-aux.so %s", one->name);
  CHECK_QUIETLY (system (command) == 0, "%s", command);
}

static void
open_one (struct one *one)
{
  one->handle = dlopen (one->name, RTLD_NOW);
  CHECK_QUIETLY (one->handle, "%s", dlerror ());
  one->add = loaded_find (one->handle, "one_add");
  one->sum = loaded_find (one->handle, "one_sum");
  one->last = loaded_find (one->handle, "one_last");
  one->check = loaded_find (one->handle, "one_check");
}

static void
close_one (struct one *one)
{
  Dl_info info;

  CHECK_QUIETLY (dlclose (one->handle) == 0, "%s", dlerror ());
  CHECK_QUIETLY (!dladdr ((void *) one->add, &info), "it is still there");
  one->handle = NULL;
}

/* Counts in all of them, with a different number in each.  */
static void *
count (void *arg)
{
  for (long i = 0; i < COPIES; i++)
    {
      ones[i].add (i + 1);
      mine++;
    }
  return arg;
}

/* Counts in N threads and checks the sums.  */
static void
count_in (int n)
{
  pthread_t threads[8];
  long cpus = 0, before[COPIES], last[COPIES];
  unsigned int nr = percpu_nr_cpus ();

  for (int i = 0; i < COPIES; i++)
    {
      before[i] = ones[i].sum ();
      last[i] = ones[i].last ();
    }
  for (int i = 0; i < n; i++)
    pthread_create (&threads[i], NULL, count, NULL);
  for (int i = 0; i < n; i++)
    pthread_join (threads[i], NULL);
  /* New private areas have the initial values too.  */
  percpu_foreach (cpu)
    cpus += cpu >= nr;
  for (long i = 0; i < COPIES; i++)
    {
      CHECK_QUIETLY (ones[i].sum () == before[i] + n * (i + 1) + 7 * cpus,
		     "sum %ld: %ld", i, ones[i].sum ());
      CHECK_QUIETLY (ones[i].last () == last[i] - n * (i + 1) + 9 * cpus,
		     "last %ld: %ld", i, ones[i].last ());
    }
}

/* The number of mappings that a part of CPU's area consists of.  */
static unsigned int
mappings_of (unsigned int cpu)
{
  uintptr_t start = (uintptr_t) percpu_area_base (cpu);
  uintptr_t end = start + percpu_area_size ();
  FILE *f = fopen ("/proc/self/maps", "r");
  unsigned int n = 0;
  char line[512];

  CHECK_QUIETLY (f, "maps");
  while (fgets (line, sizeof line, f))
    {
      unsigned long low, high;

      if (sscanf (line, "%lx-%lx ", &low, &high) == 2)
	n += low < end && high > start;
    }
  fclose (f);
  return n;
}

static void
test (void)
{
  unsigned int seed = 1, most = 0;
  size_t size;

  for (int i = 0; i < COPIES; i++)
    copy_make (&ones[i], i);
  for (int i = 0; i < COPIES; i++)
    {
      open_one (&ones[i]);
      CHECK_QUIETLY (ones[i].check () == 0, "initial values of %d", i);
      ones[i].add (0);
    }
  count_in (3);
  size = percpu_area_size ();
  CHECK (size >= COPIES * 5000 && size < 2 * COPIES * 5000 + 200000,
	 "the areas have %zu bytes", size);
  percpu_foreach (cpu)
    {
      unsigned int n = mappings_of (cpu);

      most = n > most ? n : most;
    }
  CHECK (most <= MAPPINGS, "mappings of an area: %u", most);

  for (int round = 0; round < ROUNDS; round++)
    {
      for (int i = 0; i < COPIES / 2; i++)
	{
	  struct one *one = &ones[rand_r (&seed) % COPIES];

	  if (one->handle)
	    close_one (one);
	}
      if (round == ROUNDS - 1)
	for (int i = 0; i < COPIES; i++)
	  if (ones[i].handle)
	    close_one (&ones[i]);
      for (int i = COPIES; i-- > 0; )
	if (!ones[i].handle)
	  {
	    open_one (&ones[i]);
	    CHECK_QUIETLY (ones[i].check () == 0, "initial values of %d", i);
	  }
      count_in (2);
      CHECK (percpu_area_size () == size, "round %d: no larger", round);
    }
  CHECK (percpu_sum (mine) == COPIES * (3 + 2 * ROUNDS), "mine: %ld",
	 percpu_sum (mine));
  for (int i = 0; i < COPIES; i++)
    unlink (ones[i].name);
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
