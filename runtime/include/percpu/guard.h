/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Guards: critical sections that have one CPU's data for themselves.

     static __attribute__ ((percpu)) struct { long n, sum, max; } s;

     percpu_guarded (g)
       {
	 __typeof__ (percpu_borrow (g, &s)) mine = percpu_borrow (g, &s);

	 mine->n++;
	 mine->sum += v;
	 if (mine->max < v)
	   mine->max = v;
       }

   An operator on a per-CPU variable is one operation.  What takes several,
   or a type that no instruction knows, is done under a guard: from
   percpu_guard_enter to percpu_guard_leave no other thread is in a section of
   the same CPU.  The CPU is the one on which the thread was when it entered.
   The thread may be preempted, sleep and migrate within the section; what it
   has borrowed stays that CPU's.  This is included by percpu.h.

   In a Linux program a guard is a lock, one for each CPU and for all
   variables together.  Who finds it free, as nearly always, takes and leaves
   it without an atomic instruction and without a system call; who does not,
   sleeps.

     what is done under guards only				exact
     what is done by operators only				exact
     read under a guard, changed by operators: one scalar	some value of it
     changed under a guard and by operators			operators lost

   For the last: an operator knows of no guard, and one that comes between the
   read and the write of a section is undone by the write.  Within a
   section use either the operator, which then may go to another CPU's
   instance, or let everybody have a guard.

   A thread has one guard at most.  If it enters a section within another,
   also in a function that it calls or in a signal handler, it gets the same
   CPU's guard once more, and leaving the inner one leaves nothing: so no two
   threads can wait for each other.  But a signal handler that interrupts a
   section of its own thread is in that section: what it borrows may be
   changed half-way.  Handlers must leave what they enter, in the reverse
   order; one that leaves by longjmp from percpu_guard_enter or
   percpu_guard_leave that it has interrupted may leave the guard held by its
   thread.

   How a section ends:

     return, break, continue, goto	with PERCPU_CLEANUP, which
					percpu_guarded has, it is left
     pthread_cancel, pthread_exit	likewise if the code is compiled with
					-fexceptions
     longjmp				it is not left: the thread has the guard
					until it calls percpu_guard_leave
					by hand, and what it enters meanwhile
					is within that section
     fork				in the child, the forking thread has
					what it had; the guards of all others
					are free, what they were changing may
					be changed half-way
     the end of the thread		it is not left: the next thread that
					waits for the guard ends the program
					with a message

   Like a lock, a guard is left by the thread that has entered it.  One that is
   left twice, or by another thread, ends the program: a message and abort.

   In model `single' and in freestanding code there is nobody to lock out but
   who comes by preemption.  percpu_preempt_disable is called at the beginning
   and percpu_preempt_enable at the end, if the program has them; they nest.  */

#include <percpu.h>

#ifndef PERCPU_GUARD_H
#define PERCPU_GUARD_H 1

#include <limits.h>
#include <stddef.h>
#include <stdint.h>

#ifndef __PERCPU_UNUSABLE__

/* For the plugin, which follows sections and what is borrowed in them through
   a function, and reports what outlives its section.  */
#ifndef __PERCPU_ROLE
# ifdef __PERCPU__
#  define __PERCPU_ROLE(role) __attribute__ ((percpu_role (role)))
# else
#  define __PERCPU_ROLE(role)
# endif
#endif

/* With -fsanitize=thread the functions of guards, lists, locks and references
   have other names to the linker: those of functions that also tell
   ThreadSanitizer what they order.  */
#if (defined __SANITIZE_THREAD__ && !defined __PERCPU_RUNTIME__		\
     && !defined __PERCPU_READER__)
# define __PERCPU_SEEN(name) __asm__ ("__percpu_seen_" #name)
#else
# define __PERCPU_SEEN(name)
#endif

/* A section that was entered.  */
struct percpu_guard
{
  /* That of the guarded CPU's area.  */
  uintptr_t displacement;
  /* Its number, as percpu_ptr takes it; also that of a private area (see
     percpu_nr_cpus).  UINT_MAX in freestanding code.  */
  unsigned int cpu;
  /* Not 0 if the thread was in a section already.  */
  unsigned int nested;
};

#if defined __PERCPU_MODEL_SINGLE__ || defined __PERCPU_ABI_FREESTANDING__

/* The program's, if it has them: keep other threads, and handlers that enter
   sections, away from this CPU.  */
extern void percpu_preempt_disable (void) __attribute__ ((weak));
extern void percpu_preempt_enable (void) __attribute__ ((weak));

static __inline__ struct percpu_guard percpu_guard_enter (void)
  __PERCPU_ROLE ("guard_enter");
static __inline__ void percpu_guard_leave (struct percpu_guard *g)
  __PERCPU_ROLE ("guard_leave");

static __inline__ struct percpu_guard
percpu_guard_enter (void)
{
  struct percpu_guard g = { 0, 0, 0 };

  if (percpu_preempt_disable)
    percpu_preempt_disable ();
  __asm__ volatile ("" : : : "memory");
# ifndef __PERCPU_MODEL_SINGLE__
  g.displacement = __builtin_percpu_displacement ();
  g.cpu = UINT_MAX;
# endif
  return g;
}

static __inline__ void
percpu_guard_leave (struct percpu_guard *g)
{
  (void) g;
  __asm__ volatile ("" : : : "memory");
  if (percpu_preempt_enable)
    percpu_preempt_enable ();
}

#else

/* Every image has its own two, from libpercpu_nonshared.a.  */
# pragma GCC visibility push (hidden)

/* Enter a section of the CPU that the thread runs on or, if it is in one
   already, of that section's CPU; wait until no other thread is in one.
   Returns: the section, for percpu_borrow, and to be left.
   Context: any, signal handlers included.  What was written in sections of
   this CPU before can be read.  */
extern struct percpu_guard percpu_guard_enter (void)
  __PERCPU_SEEN (guard_enter)
  __PERCPU_ROLE ("guard_enter");

/* Leave the section *G, and let *G be none.
   Context: the thread that has entered it, on whatever CPU it now runs.  */
extern void percpu_guard_leave (struct percpu_guard *g)
  __PERCPU_SEEN (guard_leave)
  __attribute__ ((nonnull)) __PERCPU_ROLE ("guard_leave");

# pragma GCC visibility pop

#endif

/* struct percpu_guard g PERCPU_CLEANUP = percpu_guard_enter ();

   Let the section be left where the variable goes out of scope.  */
#define PERCPU_CLEANUP __attribute__ ((__cleanup__ (percpu_guard_leave)))

/* percpu_guarded (g) STATEMENT

   Execute STATEMENT in a section, and leave that on every way out; `break' and
   `continue' leave the section.  Declares `struct percpu_guard g', which needs
   C99; C90 has percpu_guard_enter and PERCPU_CLEANUP.  */
