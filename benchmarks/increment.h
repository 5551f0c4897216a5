/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Ways to increment a counter, all in loops of one shape.

   A way is a C file, increment-NAME.c, that says what an increment is; the
   loops around it are made here, so that they are the same for all.  A round
   has eight increments, of one counter or of eight in turn:

	  .balign 64
     1:	  INCREMENT (0)		INCREMENT (0)
	  ...			...
	  INCREMENT (0)		INCREMENT (7)
	  subq	$1, rounds	subq	$1, rounds
	  jne	1b		jne	1b

   An eighth of the last two instructions belongs to each increment.  Nothing
   is subtracted for it; the way `empty' shows what it is.

   The files are C because per-CPU variables are; increment.cc, which calls
   them, need not be.  */

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
     Returns: NULL, or why this cannot be done.  */
  const char *(*enter) (unsigned int cpu);
  /* Undo it, when the thread has run its loops.  May be NULL.  */
  void (*leave) (void);
  /* ROUNDS (not 0) rounds with one counter, number 0, and with all.  */
  way_loop *one, *eight;
  /* Returns: the value of counter I, all threads together, when none of
     them is between enter and leave.  */
  unsigned long (*sum) (unsigned int i);
  /* What the way rests on here, or NULL.  */
  const char *(*about) (void);
};

/* librseq is linked only where there is one.  */
extern const struct way way_empty, way_bare, way_rseq, way_tls, way_slot,
  way_atomic, way_mutex;
extern const struct way way_librseq __attribute__ ((weak));

/* How many instructions LOOP, one of WAY's, takes for an increment on CPU:
   those that are executed, in functions that it calls too.
   Returns: the number, with the loop's own share; negative if the system
   does not let us count.  */
extern double way_instructions (const struct way *way, way_loop *loop,
				unsigned int cpu);

/* Have a second thread, which sleeps: the C library's locks are cheaper in
   a process that never had one.  */
extern void way_second_thread (void);

/* Define NAME_one and NAME_eight, of the file's INCREMENT.  */
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
