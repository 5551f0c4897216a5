/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A board of BOARD_CPUS CPUs without an operating system, and the tests that
   its one image contains (run-aux.c).

     ARCH/start-aux.S	starts a CPU, and calls board_main or board_secondary
     ARCH/cpu-aux.c	the functions of the first group below
     include/		headers for the programs of percpu.run  */

#ifndef BOARD_H
#define BOARD_H 1

#include <percpu.h>

enum { BOARD_CPUS = 4 };

extern void board_putc (char c);
/* Start CPU.  Returns: 0 if it runs.  */
extern int board_start_cpu (unsigned int cpu);
/* Wait for a moment.  */
extern void board_relax (void);
/* End the machine.  qemu exits with the status 0 if FAILURES is 0, or 1 on
   machines on which it cannot be 0.  */
extern void board_off (unsigned int failures) __attribute__ ((noreturn));
/* Do not take interrupts, or take them.  Returns: true if they were taken.  */
extern bool board_interrupts_off (void);
extern void board_interrupts_on (void);
/* Let the exceptions of this CPU call board_exception.  */
extern void board_exceptions_begin (void);
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
extern void board_exception (void) __attribute__ ((noreturn));

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
    __attribute__ ((section ("board_tests"), used, aligned (8)))	\
    = { __FILE__, __VA_ARGS__ }

#define CHECK(condition)						\
  ((condition) ? (void) 0 : board_fail (__FILE__, __LINE__))

#endif /* BOARD_H */
