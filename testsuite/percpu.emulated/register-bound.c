/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Model register where no register is free: each thread has a word in place of
   it.  Threads that are bound to one CPU count exactly, with handlers of
   signals in between.  An access faults in a thread that is not bound, also in
   a new thread of one that is, and does not reach the template.  */

#include <percpu.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>

enum { THREADS = 3, COUNT = 2000, SIGNALS = 50 };

static __attribute__ ((percpu)) unsigned long count;
static __attribute__ ((percpu)) signed char small = -5;
static int failed;

extern char __start___percpu[], __stop___percpu[];

static void
check (const char *what, int right)
{
  if (right)
    return;
  printf ("%s\n", what);
  failed = 1;
}

static __thread sigjmp_buf there;
static __thread volatile uintptr_t where;

static void
fault (int sig, siginfo_t *info, void *context)
{
  (void) context;
  where = (uintptr_t) info->si_addr;
  siglongjmp (there, sig);
}

/* Returns: whether an update and a load both fault.  */
static int
faults (void)
{
  volatile int n = 0;

  where = 0;
  if (sigsetjmp (there, 1) == 0)
    count++;
  else
    n++;
  check ("the template was written",
	 where < (uintptr_t) __start___percpu
	 || where >= (uintptr_t) __stop___percpu);
  if (sigsetjmp (there, 1) == 0)
    check ("a load", small == 1);
  else
    n++;
  return n == 2;
}

static void
on_signal (int sig)
{
  (void) sig;
  count += 1000;
}

static void *
bound_thread (void *unused)
{
  check ("a new thread is not bound", faults ());
  check ("bind", percpu_bind (0) == 0);
  for (int i = 0; i < COUNT; i++)
    {
      if (i % (COUNT / SIGNALS) == 0)
	raise (SIGUSR1);
      count++;
    }
  check ("the initial value", small == -5);
  check ("unbind", percpu_unbind () == 0);
  check ("no longer bound", faults ());
  return unused;
}

int
main (void)
{
  struct sigaction action = { .sa_sigaction = fault, .sa_flags = SA_SIGINFO };
  pthread_t thread[THREADS];

  sigaction (SIGSEGV, &action, NULL);
  sigaction (SIGBUS, &action, NULL);
  signal (SIGUSR1, on_signal);

  check ("the first thread is not bound", faults ());
  check ("bind", percpu_bind (0) == 0);
  count = 5;
  count |= 2;
  check ("an update with a value", (count ^= 1) == 6 && count-- == 6);
  for (int i = 0; i < THREADS; i++)
    pthread_create (&thread[i], NULL, bound_thread, NULL);
  for (int i = 0; i < THREADS; i++)
    pthread_join (thread[i], NULL);
  check ("the count",
	 count == 5 + THREADS * (COUNT + SIGNALS * 1000ul)
	 && count == *percpu_ptr (&count, 0)
	 && count == percpu_sum (count));
  if (!failed)
    printf ("seen: %lu updates\n", count);
  return failed;
}
