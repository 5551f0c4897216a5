/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A machine of MACHINE_CPUS CPUs without an operating system.  The folder of
   the architecture has:

     start.S	   starts a CPU with interrupts off, and calls machine_main or
		   machine_secondary
     machine.c	   the other functions of the first group
     machine.ld	   the linker script
     boot	   boots an image under qemu

   The functions of the second group are those of the program: the kernel of
   this directory, and the tests in testsuite/percpu.kernel.  */

#ifndef MACHINE_H
#define MACHINE_H 1

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Also the number of stacks in start.S.  */
enum { MACHINE_CPUS = 4 };

/* Print C on the serial line.  */
extern void machine_putc (char c);

/* Start CPU.  Returns: 0 if it runs.  */
extern int machine_start_cpu (unsigned int cpu);

/* Wait for a moment.  */
extern void machine_relax (void);

/* End the machine.  `boot' ends with the status 0 if FAILURES is 0.  */
extern void machine_off (unsigned int failures) __attribute__ ((noreturn));

/* Do not take interrupts, or take them.  Returns: true if they were taken.  */
extern bool machine_interrupts_off (void);
extern void machine_interrupts_on (void);

/* Let the exceptions of this CPU call machine_exception.  */
extern void machine_exceptions_begin (void);

/* Start or stop the timer of this CPU, which calls machine_tick from its
   interrupt, some thousand times in a second; and take interrupts, or not.  */
extern void machine_timer_start (void);
extern void machine_timer_stop (void);

/* Save the context of the caller and its stack pointer in *SAVE, and continue
   with the context that has the stack pointer LOAD.
   Context: interrupts are off.  */
extern void machine_switch (uintptr_t *save, uintptr_t load);

/* Returns: the stack pointer of a new context, for machine_switch.  Its stack
   ends at TOP, a multiple of 16.  It calls FUNCTION, which does not return.  */
extern uintptr_t machine_context (void *top, void (*function) (void));

/* CPU 0 calls the first function, and the others the second one.  They do not
   return.  */
extern void machine_main (void);
extern void machine_secondary (unsigned int cpu);

/* Called by the timer's interrupt, with interrupts off; it may call
   machine_switch.  Called after an exception.  */
extern void machine_tick (void);
extern void machine_exception (void) __attribute__ ((noreturn));

#endif /* MACHINE_H */
