/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A breakpoint at each instruction of an update, whose handler moves the thread
   to another CPU.  The update is done once, and on the CPU on which the thread
   executes it: before the last instruction this is the new CPU, because the
   kernel aborts the sequence, and after it the old one.  The addresses of the
   instructions are found by single-stepping in a thread whose sequences the
   kernel no longer aborts.

   In the second test the breakpoint is hit repeatedly: an update that is
   aborted at every attempt still completes.  */

/* { dg-require arch x86-64 } */
/* { dg-additional-options "-pthread" } */

#include "../lib/modes.h"
#include <sys/mman.h>
#include <ucontext.h>

enum { TRAP = 0x100, INT3 = 0xcc, PLACES = 32, ABORTS = 200 };

extern const char __start___rseq_cs[], __stop___rseq_cs[];

static __attribute__ ((percpu)) long x;
static __attribute__ ((percpu)) double real;
static __attribute__ ((percpu)) unsigned char byte;

/* One update each, that adds 1 to a variable that was 0.  */
static volatile long one = 1;
#define UPDATE(NAME, EXPRESSION)					\
  static __attribute__ ((noipa, aligned (64))) void			\
  NAME (void)								\
  {									\
    EXPRESSION;								\
  }
UPDATE (increment, x++)
UPDATE (add, x += one)
UPDATE (exchange_add, one = x++ + 1)
UPDATE (store, x = 1)
UPDATE (new_value, one = (x |= one))
UPDATE (loop, x = x * 3 + one)
UPDATE (add_real, real += 1)
UPDATE (add_byte, byte++)

static const struct
{
  const char *name;
  void (*function) (void);
}
updates[] =
{
  { "increment", increment }, { "add", add }, { "exchange-add", exchange_add },
  { "store", store }, { "new value", new_value }, { "loop", loop },
  { "floating", add_real }, { "byte", add_byte }
};

/* The sequence of FUNCTION: the first one that begins after its entry.  */
static const struct __percpu_sequence *
sequence_of (void (*function) (void))
{
  uintptr_t first = ((uintptr_t) __start___rseq_cs + 31) & -(uintptr_t) 32;
  const struct __percpu_sequence *found = NULL;

  for (uintptr_t p = first; p < (uintptr_t) __stop___rseq_cs; p += 64)
    {
      const struct __percpu_sequence *s = (const void *) p;

      if (s->retry >= (uintptr_t) function
	  && (!found || s->retry < found->retry))
	found = s;
    }
  return found;
}

/* Data that the handlers read and count in.  */
static const struct __percpu_sequence *volatile sequence;
static unsigned char *volatile breakpoint;
static unsigned char original;
static volatile unsigned int stops, stops_max, aborts;
static volatile unsigned int destination[2];

static uintptr_t places[PLACES];
static unsigned int nr_places;

static void
step_handler (int sig, siginfo_t *info, void *context)
{
  const greg_t *registers = ((ucontext_t *) context)->uc_mcontext.gregs;
  uintptr_t ip = (uintptr_t) registers[REG_RIP];
  unsigned int i = 0;

  (void) sig;
  (void) info;
  if (ip < sequence->retry || ip > sequence->start + sequence->length)
    return;
  while (i < nr_places && places[i] != ip)
    i++;
  if (i == nr_places && i < PLACES)
    places[nr_places++] = ip;
}

static void
go_to (unsigned int cpu)
{
  cpu_set_t set;

  CPU_ZERO (&set);
  CPU_SET (cpu, &set);
  if (sched_setaffinity (0, sizeof set, &set) != 0)
    _exit (1);
}

static void
breakpoint_handler (int sig, siginfo_t *info, void *context)
{
  greg_t *registers = ((ucontext_t *) context)->uc_mcontext.gregs;
  bool aborted = registers[REG_RIP] != (greg_t) breakpoint + 1;

  (void) sig;
  (void) info;
  go_to (destination[stops++ % 2]);
  sched_yield ();
  if (aborted)
    aborts++;
  else
    registers[REG_RIP] = (greg_t) breakpoint;
  if (!aborted || stops == stops_max)
    *breakpoint = original;
}

static void
handle (void (*handler) (int, siginfo_t *, void *))
{
  struct sigaction action = { .sa_sigaction = handler,
			      .sa_flags = SA_SIGINFO };

  sigaction (SIGTRAP, &action, NULL);
}

/* Finds the addresses of FUNCTION's instructions.  */
static void *
step_through (void *arg)
{
  void (*function) (void) = *(void (*const *) (void)) arg;

  handle (step_handler);
  __asm__ volatile ("subq $128, %%rsp; pushfq; orl %0, (%%rsp); popfq;"
		    " addq $128, %%rsp" : : "i" (TRAP) : "cc", "memory");
  function ();
  __asm__ volatile ("subq $128, %%rsp; pushfq; andl %0, (%%rsp); popfq;"
		    " addq $128, %%rsp" : : "i" (~TRAP) : "cc", "memory");
  return NULL;
}