#define percpu_guarded(g)						\
  for (struct percpu_guard g PERCPU_CLEANUP = percpu_guard_enter (),	\
       *__percpu_once_##g = &g;						\
       __percpu_once_##g; __percpu_once_##g = NULL)

/* T *percpu_borrow (struct percpu_guard g, T __percpu *p)

   Returns: the plain address of the instance that the CPU of section G has of
   *P.  Ordinary memory, for as long as the section lasts; the compiler refuses
   a pointer that is used, returned or stored beyond that, as far as one
   function shows it.
   Context: in the section.  */
#define percpu_borrow(g, p) __builtin_percpu_borrow ((p), &(g))

/* unsigned int percpu_guard_cpu (struct percpu_guard g)

   Returns: the number of the CPU of section G.
   Context: any.  Freestanding code has no such numbers.  */
#if defined __PERCPU_ABI_FREESTANDING__ && !defined __PERCPU_MODEL_SINGLE__
extern unsigned int __percpu_guard_cpu_missing (void)
  __attribute__ ((error ("freestanding code has no CPU numbers")));
# define percpu_guard_cpu(g) ((void) sizeof (g), __percpu_guard_cpu_missing ())
#else
# define percpu_guard_cpu(g) ((g).cpu)
#endif

#endif /* not __PERCPU_UNUSABLE__ */

#endif /* PERCPU_GUARD_H */
