/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Under a debugger that single-steps the program, the kernel aborts every
   sequence at its first instruction.  The program completes nevertheless, and
   has counted each update once.  Its children do not share its area.  */

#include "../lib/modes.h"
#include <sys/ptrace.h>

enum { ROUNDS = 20, THREAD_ROUNDS = 20000 };

static __attribute__ ((percpu)) long count, sum;

static __attribute__ ((noinline)) void
stepped (void)
{
  for (int i = 0; i < ROUNDS; i++)
    {
      count++;
      sum = sum * 1 + count;
    }
}

static void *
work (void *arg)
{
  for (int i = 0; i < THREAD_ROUNDS; i++)
    count++;
  return arg;
}

static void __attribute__ ((noreturn))
child (void)
{
  pthread_t threads[4];

  ptrace (PTRACE_TRACEME, 0, NULL, NULL);
  raise (SIGSTOP);
  stepped ();
  raise (SIGSTOP);
  for (int i = 0; i < 4; i++)
    pthread_create (&threads[i], NULL, work, NULL);
  work (NULL);
  for (int i = 0; i < 4; i++)
    pthread_join (threads[i], NULL);
  _exit (percpu_sum (count) != 1 + ROUNDS + 5 * THREAD_ROUNDS
	 || percpu_sum (sum) < ROUNDS);
}

static void
test (void)
{
  long steps = 0;
  int status;
  pid_t pid;

  count++;
  pid = fork ();
  if (pid == 0)
    child ();
  waitpid (pid, &status, 0);
  if (!WIFSTOPPED (status))
    {
      printf ("not tried: no permission to trace\n");
      return;
    }
  do
    {
      ptrace (PTRACE_SINGLESTEP, pid, NULL, NULL);
      waitpid (pid, &status, 0);
    }
  while (WIFSTOPPED (status) && WSTOPSIG (status) == SIGTRAP
	 && ++steps < 300000);
  CHECK (WIFSTOPPED (status) && WSTOPSIG (status) == SIGSTOP,
	 "done after %ld steps", steps);
  ptrace (PTRACE_CONT, pid, NULL, NULL);
  waitpid (pid, &status, 0);
  CHECK (status == 0, "and nothing was lost: %#x", status);
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
