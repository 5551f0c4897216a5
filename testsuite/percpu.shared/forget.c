/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* When an object is unloaded, the library forgets its records of it.  An
   aborted update gets an entry in a table of 1024, where the second abort in
   succession is recognised.  Objects with 300 updates are loaded and unloaded
   at new addresses, and each update is aborted once.  Then an update of the
   program that is aborted repeatedly still gets an entry, so that its thread
   gets a private area after a few aborts and not after a thousand.  */

/* { dg-require arch x86-64 } */
/* { dg-shared-objects "forget-aux.c" } */
/* { dg-additional-options "-pthread" } */

#include "../lib/modes.h"
#include <dlfcn.h>
#include <sys/mman.h>
#include <ucontext.h>

enum { TRAP = 0x100, OBJECTS = 8, FEW = 50 };

static __attribute__ ((percpu)) long mine;

/* Aborts that the handler has seen.  It ends the stepping after the first one,
   or only counts.  */
static volatile unsigned int aborts;
static volatile bool once;

/* The kernel has aborted a sequence if the signature precedes the address at
   which the thread continues.  */
static void
step (int sig, siginfo_t *info, void *context)
{
  greg_t *registers = ((ucontext_t *) context)->uc_mcontext.gregs;
  uint32_t before;

  (void) sig;
  (void) info;
  memcpy (&before, (const char *) registers[REG_RIP] - sizeof before,
	  sizeof before);
  if (before != PERCPU_RSEQ_SIGNATURE)
    return;
  aborts++;
  if (once)
    registers[REG_EFL] &= ~(greg_t) TRAP;
}

static inline void
step_begin (void)
{
  __asm__ volatile ("subq $128, %%rsp; pushfq; orl %0, (%%rsp); popfq;"
		    " addq $128, %%rsp" : : "i" (TRAP) : "cc", "memory");
}

static inline void
step_end (void)
{
  __asm__ volatile ("subq $128, %%rsp; pushfq; andl %0, (%%rsp); popfq;"
		    " addq $128, %%rsp" : : "i" (~TRAP) : "cc", "memory");
}

static void *
find (void *handle, const char *name)
{
  void *p = dlsym (handle, name);

  if (!p)
    CHECK (false, "%s", dlerror ());
  return p;
}

/* Loads the object, aborts each of its updates once, and unloads it.  Its
   addresses are not reused.  */
static void
object_use (unsigned int number)
{
  void *handle = dlopen ("./forget-aux.so", RTLD_NOW);
  void (*update) (unsigned int);
  unsigned int n;
  uintptr_t page;

  if (!handle)
    CHECK (false, "%s", dlerror ());
  n = ((unsigned int (*) (void)) find (handle, "forget_count")) ();
  update = (void (*) (unsigned int)) find (handle, "forget_update");
  aborts = 0;
  once = true;
  for (unsigned int i = 0; i < n; i++)
    {
      update (i);
      step_begin ();
      update (i);
      step_end ();
    }
  CHECK (aborts == n, "object %u: %u updates were aborted", number, aborts);
  CHECK (((long (*) (void)) find (handle, "forget_sum")) () == 2 * (long) n,
	 "and done once each");
  CHECK (dlclose (handle) == 0, "it goes");
  page = (uintptr_t) update & -(uintptr_t) sysconf (_SC_PAGESIZE);
  CHECK (mmap ((void *) page, 4096, PROT_NONE,
	       MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0)
	 == (void *) page, "nothing comes to its place");
}

static void *
storm (void *arg)
{
  mine++;
  aborts = 0;
  once = false;
  step_begin ();
  mine++;
  step_end ();
  return arg;
}

static void
test (void)
{
  struct sigaction action = { .sa_sigaction = step, .sa_flags = SA_SIGINFO };
  pthread_t thread;

  /* If no sequence is aborted, there are no records.  */
  if (percpu_mode () == PERCPU_MODE_PRIVATE)
    return;
  sigaction (SIGTRAP, &action, NULL);
  for (unsigned int i = 0; i < OBJECTS; i++)
    object_use (i);
  pthread_create (&thread, NULL, storm, NULL);
  pthread_join (thread, NULL);
  CHECK (aborts > 1 && aborts < FEW, "%u aborts of the program's own update",
	 aborts);
  CHECK (percpu_sum (mine) == 2, "it was done once");
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
