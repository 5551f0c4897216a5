/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Macros and functions for run tests.  CHECK prints what it has checked, and
   ends the test if the condition is false.  EXPECT and EXPECT_VALUE print and
   count only failures; a test that uses them ends with "return check_failures
   != 0".  */

#ifndef CHECK_H
#define CHECK_H 1

#ifndef _GNU_SOURCE
# define _GNU_SOURCE 1
#endif

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <setjmp.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define CHECK(condition, ...)						\
  do									\
    {									\
      bool check_ok = (condition);					\
      printf ("%s: ", check_ok ? "seen" : "NOT SO");			\
      printf (__VA_ARGS__);						\
      printf (" (%s:%d: %s)\n", __FILE__, __LINE__, #condition);	\
      fflush (stdout);							\
      if (!check_ok)							\
	exit (1);							\
    }									\
  while (0)

/* The number of failures of EXPECT and EXPECT_VALUE.  */
static int check_failures __attribute__ ((unused));

/* Checks that VALUE is EXPECTED.  Both are evaluated once.  */
#define EXPECT_VALUE(value, expected)					\
  do									\
    {									\
      long check_value = (value), check_expected = (expected);		\
      if (check_value != check_expected)				\
	{								\
	  printf ("line %d: %s is %ld, not %ld\n", __LINE__, #value,	\
		  check_value, check_expected);				\
	  check_failures++;						\
	}								\
    }									\
  while (0)

#define EXPECT(condition)						\
  do									\
    if (!(condition))							\
      {									\
	printf ("line %d: not so: %s\n", __LINE__, #condition);		\
	check_failures++;						\
      }									\
  while (0)

/* The rest needs an operating system.  */
#if __STDC_HOSTED__

/* Returns: the number of CPUs that the process may use.  The numbers of the
   first N of them are stored to CPU.  */
static inline unsigned int
allowed_cpus (unsigned int *cpu, unsigned int n)
{
  unsigned int nr = 0;
  cpu_set_t set;

  cpu[0] = 0;
  sched_getaffinity (0, sizeof set, &set);
  for (unsigned int i = 0; i < CPU_SETSIZE; i++)
    if (CPU_ISSET (i, &set) && nr++ < n)
      cpu[nr - 1] = i;
  return nr;
}

/* Pins the calling thread to CPU.  */
static inline void
stay_on (unsigned int cpu)
{
  cpu_set_t set;

  CPU_ZERO (&set);
  CPU_SET (cpu, &set);
  sched_setaffinity (0, sizeof set, &set);
}

/* For FAULTS.  */
static sigjmp_buf check_fault;

/* Handler of SIGSEGV: ends the statements of FAULTS.  */
static inline void
check_fault_handler (int sig)
{
  siglongjmp (check_fault, sig);
}

/* Expands to whether the statements raise SIGSEGV.  */
#define FAULTS(...)							\
  ({									\
    struct sigaction check_old, check_new				\
      = { .sa_handler = check_fault_handler };				\
    volatile bool check_faulted = true;					\
    sigaction (SIGSEGV, &check_new, &check_old);			\
    if (sigsetjmp (check_fault, 1) == 0)				\
      {									\
	__VA_ARGS__;							\
	check_faulted = false;						\
      }									\
    sigaction (SIGSEGV, &check_old, NULL);				\
    check_faulted;							\
  })

/* Runs FUNCTION (ARG) in a child process, and stores what it writes to stderr
   in TEXT, of LEN bytes.
   Returns: its wait status.  */
static inline int
child_run (void (*function) (void *), void *arg, char *text, size_t len)
{
  int ends[2], status;
  size_t used = 0;
  ssize_t n;
  pid_t pid;

  fflush (stdout);
  if (pipe (ends) != 0 || (pid = fork ()) < 0)
    {
      perror ("child");
      exit (1);
    }
  if (pid == 0)
    {
      dup2 (ends[1], STDERR_FILENO);
      close (ends[0]);
      close (ends[1]);
      function (arg);
      fflush (stdout);
      _exit (0);
    }
  close (ends[1]);
  while ((n = read (ends[0], text + used, len - 1 - used)) > 0)
    used += (size_t) n;
  close (ends[0]);
  text[used] = '\0';
  waitpid (pid, &status, 0);
  return status;
}

/* Returns: the kilobytes of anonymous memory, which is that of written pages,
   in the mapping at ADDRESS.  */
static inline long
anonymous_kb (const void *address)
{
  FILE *f = fopen ("/proc/self/smaps", "r");
  char line[512];
  bool here = false;
  long kb = -1;

  while (f && kb < 0 && fgets (line, sizeof line, f))
    {
      unsigned long low, high;

      if (sscanf (line, "%lx-%lx ", &low, &high) == 2)
	here = ((unsigned long) address >= low
		&& (unsigned long) address < high);
      else if (here)
	sscanf (line, "Anonymous: %ld kB", &kb);
    }
  if (f)
    fclose (f);
  return kb;
}

#endif /* __STDC_HOSTED__ */

#endif /* CHECK_H */
