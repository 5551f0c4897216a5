/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Guards: critical sections with exclusive access to one CPU's data.

     static __attribute__ ((percpu)) struct { long n, sum, max; } s;

     percpu_guarded (g)
       {
	 __typeof__ (percpu_borrow (g, &s)) mine = percpu_borrow (g, &s);

	 mine->n++;
	 mine->sum += v;
	 if (mine->max < v)
	   mine->max = v;
       }

   An operator on a per-CPU variable is one operation.  Perform several
   operations, or those on types that no instruction handles, under a guard:
   from percpu_guard_enter to percpu_guard_leave no other thread is in a
   section of the same CPU, the CPU on which the thread entered.  The thread
   may be preempted, sleep and migrate within the section; its borrowed
   pointers still refer to that CPU's instances.  This file is included by
   percpu.h.

   In a Linux program a guard is a lock, one for each CPU and for all variables
   together.  If the lock is free, the usual case, entering and leaving take
   neither an atomic instruction nor a system call; otherwise the thread
   sleeps.

     changed and read under guards only				exact
     changed and read by operators only				exact
     read under a guard, changed by operators: one scalar	some value of it
     changed under a guard and by operators			operators lost

   The last case: operators ignore guards, so an operation between the read and
   the write of a section is undone by that write.  Change a variable either by
   operators only, even in sections, where they may access another CPU's
   instance, or under guards only.

   A thread holds one guard at most.  If it enters a section within another,
   also in a function that it calls or in a signal handler, it gets the same
   CPU's guard again, and leaving the inner section has no effect: so no two
   threads can wait for each other.  But a signal handler that interrupts a
   section of its own thread is in that section and may find the borrowed data
   half changed.  Handlers must leave the sections that they enter, in the
   reverse order.  A handler that has interrupted percpu_guard_enter or
   percpu_guard_leave and ends by longjmp may leave the guard held by its
   thread.

   How a section ends:

     return, break, continue, goto	with PERCPU_CLEANUP, which
					percpu_guarded has, it is left
     pthread_cancel, pthread_exit	the same if the code is compiled with
					-fexceptions
     longjmp				it is not left: the thread holds the
					guard until it calls
					percpu_guard_leave itself, and sections
					that it enters meanwhile are nested
     fork				in the child, the forking thread holds
					what it held; the guards of all other
					threads are free, and data that they
					were changing may be half changed
     the end of the thread		it is not left: the next thread that
					waits for the guard ends the program
					with a message

   Like a lock, a guard is left by the thread that has entered it.  Leaving it
   twice, or in another thread, ends the program: a message and abort.

   In the Linux kernel a section is one with preemption disabled, as by
   preempt_disable: it must not sleep, and sections nest.  Interrupt handlers
   are not excluded.  percpu/linux.h has variants that exclude more, or less.

   In model `single' and in freestanding code only preemption has to be
   excluded.  percpu_preempt_disable is called at the beginning and
   percpu_preempt_enable at the end, if the program defines them; the calls
   nest.  */

#include <percpu.h>

#ifndef PERCPU_GUARD_H
#define PERCPU_GUARD_H 1

#ifndef __PERCPU_ABI_LINUX__
# include <stddef.h>
# include <stdint.h>
#endif

/* Kernels may have GCC's own headers only.  */
#if __STDC_HOSTED__ && !defined __PERCPU_ABI_LINUX__
# include <limits.h>
#endif

#ifndef __PERCPU_UNUSABLE__

/* For the plugin, which follows sections and borrowed pointers through a
   function, and reports pointers that outlive their section.  */
#ifndef __PERCPU_ROLE
# ifdef __PERCPU__
#  define __PERCPU_ROLE(role) __attribute__ ((percpu_role (role)))
# else
#  define __PERCPU_ROLE(role)
# endif
#endif

/* With -fsanitize=thread the functions of guards, lists, locks and references
   have other assembler names: those of wrappers that tell ThreadSanitizer
   which accesses they order.  */
#if (defined __SANITIZE_THREAD__ && !defined __PERCPU_RUNTIME__		\
     && !defined __PERCPU_READER__)
# define __PERCPU_SEEN(name) __asm__ ("__percpu_seen_" #name)
#else
# define __PERCPU_SEEN(name)
#endif

/* An entered section.  */
struct percpu_guard
{
  /* The displacement of the guarded CPU's area.  */
  uintptr_t displacement;
  /* The CPU's number, as for percpu_ptr; also that of a private area (see
     percpu_nr_cpus).  UINT_MAX in freestanding code.  */
  unsigned int cpu;
  /* Not 0 if the thread was in a section already.  In Linux what the section
     excludes.  */
  unsigned int nested;
#ifdef __PERCPU_ABI_LINUX__
  /* The saved state of interrupts.  */
  unsigned long flags;
#endif
};

#if defined __PERCPU_MODEL_SINGLE__ || defined __PERCPU_ABI_FREESTANDING__

/* Defined by the program, if it needs them: exclude other threads, and
   handlers that enter sections, from this CPU.  */
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
  g.cpu = ~0u;
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

#elif defined __PERCPU_ABI_LINUX__

/* What a section excludes on its CPU, in the member `nested'; see
   percpu/linux.h.  */
