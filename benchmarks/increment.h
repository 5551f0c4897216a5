/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Ways to increment a counter, all in loops of the same shape.

   A way is a C file, increment-NAME.c, that defines an increment; this file
   defines the loops around it, so that they are the same for all ways.  A
   round has eight increments, of one counter or of eight in turn:

	  .balign 64
     1:	  INCREMENT (0)		INCREMENT (0)
	  ...			...
	  INCREMENT (0)		INCREMENT (7)
	  subq	$1, rounds	subq	$1, rounds
	  jne	1b		jne	1b

   Each increment bears an eighth of the last two instructions.  Nothing is
   subtracted for it; the way `empty' shows how long it takes.

   The files are in C because only C has per-CPU variables; increment.cc, which
   calls them, is in C++.  */

#ifndef INCREMENT_H
#define INCREMENT_H 1

#ifdef __cplusplus
extern "C" {
#endif

enum { COUNTERS = 8 };

typedef void way_loop (unsigned long rounds);

struct way
{
  const char *name;
  /* Prepare the calling thread, which is to run on CPU.  May be NULL.
     Returns: NULL, or the reason why this is impossible.  */
  const char *(*enter) (unsigned int cpu);
  /* Undo `enter', after the thread has run its loops.  May be NULL.  */
  void (*leave) (void);
  /* Execute ROUNDS (not 0) rounds with one counter, number 0, and with all
     eight.  */
  way_loop *one, *eight;
  /* Returns: the value of counter I, summed over all threads, when no thread
     is between `enter' and `leave'.  */
  unsigned long (*sum) (unsigned int i);
  /* Returns: a description of the mechanism on this system.  May be NULL.  */
  const char *(*about) (void);
};

/* librseq is linked only if it is available.  */
extern const struct way way_empty, way_bare, way_rseq, way_tls, way_slot,
  way_atomic, way_mutex;
extern const struct way way_librseq __attribute__ ((weak));

/* Count the instructions that LOOP, one of WAY's, executes for an increment on
   CPU, including those of functions that it calls.
   Returns: their number, including the loop's share; negative if the system
   does not permit counting.  */
extern double way_instructions (const struct way *way, way_loop *loop,
				unsigned int cpu);

/* Start a second thread, which sleeps: the C library's locks are cheaper in a
   process that never had one.  */
extern void way_second_thread (void);

/* Define NAME_one and NAME_eight with the file's INCREMENT.  */
#define WAY_LOOPS(name)							\
  static void __attribute__ ((noipa, aligned (64)))			\
  name##_one (unsigned long rounds)					\
  {									\
    do									\
      {									\
	INCREMENT (0); INCREMENT (0); INCREMENT (0); INCREMENT (0);	\
	INCREMENT (0); INCREMENT (0); INCREMENT (0); INCREMENT (0);	\
      }									\
    while (--rounds != 0);						\
  }									\
  static void __attribute__ ((noipa, aligned (64)))			\
  name##_eight (unsigned long rounds)					\
  {									\
    do									\
      {									\
	INCREMENT (0); INCREMENT (1); INCREMENT (2); INCREMENT (3);	\
	INCREMENT (4); INCREMENT (5); INCREMENT (6); INCREMENT (7);	\
      }									\
    while (--rounds != 0);						\
  }

#ifdef __cplusplus
}
#endif

#endif /* INCREMENT_H */
