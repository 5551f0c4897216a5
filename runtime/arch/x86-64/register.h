/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The per-CPU register of x86-64 is the base of the segment register GS, which
   user programs may use freely.  If the kernel permits it (from 5.9 on) two
   instructions read and write it; otherwise a system call does, and refuses
   addresses in the kernel's half of the address space.  */

#ifndef PCPU_REGISTER_H
#define PCPU_REGISTER_H 1

#include "os/os.h"

/* Of <asm/prctl.h>, which not every C library installs.  */
#ifndef ARCH_SET_GS
# define ARCH_SET_GS 0x1001
#endif
#ifndef ARCH_GET_GS
# define ARCH_GET_GS 0x1004
#endif
#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/auxv.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Nothing is needed in addition.  */
#define PCPU_REGISTER_DEFINITIONS

/* The value of a thread that has not written the register yet.  */
#define PCPU_REGISTER_INITIAL 0

static inline bool
pcpu_register_instructions_p (void)
{
  enum { HWCAP2_HAS_FSGSBASE = 1 << 1 };

  return getauxval (AT_HWCAP2) & HWCAP2_HAS_FSGSBASE;
}

static inline uintptr_t
pcpu_register_read (void)
{
  unsigned long base = 0;

  if (pcpu_register_instructions_p ())
    __asm__ volatile ("rdgsbase %0" : "=r" (base));
  else
    syscall (SYS_arch_prctl, ARCH_GET_GS, &base);
  return base;
}

/* No access to per-CPU data may move across the write.  */
static inline int
pcpu_register_write (uintptr_t displacement)
{
  if (pcpu_register_instructions_p ())
    __asm__ volatile ("wrgsbase %0" : : "r" (displacement) : "memory");
  else if (syscall (SYS_arch_prctl, ARCH_SET_GS, displacement) != 0)
    return errno;
  return 0;
}

/* Returns: the word at ADDRESS plus the register.  */
static inline uintptr_t
pcpu_register_load (uintptr_t address)
{
  uintptr_t value;

  __asm__ volatile ("movq %%gs:(%1), %0" : "=r" (value) : "r" (address)
		    : "memory");
  return value;
}

/* Returns: the struct rseq at OFFSET from the thread pointer.  */
static inline struct pcpu_rseq *
pcpu_rseq_at (intptr_t offset)
{
  char *self;

  __asm__ ("movq %%fs:0, %0" : "=r" (self));
  return (struct pcpu_rseq *) (self + offset);
}

/* Code in model `rseq' compares the tag of the area that the register points
   to, and has no table.  */

static inline uintptr_t
pcpu_register_table (void)
{
  return 0;
}

static inline bool
pcpu_register_publish (uint32_t tag, uintptr_t displacement)
{
  (void) tag;
  (void) displacement;
  return true;
}

static inline uintptr_t
pcpu_register_rseq (uint32_t cpu_id)
{
  (void) cpu_id;
  return pcpu_register_read ();
}

#endif /* PCPU_REGISTER_H */