enum __percpu_linux_guard
{
  __PERCPU_LINUX_GUARD_PREEMPT,
  __PERCPU_LINUX_GUARD_BH,
  __PERCPU_LINUX_GUARD_IRQ,
  __PERCPU_LINUX_GUARD_MIGRATE
};

static __always_inline struct percpu_guard percpu_guard_enter (void)
  __PERCPU_ROLE ("guard_enter");
static __always_inline void percpu_guard_leave (struct percpu_guard *g)
  __PERCPU_ROLE ("guard_leave");

/* Returns: a section of this CPU that excludes KIND.
   Context: KIND is excluded already.  */
static __always_inline struct percpu_guard
__percpu_linux_guard (enum __percpu_linux_guard kind, unsigned long flags)
{
  struct percpu_guard g;

  g.displacement = __builtin_percpu_displacement ();
  g.cpu = raw_smp_processor_id ();
  g.nested = kind;
  g.flags = flags;
  return g;
}

static __always_inline struct percpu_guard
percpu_guard_enter (void)
{
  preempt_disable ();
  return __percpu_linux_guard (__PERCPU_LINUX_GUARD_PREEMPT, 0);
}

static __always_inline void
percpu_guard_leave (struct percpu_guard *g)
{
  switch (g->nested)
    {
    case __PERCPU_LINUX_GUARD_BH:
      local_bh_enable ();
      break;
    case __PERCPU_LINUX_GUARD_IRQ:
      local_irq_restore (g->flags);
      break;
    case __PERCPU_LINUX_GUARD_MIGRATE:
      migrate_enable ();
      break;
    default:
      preempt_enable ();
    }
}

#else

/* Every image has its own copies, from libpercpu_nonshared.a.  */
# pragma GCC visibility push (hidden)

/* Enter a section of the CPU that the thread runs on or, if it is in a section
   already, of that section's CPU; wait until no other thread is in one.  Data
   that was written in earlier sections of this CPU is visible.
   Returns: the section, for percpu_borrow and percpu_guard_leave.
   Context: any, signal handlers included.  */
extern struct percpu_guard percpu_guard_enter (void)
  __PERCPU_SEEN (guard_enter)
  __PERCPU_ROLE ("guard_enter");

/* Leave the section *G, and clear *G.
   Context: the thread that has entered it, on any CPU.  */
extern void percpu_guard_leave (struct percpu_guard *g)
  __PERCPU_SEEN (guard_leave)
  __attribute__ ((nonnull)) __PERCPU_ROLE ("guard_leave");

# pragma GCC visibility pop

#endif

/* struct percpu_guard g PERCPU_CLEANUP = percpu_guard_enter ();

   Leave the section when the variable goes out of scope.  */
#define PERCPU_CLEANUP __attribute__ ((__cleanup__ (percpu_guard_leave)))

/* percpu_guarded (g) STATEMENT

   Execute STATEMENT in a section, and leave it on every way out; `break' and
   `continue' leave the section.  Declares `struct percpu_guard g', which needs
   C99; in C90 use percpu_guard_enter and PERCPU_CLEANUP.
   Context: that of percpu_guard_enter.  */
#define percpu_guarded(g)						\
  for (struct percpu_guard g PERCPU_CLEANUP = percpu_guard_enter (),	\
       *__percpu_once_##g = &g;						\
       __percpu_once_##g; __percpu_once_##g = NULL)

/* T *percpu_borrow (struct percpu_guard g, T __percpu *p)

   Returns: the plain address of the instance of *P on the CPU of section G.
   It is ordinary memory until the section ends; the compiler refuses a pointer
   that is used, returned or stored beyond that, as far as it can see within
   one function.
   Context: in the section.  */
#define percpu_borrow(g, p) __builtin_percpu_borrow ((p), &(g))

/* unsigned int percpu_guard_cpu (struct percpu_guard g)

   Returns: the number of the CPU of section G.
   Context: any.  Not available in freestanding code.  */
#if defined __PERCPU_ABI_FREESTANDING__ && !defined __PERCPU_MODEL_SINGLE__
extern unsigned int __percpu_guard_cpu_missing (void)
  __attribute__ ((error ("freestanding code has no CPU numbers")));
# define percpu_guard_cpu(g) ((void) sizeof (g), __percpu_guard_cpu_missing ())
#else
# define percpu_guard_cpu(g) ((g).cpu)
#endif

#endif /* not __PERCPU_UNUSABLE__ */

#endif /* PERCPU_GUARD_H */
