/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* From every instruction outside the functions that update and load per-CPU
   data, the unwinder finds these functions with their registers: from the
   landing places, which threads without the kernel's help execute each time,
   and from the path into the library, which a new thread takes first.  */

#include "../lib/check.h"
#include <percpu.h>
#include <pthread.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unwind.h>

enum { OUTSIDE = 200, LIBRARY = 3, UPDATES = 20 };

static __attribute__ ((percpu)) long count;
static __attribute__ ((percpu)) double real;
static __attribute__ ((percpu)) void *pointer;

static long looked, outside, library, lost, changed;
static volatile int target;
static volatile bool pending;
static volatile bool stop;
static __thread volatile bool inside;

static __attribute__ ((noinline)) long
update (long n)
{
  inside = true;
  for (int i = 0; i < UPDATES; i++)
    {
      count++;
      real += 1.0;
      if (pointer)
	n++;
    }
  inside = false;
  return n;
}

/* The caller has a value in each register that functions keep.  */
static __attribute__ ((noinline)) void
counts (void)
{
  if (update (2) != 2)
    __atomic_fetch_add (&changed, 1, __ATOMIC_RELAXED);
}

struct search
{
  bool updates, counts, library;
};

static _Unwind_Reason_Code
frame (struct _Unwind_Context *context, void *arg)
{
  struct search *search = arg;
  int before;
  uintptr_t ip = _Unwind_GetIPInfo (context, &before);
  void *function = _Unwind_FindEnclosingFunction ((void *) (ip - !before));

  if (function == (void *) update)
    search->updates = true;
  else if (function == (void *) counts)
    {
      search->counts = true;
      return _URC_END_OF_STACK;
    }
  else if (!search->updates && function == (void *) &__percpu_resume)
    search->library = true;
  return _URC_NO_REASON;
}

static void
handler (int sig, siginfo_t *info, void *context)
{
  void *pc = (void *) ((ucontext_t *) context)->uc_mcontext.pc;
  struct search search = { false, false, false };

  (void) sig;
  (void) info;
  count++;
  pending = false;
  if (!inside)
    return;
  _Unwind_Backtrace (frame, &search);
  __atomic_fetch_add (&looked, 1, __ATOMIC_RELAXED);
  if (_Unwind_FindEnclosingFunction (pc) != (void *) update)
    __atomic_fetch_add (&outside, 1, __ATOMIC_RELAXED);
  if (search.library)
    __atomic_fetch_add (&library, 1, __ATOMIC_RELAXED);
  if (!search.updates || !search.counts)
    __atomic_fetch_add (&lost, 1, __ATOMIC_RELAXED);
}

/* Counts once, or until enough places outside were seen.  */
static void *
work (void *once)
{
  /* A signal to the previous thread may have been lost at its end.  */
  pending = false;
  target = (int) syscall (SYS_gettid);
  do
    counts ();
  while (!once && outside < OUTSIDE);
  target = 0;
  /* A signal that is still to come is received here.  */
  for (int i = 0; i < 1000 && pending; i++)
    sched_yield ();
  pending = false;
  return NULL;
}

/* One signal at a time, and other pauses each time: the thread would not make
   progress otherwise.  */
static void *
disturb (void *arg)
{
  unsigned int seed = 1;

  (void) arg;
  while (!stop)
    {
      int thread = target;

      for (volatile int i = rand_r (&seed) % 64; i > 0; i--)
	continue;
      if (thread == 0 || pending)
	continue;
      pending = true;
      if (syscall (SYS_tgkill, getpid (), thread, SIGUSR1) != 0)
	pending = false;
    }
  return NULL;
}

int
main (void)
{
  struct sigaction action = { .sa_sigaction = handler,
			      .sa_flags = SA_SIGINFO };
  struct search search = { false, false, false };
  pthread_t thread, helper;

  /* The first call loads and allocates.  */
  _Unwind_Backtrace (frame, &search);
  sigaction (SIGUSR1, &action, NULL);
  pthread_create (&helper, NULL, disturb, NULL);
  pthread_create (&thread, NULL, work, NULL);
  pthread_join (thread, NULL);
  for (int i = 0; i < 20000 && library < LIBRARY; i++)
    {
      pthread_create (&thread, NULL, work, &outside);
      pthread_join (thread, NULL);
    }
  stop = true;
  pthread_join (helper, NULL);
  CHECK (lost == 0, "the functions are found from all of %ld places, but %ld",
	 looked, lost);
  CHECK (outside >= OUTSIDE && library >= LIBRARY,
	 "%ld places are outside, %ld of them in calls of the library", outside,
	 library);
  CHECK (changed == 0, "the values of the loads");
  return 0;
}
