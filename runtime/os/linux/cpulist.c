/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Lists of CPUs in the kernel's format, as ranges: "0-1,4-7".  The numbers of
   the possible CPUs may have gaps, as here after 1.  */

#include "os/os.h"

#include <stdio.h>
#include <string.h>

/* Parse a decimal number at *TEXT and advance *TEXT behind it.  */
static bool
number_parse (const char **text, unsigned int *number)
{
  const char *p = *text;
  unsigned int n = 0;

  for (; *p >= '0' && *p <= '9'; p++)
    {
      n = 10 * n + (unsigned int) (*p - '0');
      if (n >= PCPU_CPUS_MAX)
	return false;
    }
  if (p == *text)
    return false;
  *text = p;
  *number = n;
  return true;
}

unsigned int
pcpu_cpulist_parse (const char *text, struct pcpu_cpus *cpus)
{
  unsigned int nr = 0;

  memset (cpus, 0, sizeof *cpus);
  for (;;)
    {
      unsigned int first, last;

      if (!number_parse (&text, &first))
	return 0;
      last = first;
      if (*text == '-')
	{
	  text++;
	  if (!number_parse (&text, &last) || last < first)
	    return 0;
	}
      if (nr < last + 1)
	nr = last + 1;
      for (; first <= last; first++)
	pcpu_cpus_add (cpus, first);

      if (*text == '\n' || *text == '\0')
	return nr;
      if (*text++ != ',')
	return 0;
    }
}

char *
pcpu_cpulist_print (const struct pcpu_cpus *cpus, char *buf, size_t len)
{
  size_t used = 0;

  buf[0] = '\0';
  for (unsigned int cpu = 0; cpu < PCPU_CPUS_MAX; cpu++)
    if (pcpu_cpus_has (cpus, cpu))
      {
	char range[32];
	unsigned int last = cpu;
	int n;

	while (pcpu_cpus_has (cpus, last + 1))
	  last++;
	n = snprintf (range, sizeof range, last > cpu ? "%s%u-%u" : "%s%u",
		      used > 0 ? "," : "", cpu, last);
	if (used + (size_t) n + sizeof "..." > len)
	  {
	    memcpy (buf + used, "...", sizeof "...");
	    return buf;
	  }
	memcpy (buf + used, range, (size_t) n + 1);
	used += (size_t) n;
	cpu = last;
      }
  return buf;
}
