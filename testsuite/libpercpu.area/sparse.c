/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The areas correspond to the possible CPUs, whatever their numbers: the
   program executes itself again with another content of the kernel's list,
   which needs a mount name space of its own.  */

/* { dg-do run } */
/* { dg-options "" } */

#include "../lib/check.h"
#include <percpu.h>
#include <sys/mount.h>

#define POSSIBLE "/sys/devices/system/cpu/possible"

static __attribute__ ((percpu)) int x = 3;

static char *self;

/* Checks of a child that was started with the list LIST.  */
static void
look (const char *list)
{
  percpu_foreach (cpu)
    *percpu_ptr (&x, cpu) += (int) cpu;
  if (strcmp (list, "0-1,4-7\n") == 0)
    {
      CHECK (percpu_nr_cpus () == 8, "8 numbers");
      CHECK (percpu_cpu_possible (1) && !percpu_cpu_possible (2)
	     && !percpu_cpu_possible (3) && percpu_cpu_possible (4), "a gap");
      CHECK (percpu_cpu_next (2) == 4, "next");
      CHECK (percpu_sum (x) == 6 * 3 + 0 + 1 + 4 + 5 + 6 + 7, "sum");
      CHECK (percpu_area_base (2) == NULL, "no area");
      CHECK (percpu_bind (2) == PERCPU_ERANGE, "no CPU 2 to be bound to");
      CHECK (percpu_bind (7) == PERCPU_EOFFLINE, "CPU 7 is offline");
      *percpu_ptr (&x, 2) = 0;
    }
  else if (strcmp (list, "0-511\n") == 0)
    {
      CHECK (percpu_nr_cpus () == 512, "512 CPUs");
      CHECK (percpu_sum (x) == 512 * 3 + 511 * 512 / 2, "sum");
    }
  else
    {
      unsigned int cpu;

      allowed_cpus (&cpu, 1);
      CHECK (percpu_nr_cpus () >= (unsigned int) sysconf
	     (_SC_NPROCESSORS_ONLN), "%u CPUs", percpu_nr_cpus ());
      CHECK (percpu_bind (cpu) == 0 && x == 3 + (int) cpu, "which work");
    }
}

/* Executes the program again with LIST as the list.  Returns: its status, which
   is 77 if that is not possible.  */
static void
start_with (void *list)
{
  char name[] = "/tmp/percpuXXXXXX";
  int fd = mkstemp (name);
  ssize_t len = (ssize_t) strlen (list);

  if (fd < 0 || write (fd, list, (size_t) len) != len
      || unshare (CLONE_NEWNS) != 0
      || mount ("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0
      || mount (name, POSSIBLE, NULL, MS_BIND, NULL) != 0)
    {
      unlink (name);
      _exit (77);
    }
  unlink (name);
  execl ("/proc/self/exe", self, list, (char *) NULL);
}

static bool
run_with (const char *list, char *text, size_t len, int *status)
{
  *status = child_run (start_with, (void *) list, text, len);
  if (!WIFEXITED (*status) || WEXITSTATUS (*status) != 77)
    return true;
  printf ("not tried: no permission to mount\n");
  return false;
}

int
main (int argc, char **argv)
{
  char text[300];
  int status;

  self = argv[0];
  if (argc > 1)
    {
      look (argv[1]);
      return 0;
    }
  if (!run_with ("0-1,4-7\n", text, sizeof text, &status))
    return 0;
  CHECK (WIFSIGNALED (status) && WTERMSIG (status) == SIGABRT
	 && strcmp (text, "percpu: CPU number 2 does not exist "
		    "(possible: 0-1,4-7)\n") == 0, "a gap: %s", text);
  run_with ("0-511\n", text, sizeof text, &status);
  CHECK (status == 0, "512 CPUs: %s", text);
  run_with ("nonsense\n", text, sizeof text, &status);
  CHECK (status == 0, "no list: %s", text);
  return 0;
}
