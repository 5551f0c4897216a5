/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The GS base cannot be written: the system refuses that, or reports success
   without writing it.  The program ends with a message immediately, or in
   percpu_bind if this begins later.  The FS base of the C library is not
   affected.  */

/* { dg-require arch x86-64 } */

#include "../lib/modes.h"
#include <asm/prctl.h>
#include <elf.h>
#include <sys/ptrace.h>
#include <sys/user.h>

static __attribute__ ((percpu)) long count;

/* From now on ARCH_SET_GS has the result ERROR and no effect.  */
static void
register_refuse (unsigned int error)
{
  if (!filter_refuse_argument (SYS_arch_prctl, ARCH_SET_GS, error))
    _exit (77);
}

struct how
{
  const char *what;
  int error;
};

/* Hides the instructions that write the base from the program PID, which is
   about to start: the auxiliary vector says that there are none.  Returns:
   false if the program cannot be traced.  */
static bool
instructions_hide (pid_t pid)
{
  enum { HAS_FSGSBASE = 1 << 1 };
  struct user_regs_struct regs;
  unsigned long p, word;
  int status;

  if (waitpid (pid, &status, 0) != pid || !WIFSTOPPED (status)
      || ptrace (PTRACE_GETREGS, pid, 0, &regs) != 0)
    return false;
  p = regs.rsp;
  p += 8 * ((unsigned long) ptrace (PTRACE_PEEKDATA, pid, p, 0) + 2);
  while (ptrace (PTRACE_PEEKDATA, pid, p, 0) != 0)
    p += 8;
  for (p += 8; (word = (unsigned long) ptrace (PTRACE_PEEKDATA, pid, p, 0));
       p += 16)
    if (word == AT_HWCAP2)
      {
	word = (unsigned long) ptrace (PTRACE_PEEKDATA, pid, p + 8, 0);
	ptrace (PTRACE_POKEDATA, pid, p + 8,
		word & ~(unsigned long) HAS_FSGSBASE);
      }
  return ptrace (PTRACE_DETACH, pid, 0, 0) == 0;
}

static void
traced_start (void *arg)
{
  const struct how *how = arg;
  pid_t pid = fork ();
  int status;

  if (pid == 0)
    {
      char *argv[] = { modes_argv[0], (char *) how->what, NULL };

      alarm (60);
      if (ptrace (PTRACE_TRACEME, 0, 0, 0) != 0)
	_exit (77);
      if (how->error >= 0)
	register_refuse ((unsigned int) how->error);
      execv ("/proc/self/exe", argv);
      _exit (99);
    }
  if (!instructions_hide (pid))
    _exit (77);
  waitpid (pid, &status, 0);
  _exit (WIFEXITED (status) ? WEXITSTATUS (status) : 128 + WTERMSIG (status));
}

static void
try (const char *what, int error, int expected, const char *message)
{
  struct how how = { what, error };
  char text[500];
  int status = child_run (traced_start, &how, text, sizeof text);

  if (WIFEXITED (status) && WEXITSTATUS (status) == 77)
    printf ("not tried: the program cannot be traced, or filtered\n");
  else
    CHECK (WIFEXITED (status) && WEXITSTATUS (status) == expected
	   && strcmp (text, message) == 0, "%s, %d: status %#x %s", what, error,
	   (unsigned int) status, text);
}

/* A CPU other than the one whose area the thread has now.  */
static int
bind_late (void)
{
  unsigned int cpu[2];

  if (allowed_cpus (cpu, 2) < 2)
    return 77;
  if (percpu_bind (cpu[0]) != 0)
    return 2;
  count++;
  register_refuse (0);
  percpu_bind (cpu[1]);
  return 3;
}

int
main (int argc, char **argv)
{
  modes_argv = argv;
  if (argc > 1)
    {
      count += 2;
      return strcmp (argv[1], "late") == 0 ? bind_late ()
	     : percpu_sum (count) != 2;
    }
  try ("count", -1, 0, "");
  try ("count", 0, 127, "percpu: cannot set up the per-CPU register: "
       "the system does not keep the GS base\n");
  try ("count", EPERM, 127, "percpu: cannot set up the per-CPU register: "
       "Operation not permitted\n");
  try ("late", -1, 128 + SIGABRT, "percpu: cannot write the per-CPU "
       "register\n");
  return 0;
}
