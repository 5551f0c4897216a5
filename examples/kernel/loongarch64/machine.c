/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The machine `virt' of qemu: a 16550, the constant timer of the CPU, whose
   interrupt is number 11, and ACPI's register that turns the machine off.  */

#include "../machine.h"

extern volatile unsigned char machine_started[];
extern char _start[], machine_vector[], machine_refill[];
extern void machine_trap (void);

/* Returns: ADDRESS in the window of devices, 8.  */
static volatile uint8_t *
device (uintptr_t address)
{
  uintptr_t window;

  __asm__ ("lu52i.d\t%0, $r0, -2048" : "=r" (window));
  return (volatile uint8_t *) (window + address);
}

/* Control registers; the interrupt is enabled in CRMD, and the timer's in ECFG
   and in ESTAT.  */
#define CRMD 0x0
#define ECFG 0x4
#define ESTAT 0x5
#define EENTRY 0xc
#define TCFG 0x41
#define TICLR 0x44
#define TLBRENTRY 0x88
#define IE (1ul << 2)
#define TIMER (1ul << 11)

#define READ(number)							\
  ({									\
    unsigned long value_;						\
    __asm__ volatile ("csrrd\t%0, %1" : "=r" (value_) : "i" (number));	\
    value_;								\
  })
#define WRITE(number, value)						\
  ({									\
    unsigned long value_ = (value);					\
    __asm__ volatile ("csrwr\t%0, %1"					\
		      : "+r" (value_) : "i" (number) : "memory");	\
    value_;								\
  })

void
machine_putc (char c)
{
  *device (0x1fe001e0) = (uint8_t) c;
}

/* Registers of the interrupt controller between CPUs, which IOCSRWR writes,
   with the CPU's number from bit 16 on.  BLOCKING: the instruction waits until
   the other CPU has the value.  */
#define IPI_SEND 0x1040
#define MAIL_SEND 0x1048
#define BLOCKING (1ul << 31)

static void
mail (unsigned int cpu, unsigned int half, unsigned long value)
{
  value = value << 32 | BLOCKING | cpu << 16 | half << 2;
  __asm__ volatile ("iocsrwr.d\t%0, %1"
		    : : "r" (value), "r" (MAIL_SEND) : "memory");
}

/* Returns: ADDRESS without translation.  */
static unsigned long
physical (const char *address)
{
  return (unsigned long) address & 0xffffffffffff;
}

/* Some versions of qemu start all CPUs at _start, where they wait for
   machine_started.  Others keep them until there is an address in their first
   mailbox and an interrupt, which is lost if the CPU is not ready for it yet.
   The address is one without translation.  The CPU stores another value when it
   has started.  */
int
machine_start_cpu (unsigned int cpu)
{
  unsigned long start = physical (_start);

  __atomic_store_n (&machine_started[cpu], 1, __ATOMIC_RELEASE);
  while (__atomic_load_n (&machine_started[cpu], __ATOMIC_ACQUIRE) == 1)
    {
      mail (cpu, 1, start >> 32);
      mail (cpu, 0, start & 0xffffffff);
      __asm__ volatile ("iocsrwr.w\t%0, %1"
			: : "r" (BLOCKING | cpu << 16), "r" (IPI_SEND)
			: "memory");
      for (int i = 0; i < 100000 && machine_started[cpu] == 1; i++)
	machine_relax ();
    }
  return 0;
}

/* `boot' reads the last line; then SLEEP_CTL with S5 turns the machine off.  */
void
machine_off (unsigned int failures)
{
  for (const char *s = failures ? "off: 1\n" : "off: 0\n"; *s; s++)
    machine_putc (*s);
  for (;;)
    *device (0x100e001c) = 5 << 2 | 1 << 5;
}

void
machine_relax (void)
{
  __asm__ volatile ("nop" : : : "memory");
}

bool
machine_interrupts_off (void)
{
  unsigned long mask = IE, old = 0;

  __asm__ volatile ("csrxchg\t%0, %1, %2"
		    : "+r" (old) : "r" (mask), "i" (CRMD) : "memory");
  return old & IE;
}

void
machine_interrupts_on (void)
{
  unsigned long mask = IE, on = IE;

  __asm__ volatile ("csrxchg\t%0, %1, %2"
		    : "+r" (on) : "r" (mask), "i" (CRMD) : "memory");
}

void
machine_exceptions_begin (void)
{
  WRITE (EENTRY, (unsigned long) machine_vector);
  WRITE (TLBRENTRY, physical (machine_refill));
}

/* Once, after so many ticks.  */
static void
timer_set (void)
{
  WRITE (TCFG, 32000 | 1);
}

/* Called by start.S.  */
void
machine_trap (void)
{
  unsigned long cause = READ (ESTAT);

  if ((cause >> 16 & 63) != 0 || !(cause & TIMER))
    machine_exception ();
  WRITE (TICLR, 1);
  timer_set ();
  machine_tick ();
}

void
machine_timer_start (void)
{
  machine_exceptions_begin ();
  WRITE (ECFG, TIMER);
  timer_set ();
  machine_interrupts_on ();
}

void
machine_timer_stop (void)
{
  machine_interrupts_off ();
  WRITE (TCFG, 0);
  WRITE (TICLR, 1);
}

/* The stack has the registers that machine_switch restores:
   the return address, and r22 to r31.  */
uintptr_t
machine_context (void *top, void (*function) (void))
{
  uintptr_t *sp = (uintptr_t *) top - 12;

  sp[0] = (uintptr_t) function;
  for (int i = 1; i < 12; i++)
    sp[i] = 0;
  return (uintptr_t) sp;
}
