/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Variables that are zero at first cost the same as variables in .bss, however
   large they are and however they are declared: no room in the file, no work at
   start, no memory until they are written.  Otherwise they behave like other
   variables.  */

/* { dg-do run } */
/* { dg-options "" } */

#include "../lib/check.h"
#include <percpu.h>
#include <sys/resource.h>
#include <sys/stat.h>

enum { SIZE = 1 << 25 };
#define GIGA (1l << 30)

struct item
{
  long number;
  char text[24];
};

__attribute__ ((percpu)) char public_one[GIGA];
static __attribute__ ((percpu)) char only_here[SIZE];
static __attribute__ ((percpu)) struct item items[SIZE / sizeof (struct item)]
  = { { 0 }, { 0, "" }, { .number = 0 } };
static __attribute__ ((percpu ("page"))) char paged[SIZE + 1];
static __attribute__ ((percpu ("shared"))) char lines[SIZE + 1] = "";
static __attribute__ ((percpu ("hot"))) int hot[SIZE / sizeof (int)];
static __attribute__ ((percpu ("read_mostly"))) short mostly[SIZE / 2] = { 0 };
static __attribute__ ((percpu, aligned (4096))) double aligned_one[SIZE / 8];
__attribute__ ((percpu)) char tentative[];
__attribute__ ((percpu)) char tentative[SIZE];
extern __attribute__ ((percpu, alias ("percpu.public_one")))
char other_name[GIGA];

/* Small variables beside them.  */
static __attribute__ ((percpu)) long first = 5;
static __attribute__ ((percpu)) char large[20000] = { [19999] = 7 };
static __attribute__ ((percpu)) int small;
static char plain[1 << 20];

static char __percpu *
local_one (void)
{
  static __attribute__ ((percpu)) char local[SIZE];

  return local;
}

static long
memory_kb (void)
{
  long kb = 0;

  percpu_foreach (cpu)
    kb += (long) (percpu_area_resident (cpu) / 1024);
  return kb;
}

/* The line NAME of /proc/self/status.  */
static long
status_kb (const char *name)
{
  FILE *f = fopen ("/proc/self/status", "r");
  char line[200];
  long kb = -1;

  while (f && fgets (line, sizeof line, f))
    if (strncmp (line, name, strlen (name)) == 0)
      kb = strtol (line + strlen (name), NULL, 10);
  if (f)
    fclose (f);
  return kb;
}

/* Checks that the array P of SIZE bytes is zero, makes one page of it resident,
   and resets it to zero.  No memory is used at the addresses that the linker
   gave it.  */
static void
check_one (const char *name, char __percpu *p, size_t size, size_t align)
{
  long page = sysconf (_SC_PAGESIZE) / 1024, before;
  size_t places[] = { 0, size / 2, size - 1 };
  struct percpu_address_info info;
  volatile unsigned char *section, found = 0;

  before = memory_kb ();
  percpu_foreach (cpu)
    {
      CHECK ((uintptr_t) percpu_ptr (p, cpu) % align == 0, "%s: aligned", name);
      for (size_t i = 0; i < size; i += 65536)
	if (*percpu_ptr (&p[i], cpu) != 0)
	  CHECK (false, "%s: byte %zu is zero", name, i);
    }
  CHECK (memory_kb () == before, "%s: no memory when it was read", name);
  for (unsigned int i = 0; i < 3; i++)
    {
      p[places[i]]++;
      CHECK (percpu_sum (p[places[i]]) == 1, "%s: byte %zu", name, places[i]);
      CHECK (percpu_address_info (percpu_ptr (&p[places[i]],
					      (unsigned) percpu_bound_cpu ()),
				  &info) == 0
	     && info.kind == PERCPU_ADDRESS_VARIABLE
	     && info.address - info.start + align <= info.size + align
	     && info.cpu == (unsigned) percpu_bound_cpu (),
	     "%s: and whose it is", name);
      section = (unsigned char *) (info.section + (info.address - info.start));
      /* The access faults or, on a page with other data, reads poison.  */
      CHECK (FAULTS (found = *section) || found == 0xa5,
	     "%s: no plain access", name);
    }
  CHECK (memory_kb () - before <= 3 * page, "%s: %ld kB when it was written",
	 name, memory_kb () - before);
}

