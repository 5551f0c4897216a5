/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A signal after every single instruction: each sequence is aborted at every
   possible point, the handler counts in the same variable, and from every
   instruction of the slow path the unwinder finds the function that counts.  */

/* { dg-require arch x86-64 } */
/* { dg-additional-options "-fexceptions" } */

#include "../lib/modes.h"
#include <ucontext.h>
#include <unwind.h>

enum { ROUNDS = 5, TRAP = 0x100 };

static __attribute__ ((percpu)) long count, sum;

static long handled, looked, lost, blind;
static volatile bool inside;

static __attribute__ ((noinline)) void
counts (void)
{
  inside = true;
  for (int i = 0; i < ROUNDS; i++)
    {
      count++;
      sum = sum * 1 + count;
    }
  inside = false;
}

static _Unwind_Reason_Code
frame (struct _Unwind_Context *context, void *found)
{
  void *ip = (void *) (_Unwind_GetIP (context) - 1);

  if (_Unwind_FindEnclosingFunction (ip) == (void *) counts)
    {
      *(bool *) found = true;
      return _URC_END_OF_STACK;
    }
  return _URC_NO_REASON;
}

static void
handler (int sig, siginfo_t *info, void *context)
{
  greg_t *registers = ((ucontext_t *) context)->uc_mcontext.gregs;
  bool found = false;

  (void) sig;
  (void) info;
  handled++;
  count++;
  if (!inside)
    return;
  looked++;
  _Unwind_Backtrace (frame, &found);
  if (found)
    return;
  if (_Unwind_FindEnclosingFunction ((void *) registers[REG_RIP]))
    lost++;
  else
    blind++;
}

static void
test (void)
{
  struct sigaction action = { .sa_sigaction = handler,
			      .sa_flags = SA_SIGINFO };
  bool found;

  _Unwind_Backtrace (frame, &found);
  sigaction (SIGTRAP, &action, NULL);
  count++;
  __asm__ volatile ("subq $128, %%rsp; pushfq; orl %0, (%%rsp); popfq;"
		    " addq $128, %%rsp" : : "i" (TRAP) : "cc", "memory");
  counts ();
  __asm__ volatile ("subq $128, %%rsp; pushfq; andl %0, (%%rsp); popfq;"
		    " addq $128, %%rsp" : : "i" (~TRAP) : "cc", "memory");
  CHECK (handled > 10 * ROUNDS, "%ld signals", handled);
  CHECK (percpu_sum (count) == 1 + ROUNDS + handled, "all is counted");
  CHECK (lost == 0, "the way back was found from each of %ld, but for %ld"
	 " that have no unwind information", looked, blind);
  CHECK (blind <= 4 * ROUNDS, "which are the places that the kernel goes to");
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
