/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The parser of the kernel's CPU lists.  */

/* { dg-do run } */
/* { dg-options "-I$::srcdir/../runtime -I$::srcdir/.." } */

#include "../lib/check.h"
#include "../../runtime/os/linux/cpulist.c"

static struct pcpu_cpus cpus;

/* Returns: whether TEXT is read as NR numbers with highest NR - 1, and written
   back as WRITTEN.  */
static bool
reads_as (const char *text, unsigned int nr, const char *written)
{
  char buf[40];

  return (pcpu_cpulist_parse (text, &cpus) == nr
	  && strcmp (pcpu_cpulist_print (&cpus, buf, sizeof buf),
		     written) == 0);
}

static bool
refused (const char *text)
{
  return pcpu_cpulist_parse (text, &cpus) == 0;
}

int
main (void)
{
  CHECK (reads_as ("0\n", 1, "0"), "one CPU");
  CHECK (reads_as ("0-3\n", 4, "0-3"), "a range");
  CHECK (reads_as ("0-1,4-7\n", 8, "0-1,4-7"), "a gap");
  CHECK (!pcpu_cpus_has (&cpus, 2) && pcpu_cpus_has (&cpus, 4)
	 && pcpu_cpus_has (&cpus, 7) && !pcpu_cpus_has (&cpus, 8), "its CPUs");
  CHECK (reads_as ("1,3,5", 6, "1,3,5"), "no CPU 0, no newline");
  CHECK (reads_as ("5,0-2", 6, "0-2,5"), "any order");
  CHECK (reads_as ("0-63,64-127\n", 128, "0-127"), "across words");
  CHECK (reads_as ("0-8191\n", 8192, "0-8191"), "as many as there may be");
  CHECK (reads_as ("0,2,4,6,8,10,12,14,16,18,20,22,24,26,28,30", 31,
		   "0,2,4,6,8,10,12,14,16,18,20,22,24,26..."), "cut off");
  CHECK (refused ("8192"), "one too many");
  CHECK (refused ("0-99999999999999999999"), "overflow");
  CHECK (refused ("") && refused ("\n"), "nothing");
  CHECK (refused ("3-1"), "backwards");
  CHECK (refused ("0-") && refused ("-1") && refused ("0,") && refused (",0"),
	 "pieces");
  CHECK (refused ("0-3x") && refused ("0 1") && refused ("a"), "other text");
  return 0;
}
