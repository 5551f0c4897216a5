/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The possible CPUs, as the kernel reports them or as a test sets them.

   PERCPU_TEST_POSSIBLE is a list of CPUs that the library uses instead of
   those that exist.  The kernel's CPUs then have numbers from this list: the
   one with the lowest number has the highest number of the list, and so on.  */

#include "cpu/cpu.h"

#include <string.h>

unsigned int pcpu_cpus_nr;

struct pcpu_cpus pcpu_cpus_possible;

/* For testing: the possible CPUs differ from the kernel's, which are in
   REAL.  */
static bool faked;
static struct pcpu_cpus real;

void
pcpu_cpus_init (void)
{
  if (pcpu_cpus_nr != 0)
    return;
  pcpu_cpus_nr = pcpu_os_cpus_possible (&pcpu_cpus_possible);
  if (pcpu_cpus_nr == 0)
    pcpu_fail ("cannot find the possible CPUs",
	       "more than this library can count");
  const char *list = pcpu_os_test_possible ();
  if (list)
    {
      real = pcpu_cpus_possible;
      memset (&pcpu_cpus_possible, 0, sizeof pcpu_cpus_possible);
      pcpu_cpus_nr = pcpu_cpulist_parse (list, &pcpu_cpus_possible);
      faked = true;
      if (pcpu_cpus_nr == 0)
	pcpu_fail ("PERCPU_TEST_POSSIBLE", "not a list of CPUs");
    }
}

char *
pcpu_cpus_list (char *buf, size_t len)
{
  return pcpu_cpulist_print (&pcpu_cpus_possible, buf, len);
}

unsigned int
pcpu_cpu_number (unsigned int kernel)
{
  unsigned int number = pcpu_cpus_nr;

  if (!faked)
    return kernel;
  for (unsigned int i = 0; i <= kernel; i++)
    if (pcpu_cpus_has (&real, i))
      do
	if (number-- == 0)
	  return PCPU_CPUS_MAX;
      while (!pcpu_cpus_has (&pcpu_cpus_possible, number));
  return number;
}

unsigned int
pcpu_cpu_kernel (unsigned int number)
{
  if (!faked)
    return number;
  for (unsigned int i = 0; i < PCPU_CPUS_MAX; i++)
    if (pcpu_cpus_has (&real, i) && pcpu_cpu_number (i) == number)
      return i;
  return PCPU_CPUS_MAX;
}

bool
pcpu_cpu_kernel_p (uintptr_t kernel)
{
  if (kernel >= PCPU_CPUS_MAX)
    return false;
  return (faked
	  ? (pcpu_cpus_has (&real, (unsigned int) kernel)
	     && pcpu_cpu_p (pcpu_cpu_number ((unsigned int) kernel)))
	  : pcpu_cpu_p (kernel));
}

bool
pcpu_cpu_p (uintptr_t cpu)
{
  return (cpu < pcpu_cpus_nr
	  && pcpu_cpus_has (&pcpu_cpus_possible, (unsigned int) cpu));
}

unsigned int
pcpu_cpu_here (void)
{
  return pcpu_cpu_number (pcpu_os_cpu ());
}