#define CHECK_ONE(ARRAY)						\
  do									\
    {									\
      check_one (#ARRAY, (char __percpu *) &ARRAY[0], sizeof ARRAY,	\
		 __alignof__ (ARRAY));					\
      percpu_reset (ARRAY);						\
      percpu_foreach (cpu)						\
	if (((char *) percpu_ptr (&ARRAY[0], cpu))[0] != 0		\
	    || ((char *) percpu_ptr (&ARRAY[0], cpu))[sizeof ARRAY - 1] != 0) \
	  CHECK (false, #ARRAY " is reset");				\
    }									\
  while (0)

static void
work (void)
{
  char __percpu *local = local_one ();
  struct percpu_stats stats;
  struct rusage usage;
  struct stat file;
  unsigned int cpu;
  long kb;

  CHECK (stat ("/proc/self/exe", &file) == 0 && file.st_size < 4 << 20,
	 "the file has %ld bytes", (long) file.st_size);
  kb = status_kb ("VmHWM:");
  CHECK (kb > 0 && kb < 30000, "there were %ld kB of memory at most", kb);
  CHECK (getrusage (RUSAGE_SELF, &usage) == 0 && usage.ru_minflt < 5000,
	 "the start took %ld page faults", usage.ru_minflt);
  CHECK (percpu_stats_get (&stats, sizeof stats) == 0
	 && stats.variables > GIGA + 9l * SIZE && stats.variables < 2 * GIGA,
	 "there are %zu bytes of variables", stats.variables);

  allowed_cpus (&cpu, 1);
  CHECK (percpu_bind (cpu) == 0, "bind");
  first++;
  large[19998]++;
  small++;
  plain[5] = 1;
  CHECK_ONE (only_here);
  CHECK_ONE (items);
  CHECK_ONE (paged);
  CHECK_ONE (lines);
  CHECK_ONE (hot);
  CHECK_ONE (mostly);
  CHECK_ONE (aligned_one);
  CHECK_ONE (tentative);
  CHECK_ONE (public_one);
  check_one ("local", local, SIZE, 1);
  public_one[GIGA / 3] = 4;
  CHECK (other_name[GIGA / 3] == 4, "an alias is the same variable");

  CHECK (percpu_sum (small) == 1 && first == 6 && large[19998] == 1
	 && large[19999] == 7 && plain[5] == 1,
	 "those beside are as they were");
  percpu_foreach (c)
    CHECK (*percpu_ptr (&first, c) == 5 + (c == cpu)
	   && *percpu_ptr (&large[19999], c) == 7, "also on CPU %u", c);
  percpu_reset (first);
  CHECK (first == 5 && percpu_sum (large[19998]) == 1, "and after a reset");
}

/* Runs the program again, with ARG CPUs.  */
static void
run_with_cpus (void *arg)
{
  char *argv[] = { "zeros", "again", NULL };

  setenv ("PERCPU_TEST_POSSIBLE", arg, 1);
  execv ("/proc/self/exe", argv);
}

/* The same in 8 gigabytes of address space.  */
static void
run_limited (void *arg)
{
  struct rlimit limit = { 8l << 30, 8l << 30 };

  setrlimit (RLIMIT_AS, &limit);
  run_with_cpus (arg);
}

int
main (int argc, char **argv)
{
  char text[300];
  int status;

  (void) argv;
  if (argc > 1)
    {
      unsigned int last = percpu_nr_cpus () - 1;

      *percpu_ptr (&public_one[GIGA - 1], last) = 1;
      return (*percpu_ptr (&public_one[GIGA - 1], last - 1) != 0
	      || *percpu_ptr (&large[19999], last) != 7
	      || percpu_sum (public_one[GIGA - 1]) != 1
	      || percpu_sum (first) != 5l * (last + 1)
	      || status_kb ("VmHWM:") > 30000);
    }
  work ();
  status = child_run (run_with_cpus, "0-511", text, sizeof text);
  CHECK (status == 0, "512 CPUs: status %#x%s", (unsigned) status, text);
  status = child_run (run_limited, "0-511", text, sizeof text);
  CHECK (WIFEXITED (status) && WEXITSTATUS (status) == 127
	 && strncmp (text, "percpu: cannot reserve address space", 36) == 0,
	 "without address space: status %#x, %s", (unsigned) status, text);
  return 0;
}
