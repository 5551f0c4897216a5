/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The machine `virt' of qemu with OpenSBI, which has the console, the timer and
   the other harts.  Any hart may be the first one; it is CPU 0.  */

#include "../machine.h"

extern char machine_secondary_start[];
extern char machine_vector[];
extern unsigned long machine_boot_hart;
extern void machine_trap (unsigned long cause);

/* Interrupts: enabled in sstatus, and the timer's in sie and in scause.  */
enum { SIE = 1 << 1, STIE = 1 << 5, TIMER = 5 };

static long
sbi (unsigned long extension, unsigned long function, unsigned long a,
     unsigned long b, unsigned long c)
{
  register unsigned long a0 __asm__ ("a0") = a;
  register unsigned long a1 __asm__ ("a1") = b;
  register unsigned long a2 __asm__ ("a2") = c;
  register unsigned long a6 __asm__ ("a6") = function;
  register unsigned long a7 __asm__ ("a7") = extension;

  __asm__ volatile ("ecall"
		    : "+r" (a0), "+r" (a1) : "r" (a2), "r" (a6), "r" (a7)
		    : "memory");
  return (long) a0;
}

void
machine_putc (char c)
{
  sbi (1, 0, (unsigned char) c, 0, 0);
}

int
machine_start_cpu (unsigned int cpu)
{
  unsigned long hart = cpu <= machine_boot_hart ? cpu - 1 : cpu;

  return (int) sbi (0x48534d, 0, hart, (uintptr_t) machine_secondary_start,
		    cpu);
}

/* The test device: qemu exits with the number in the upper half.  */
void
machine_off (unsigned int failures)
{
  for (;;)
    *(volatile uint32_t *) 0x100000 = failures == 0 ? 0x5555 : 0x13333;
}

void
machine_relax (void)
{
  __asm__ volatile ("nop" : : : "memory");
}

bool
machine_interrupts_off (void)
{
  unsigned long status;

  __asm__ volatile ("csrrc\t%0, sstatus, %1"
		    : "=r" (status) : "r" (SIE) : "memory");
  return status & SIE;
}

void
machine_interrupts_on (void)
{
  __asm__ volatile ("csrs\tsstatus, %0" : : "r" (SIE) : "memory");
}

void
machine_exceptions_begin (void)
{
  __asm__ volatile ("csrw\tstvec, %0" : : "r" (machine_vector));
}

static void
timer_set (void)
{
  unsigned long now;

  __asm__ volatile ("rdtime\t%0" : "=r" (now));
  sbi (0x54494d45, 0, now + 3000, 0, 0);
}

/* Called by start.S.  */
void
machine_trap (unsigned long cause)
{
  if (cause != ((unsigned long) 1 << 63 | TIMER))
    machine_exception ();
  timer_set ();
  machine_tick ();
}

void
machine_timer_start (void)
{
  machine_exceptions_begin ();
  timer_set ();
  __asm__ volatile ("csrs\tsie, %0" : : "r" (STIE));
  machine_interrupts_on ();
}

void
machine_timer_stop (void)
{
  machine_interrupts_off ();
  __asm__ volatile ("csrc\tsie, %0" : : "r" (STIE));
}

/* The stack has the registers that machine_switch restores:
   ra, where it returns to, and s0 to s11.  */
uintptr_t
machine_context (void *top, void (*function) (void))
{
  uintptr_t *sp = (uintptr_t *) top - 14;

  sp[0] = (uintptr_t) function;
  for (int i = 1; i < 14; i++)
    sp[i] = 0;
  return (uintptr_t) sp;
}
