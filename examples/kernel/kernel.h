/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A small kernel for several CPUs.

     main.c	starts the CPUs, runs threads, and prints what they have done
     thread.c	kernel threads, preempted by the timer, on any CPU
     cache.c	an allocator with a list of free objects for each CPU
     session.c	an object that all threads refer to, released by the last one
     print.c	the serial line
     machine.h	what each architecture provides  */

#ifndef KERNEL_H
#define KERNEL_H 1

#include <percpu.h>

#include "machine.h"

/* Counts of each CPU.  The threads and the timer update them by operators:
   neither locks nor disabled interrupts are needed.  */
struct stats
{
  unsigned long operations;
  unsigned long ticks;
  unsigned long switches;
  unsigned long made;
  unsigned long reused;
};

extern __attribute__ ((percpu)) struct stats stats;

/* thread.c */

/* Make a thread that calls FUNCTION (NUMBER) and then ends.
   Returns: false if there are too many threads.  */
extern bool thread_start (void (*function) (unsigned int), unsigned int number);

/* Run threads on this CPU until all have ended, and for some ticks.  */
extern void thread_run_all (void);

/* cache.c */

struct object
{
  struct percpu_node node;
  unsigned long owner;
};

/* Returns: an object from the list of this CPU, or a new one; NULL if there is
   no memory.  */
extern struct object *cache_get (void);

/* Put O into the list of this CPU.  */
extern void cache_put (struct object *o);

/* Returns: the number of free objects of CPU.
   Context: no thread runs.  */
extern unsigned int cache_free (unsigned int cpu);

/* session.c */

/* Make the session.  Returns: 0, or one of PERCPU_E....  */
extern int session_begin (void);

/* Use the session once.  Returns: false if it has ended.  */
extern bool session_use (void);

/* End the session: it is released when no thread uses it any more.  */
extern void session_end (void);

/* Returns: how often the session was used; 0 if it was not released once.  */
extern unsigned long session_uses (void);

/* print.c */

extern void print (const char *s);

/* Print N, right-aligned in WIDTH columns.  */
extern void print_number (unsigned long n, int width);

#endif /* KERNEL_H */
