/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A board: a machine of examples/kernel with the tests that its one image
   contains (run-aux.c).  The folder include/ has headers for the programs of
   percpu.run.  */

#ifndef BOARD_H
#define BOARD_H 1

#include <percpu.h>

#include "machine.h"

extern void board_fail (const char *file, int line);
extern void board_init (void);

/* Call FUNCTION on CPU 0, with interrupts off.
   Returns: true if it has caused an exception.  */
extern bool board_faults (void (*function) (void));

/* The last text of percpu_report; the result of percpu_preemptible.  */
extern const char *volatile board_report;
extern bool board_preemptible;

/* Run the programs of programs-aux.c.
   Returns: the number of failures.  */
extern unsigned int board_programs (void);

/* The memory of board_init: the areas take half of it, and more is for dynamic
   objects.  */
extern char board_memory[1 << 20];

/* A test.  BEFORE runs on CPU 0 while there are no areas and the register is 0.
   EACH then runs on all CPUs at the same time, bound to their areas if BEFORE
   has made some, and with the timer if TICK is not null.  AFTER runs on CPU 0.
   The areas are given up afterwards.  */
struct board_test
{
  const char *name;
  void (*before) (void);
  void (*each) (unsigned int cpu);
  void (*after) (void);
  void (*tick) (void);
};

#define BOARD_TEST(...)							\
  static const struct board_test board_test				\
    __attribute__ ((section ("board_tests"), used,			\
		    aligned (sizeof (void *))))				\
    = { __FILE__, __VA_ARGS__ }

#define CHECK(condition)						\
  ((condition) ? (void) 0 : board_fail (__FILE__, __LINE__))

#endif /* BOARD_H */
