/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Runs a test in every mode: with the C library's registration, with the
   library's own because the C library was told to make none, and with none
   because the kernel refuses it.  The program executes itself again for each
   mode.  */

#ifndef MODES_H
#define MODES_H 1

#include "check.h"
#include "filter.h"
#include <percpu.h>
#include <pthread.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <time.h>

#define LENGTH(array) (sizeof (array) / sizeof *(array))

/* Makes rseq a system call that does not exist.  */
static inline void
rseq_refuse (void)
{
  if (!filter_refuse (SYS_rseq, ENOSYS))
    _exit (77);
}

/* Returns: the time in seconds, for storm_lasts.  */
static inline double
storm_now (void)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);
  return (double) now.tv_sec + (double) now.tv_nsec / 1e9;
}

/* The share of its time that a storm takes.  It is the optimised executable
   that takes all of it: most races are in the library, which is the same for
   all levels, and for a program that is a shared object (percpu.shared).  */
#if defined __OPTIMIZE__ && (!defined __PIC__ || defined __PIE__)
# define STORM_SHARE 1
#else
# define STORM_SHARE .25
#endif

/* Returns: whether a loop that began at BEGIN continues: for the share of
   SECONDS, and then until there is ENOUGH, but at most for a minute.  On a busy
   machine a thread may not run for a long time.  */
static inline bool
storm_lasts (double begin, double seconds, bool enough)
{
  double lasted = storm_now () - begin;

  return lasted < seconds * STORM_SHARE || (!enough && lasted < 60);
}

/* The C library's report on its registration, in glibc 2.35 and later.  */
extern const unsigned int __rseq_size __attribute__ ((weak));

/* Returns: the reason why a program on this machine cannot be in MODE, or NULL
   if it can, so that a library that does not choose MODE is wrong.  It is found
   by asking the kernel and the C library, not the library under test.

   Context: a process with the environment and the filters of the test
   suite.  */
static inline const char *
mode_lacks (const char *mode)
{
  bool kernel = (syscall (SYS_rseq, NULL, 0, 0, 0) == 0
		 || errno == EINVAL || errno == EBUSY);

  if (strcmp (mode, "private") == 0)
    return (!kernel || prctl (PR_GET_SECCOMP, 0, 0, 0, 0) >= 0
	    ? NULL : "no system call can be refused");
  if (!kernel)
    return "the kernel has no rseq";
  if (strcmp (mode, "libc") == 0 && (!&__rseq_size || __rseq_size == 0))
    return "the C library registers no rseq";
  return NULL;
}

/* Set by tests in which the thread may run on a CPU that is not a possible one.
   There the library gives up its own registration.  */
static bool modes_fewer_cpus;

static char **modes_argv;

/* Executes the program again in MODE, in a child process.  */
static inline void
mode_start (void *mode)
{
  char *argv[] = { modes_argv[0], mode, NULL };

  if (strcmp (mode, "own") == 0)
    setenv ("GLIBC_TUNABLES", "glibc.pthread.rseq=0", 1);
  if (strcmp (mode, "private") == 0)
    rseq_refuse ();
  execv ("/proc/self/exe", argv);
}

/* Calls TEST in each mode that this machine has.  It is a failure if the
   library does not choose such a mode.
   Returns: the value for main.  */
static inline int
modes_run (int argc, char **argv, void (*test) (void))
{
  static const char *const modes[] = { "libc", "own", "private" };
  char text[1000];

  modes_argv = argv;
  if (argc > 1)
    {
      const char *mode = percpu_mode_name (percpu_mode ());

      if (modes_fewer_cpus && strcmp (mode, "private") == 0
	  && strcmp (argv[1], "own") == 0)
	{
	  printf ("not tried: mode own: the CPU is not a possible one\n");
	  return 0;
	}
      CHECK (strcmp (mode, argv[1]) == 0, "mode %s, expected is %s", mode,
	     argv[1]);
      test ();
      return 0;
    }
  for (unsigned int i = 0; i < LENGTH (modes); i++)
    {
      const char *reason = mode_lacks (modes[i]);
      int status;

      if (reason)
	{
	  printf ("not tried: mode %s: %s\n", modes[i], reason);
	  continue;
	}
      status = child_run (mode_start, (void *) modes[i], text, sizeof text);
      if (WIFEXITED (status) && WEXITSTATUS (status) == 77)
	printf ("not tried: mode %s: no filter for system calls\n", modes[i]);
      else
	CHECK (status == 0, "mode %s: status %#x %s", modes[i], status, text);
    }
  return 0;
}

#endif /* MODES_H */
