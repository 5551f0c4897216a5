/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* User programs on aarch64 have no register to spare.  A word in thread-local
   storage is in place of it, which code in model `register' reads.  A new
   thread does not inherit it: until it is bound, every access faults.  Code in
   model `rseq' does not read that word: it finds the displacement in a table
   that the number in its struct rseq indexes (abi/aarch64/sequence.h).  */

#ifndef PCPU_REGISTER_H
#define PCPU_REGISTER_H 1

#include "os/os.h"
#include "abi/aarch64/sequence.h"

#pragma GCC visibility push (hidden)

/* The two tables, which overlap:

     0 ... PCPU_TABLE_BELOW - 1	    the second one, for negative numbers
     ... 2 * PCPU_TABLE_BELOW - 1   negative numbers in the first one and CPUs
				    in the second one: always 0
     2 * PCPU_TABLE_BELOW ...	    the first one, for CPUs

   The pages of entries that are not used do not take memory.  */
#define PCPU_TABLE_BELOW (1 << 18)
#define PCPU_TABLE_SIZE (2 * PCPU_TABLE_BELOW + PCPU_CPUS_MAX)
_Static_assert (PCPU_TABLE_BELOW * sizeof (uintptr_t) == PCPU_TABLE_BYTES,
		"the sequences");
extern uintptr_t pcpu_table[PCPU_TABLE_SIZE];

extern _Thread_local uintptr_t pcpu_register_word
  __attribute__ ((tls_model ("initial-exec")));

#pragma GCC visibility pop

/* The definitions of both, for cpu/register.c.  */
#define PCPU_REGISTER_DEFINITIONS					\
  uintptr_t pcpu_table[PCPU_TABLE_SIZE];				\
  _Thread_local uintptr_t pcpu_register_word				\
    __attribute__ ((tls_model ("initial-exec"))) = PCPU_REGISTER_INITIAL;

/* The value of a thread that has not written the register yet, the first
   thread included.  */
#define PCPU_REGISTER_INITIAL PERCPU_NOWHERE

/* Returns: the offset of the word from the thread pointer.  */
static inline intptr_t
pcpu_register_offset (void)
{
  char *self;

  __asm__ ("mrs %0, tpidr_el0" : "=r" (self));
  return (char *) &pcpu_register_word - self;
}

static inline uintptr_t
pcpu_register_read (void)
{
  return pcpu_register_word;
}

/* No access to per-CPU data may move across the write.  */
static inline int
pcpu_register_write (uintptr_t displacement)
{
  pcpu_register_word = displacement;
  __asm__ volatile ("" : : : "memory");
  return 0;
}

/* Returns: the word at ADDRESS plus the register.  */
static inline uintptr_t
pcpu_register_load (uintptr_t address)
{
  return *(volatile uintptr_t *) (address + pcpu_register_word);
}

/* Returns: the struct rseq at OFFSET from the thread pointer.  */
static inline struct pcpu_rseq *
pcpu_rseq_at (intptr_t offset)
{
  char *self;

  __asm__ ("mrs %0, tpidr_el0" : "=r" (self));
  return (struct pcpu_rseq *) (self + offset);
}

/* Returns: the first table, as code in model `rseq' indexes it.  */
static inline uintptr_t
pcpu_register_table (void)
{
  return (uintptr_t) &pcpu_table[2 * PCPU_TABLE_BELOW];
}

/* Returns: the entry in which a thread with CPU_ID finds its displacement, or
   NULL.  */
static inline uintptr_t *
pcpu_register_entry (uint32_t cpu_id)
{
  int32_t number = (int32_t) cpu_id;

  if (number < -PCPU_TABLE_BELOW || number >= PCPU_CPUS_MAX)
    return NULL;
  return &pcpu_table[PCPU_TABLE_BELOW * (number < 0 ? 1 : 2) + number];
}

/* Let code in model `rseq' find the area with DISPLACEMENT and TAG.
   Returns: false if there is no entry for that number.  */
static inline bool
pcpu_register_publish (uint32_t tag, uintptr_t displacement)
{
  uintptr_t *entry = pcpu_register_entry (tag);

  if (!entry || (tag & PERCPU_TAG_PRIVATE
		 && tag <= PERCPU_TAG_BOUND (0)))
    return false;
  __atomic_store_n (entry, displacement, __ATOMIC_RELEASE);
  if (!(tag & PERCPU_TAG_PRIVATE))
    __atomic_store_n (pcpu_register_entry (PERCPU_TAG_BOUND (tag)),
		      displacement, __ATOMIC_RELEASE);
  return true;
}

/* Returns: the displacement that code in model `rseq' uses in the calling
   thread, whose struct rseq has CPU_ID.  */
static inline uintptr_t
pcpu_register_rseq (uint32_t cpu_id)
{
  uintptr_t *entry = pcpu_register_entry (cpu_id);

  return entry ? __atomic_load_n (entry, __ATOMIC_ACQUIRE) : 0;
}

#endif /* PCPU_REGISTER_H */
