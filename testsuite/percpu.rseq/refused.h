/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A program whose system calls are refused one after the other.  The test
   executes itself with an argument as this program.

   CALLS lists all system calls of the program with the result of a refusal.  A
   parent traces the program and compares its system calls with the list, so
   that a new one, in the library or in the C library, must be added to the
   list.  */

#ifndef REFUSED_H
#define REFUSED_H 1

#include "../lib/modes.h"
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/user.h>

/* The result of a refusal.  */
enum outcome
{
  /* The program works.  */
  COUNTS,
  /* The library reports why it cannot continue.  */
  REFUSES,
  /* The C library or the dynamic linker cannot work without it.  */
  NEEDED
};

struct call
{
  long number;
  const char *name;
  enum outcome outcome;
};

#define CALL(name, outcome) { SYS_##name, #name, outcome }

/* The calls for which the result does not depend on how the program is linked:
   first those of the library, then those of the C library or of both.  */
#define CALLS_OF_BOTH							\
  CALL (sched_getaffinity, COUNTS),					\
  CALL (sched_setaffinity, COUNTS),					\
  CALL (getcpu, COUNTS),						\
  CALL (munmap, COUNTS),						\
  CALL (madvise, COUNTS),						\
  CALL (prlimit64, COUNTS),						\
  { SYS_memfd_create, "memfd_create", COUNTS },				\
  CALL (write, COUNTS),							\
  CALL (getpid, COUNTS),						\
  CALL (gettid, COUNTS),						\
  CALL (tgkill, COUNTS),						\
  CALL (rt_sigprocmask, COUNTS),					\
  CALL (sched_yield, COUNTS),						\
  { SYS_rseq, "rseq", COUNTS },						\
  { SYS_membarrier, "membarrier", COUNTS },				\
									\
  CALL (arch_prctl, NEEDED),						\
  CALL (futex, NEEDED),							\
  CALL (execve, NEEDED),						\
  CALL (exit, NEEDED),							\
  CALL (exit_group, NEEDED),						\
  CALL (brk, COUNTS),							\
  CALL (rt_sigaction, COUNTS),						\
  CALL (clone, COUNTS),							\
  { 435, "clone3", COUNTS },						\
  CALL (getrandom, COUNTS),						\
  CALL (set_tid_address, COUNTS),					\
  CALL (set_robust_list, COUNTS),					\
  CALL (readlink, COUNTS),						\
  CALL (readlinkat, COUNTS),						\
  CALL (uname, COUNTS)

enum { WORKERS = 3, ADDS = 20000, SECTIONS = 200, NUMBERS = 1024 };

static __attribute__ ((percpu)) long count = 5, guarded;
static __attribute__ ((percpu)) char large[100000] = { 1 };

static void *
work (void *arg)
{
  for (int i = 0; i < ADDS; i++)
    count++;
  for (int i = 0; i < SECTIONS; i++)
    percpu_guarded (g)
      {
	volatile long *p = percpu_borrow (g, &guarded);
	long value = *p;

	/* Another thread may run here, and must wait for the guard.  */
	sched_yield ();
	*p = value + 1;
      }
  return arg;
}

/* The program.  It works with fewer threads, but its sums must be right.  */
static inline int
refused_count (void)
{
  pthread_t threads[WORKERS];
  bool made[WORKERS];
  long expected = (WORKERS + 1l) * ADDS, initial = 0;
  long __percpu *p = percpu_alloc (long);
  bool right = true;

  for (int i = 0; i < WORKERS; i++)
    {
      made[i] = pthread_create (&threads[i], NULL, work, NULL) == 0;
      if (!made[i])
	work (NULL);
    }
  work (NULL);
  for (int i = 0; i < WORKERS; i++)
    if (made[i])
      pthread_join (threads[i], NULL);
  if (p)
    {
      *p += 3;
      *p += 4;
    }
  percpu_foreach (cpu)
    {
      initial += 5;
      right &= *percpu_ptr (&large[0], cpu) == 1;
    }
  /* This may fail, but then it returns an error.  */
  if (percpu_bind (percpu_cpu_next (0)) == 0)
    percpu_unbind ();
  count -= 2;
  right &= percpu_sum (count) == initial + expected - 2;
  right &= percpu_sum (guarded) == (WORKERS + 1l) * SECTIONS;
  if (p)
    right &= percpu_sum (*p) == 7;
  percpu_free (p);
  return !right;
}

struct refusal
{
  long number;
  int error;
};

static inline void
refused_start (void *arg)
{
  const struct refusal *refusal = arg;
  char *argv[] = { modes_argv[0], "count", NULL };

  alarm (100);
  if (!filter_refuse ((unsigned int) refusal->number,
		      (unsigned int) refusal->error))
    _exit (77);
  execv ("/proc/self/exe", argv);
}

