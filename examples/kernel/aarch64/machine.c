/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The machine `virt' of qemu: a PL011, PSCI by hvc, a GICv2, and the physical
   timer, whose interrupt is number 30.  At EL2 PSCI is called by smc, and the
   timer is that of EL2, number 26.  */

#include "../machine.h"

extern char machine_secondary_start[];
extern char machine_vectors[];
extern void machine_interrupt (void);

static volatile uint32_t *
gic (uintptr_t offset)
{
  return (volatile uint32_t *) (0x08000000 + offset);
}

enum
{
  GICD_CTLR = 0, GICD_ISENABLER = 0x100, GICC_CTLR = 0x10000,
  GICC_PMR = 0x10004, GICC_IAR = 0x1000c, GICC_EOIR = 0x10010
};

void
machine_putc (char c)
{
  *(volatile uint32_t *) 0x09000000 = (unsigned char) c;
}

static long
psci (unsigned long function, unsigned long a, unsigned long b,
      unsigned long c)
{
  register unsigned long x0 __asm__ ("x0") = function;
  register unsigned long x1 __asm__ ("x1") = a;
  register unsigned long x2 __asm__ ("x2") = b;
  register unsigned long x3 __asm__ ("x3") = c;
  unsigned long level;

  __asm__ ("mrs\t%0, CurrentEL" : "=r" (level));
  if (level == 2 << 2)
    __asm__ volatile ("smc\t#0"
		      : "+r" (x0) : "r" (x1), "r" (x2), "r" (x3) : "memory");
  else
    __asm__ volatile ("hvc\t#0"
		      : "+r" (x0) : "r" (x1), "r" (x2), "r" (x3) : "memory");
  return (long) x0;
}

int
machine_start_cpu (unsigned int cpu)
{
  return (int) psci (0xc4000003, cpu, (uintptr_t) machine_secondary_start, cpu);
}

/* SYS_EXIT of semihosting: qemu exits with the second word.  */
void
machine_off (unsigned int failures)
{
  uint64_t block[2] = { 0x20026, failures != 0 };
  register uint64_t w0 __asm__ ("x0") = 0x18;
  register uint64_t *x1 __asm__ ("x1") = block;

  for (;;)
    __asm__ volatile ("hlt\t#0xf000" : : "r" (w0), "r" (x1) : "memory");
}

bool
machine_interrupts_off (void)
{
  uint64_t daif;

  __asm__ volatile ("mrs\t%0, daif\n\tmsr\tdaifset, #2"
		    : "=r" (daif) : : "memory");
  return !(daif & 1 << 7);
}

void
machine_interrupts_on (void)
{
  __asm__ volatile ("msr\tdaifclr, #2" : : : "memory");
}

void
machine_exceptions_begin (void)
{
  __asm__ volatile ("msr\tvbar_el1, %0\n\tisb" : : "r" (machine_vectors));
}

void
machine_relax (void)
{
  __asm__ volatile ("yield" : : : "memory");
}

static void
timer_set (void)
{
  __asm__ volatile ("msr\tcntp_tval_el0, %0" : : "r" ((uint64_t) 20000));
}

/* Called by start.S.  */
void
machine_interrupt (void)
{
  uint32_t number = *gic (GICC_IAR);

  timer_set ();
  *gic (GICC_EOIR) = number;
  machine_tick ();
}

void
machine_timer_start (void)
{
  machine_exceptions_begin ();
  *gic (GICD_CTLR) = 1;
  *gic (GICD_ISENABLER) = 1 << 30 | 1 << 26;
  *gic (GICC_PMR) = 0xff;
  *gic (GICC_CTLR) = 1;
  timer_set ();
  __asm__ volatile ("msr\tcntp_ctl_el0, %0\n\tmsr\tdaifclr, #2"
		    : : "r" ((uint64_t) 1) : "memory");
}

void
machine_timer_stop (void)
{
  __asm__ volatile ("msr\tdaifset, #2\n\tmsr\tcntp_ctl_el0, xzr"
		    : : : "memory");
}

/* The stack has the registers that machine_switch restores:
   x19 to x30, of which the last is where it returns to.  */
uintptr_t
machine_context (void *top, void (*function) (void))
{
  uintptr_t *sp = (uintptr_t *) top - 12;

  for (int i = 0; i < 11; i++)
    sp[i] = 0;
  sp[11] = (uintptr_t) function;
  return (uintptr_t) sp;
}
