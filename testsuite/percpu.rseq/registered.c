/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Only the kernel writes the cpu_id of a struct rseq while it is registered.
   The library writes numbers of its own there only after it has unregistered
   the struct: for a thread whose sequences are aborted repeatedly, and for one
   on a CPU that is not possible.  If the kernel refuses to unregister the
   struct, it stays as it is.  */

/* { dg-require arch x86-64 } */
/* { dg-additional-options "-pthread" } */

#include "../lib/modes.h"
#include "syscalls.h"
#include <ucontext.h>

extern const ptrdiff_t __rseq_offset __attribute__ ((weak));
extern const unsigned int __rseq_size __attribute__ ((weak));

enum { TRAP = 0x100, UNREGISTER = 1, ROUNDS = 30 };

static __attribute__ ((percpu)) long count;

/* Unregistering is refused.  The library's calls come here.  */
static volatile bool keep, asked;

static bool
syscall_seen (long n, const long *arg, long *result)
{
  (void) arg;
  asked |= n == SYS_gettid;
  if (n != SYS_rseq || !keep)
    return false;
  *result = -EPERM;
  return true;
}

static unsigned int
cpu_id (void)
{
  const char *self = __builtin_thread_pointer ();

  return *(const volatile unsigned int *) (self + __rseq_offset + 4);
}

/* Returns: whether the C library's struct of the calling thread is registered:
   then no other can be.  */
static bool
registered_p (void)
{
  static _Thread_local char other[64] __attribute__ ((aligned (64)));
  bool kept = keep, result;

  keep = false;
  result = syscall (SYS_rseq, other, 32, 0, PERCPU_RSEQ_SIGNATURE) != 0;
  if (!result)
    syscall (SYS_rseq, other, 32, UNREGISTER, PERCPU_RSEQ_SIGNATURE);
  keep = kept;
  return result;
}

static volatile unsigned int wrong, stops;

/* At each instruction: checks for a number of the library in a registered
   struct.  */
static void
look (int sig)
{
  int saved = errno;

  (void) sig;
  if ((int) cpu_id () < 0 && registered_p ())
    wrong++;
  /* The sequence must complete.  */
  if (++stops > 100000)
    _exit (3);
  errno = saved;
}

/* Single-step through updates, so that each is aborted.  */
static void *
stepped (void *arg)
{
  struct sigaction action = { .sa_handler = look };

  sigaction (SIGTRAP, &action, NULL);
  count++;
  stops = wrong = 0;
  for (int i = 0; i < ROUNDS && !keep; i++)
    {
      __asm__ volatile ("subq $128, %%rsp; pushfq; orl %0, (%%rsp); popfq;"
			" addq $128, %%rsp" : : "i" (TRAP) : "cc", "memory");
      count++;
      __asm__ volatile ("subq $128, %%rsp; pushfq; andl %0, (%%rsp); popfq;"
			" addq $128, %%rsp" : : "i" (~TRAP) : "cc", "memory");
    }
  CHECK (wrong == 0, "%u stops", stops);
  CHECK (((int) cpu_id () < 0) == !registered_p (), "it is %s, cpu_id %d",
	 registered_p () ? "registered" : "not registered", (int) cpu_id ());
  return arg;
}

/* On a CPU that is not one of the possible CPUs.  */
static void *
impossible (void *arg)
{
  unsigned int cpu[2];
  cpu_set_t set;
  long before = percpu_sum (count);

  allowed_cpus (cpu, 2);
  CPU_ZERO (&set);
  CPU_SET (cpu[1], &set);
  CHECK (sched_setaffinity (0, sizeof set, &set) == 0, "CPU %u", cpu[1]);
  for (int i = 0; i < ROUNDS; i++)
    {
      count++;
      sched_yield ();
      if ((int) cpu_id () < 0 && registered_p ())
	CHECK (false, "round %d: a number of ours in a registered struct", i);
    }
  CHECK (percpu_sum (count) == before + ROUNDS, "%ld counts",
	 percpu_sum (count) - before);
  return arg;
}

static void
in_thread (void *(*function) (void *))
{
  pthread_t thread;

  pthread_create (&thread, NULL, function, NULL);
  pthread_join (thread, NULL);
}

static void
impossible_refused (void *arg)
{
  keep = true;
  impossible (arg);
}

int
main (int argc, char **argv)
{
  unsigned int cpu[2];
  char text[500];
  int status;

  if (!&__rseq_size || __rseq_size == 0)
    {
      printf ("not tried: the C library has registered nothing\n");
      return 0;
    }
  if (argc == 1)
    {
      char *again[] = { argv[0], "one", NULL };

      in_thread (stepped);
      if (allowed_cpus (cpu, 2) < 2)
	{
	  printf ("not tried: there is one CPU only\n");
	  return 0;
	}
      setenv ("PERCPU_TEST_POSSIBLE", "5", 1);
      execv ("/proc/self/exe", again);
      return 1;
    }
  in_thread (impossible);
  if (!asked)
    {
      printf ("not tried: the library's system calls cannot be refused\n");
      return 0;
    }
  status = child_run (impossible_refused, NULL, text, sizeof text);
  CHECK (WIFSIGNALED (status) && WTERMSIG (status) == SIGABRT
	 && strstr (text, "which is not possible") != NULL,
	 "the kernel keeps it: %#x %s", (unsigned int) status, text);
  return 0;
}
