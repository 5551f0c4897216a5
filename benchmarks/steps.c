/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* How many instructions an increment takes: a child runs the loop, and its
   parent lets it go step by step and counts.  So this is what the processor
   executes, of the very code that is measured, with all that is behind calls;
   no table of the binary is read and no counter of the processor is needed.

   The child runs the loop once to warm up (symbols are bound, the cold path
   is taken), then by turns with a few rounds and with more, and stops itself
   in between.  What two runs differ by are the rounds that one has more.

   Between two steps the child has been off its CPU, so the kernel would abort
   any restartable sequence.  The parent therefore clears the pointer to the
   descriptor (rseq_cs) in the struct rseq of the C library after each step;
   then the thread is in no sequence for the kernel.  Nobody else shares the
   child's memory, so nothing is lost by that.  */

#define _GNU_SOURCE 1

#include "increment.h"
#include <pthread.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

enum { FEW = 2, MORE = 6, RUNS = 7, LIMIT = 100000 };

/* Of the C library, from 2.35 on.  */
extern const ptrdiff_t __rseq_offset __attribute__ ((weak));
extern const unsigned int __rseq_size __attribute__ ((weak));

/* Returns: the field rseq_cs of the calling thread, or NULL.  */
static char *
rseq_cs (void)
{
  if (&__rseq_size == NULL || __rseq_size == 0)
    return NULL;
  return (char *) __builtin_thread_pointer () + __rseq_offset + 8;
}

static void *
sleep_on (void *arg)
{
  for (;;)
    pause ();
  return arg;
}

void
way_second_thread (void)
{
  pthread_t thread;

  if (pthread_create (&thread, NULL, sleep_on, NULL) != 0)
    abort ();
}

static void __attribute__ ((noreturn))
child (const struct way *way, way_loop *loop, unsigned int cpu)
{
  volatile unsigned long rounds = FEW;

  prctl (PR_SET_PDEATHSIG, SIGKILL);
  way_second_thread ();
  if ((way->enter != NULL && way->enter (cpu) != NULL)
      || ptrace (PTRACE_TRACEME, 0, NULL, NULL) != 0)
    _exit (1);
  /* What is around the loop is the same every time.  */
  for (;;)
    {
      raise (SIGSTOP);
      loop (rounds);
      rounds = FEW + MORE - rounds;
    }
}

/* Let PID go on to its next stop.  Returns: the number of steps, or -1.  */
static long
steps (pid_t pid)
{
  char *field = rseq_cs ();
  int status;

  for (long n = 0; n < LIMIT; n++)
    {
      if (field != NULL)
	ptrace (PTRACE_POKEDATA, pid, field, NULL);
      if (ptrace (PTRACE_SINGLESTEP, pid, NULL, NULL) != 0
	  || waitpid (pid, &status, 0) != pid || !WIFSTOPPED (status))
	return -1;
      if (WSTOPSIG (status) == SIGSTOP)
	return n;
      if (WSTOPSIG (status) != SIGTRAP)
	return -1;
    }
  return -1;
}

double
way_instructions (const struct way *way, way_loop *loop, unsigned int cpu)
{
  long few = LIMIT, more = LIMIT;
  int status;
  pid_t pid = fork ();

  if (pid < 0)
    return -1;
  if (pid == 0)
    child (way, loop, cpu);
  if (waitpid (pid, &status, 0) != pid || !WIFSTOPPED (status))
    return -1;
  /* The least of each: an interrupt may have come in between all the same.  */
  for (int i = 0; i < RUNS && few >= 0 && more >= 0; i++)
    {
      long n = steps (pid);
      long *least = i % 2 == 0 ? &few : &more;

      if (n < *least)
	*least = n;
    }
  kill (pid, SIGKILL);
  waitpid (pid, &status, 0);
  if (few < 0 || more < 0)
    return -1;
  return (double) (more - few) / ((MORE - FEW) * COUNTERS);
}
