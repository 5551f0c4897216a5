/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Model register in a program, under an emulator of the target, without support
   by a kernel.  There is one CPU, whose area is a copy of the section.

   aarch64	A program may not read TPIDR_EL1, so that each read raises
		SIGILL, and the handler emulates it.
   arm		The register is TPIDRURW, which a program may write and the C
		library does not use.
   riscv64	The register is gp, which a program without linker relaxation
		does not use.

   The constructor runs before main.  In model single it has no effect.  */

#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <ucontext.h>

extern char __start___percpu[], __stop___percpu[];
static char area[1 << 16] __attribute__ ((aligned (4096)));
static uintptr_t displacement;

#ifdef __aarch64__

static void
on_sigill (int signum, siginfo_t *info, void *context)
{
  mcontext_t *m = &((ucontext_t *) context)->uc_mcontext;
  uint32_t insn = *(uint32_t *) m->pc;

  (void) info;
  /* mrs Xt, tpidr_el1 */
  if ((insn & ~31u) != 0xd538d080u)
    {
      signal (signum, SIG_DFL);
      return;
    }
  if ((insn & 31) != 31)
    m->regs[insn & 31] = displacement;
  m->pc += 4;
}

#endif

static void
set_register (void)
{
#ifdef __aarch64__
  struct sigaction action = { .sa_sigaction = on_sigill,
			      .sa_flags = SA_SIGINFO };
  sigaction (SIGILL, &action, NULL);
#elif defined __arm__
  __asm__ volatile ("mcr\tp15, 0, %0, c13, c0, 2" : : "r" (displacement));
#elif defined __riscv
  __asm__ volatile ("mv\tgp, %0" : : "r" (displacement));
#endif
}

/* The section exists even if the program has no per-CPU variable.  */
static __attribute__ ((percpu, used)) char emulated_some;

static void __attribute__ ((constructor))
emulated_begin (void)
{
#ifndef __PERCPU_MODEL_SINGLE__
  size_t size = (size_t) (__stop___percpu - __start___percpu);
  /* The copy has the alignment of the section.  */
  char *place = area + ((uintptr_t) __start___percpu & 4095);

  if (size > sizeof area - 4096)
    __builtin_trap ();
  memcpy (place, __start___percpu, size);
  displacement = (uintptr_t) place - (uintptr_t) __start___percpu;
  set_register ();
#endif
}
