/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A breakpoint at each instruction of each sequence of lists and stacks.  Its
   handler changes the same list so that the head is as it was (A B C becomes A
   C), and may move the thread to another CPU.  The operation is done once, on
   the list as it then is.  No node is lost or in the list twice.  */

/* { dg-require arch x86-64 } */
/* { dg-additional-options "-pthread" } */

#include "list.h"
#include <sys/mman.h>
#include <ucontext.h>

enum { TRAP = 0x100, INT3 = 0xcc, PLACES = 40, OBJECTS = 6, ROOM = 4 };

extern const char __start___rseq_cs[], __stop___rseq_cs[];

static __attribute__ ((percpu)) struct percpu_list list;
static __attribute__ ((percpu)) PERCPU_STACK (ROOM) stack;

static struct object objects[OBJECTS];
static struct percpu_node *result;

static void push (void) { percpu_list_push (&list, &objects[3].node); }
static void pop (void) { result = percpu_list_pop (&list); }
static void pop_all (void) { result = percpu_list_pop_all (&list); }
static void
stack_push (void)
{
  result = percpu_stack_push (&stack, &objects[3]) ? &objects[3].node : NULL;
}
static void stack_pop (void) { result = percpu_stack_pop (&stack); }

static const struct
{
  const char *name;
  void (*function) (void);
  /* The address of the sequence.  */
  uintptr_t code;
  bool on_stack;
}
operations[] =
{
  { "push", push, (uintptr_t) percpu_list_push, false },
  { "pop", pop, (uintptr_t) percpu_list_pop, false },
  { "pop all", pop_all, (uintptr_t) percpu_list_pop_all, false },
  { "push on stack", stack_push, (uintptr_t) __percpu_stack_push, true },
  { "pop from stack", stack_pop, (uintptr_t) __percpu_stack_pop, true }
};

/* The first sequence that begins after CODE.  */
static const struct __percpu_sequence *
sequence_of (uintptr_t code)
{
  uintptr_t first = ((uintptr_t) __start___rseq_cs + 31) & -(uintptr_t) 32;
  const struct __percpu_sequence *found = NULL;

  for (uintptr_t p = first; p < (uintptr_t) __stop___rseq_cs; p += 64)
    {
      const struct __percpu_sequence *s = (const void *) p;

      if (s->retry >= code && (!found || s->retry < found->retry))
	found = s;
    }
  return found;
}

static const struct __percpu_sequence *volatile sequence;
static unsigned char *volatile breakpoint;
static unsigned char original;
static volatile unsigned int stops, destination;
static volatile bool on_stack;

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

/* The interruption: the second of three nodes is removed.  */
static struct object *removed;

static void
interfere (void)
{
  if (on_stack)
    {
      struct object *c = percpu_stack_pop (&stack);

      removed = percpu_stack_pop (&stack);
      if (c)
	percpu_stack_push (&stack, c);
    }
  else
    {
      struct percpu_node *a = percpu_list_pop (&list);

      removed = (struct object *) percpu_list_pop (&list);
      if (removed)
	removed->node.next = (struct percpu_node *) PERCPU_NOWHERE;
      if (a)
	percpu_list_push (&list, a);
    }
}

static void
breakpoint_handler (int sig, siginfo_t *info, void *context)
{
  greg_t *registers = ((ucontext_t *) context)->uc_mcontext.gregs;

  (void) sig;
  (void) info;
  stops++;
  *breakpoint = original;
  if (registers[REG_RIP] == (greg_t) breakpoint + 1)
    registers[REG_RIP] = (greg_t) breakpoint;
  interfere ();
  stay_on (destination);
}

static void
handle (void (*handler) (int, siginfo_t *, void *))
{
  struct sigaction action = { .sa_sigaction = handler,
			      .sa_flags = SA_SIGINFO };

  sigaction (SIGTRAP, &action, NULL);
}

/* Finds the addresses of the instructions, in a thread of its own, whose
   sequences the kernel soon no longer aborts, and before that with the contents
   of its CPU's instances.  Instructions after a jump are found, too: from one
   address on, each instruction begins where the one before ends, and the
   processor is the decoder.  */
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

static unsigned int cpus[2];

static void
fill (void)
{
  stay_on (cpus[0]);
  percpu_list_drain (&list);
  percpu_foreach (cpu)
    while (percpu_stack_pop_of (&stack, cpu))
      continue;
  for (int i = 2; i >= 0; i--)
    {
      percpu_list_push (&list, &objects[i].node);
      percpu_stack_push (&stack, &objects[2 - i]);
    }
  for (int i = 0; i < OBJECTS; i++)
    objects[i].taken = 0;
  removed = NULL;
  result = NULL;
}

/* Counts the objects in all instances.  Each must be in one instance or, while
   this thread has it, in none.  */
