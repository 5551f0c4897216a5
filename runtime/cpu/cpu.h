/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Layer cpu: the possible CPUs and their numbers, and the per-CPU register.

   The register itself is in arch/CPU/register.h, which defines

     uintptr_t pcpu_register_read (void);
     int pcpu_register_write (uintptr_t displacement);
     uintptr_t pcpu_register_load (uintptr_t address);

   The second one returns 0 or an error number of the system, the third one the
   word at ADDRESS plus the register.  It also defines

     struct pcpu_rseq *pcpu_rseq_at (intptr_t offset);

   which returns the struct at OFFSET from the thread pointer, and for code in
   model `rseq'

     uintptr_t pcpu_register_table (void);
     bool pcpu_register_publish (uint32_t tag, uintptr_t displacement);
     uintptr_t pcpu_register_rseq (uint32_t cpu_id);

   which return the address of the table of displacements, if there is one; add
   an area to it; and return the displacement that such code uses in a thread
   with this cpu_id.  PCPU_REGISTER_DEFINITIONS is what these need, and
   PCPU_REGISTER_INITIAL the value of the register in a new process.  If there
   is a table, intptr_t pcpu_register_offset (void) returns the offset of the
   word that is in place of the register from the thread pointer.  */

#ifndef PCPU_CPU_H
#define PCPU_CPU_H 1

#include "os/os.h"

#pragma GCC visibility push (hidden)

/* The highest possible number plus one; 0 if not known yet.  */
extern unsigned int pcpu_cpus_nr;

/* The possible CPUs, for pcpu_cpu_p and for debuggers.  */
extern struct pcpu_cpus pcpu_cpus_possible;

/* Find the possible CPUs, unless they are known already.  */
void pcpu_cpus_init (void);

/* Write the list of the possible CPUs into BUF of LEN bytes.
   Returns: BUF.  */
char *pcpu_cpus_list (char *buf, size_t len);

/* True if CPU is the number of a possible CPU, but not of a private area.  */
bool pcpu_cpu_p (uintptr_t cpu);

/* Returns: this library's number of the CPU with the kernel's number KERNEL,
   or PCPU_CPUS_MAX.  The numbers differ only for testing
   (PERCPU_TEST_POSSIBLE).  */
unsigned int pcpu_cpu_number (unsigned int kernel);

/* Returns: the kernel's number of CPU, or PCPU_CPUS_MAX.  */
unsigned int pcpu_cpu_kernel (unsigned int cpu);

/* True if KERNEL is the kernel's number of a possible CPU.  */
bool pcpu_cpu_kernel_p (uintptr_t kernel);

/* Returns: the number of a CPU on which the thread recently ran, for
   messages.  */
unsigned int pcpu_cpu_here (void);

/* Write the per-CPU register, and verify it.
   Returns: NULL, or the reason for the failure.
   Context: any.  */
const char *pcpu_register_set (uintptr_t displacement);

/* Check that accesses relative to the register work.
   Returns: NULL, or the reason for the failure.
   Context: the value of the register is not in use.  */
const char *pcpu_register_check (void);

#pragma GCC visibility pop

#endif /* PCPU_CPU_H */
