/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The machine `virt' of qemu: a PL011, PSCI by hvc, a GICv2, and the physical
   timer, whose interrupt is number 30.  */

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

static int
psci (unsigned long function, unsigned long a, unsigned long b,
      unsigned long c)
{
  register unsigned long r0 __asm__ ("r0") = function;
  register unsigned long r1 __asm__ ("r1") = a;
  register unsigned long r2 __asm__ ("r2") = b;
  register unsigned long r3 __asm__ ("r3") = c;

  __asm__ volatile (".arch_extension virt\n\thvc\t#0"
		    : "+r" (r0) : "r" (r1), "r" (r2), "r" (r3) : "memory");
  return (int) r0;
}

int
machine_start_cpu (unsigned int cpu)
{
  return psci (0x84000003, cpu, (uintptr_t) machine_secondary_start, cpu);
}

/* SYS_EXIT of semihosting: qemu exits with 0 if the argument is 0x20026, and
   otherwise with 1.  */
void
machine_off (unsigned int failures)
{
  register unsigned long r0 __asm__ ("r0") = 0x18;
  register unsigned long r1 __asm__ ("r1") = failures ? 0x20023 : 0x20026;

  for (;;)
#ifdef __thumb__
    __asm__ volatile ("svc\t#0xab" : : "r" (r0), "r" (r1) : "memory");
#else
    __asm__ volatile ("svc\t#0x123456" : : "r" (r0), "r" (r1) : "memory");
#endif
}

bool
machine_interrupts_off (void)
{
  unsigned long cpsr;

  __asm__ volatile ("mrs\t%0, cpsr\n\tcpsid\ti" : "=r" (cpsr) : : "memory");
  return !(cpsr & 1 << 7);
}

void
machine_interrupts_on (void)
{
  __asm__ volatile ("cpsie\ti" : : : "memory");
}

void
machine_exceptions_begin (void)
{
  __asm__ volatile ("mcr\tp15, 0, %0, c12, c0, 0\n\tisb"
		    : : "r" (machine_vectors));
}

void
machine_relax (void)
{
  __asm__ volatile ("yield" : : : "memory");
}

/* CNTP_TVAL */
static void
timer_set (void)
{
  __asm__ volatile ("mcr\tp15, 0, %0, c14, c2, 0" : : "r" (20000));
}

/* CNTP_CTL */
static void
timer_control (unsigned int enabled)
{
  __asm__ volatile ("mcr\tp15, 0, %0, c14, c2, 1\n\tisb" : : "r" (enabled));
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
  *gic (GICD_ISENABLER) = 1 << 30;
  *gic (GICC_PMR) = 0xff;
  *gic (GICC_CTLR) = 1;
  timer_set ();
  timer_control (1);
  machine_interrupts_on ();
}

void
machine_timer_stop (void)
{
  machine_interrupts_off ();
  timer_control (0);
}

/* Divisions by zero in libgcc, which otherwise needs a C library.  */
extern void __aeabi_idiv0 (void);
extern void __aeabi_ldiv0 (void);

void
__aeabi_idiv0 (void)
{
  machine_exception ();
}

void
__aeabi_ldiv0 (void)
{
  machine_exception ();
}

/* The stack has the registers that machine_switch restores:
   r3 to r11, and the return address.  */
uintptr_t
machine_context (void *top, void (*function) (void))
{
  uintptr_t *sp = (uintptr_t *) top - 10;

  for (int i = 0; i < 9; i++)
    sp[i] = 0;
  sp[9] = (uintptr_t) function;
  return (uintptr_t) sp;
}