static bool
all_there (bool with_fourth)
{
  struct percpu_node *chain = percpu_list_drain (&list);

  if (on_stack)
    {
      percpu_foreach (cpu)
	for (struct object *o; (o = percpu_stack_pop_of (&stack, cpu)); )
	  o->taken++;
    }
  else
    for (int n = 0; chain && n < 2 * OBJECTS; chain = chain->next, n++)
      ((struct object *) chain)->taken++;
  if (removed)
    removed->taken++;
  for (int i = 0; i < OBJECTS; i++)
    if (objects[i].taken != (i < 3 || (i == 3 && with_fourth)))
      return false;
  return true;
}

static void
try (unsigned int number, uintptr_t place)
{
  struct percpu_node *taken;
  bool pushing = operations[number].function == push
		 || operations[number].function == stack_push;

  fill ();
  stops = 0;
  breakpoint = (unsigned char *) place;
  original = *breakpoint;
  *breakpoint = INT3;
  operations[number].function ();
  if (*breakpoint != original)
    *breakpoint = original;
  taken = result;
  if (operations[number].function == pop_all)
    for (int n = 0; taken && n < 2 * OBJECTS; taken = taken->next, n++)
      ((struct object *) taken)->taken++;
  else if (!pushing && taken)
    ((struct object *) taken)->taken++;
  if (!all_there (pushing) || stops != 1)
    CHECK (false, "%s, stopped at %+ld, %u times: the objects are there"
	   " %d %d %d %d times", operations[number].name,
	   (long) (place - sequence->start), stops, objects[0].taken,
	   objects[1].taken, objects[2].taken, objects[3].taken);
}

/* The instructions of SEQUENCE that this mode executes.  */
static void
find_places (unsigned int number)
{
  pthread_t thread;

  nr_places = 0;
  handle (step_handler);
  if (pthread_create (&thread, NULL, step_through,
		      (void *) &operations[number].function) != 0)
    exit (1);
  pthread_join (thread, NULL);
}

/* Instructions that single-stepping does not reach, because the kernel aborts
   the sequence before: a breakpoint is moved on byte by byte, and addresses
   that are not instructions of the sequence are skipped.  The decoder is this
   table of their lengths.  */
static unsigned int
lengths (const unsigned char *p)
{
  unsigned int n = 0;
  bool rex = false;

  while (p[n] == 0x64 || p[n] == 0x65)
    n++;
  if ((p[n] & 0xf0) == 0x40)
    rex = p[n++] & 8;
  unsigned char op = p[n++];
  unsigned int immediate = 0;

  if (op == 0x0f)
    return p[n] >= 0x80 && p[n] <= 0x8f ? n + 5 : 0;
  if (op >= 0x70 && op <= 0x7f)
    return n + 1;
  if (op >= 0xb8 && op <= 0xbf)
    return n + (rex ? 8 : 4);
  switch (op)
    {
    case 0x83: immediate = 1; break;
    case 0x81: case 0xc7: immediate = 4; break;
    case 0x89: case 0x8b: case 0x39: case 0x3b: case 0x31: case 0x33:
    case 0x85: case 0xff: case 0x8d: break;
    default: return 0;
    }
  unsigned char modrm = p[n++], mod = modrm >> 6, rm = modrm & 7;

  if (mod == 3)
    return n + immediate;
  if (rm == 4 && (p[n++] & 7) == 5 && mod == 0)
    n += 4;
  if (mod == 0 && rm == 5)
    n += 4;
  return n + (mod == 1 ? 1 : mod == 2 ? 4 : 0) + immediate;
}

static void
test (void)
{
  uintptr_t page = (uintptr_t) sysconf (_SC_PAGESIZE);
  unsigned int nr = allowed_cpus (cpus, 2), total = 0;

  fill ();
  for (unsigned int i = 0; i < LENGTH (operations); i++)
    {
      const struct __percpu_sequence *s = sequence_of (operations[i].code);
      uintptr_t from = s->retry & -page, end = s->start + s->length;

      if (mprotect ((void *) from, 2 * page,
		    PROT_READ | PROT_WRITE | PROT_EXEC) != 0)
	{
	  printf ("not tried: the text cannot be written\n");
	  return;
	}
      sequence = s;
      on_stack = operations[i].on_stack;
      fill ();
      find_places (i);
      CHECK (nr_places >= 6, "%s: %u instructions step by step",
	     operations[i].name, nr_places);
      /* In mode `private' some of them are never reached.  */
      if (percpu_mode () != PERCPU_MODE_PRIVATE)
	{
	  nr_places = 0;
	  for (uintptr_t p = s->retry; p <= end && nr_places < PLACES; )
	    {
	      unsigned int length = lengths ((const unsigned char *) p);

	      places[nr_places++] = p;
	      if (length == 0)
		{
		  CHECK (p >= end, "the sequence is understood at %+ld",
			 (long) (p - s->start));
		  break;
		}
	      p += length;
	    }
	}
      handle (breakpoint_handler);
      for (unsigned int j = 0; j < nr_places; j++)
	for (unsigned int k = 0; k <= (nr > 1); k++, total++)
	  {
	    destination = cpus[k];
	    try (i, places[j]);
	  }
    }
  CHECK (total > 0, "%u stops, nothing lost%s", total,
	 nr > 1 ? "" : "; there is no other CPU to go to");
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
