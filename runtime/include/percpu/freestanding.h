/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Areas without an operating system: kernels, hypervisors, firmware.

     size_t size, align;

     percpu_area_layout (ncpu, &size, &align);
     error = percpu_init (memory, size, ncpu);	   once, on the boot CPU
     error = percpu_bind_area (cpu);		   on each CPU
     hits++;
     error = percpu_add_memory (memory, size);	   for percpu_alloc

   The program supplies the memory and starts the CPUs; libpercpu-freestanding.a
   does the rest.  The section `__percpu' of the program is the template: its
   bounds come from the linker, at any address, without a linker script.
   percpu_init copies it once for each CPU, and never changes it.

   The caller promises that code which uses per-CPU variables runs on a CPU
   that has called percpu_bind_area, and that nothing else writes the per-CPU
   register (-fplugin-arg-percpu-base; by default the GS base on x86-64,
   TPIDR_EL1 on aarch64, TPIDRPRW on arm, tp on riscv64, $r21 on loongarch64):
   a kernel with user mode executes swapgs on entry and on exit on x86-64, and
   exchanges tp on riscv64.  A return from an exception ends the CPU's exclusive
   access: by clrex on arm, by an sc to another word on riscv64; on the other
   processors the instruction that returns does it.

   Before percpu_bind_area the register decides what an operator does.  With
   percpu_write_register (0) it accesses the template: what the boot CPU then
   stores is the initial value for all CPUs, if percpu_init comes later.  After
   percpu_unbind_area it faults.  The processor does not define the register's
   value at reset, so use one of the two.

   The functions report errors as values; percpu_strerror has their texts.
   They use no floating point; functions for dynamic objects and
   percpu_reset_area take a lock, under which they disable preemption as guards
   do.  percpu_init uses an atomic instruction: on aarch64 and arm, turn the MMU
   on first.  This file is included by percpu.h in freestanding code.  */

#include <percpu.h>

#ifndef PERCPU_FREESTANDING_H
#define PERCPU_FREESTANDING_H 1

#include <stddef.h>
#include <stdint.h>

#if (!defined __PERCPU_UNUSABLE__ && !defined __PERCPU_MODEL_SINGLE__	\
     && (defined __PERCPU_ABI_FREESTANDING__ || defined __PERCPU_RUNTIME__))

/* The largest number of CPUs.  */
# define PERCPU_CPUS_MAX 65536u

/* The memory that the areas of NCPU CPUs need: *SIZE bytes, aligned to *ALIGN,
   a power of 2 from 64 to 4096.
   Returns: 0; PERCPU_ECPUS if NCPU is 0 or above PERCPU_CPUS_MAX, or
   PERCPU_EOVERFLOW.
   Context: any, also before percpu_init.  */
extern int percpu_area_layout (unsigned int ncpu, size_t *size, size_t *align);

/* Make the areas of the CPUs 0 to NCPU - 1 in the LEN bytes at MEM, which
   belong to the library until percpu_fini.  If LEN is larger than the size, the
   rest is room for dynamic objects (percpu/alloc.h).
   Returns: 0; the errors of percpu_area_layout; PERCPU_ENULL; PERCPU_EUNALIGNED
   if MEM is not aligned, PERCPU_ESMALL if LEN is less than the size, as by
   percpu_area_layout; PERCPU_EOVERFLOW if the memory is not a range of
   addresses; PERCPU_ETWICE if the areas exist; PERCPU_EBUSY if another CPU is
   in percpu_init or percpu_fini.  Nothing has changed after an error.
   Context: one CPU; interrupt handlers that use per-CPU variables are off.  */
extern int percpu_init (void *mem, size_t len, unsigned int ncpu);

/* Make the areas of NCPU CPUs in the memory of PERCPU_RESERVE.  A program
   without a PERCPU_RESERVE does not link.
   Returns: 0 or an error, as percpu_init.
   Context: that of percpu_init.  */
extern int percpu_init_in_place (unsigned int ncpu);

/* PERCPU_RESERVE (BYTES);

   At file scope, once in the program: the memory of percpu_init_in_place.  */
# define PERCPU_RESERVE(bytes)						\
  char __percpu_reserved[bytes] __attribute__ ((aligned (4096)));	\
  const size_t __percpu_reserved_size = (bytes)

/* Give the LEN bytes at MEM to the library, as more room for dynamic objects.
   Each object is in one such piece of memory and is at most as large as an
   area, and its alignment is at most that of the areas.  A piece of

     (percpu_area_num () + 2) * percpu_area_size ()

   bytes gives as much room as an area is large, and no piece gives more.  The
   memory belongs to the library until percpu_fini.
   Returns: 0; PERCPU_EINIT, PERCPU_ENULL, PERCPU_EUNALIGNED; PERCPU_ESMALL if
   LEN leaves no room; PERCPU_EOVERFLOW if the memory, or the per-CPU addresses
   of it, are not a range of addresses; PERCPU_ETWICE if the library has some of
   it already, as a piece or as areas.
   Context: any that percpu_preempt_disable permits.  */
extern int percpu_add_memory (void *mem, size_t len);

/* Defined by the program, if it wants to know why the library executes a trap
   instruction: ERROR is the text, WHAT describes the place or is NULL.
   Hardened code without -fplugin-arg-percpu-hardened=trap continues when the
   function returns.  */
extern void percpu_report (const char *error, const char *what);

/* Give up the areas, with all dynamic objects; percpu_init may follow.
   Returns: 0, PERCPU_EINIT, or PERCPU_EBUSY as above.
   Context: no CPU may use per-CPU variables.  Their registers are
   unchanged.  */
extern int percpu_fini (void);

/* Returns: the number of areas; 0 before percpu_init.
   Context: any.  */
extern unsigned int percpu_area_num (void);

/* Give all variables and dynamic objects in the area of CPU their initial
   values, from the template.
   Returns: 0, PERCPU_EINIT or PERCPU_ERANGE.
   Context: any other CPU, while CPU is off.  */
extern int percpu_reset_area (unsigned int cpu);

# ifndef __PERCPU_RUNTIME__

/* void percpu_write_register (uintptr_t displacement)
   uintptr_t percpu_read_register (void)

   Write or read the per-CPU register of this CPU, which
   -fplugin-arg-percpu-base selects: the displacement of an area from the
   template.  A program that defines PERCPU_OWN_REGISTER before it includes
   percpu.h defines both functions itself.
   Context: a mode of the processor that can write the register.  */

/* The instructions that write %0 to the register, and read it to %0.  */
#  if !defined __PERCPU_BASE__ || defined PERCPU_OWN_REGISTER
#  elif defined __x86_64__
#   ifdef __PERCPU_BASE_FS__
#    define __PERCPU_MSR__ 0xc0000100u
#   else
#    define __PERCPU_MSR__ 0xc0000101u
#   endif
#  elif defined __aarch64__
#   define __PERCPU_WRITE__ "msr\t" __PERCPU_BASE__ ", %0"
#   define __PERCPU_READ__ "mrs\t%0, " __PERCPU_BASE__
#  elif defined __arm__
#   ifdef __PERCPU_BASE_TPIDRPRW__
#    define __PERCPU_CP15__ "c13, c0, 4"
#   elif defined __PERCPU_BASE_TPIDRURO__
#    define __PERCPU_CP15__ "c13, c0, 3"
#   else
#    define __PERCPU_CP15__ "c13, c0, 2"
#   endif
#   define __PERCPU_WRITE__ "mcr\tp15, 0, %0, " __PERCPU_CP15__
#   define __PERCPU_READ__ "mrc\tp15, 0, %0, " __PERCPU_CP15__
#  elif defined __riscv
#   if defined __PERCPU_BASE_TP__ || defined __PERCPU_BASE_GP__
#    define __PERCPU_WRITE__ "mv\t" __PERCPU_BASE__ ", %0"
#    define __PERCPU_READ__ "mv\t%0, " __PERCPU_BASE__
#   else
#    define __PERCPU_WRITE__ "csrw\t" __PERCPU_BASE__ ", %0"
#    define __PERCPU_READ__ "csrr\t%0, " __PERCPU_BASE__
#   endif
#  elif defined __loongarch__
#   define __PERCPU_WRITE__ "move\t$" __PERCPU_BASE__ ", %0"
#   define __PERCPU_READ__ "move\t%0, $" __PERCPU_BASE__
#  endif

#  ifdef __PERCPU_MSR__

static __inline__ void
percpu_write_register (uintptr_t displacement)
{
  __asm__ volatile ("wrmsr"
		    :
		    : "c" (__PERCPU_MSR__), "a" ((uint32_t) displacement),
		      "d" ((uint32_t) (displacement >> 32))
		    : "memory");
}

static __inline__ uintptr_t
percpu_read_register (void)
{
  uint32_t low, high;

  __asm__ volatile ("rdmsr"
		    : "=a" (low), "=d" (high) : "c" (__PERCPU_MSR__));
  return ((uintptr_t) high << 32) | low;
}

#  elif defined __PERCPU_WRITE__

static __inline__ void
percpu_write_register (uintptr_t displacement)
{
  __asm__ volatile (__PERCPU_WRITE__ : : "r" (displacement) : "memory");
}

static __inline__ uintptr_t
percpu_read_register (void)
{
  uintptr_t displacement;

  __asm__ volatile (__PERCPU_READ__ : "=r" (displacement));
  return displacement;
}

#  else

extern void percpu_write_register (uintptr_t displacement);
extern uintptr_t percpu_read_register (void);

#  endif

/* Make the area of CPU that of the CPU that executes the call.
   Returns: 0, PERCPU_EINIT or PERCPU_ERANGE.
   Context: once on each CPU, before it uses per-CPU variables.  */
static __inline__ int
percpu_bind_area (unsigned int cpu)
{
  if (!percpu_cpu_possible (cpu))
    return percpu_area_num () == 0 ? PERCPU_EINIT : PERCPU_ERANGE;
  percpu_write_register (__percpu_displacement (cpu));
  return PERCPU_OK;
}

/* The sum of this displacement and the address of the template is not an
   address, so that an access causes an exception.  On x86-64 the register must
   be a canonical address nevertheless, on aarch64 the highest eight bits may be
   ignored, and on loongarch64 the highest four bits select a window that may
   be mapped directly.  On arm every sum is an address: accesses go to the
   lowest ones.  */
#  if defined __x86_64__
#   define __percpu_unbound_displacement()				\
  ((intptr_t) __start___percpu < 0 ? (uintptr_t) -1 << 47		\
   : ((uintptr_t) 1 << 47) - 1)
#  elif defined __aarch64__
#   define __percpu_unbound_displacement() ((uintptr_t) 1 << 54)
#  elif defined __arm__
#   define __percpu_unbound_displacement() (-(uintptr_t) __start___percpu)
#  elif defined __loongarch__
#   define __percpu_unbound_displacement()				\
  (((uintptr_t) 4 << 60) - ((uintptr_t) __start___percpu >> 60 << 60))
#  else
#   define __percpu_unbound_displacement() PERCPU_NOWHERE
#  endif

/* Let all accesses to per-CPU variables by this CPU cause an exception, until
   it binds an area: a page fault, on x86-64 a general protection fault, or on
   loongarch64 an address error.  On arm the lowest addresses, as many as the
   template has bytes, must not be mapped.  On loongarch64 addresses must be
   translated, and the window 4 must not be one that maps directly.
   Context: any, also before percpu_init.  */
static __inline__ void
percpu_unbind_area (void)
{
  percpu_write_register (__percpu_unbound_displacement ());
}

/* A word in each area, the number of its CPU; PERCPU_NO_CPU in the
   template.  */
extern __attribute__ ((percpu)) unsigned int __percpu_this_cpu
  __asm__ ("__percpu_this_cpu");

/* Returns: the number of the CPU that executes the call.
   Context: that of an operator on a per-CPU variable.  */
static __inline__ unsigned int
percpu_this_cpu (void)
{
  return __percpu_this_cpu;
}

# endif /* not __PERCPU_RUNTIME__ */

#endif

#endif /* PERCPU_FREESTANDING_H */
