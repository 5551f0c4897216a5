/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A PC: a serial line, local APICs whose numbers are those of the CPUs, and
   isa-debug-exit of qemu.  */

#include "../machine.h"

enum
{
  LAPIC_EOI = 0xb0, LAPIC_SPURIOUS = 0xf0, LAPIC_ICR = 0x300,
  LAPIC_TIMER = 0x320, LAPIC_COUNT = 0x380, LAPIC_DIVIDE = 0x3e0
};

enum { VECTOR = 32, PERIODIC = 1 << 17, MASKED = 1 << 16 };

extern unsigned int machine_next_cpu;

static void
outb (uint16_t port, uint8_t value)
{
  __asm__ volatile ("outb\t%0, %1" : : "a" (value), "Nd" (port));
}

static volatile uint32_t *
lapic (unsigned int offset)
{
  return (volatile uint32_t *) (uintptr_t) (0xfee00000u + offset);
}

void
machine_putc (char c)
{
  outb (0x3f8, (uint8_t) c);
}

static void
wait (unsigned int n)
{
  while (n-- > 0)
    outb (0x80, 0);
}

static void
send (unsigned int cpu, uint32_t what)
{
  *lapic (LAPIC_ICR + 0x10) = cpu << 24;
  *lapic (LAPIC_ICR) = what;
  while (*lapic (LAPIC_ICR) & 1 << 12)
    ;
}

/* INIT, and SIPI to the code at 0x8000.  */
int
machine_start_cpu (unsigned int cpu)
{
  *lapic (LAPIC_SPURIOUS) |= 1 << 8;
  send (cpu, 0x4500);
  wait (10000);
  send (cpu, 0x4608);
  for (int i = 0; i < 10000; i++)
    {
      if (__atomic_load_n (&machine_next_cpu, __ATOMIC_ACQUIRE) > cpu)
	return 0;
      wait (1000);
    }
  return -1;
}

/* qemu exits with twice the number and 1.  */
void
machine_off (unsigned int failures)
{
  for (;;)
    outb (0xf4, failures != 0);
}

void
machine_relax (void)
{
  __asm__ volatile ("pause" : : : "memory");
}

bool
machine_interrupts_off (void)
{
  uint64_t flags;

  __asm__ volatile ("pushfq\n\tpopq\t%0\n\tcli" : "=r" (flags) : : "memory");
  return flags & 1 << 9;
}

void
machine_interrupts_on (void)
{
  __asm__ volatile ("sti" : : : "memory");
}

struct frame;

static void __attribute__ ((interrupt))
exception (struct frame *frame)
{
  (void) frame;
  machine_exception ();
}

static void __attribute__ ((interrupt))
timer (struct frame *frame)
{
  (void) frame;
  *lapic (LAPIC_EOI) = 0;
  machine_tick ();
}

static struct
{
  uint16_t low, selector, type, middle;
  uint32_t high, zero;
} idt[VECTOR + 1];

static void
gate (unsigned int number, void (*function) (struct frame *))
{
  uintptr_t handler = (uintptr_t) function;

  idt[number].low = (uint16_t) handler;
  idt[number].selector = 8;
  idt[number].type = 0x8e00;
  idt[number].middle = (uint16_t) (handler >> 16);
  idt[number].high = (uint32_t) (handler >> 32);
}

/* All CPUs write the same.  The handler of exceptions does not return, so the
   error code of some of them does no harm.  */
void
machine_exceptions_begin (void)
{
  struct { uint16_t limit; uint64_t base; } __attribute__ ((packed)) idtr
    = { sizeof idt - 1, (uintptr_t) idt };

  for (unsigned int i = 0; i < VECTOR; i++)
    gate (i, exception);
  gate (VECTOR, timer);
  __asm__ volatile ("lidt\t%0" : : "m" (idtr), "m" (idt));
}

void
machine_timer_start (void)
{
  machine_exceptions_begin ();
  outb (0x21, 0xff);
  outb (0xa1, 0xff);
  *lapic (LAPIC_SPURIOUS) |= 1 << 8;
  *lapic (LAPIC_DIVIDE) = 0xb;
  *lapic (LAPIC_TIMER) = VECTOR | PERIODIC;
  *lapic (LAPIC_COUNT) = 200000;
  __asm__ volatile ("sti" : : : "memory");
}

void
machine_timer_stop (void)
{
  __asm__ volatile ("cli" : : : "memory");
  *lapic (LAPIC_TIMER) = VECTOR | MASKED;
}

/* The stack has the registers that machine_switch restores:
   rbp, rbx, r12 to r15, and the return address.  */
uintptr_t
machine_context (void *top, void (*function) (void))
{
  uintptr_t *sp = (uintptr_t *) top - 2;

  *sp = (uintptr_t) function;
  for (int i = 0; i < 6; i++)
    *--sp = 0;
  return (uintptr_t) sp;
}
