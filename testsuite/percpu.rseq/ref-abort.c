/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A breakpoint at each instruction of get and put, in the sequence and around
   it, whose handler kills the reference: in the same thread, or in another one
   while this one waits.  Wherever the kill comes, no count is lost and no
   release is late.  The addresses of the instructions are found by
   single-stepping.  In such a thread the kernel no longer aborts sequences, and
   the thread does not reach the end of the sequence; the remaining instructions
   are recognised by their bytes.  */

/* { dg-require arch x86-64 } */
/* { dg-additional-options "-pthread" } */

#include "../lib/modes.h"
#include <sys/mman.h>
#include <ucontext.h>

enum { TRAP = 0x100, INT3 = 0xcc, PLACES = 80, BYTES = 400 };

static struct percpu_ref ref;
static unsigned int released, confirmed;

static void
release (struct percpu_ref *r)
{
  (void) r;
  released++;
}

static void
confirm (struct percpu_ref *r)
{
  (void) r;
  confirmed++;
}

/* Two more references.  The handler changes the count of each.  */
static bool
get (void)
{
  percpu_ref_get_many (&ref, 1);
  return true;
}

static bool
put (void)
{
  percpu_ref_put_many (&ref, 1);
  return true;
}

static bool
tryget (void)
{
  return percpu_ref_tryget_many (&ref, 1);
}

static bool
tryget_live (void)
{
  return percpu_ref_tryget_live_many (&ref, 1);
}

static const struct
{
  const char *name;
  uintptr_t entry;
  bool (*function) (void);
  int change;
}
operations[] =
{
  { "get", (uintptr_t) percpu_ref_get_many, get, 1 },
  { "put", (uintptr_t) percpu_ref_put_many, put, -1 },
  { "tryget", (uintptr_t) percpu_ref_tryget_many, tryget, 1 },
  { "tryget_live", (uintptr_t) percpu_ref_tryget_live_many, tryget_live, 1 }
};

static uintptr_t places[PLACES], entry;
static unsigned int nr_places;
static unsigned char *volatile breakpoint;
static unsigned char original;
static volatile unsigned int stops, aborts;
static bool by_other;
static volatile int wanted;

static void
place_add (uintptr_t ip)
{
  unsigned int i = 0;

  while (i < nr_places && places[i] != ip)
    i++;
  if (i == nr_places && i < PLACES)
    places[nr_places++] = ip;
}

static void
step_handler (int sig, siginfo_t *info, void *context)
{
  const greg_t *registers = ((ucontext_t *) context)->uc_mcontext.gregs;
  uintptr_t ip = (uintptr_t) registers[REG_RIP];

  (void) sig;
  (void) info;
  if (ip >= entry && ip < entry + BYTES)
    place_add (ip);
}

static void
breakpoint_handler (int sig, siginfo_t *info, void *context)
{
  greg_t *registers = ((ucontext_t *) context)->uc_mcontext.gregs;

  (void) sig;
  (void) info;
  *breakpoint = original;
  stops++;
  if (by_other)
    {
      __atomic_store_n (&wanted, 1, __ATOMIC_RELEASE);
      while (__atomic_load_n (&wanted, __ATOMIC_ACQUIRE) == 1)
	sched_yield ();
    }
  else
    percpu_ref_kill_and_confirm (&ref, confirm);
  if (registers[REG_RIP] == (greg_t) breakpoint + 1)
    registers[REG_RIP] = (greg_t) breakpoint;
  else
    aborts++;
}

static void *
killer (void *arg)
{
  for (;;)
    {
      int w = __atomic_load_n (&wanted, __ATOMIC_ACQUIRE);

      if (w == 2)
	return arg;
      if (w == 1)
	{
	  percpu_ref_kill_and_confirm (&ref, confirm);
	  __atomic_store_n (&wanted, 0, __ATOMIC_RELEASE);
	}
      sched_yield ();
    }
}

static void
handle (void (*handler) (int, siginfo_t *, void *))
{
  struct sigaction action = { .sa_sigaction = handler,
			      .sa_flags = SA_SIGINFO };

  sigaction (SIGTRAP, &action, NULL);
}

static void
start (void)
{
  released = confirmed = stops = aborts = 0;
  if (percpu_ref_init (&ref, release, PERCPU_REF_ALLOW_REINIT) != 0)
    exit (1);
  percpu_ref_get_many (&ref, 2);
}

