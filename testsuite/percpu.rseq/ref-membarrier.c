/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The storm of ref-storm.c where the kernel has no membarrier from the start,
   so that the CPUs never count, and where a filter refuses it when they already
   do.  */

/* { dg-additional-options "-pthread" } */

#define LATE() late_refuse ()
#define SECONDS 1
static void late_refuse (void);

#define test storm
#define main ref_main
#include "ref-storm.c"
#include "no-membarrier.h"
#undef test
#undef main

static bool refused_late;

static unsigned int
counting (void)
{
  unsigned int n = 0;

  for (unsigned int i = 0; i < OBJECTS; i++)
    n += (objects[i].ref.counts & __PERCPU_REF_PERCPU) != 0;
  return n;
}

static void
late_refuse (void)
{
  if (refused_late && percpu_mode () != PERCPU_MODE_PRIVATE)
    CHECK (counting () == OBJECTS && membarrier_refuse (),
	   "taken away when CPUs count");
  else
    CHECK (counting () == 0, "no CPU counts");
}

/* In a child process, the only one with the filter.  */
static void
late_storm (void *arg)
{
  (void) arg;
  refused_late = true;
  storm ();
}

static void
test (void)
{
  char text[500];
  int status = child_run (late_storm, NULL, text, sizeof text);

  CHECK (status == 0, "%s", text);
  if (membarrier_refuse ())
    storm ();
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
