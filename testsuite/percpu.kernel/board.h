/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A board of BOARD_CPUS CPUs without an operating system, and the tests that
   its one image contains (run-aux.c).

     ARCH/start-aux.S	starts a CPU, and calls board_main or board_secondary
     ARCH/cpu-aux.c	the functions of the first group below  */

#ifndef BOARD_H
#define BOARD_H 1

#include <percpu.h>

enum { BOARD_CPUS = 4 };

extern void board_putc (char c);
/* Start CPU.  Returns: 0 if it runs.  */
extern int board_start_cpu (unsigned int cpu);
/* Wait for a moment.  */
extern void board_relax (void);
extern void board_off (void) __attribute__ ((noreturn));
/* Start or stop the timer of this CPU, which calls board_tick from its
   interrupt, some thousand times in a second.  */
extern void board_timer_start (void);
extern void board_timer_stop (void);

/* The remaining ones are in run-aux.c.  */
extern void board_main (void);
extern void board_secondary (unsigned int cpu);
extern void board_tick (void);
extern void board_fail (const char *file, int line);
extern void board_init (void);

/* The areas of board_init.  */
extern char board_memory[1 << 16];

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
    __attribute__ ((section ("board_tests"), used, aligned (8)))	\
    = { __FILE__, __VA_ARGS__ }

#define CHECK(condition)						\
  ((condition) ? (void) 0 : board_fail (__FILE__, __LINE__))

#endif /* BOARD_H */
