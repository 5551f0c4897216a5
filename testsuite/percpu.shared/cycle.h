/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The interface of cycle-a-aux.c, cycle-b-aux.c and cycle-c-aux.c.  The object
   c needs a and b, which need each other.  */

#ifndef CYCLE_H
#define CYCLE_H 1

#ifndef _GNU_SOURCE
# define _GNU_SOURCE 1
#endif

#include <percpu.h>
#include <sched.h>

extern void a_add (long n);
extern long a_sum (void);
extern void b_add (long n);
extern long b_sum (void);
extern void c_add (long n);
extern long c_sum (void);

/* Moves the thread to the Nth allowed CPU, so that the next operation finds the
   register of another CPU.  */
static inline void
go_to (int n)
{
  cpu_set_t set, one;

  sched_getaffinity (0, sizeof set, &set);
  CPU_ZERO (&one);
  for (int i = 0; i < CPU_SETSIZE; i++)
    if (CPU_ISSET (i, &set) && (n-- == 0 || CPU_COUNT (&one) == 0))
      {
	CPU_ZERO (&one);
	CPU_SET (i, &one);
      }
  sched_setaffinity (0, sizeof one, &one);
  sched_setaffinity (0, sizeof set, &set);
}

/* Called by constructors and destructors: adds 2 N to a and to b, each time on
   another CPU.  */
static inline void
add_everywhere (long n)
{
  go_to (0);
  a_add (n);
  go_to (1);
  b_add (n);
  go_to (0);
  b_add (n);
  go_to (1);
  a_add (n);
}

#endif /* CYCLE_H */
