/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Count the instructions of an increment: a child runs the loop, and its
   parent single-steps it and counts the steps.  The result is the number of
   instructions that the processor executes in the measured code itself,
   including called functions.  This needs neither a disassembly nor a
   performance counter.

   The child runs the loop once to warm up (symbols are bound, the cold path is
   taken), then alternately with few rounds and with more, and stops itself in
   between.  The difference of two runs is that of the additional rounds.

   Between two steps the child is off its CPU, so the kernel would abort any
   restartable sequence.  The parent therefore clears the pointer to the
   descriptor (rseq_cs) in the struct rseq of the C library after each step;
   then the kernel regards the thread as outside of any sequence.  The child's
   memory is not shared, so no update is lost by that.  */

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

/* Defined by the C library from 2.35 on.  */
extern const ptrdiff_t __rseq_offset __attribute__ ((weak));
extern const unsigned int __rseq_size __attribute__ ((weak));

/* Returns: the address of the field rseq_cs of the calling thread, or NULL.  */
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
  /* The code around the loop is the same every time.  */
  for (;;)
    {
      raise (SIGSTOP);
      loop (rounds);
      rounds = FEW + MORE - rounds;
    }
}

/* Single-step PID until its next stop.
   Returns: the number of steps, or -1.  */
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
  /* Take the minimum of each, because an interrupt may add steps.  */
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