/* Returns: the number of instances that are not 0.  Stores in *CPU the last of
   these CPUs, and whether all of the instances have the sum 1.  */
static unsigned int
changed (unsigned int *where, bool *once)
{
  unsigned int n = 0;
  double all = 0;

  percpu_foreach (cpu)
    {
      double v = (double) *percpu_ptr (&x, cpu) + *percpu_ptr (&real, cpu)
		 + *percpu_ptr (&byte, cpu);

      all += v;
      if (v != 0)
	{
	  n++;
	  *where = cpu;
	}
    }
  *once = all == 1;
  return n;
}

static void
clear (void)
{
  percpu_foreach (cpu)
    {
      *percpu_ptr (&x, cpu) = 0;
      *percpu_ptr (&real, cpu) = 0;
      *percpu_ptr (&byte, cpu) = 0;
    }
}

static unsigned int cpus[2];

/* Runs update NUMBER with a breakpoint at PLACE that is hit at most MAX times,
   and checks on which CPU it was done.  */
static void
try (unsigned int number, uintptr_t place, unsigned int max)
{
  const struct __percpu_sequence *s = sequence_of (updates[number].function);
  uintptr_t end = s->start + s->length;
  unsigned int where = 0, n, should;
  bool once, aborted = place >= s->start && place < end;

  /* Run the update here before, so that the breakpoint is the only
     disturbance.  */
  go_to (cpus[0]);
  x += 0;
  clear ();
  stops = aborts = 0;
  stops_max = max;
  breakpoint = (unsigned char *) place;
  original = *breakpoint;
  *breakpoint = INT3;
  updates[number].function ();
  n = changed (&where, &once);
  if (!once || n != 1)
    CHECK (false, "%s, stopped at %+ld: done in %u places, in all once: %d",
	   updates[number].name, (long) (place - s->start), n, once);
  if (stops == 0 || stops > max || *breakpoint != original)
    CHECK (false, "%s at %+ld: %u stops", updates[number].name,
	   (long) (place - s->start), stops);
  if (percpu_mode () == PERCPU_MODE_PRIVATE || max > 1)
    return;
  should = place == end ? cpus[0] : destination[0];
  if (where != should || aborts != aborted)
    CHECK (false, "%s, stopped at %+ld: done on CPU %u, should be %u;"
	   " aborted: %u", updates[number].name, (long) (place - s->start),
	   where, should, aborts);
}

/* Every attempt is aborted.  */
static void *
storm (void *arg)
{
  unsigned int number = *(const unsigned int *) arg;
  const struct __percpu_sequence *s = sequence_of (updates[number].function);

  handle (breakpoint_handler);
  try (number, s->start, ABORTS);
  if (percpu_mode () == PERCPU_MODE_PRIVATE)
    return NULL;
  if (aborts < 2 || aborts == ABORTS)
    CHECK (false, "%s: %u aborts", updates[number].name, aborts);
  return NULL;
}

static void
in_thread (void *(*function) (void *), void *arg)
{
  pthread_t thread;

  if (pthread_create (&thread, NULL, function, arg) != 0)
    exit (1);
  pthread_join (thread, NULL);
}

static void
test (void)
{
  uintptr_t page = (uintptr_t) sysconf (_SC_PAGESIZE);
  unsigned int nr = allowed_cpus (cpus, 2), total = 0;

  x += 0;
  for (unsigned int i = 0; i < LENGTH (updates); i++)
    {
      uintptr_t from = (uintptr_t) updates[i].function & -page;

      if (mprotect ((void *) from, 2 * page,
		    PROT_READ | PROT_WRITE | PROT_EXEC) != 0)
	{
	  printf ("not tried: the text cannot be written\n");
	  return;
	}
    }
  for (unsigned int i = 0; i < LENGTH (updates); i++)
    {
      const struct __percpu_sequence *s = sequence_of (updates[i].function);

      sequence = s;
      nr_places = 0;
      in_thread (step_through, (void *) &updates[i].function);
      /* retry, its second instruction, start ... end.  */
      CHECK (nr_places >= 6 && nr_places < PLACES, "%s: %u instructions",
	     updates[i].name, nr_places - 1);
      handle (breakpoint_handler);
      for (unsigned int j = 0; j < nr_places; j++)
	{
	  destination[0] = destination[1] = cpus[0];
	  try (i, places[j], 1);
	  destination[0] = cpus[nr > 1];
	  try (i, places[j], 1);
	  total += 2;
	}
      destination[0] = cpus[nr > 1];
      destination[1] = cpus[0];
      in_thread (storm, &i);
    }
  CHECK (total > 0, "%u stops, each update done once and in its place%s",
	 total, nr > 1 ? "" : "; there is no other CPU to go to");
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