static void *
step_through (void *arg)
{
  bool (*function) (void) = *(bool (*const *) (void)) arg;

  handle (step_handler);
  start ();
  __asm__ volatile ("subq $128, %%rsp; pushfq; orl %0, (%%rsp); popfq;"
		    " addq $128, %%rsp" : : "i" (TRAP) : "cc", "memory");
  function ();
  __asm__ volatile ("subq $128, %%rsp; pushfq; andl %0, (%%rsp); popfq;"
		    " addq $128, %%rsp" : : "i" (~TRAP) : "cc", "memory");
  percpu_ref_exit (&ref);
  return NULL;
}

/* Adds the addresses after the load of the mode, which is `testb $1,
   %r11b'.  */
static unsigned int
places_recognise (void)
{
  static const unsigned char test[] = { 0x41, 0xf6, 0xc3, 0x01 };
  const unsigned char *p = memmem ((void *) entry, BYTES, test, sizeof test);
  unsigned int before = nr_places;

  if (!p || p[4] != 0x74)
    return 0;
  place_add ((uintptr_t) p);
  place_add ((uintptr_t) p + 4);
  p += 6;
  place_add ((uintptr_t) p);
  /* movl $1, %reg  */
  p += (*p & 0xf0) == 0x40 ? 6 : 5;
  place_add ((uintptr_t) p);
  if (*p != 0x65)
    return 0;
  return nr_places - before;
}

static void
try (unsigned int number, uintptr_t place)
{
  long off = (long) (place - operations[number].entry);
  unsigned int left;
  bool done;

  start ();
  breakpoint = (unsigned char *) place;
  original = *breakpoint;
  *breakpoint = INT3;
  done = operations[number].function ();
  *breakpoint = original;
  if (stops == 0)
    {
      percpu_ref_exit (&ref);
      return;
    }
  left = 2 + (unsigned int) (done ? operations[number].change : 0);
  if (ref.count != left * __PERCPU_REF_ONE + __PERCPU_REF_DYING
      || confirmed != 1 || released != 0)
    CHECK (false, "%s, stopped at %+ld (%u aborts): count %lu, should be %u;"
	   " released %u, confirmed %u", operations[number].name, off, aborts,
	   (unsigned long) ref.count / 2, left, released, confirmed);
  percpu_ref_put_many (&ref, left);
  if (released != 1)
    CHECK (false, "%s, stopped at %+ld: released %u times",
	   operations[number].name, off, released);
  percpu_ref_exit (&ref);
}

static void
test (void)
{
  uintptr_t page = (uintptr_t) sysconf (_SC_PAGESIZE);
  unsigned int total = 0, aborted = 0;
  pthread_t thread;

  if (mprotect ((void *) (operations[0].entry & -page), 2 * page,
		PROT_READ | PROT_WRITE | PROT_EXEC) != 0)
    {
      printf ("not tried: the text cannot be written\n");
      return;
    }
  for (unsigned int i = 0; i < LENGTH (operations); i++)
    {
      uintptr_t from = operations[i].entry & -page;

      mprotect ((void *) from, 2 * page, PROT_READ | PROT_WRITE | PROT_EXEC);
      nr_places = 0;
      entry = operations[i].entry;
      pthread_create (&thread, NULL, step_through,
		      (void *) &operations[i].function);
      pthread_join (thread, NULL);
      CHECK (nr_places >= 10 && nr_places < PLACES,
	     "%s: %u instructions on the way, %u more", operations[i].name,
	     nr_places, places_recognise ());
      handle (breakpoint_handler);
      by_other = false;
      for (unsigned int j = 0; j < nr_places; j++)
	{
	  try (i, places[j]);
	  total += stops;
	  aborted += aborts;
	}
      by_other = true;
      wanted = 0;
      pthread_create (&thread, NULL, killer, NULL);
      for (unsigned int j = 0; j < nr_places; j++)
	{
	  try (i, places[j]);
	  total += stops;
	  aborted += aborts;
	}
      __atomic_store_n (&wanted, 2, __ATOMIC_RELEASE);
      pthread_join (thread, NULL);
    }
  CHECK (total > 40, "%u kills in between, %u tries aborted", total, aborted);
  if (percpu_mode () != PERCPU_MODE_PRIVATE)
    CHECK (aborted >= 4 * 2 * 8, "each instruction of each sequence");
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
