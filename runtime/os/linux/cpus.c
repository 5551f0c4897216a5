/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* CPUs and affinity.  */

#define _GNU_SOURCE 1

#include "os/linux/linux.h"

#include <errno.h>
#include <sched.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

/* The number of online CPUs and the affinity mask are both too small: a CPU
   may come online later.  Without sysfs the size of the kernel's own masks is
   used, which may be too large; areas that are never written cost nothing.  */
unsigned int
pcpu_os_cpus_possible (struct pcpu_cpus *cpus)
{
  char list[4096];
  long bytes;

  if (pcpu_linux_read ("/sys/devices/system/cpu/possible", list, sizeof list))
    {
      unsigned int nr = pcpu_cpulist_parse (list, cpus);

      if (nr > 0)
	return nr;
    }

  bytes = syscall (SYS_sched_getaffinity, 0, sizeof cpus->bit, cpus->bit);
  if (bytes <= 0)
    return 0;
  memset (cpus->bit, 0, sizeof cpus->bit);
  memset (cpus->bit, 0xff, (size_t) bytes);
  return 8 * (unsigned int) bytes;
}

int
pcpu_os_affinity_get (struct pcpu_cpus *cpus)
{
  return sched_getaffinity (0, sizeof cpus->bit,
			    (cpu_set_t *) cpus->bit) == 0 ? 0 : errno;
}

/* If the system does not report the affinity, the thread may run anywhere.  */
void
pcpu_os_affinity_known (struct pcpu_cpus *cpus)
{
  if (pcpu_os_affinity_get (cpus) != 0)
    memset (cpus->bit, 0xff, sizeof cpus->bit);
}

int
pcpu_os_affinity_set (const struct pcpu_cpus *cpus)
{
  return sched_setaffinity (0, sizeof cpus->bit,
			    (const cpu_set_t *) cpus->bit) == 0 ? 0 : errno;
}

bool
pcpu_linux_cpu (unsigned int *cpu)
{
  int here;

  if (syscall (SYS_getcpu, cpu, NULL, NULL) == 0)
    return true;
  here = sched_getcpu ();
  *cpu = (unsigned int) here;
  return here >= 0;
}

/* Some emulators of Linux accept the mask and ignore it.  If the mask cannot
   be set, it may be right already.  */
int
pcpu_os_pin (unsigned int cpu)
{
  struct pcpu_cpus only = { .bit = { 0 } }, before;
  unsigned int here;
  int error;

  pcpu_cpus_add (&only, cpu);
  pcpu_os_affinity_known (&before);
  error = pcpu_os_affinity_set (&only);
  if (error == EINVAL)
    return PERCPU_EOFFLINE;
  if (error != 0 && !pcpu_cpus_only (&before, cpu))
    return error == ENOMEM ? PERCPU_ENOMEM : PERCPU_EOS;
  if (pcpu_linux_cpu (&here) && here != cpu)
    {
      pcpu_os_affinity_set (&before);
      return PERCPU_EOS;
    }
  return 0;
}

unsigned int
pcpu_os_cpu (void)
{
  unsigned int cpu = 0;

  return pcpu_linux_cpu (&cpu) ? cpu : 0;
}

/* Run on CPU for a moment, which preempts the thread that ran there.  No
   thread runs on an offline CPU.  It may take several attempts: other threads
   may change the affinity too, and some emulators of Linux accept the mask and
   ignore it.  */
bool
pcpu_linux_visit (unsigned int cpu, const struct pcpu_cpus *before)
{
  enum { TRIES = 1000 };
  struct pcpu_cpus only = { .bit = { 0 } }, online = { .bit = { 0 } };
  char list[4096];
  unsigned int here;
  bool there = false;

  pcpu_cpus_add (&only, cpu);
  for (int i = 0; i < TRIES && !there; i++)
    {
      if (pcpu_os_affinity_set (&only) != 0)
	break;
      there = pcpu_linux_cpu (&here) && here == cpu;
    }
  pcpu_os_affinity_set (before);
  return there || (pcpu_linux_read ("/sys/devices/system/cpu/online", list,
				    sizeof list)
		   && pcpu_cpulist_parse (list, &online) > 0
		   && !pcpu_cpus_has (&online, cpu));
}

bool
pcpu_os_barrier_by_visits (void)
{
  struct pcpu_cpus possible = { .bit = { 0 } }, before;
  unsigned int nr = pcpu_os_cpus_possible (&possible);

  if (pcpu_os_affinity_get (&before) != 0)
    return false;
  for (unsigned int cpu = 0; cpu < nr; cpu++)
    if (pcpu_cpus_has (&possible, cpu) && !pcpu_linux_visit (cpu, &before))
      return false;
  return nr > 0;
}