static inline void
refused_limited (void *arg)
{
  const int *resource = arg;
  char *argv[] = { modes_argv[0], "count", NULL };
  struct rlimit limit = { 0, 0 };

  if (*resource == RLIMIT_NOFILE)
    limit.rlim_cur = limit.rlim_max = 3;
  if (*resource == RLIMIT_AS)
    limit.rlim_cur = limit.rlim_max = 64 << 20;
  alarm (100);
  setrlimit (*resource, &limit);
  execv ("/proc/self/exe", argv);
}

/* Runs the program, and sets SEEN for the number of each of its system calls.
   Returns: its wait status, or -1 if it cannot be traced.  */
static inline int
refused_trace (bool *seen)
{
  const int options = PTRACE_O_TRACECLONE | PTRACE_O_TRACESYSGOOD
		      | PTRACE_O_EXITKILL;
  int status, first_status = 0;
  pid_t first = fork (), pid;

  if (first == 0)
    {
      char *argv[] = { modes_argv[0], "count", NULL };

      if (ptrace (PTRACE_TRACEME, 0, 0, 0) != 0)
	_exit (77);
      execv ("/proc/self/exe", argv);
      _exit (99);
    }
  if (waitpid (first, &status, 0) != first || !WIFSTOPPED (status)
      || ptrace (PTRACE_SETOPTIONS, first, 0, options) != 0)
    return -1;
  ptrace (PTRACE_SYSCALL, first, 0, 0);
  while ((pid = waitpid (-1, &status, __WALL)) > 0)
    {
      struct user_regs_struct regs;
      int sig = 0;

      if (!WIFSTOPPED (status))
	{
	  if (pid == first)
	    first_status = status;
	  continue;
	}
      if (WSTOPSIG (status) == (SIGTRAP | 0x80))
	{
	  if (ptrace (PTRACE_GETREGS, pid, 0, &regs) == 0
	      && regs.orig_rax < NUMBERS)
	    seen[regs.orig_rax] = true;
	}
      else if (WSTOPSIG (status) != SIGTRAP && WSTOPSIG (status) != SIGSTOP)
	sig = WSTOPSIG (status);
      ptrace (PTRACE_SYSCALL, pid, 0, sig);
    }
  return first_status;
}

static inline void
refused_one (const struct call *call, int error)
{
  struct refusal refusal = { call->number, error };
  char text[1000];
  int status;

  if (call->outcome == NEEDED)
    return;
  status = child_run (refused_start, &refusal, text, sizeof text);
  if (WIFEXITED (status) && WEXITSTATUS (status) == 77)
    {
      printf ("not tried: there are no filters of system calls\n");
      return;
    }
  if (call->outcome == COUNTS)
    CHECK (status == 0, "%s is refused, %s: status %#x %s", call->name,
	   strerror (error), (unsigned int) status, text);
  else
    CHECK (WIFEXITED (status) && WEXITSTATUS (status) == 127
	   && strncmp (text, "percpu: cannot ", 15) == 0,
	   "%s is refused, %s: status %#x %s", call->name, strerror (error),
	   (unsigned int) status, text);
}

/* Returns: the value for main.  LIMITS says whether the dynamic linker can work
   within the limits.  */
static inline int
refused_run (int argc, char **argv, const struct call *calls, size_t n,
	     bool limits)
{
  static const int resources[] = { RLIMIT_FSIZE, RLIMIT_NOFILE, RLIMIT_AS };
  static bool seen[NUMBERS];
  char text[1000];
  int status;

  modes_argv = argv;
  if (argc > 1)
    return refused_count ();
  status = refused_trace (seen);
  if (status == -1)
    printf ("not tried: the system calls cannot be traced\n");
  else
    CHECK (status == 0, "status %#x", (unsigned int) status);
  for (long i = 0; i < NUMBERS && status != -1; i++)
    {
      bool listed = !seen[i];

      for (size_t k = 0; k < n && !listed; k++)
	listed = calls[k].number == i;
      CHECK (listed, "system call %ld", i);
    }
  for (size_t i = 0; i < n; i++)
    {
      refused_one (&calls[i], ENOSYS);
      refused_one (&calls[i], EPERM);
    }
  for (unsigned int i = 0; i < LENGTH (resources); i++)
    {
      if (!limits && resources[i] == RLIMIT_NOFILE)
	continue;
      status = child_run (refused_limited, (void *) &resources[i], text,
			  sizeof text);
      CHECK (status == 0, "limit %d: status %#x %s", resources[i],
	     (unsigned int) status, text);
    }
  return 0;
}

#endif /* REFUSED_H */
