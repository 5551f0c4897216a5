/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Layer os, the lowest: all that the library asks of the operating system.  A
   port to another system is a folder like os/linux, which defines the functions
   of this file.  */

#ifndef PCPU_OS_H
#define PCPU_OS_H 1

#include "abi/runtime.h"

#pragma GCC visibility push (hidden)

/* Sets of CPUs.  */

/* No Linux configuration has more CPUs than this.  */
#define PCPU_CPUS_MAX 8192
#define PCPU_LONG_BITS (8 * sizeof (unsigned long))

/* A set of CPUs, with the bit order of the kernel's own masks.  */
struct pcpu_cpus
{
  unsigned long bit[PCPU_CPUS_MAX / PCPU_LONG_BITS];
};

/* True if CPU is in *CPUS.  CPU may be any number.  */
static inline bool
pcpu_cpus_has (const struct pcpu_cpus *cpus, unsigned int cpu)
{
  return (cpu < PCPU_CPUS_MAX
	  && (cpus->bit[cpu / PCPU_LONG_BITS] >> cpu % PCPU_LONG_BITS & 1));
}

/* Add CPU, which is below PCPU_CPUS_MAX, to *CPUS.  */
static inline void
pcpu_cpus_add (struct pcpu_cpus *cpus, unsigned int cpu)
{
  cpus->bit[cpu / PCPU_LONG_BITS] |= 1ul << cpu % PCPU_LONG_BITS;
}

/* True if CPU is in *CPUS, which several threads use.  CPU is below
   PCPU_CPUS_MAX.  */
static inline bool
pcpu_cpus_has_atomic (struct pcpu_cpus *cpus, unsigned int cpu)
{
  return (__atomic_load_n (&cpus->bit[cpu / PCPU_LONG_BITS],
			   __ATOMIC_ACQUIRE)
	  >> cpu % PCPU_LONG_BITS & 1);
}

/* Returns: the word of *CPUS, which several threads use, that has the bit of
   FIRST.  */
static inline unsigned long
pcpu_cpus_word_atomic (struct pcpu_cpus *cpus, unsigned int first)
{
  return __atomic_load_n (&cpus->bit[first / PCPU_LONG_BITS],
			  __ATOMIC_ACQUIRE);
}

/* Add CPU to *CPUS, which several threads use.  */
static inline void
pcpu_cpus_add_atomic (struct pcpu_cpus *cpus, unsigned int cpu)
{
  __atomic_fetch_or (&cpus->bit[cpu / PCPU_LONG_BITS],
		     1ul << cpu % PCPU_LONG_BITS, __ATOMIC_RELEASE);
}

/* True if *CPUS has CPU and no other.  */
static inline bool
pcpu_cpus_only (const struct pcpu_cpus *cpus, unsigned int cpu)
{
  for (unsigned int i = 0; i < PCPU_CPUS_MAX / PCPU_LONG_BITS; i++)
    if (cpus->bit[i] != (i == cpu / PCPU_LONG_BITS
			 ? 1ul << cpu % PCPU_LONG_BITS : 0))
      return false;
  return true;
}

/* Read TEXT, such as "0-1,4-7\n", into *CPUS.
   Returns: the highest number plus one; 0 if TEXT is no such list or has a
   number that is too large, and *CPUS is then undefined.  */
unsigned int pcpu_cpulist_parse (const char *text, struct pcpu_cpus *cpus);

/* Write *CPUS into BUF of LEN bytes, cut off with "..." where it is too
   small.  Returns: BUF.  */
char *pcpu_cpulist_print (const struct pcpu_cpus *cpus, char *buf, size_t len);

/* Find the CPUs that may ever come online, not only those that now are.
   Returns: the highest number plus one; 0 if that is more than
   PCPU_CPUS_MAX.  */
unsigned int pcpu_os_cpus_possible (struct pcpu_cpus *cpus);

/* Returns: the number of a CPU on which the thread was just now.  */
unsigned int pcpu_os_cpu (void);

/* Get the CPUs on which the calling thread may run.
   Returns: 0 or an error number of the system.  */
int pcpu_os_affinity_get (struct pcpu_cpus *cpus);

/* Get the CPUs on which the calling thread may run; all CPUs that there can be
   if the system does not tell.  */
void pcpu_os_affinity_known (struct pcpu_cpus *cpus);

/* Set the CPUs on which the calling thread may run.
   Returns: 0 or an error number of the system.  */
int pcpu_os_affinity_set (const struct pcpu_cpus *cpus);

/* Let the calling thread run on CPU only, and be there on return.
   Returns: 0; or a PERCPU_E... value, and nothing has changed.  */
int pcpu_os_pin (unsigned int cpu);

/* Memory.  Functions that return an int return 0 or an error number of the
   system.  */

/* Returns: the size of a page.  */
size_t pcpu_os_page_size (void);

/* Reserve SIZE bytes of inaccessible address space, at a higher address than
   ABOVE if there is room.  */
int pcpu_os_reserve (uintptr_t above, size_t size, uintptr_t *base);

/* Reserve the SIZE bytes at BASE.
   Returns: 0, PCPU_OS_TAKEN if they are not free, PCPU_OS_LOCKED if the process
   locks all that it maps and must not lock so much, or an error number.  */
#define PCPU_OS_TAKEN (-1)
#define PCPU_OS_LOCKED (-2)
int pcpu_os_reserve_at (uintptr_t base, size_t size);

/* Choose SIZE bytes of address space above ABOVE, far from where the system
   places mappings by itself.  Nothing is mapped, and no later call chooses them
   again.
   Returns: 0, or PCPU_OS_TAKEN if there is no such place, or an error number if
   there could be one for fewer bytes.
   Context: one thread at a time.  */
int pcpu_os_far (uintptr_t above, size_t size, uintptr_t *base);

/* The same, and reserve them.
   Returns: as both.  After PCPU_OS_LOCKED *BASE is set, but not reserved.  */
int pcpu_os_reserve_far (uintptr_t above, size_t size, uintptr_t *base);

/* Keep the SIZE bytes at BASE, which are not accessible, out of core files;
   pcpu_os_reserve does it.  */
void pcpu_os_leave_out (uintptr_t base, size_t size);

/* Let the SIZE bytes at BASE, a reservation, take memory by the page, although
   the system would give more at a time where they are many.  */
void pcpu_os_small_pages (uintptr_t base, size_t size);

/* Make an empty memory file that can get SIZE bytes and be mapped several
   times.  *FILE is the caller's, to be closed.  */
int pcpu_os_file_create (size_t size, int *file);

/* Add the SIZE bytes DATA at the end of FILE.  */
int pcpu_os_file_add (int file, const void *data, size_t size);

/* Close FILE.  Its mappings remain.  */
void pcpu_os_file_close (int file);

/* Map SIZE bytes of FILE, from OFFSET on, at ADDRESS, as a copy that takes
   memory only where it is written: in the place of what is RESERVED, or else
   where nothing is mapped.  */
int pcpu_os_map (int file, size_t offset, uintptr_t address, size_t size,
		 bool reserved);

/* Make SIZE bytes at ADDRESS, which were not accessible since they were
   reserved, readable and writable, or readable.  They are zero.  */
int pcpu_os_commit (uintptr_t address, size_t size);
int pcpu_os_commit_read_only (uintptr_t address, size_t size);

/* Make SIZE bytes at ADDRESS inaccessible, read-only, or readable and
   writable.  */
int pcpu_os_protect (uintptr_t address, size_t size);
int pcpu_os_read_only (uintptr_t address, size_t size);
int pcpu_os_writable (uintptr_t address, size_t size);

/* Unmap SIZE bytes at BASE.  */
int pcpu_os_release (uintptr_t base, size_t size);

/* Let the SIZE bytes at ADDRESS, whole pages of a reservation, be zero and
   take no memory.
   Returns: 0; or an error number of the system, and the bytes may be unchanged:
   memory that is locked is not given back.  */
int pcpu_os_discard (uintptr_t address, size_t size);

/* Returns: how much memory of the process's own the mappings take that lie in
   the SIZE bytes at ADDRESS; SIZE_MAX if the system does not tell.  */
size_t pcpu_os_resident (uintptr_t address, size_t size);

/* Waiting, and fences in other threads.  */

/* Let other threads run.  */
void pcpu_os_yield (void);

/* Sleep while *WORD is VALUE, for MILLISECONDS at most; the sleep may end
   sooner, or not begin.
   Returns: true if it lasted that long.  */
bool pcpu_os_wait (uint32_t *word, uint32_t value, unsigned int milliseconds);

/* End the sleep of all threads that sleep on WORD.  */
void pcpu_os_wake (uint32_t *word);

/* Tell the system that one of the next three will be called.  Without that the
   first call tells it, and waits for all CPUs if the process has other
   threads: milliseconds, and on a busy machine a second (seen).  With one
   thread it is some microseconds.  */
void pcpu_os_barrier_prepare (void);

/* Returns: true if the system has refused that, so that pcpu_os_barrier would
   fail.  */
bool pcpu_os_barrier_refused (void);

/* Let what every other thread of the process has written before be visible to
   this one, and what this one has written to all reads of theirs that come
   after: as if each thread had executed a fence at some moment of the call.
   Returns: false if the system does not do that.  */
bool pcpu_os_barrier (void);

/* Prepare pcpu_os_fence, once in the process.
   Returns: false if the system does not do that.  */
bool pcpu_os_fence_prepare (void);

/* Let every sequence that another thread is in, and has not committed, be
   aborted, and what others have committed be visible to the caller; a sequence
   that begins afterwards sees what the caller has written.
   Returns: false if the system does not do that, or does it no longer.  */
bool pcpu_os_fence (void);

/* Do what pcpu_os_barrier does by being on every CPU for a moment.
   Returns: false if the thread may not be on one of them.
   Context: all signals are blocked.  */
bool pcpu_os_barrier_by_visits (void);

/* Let each sequence that another thread of the process has begun on the CPU
   with the kernel's number CPU be aborted, or have come to its end.
   Returns: false if that cannot be done.
   Context: all signals are blocked.  */
bool pcpu_os_restart (unsigned int cpu);

/* Threads and signals.  */

/* Returns: the address of a number that is other than 0 as long as the process
   surely has one thread only; NULL if the system does not tell.  Always the
   same.  */
const char *pcpu_os_alone (void);

/* Let BEFORE be called before each fork, and afterwards PARENT or CHILD; NULL
   is nothing.
   Returns: 0 or an error number of the system.  */
int pcpu_os_at_fork (void (*before) (void), void (*parent) (void),
		     void (*child) (void));

/* Let *WHERE, thread-local and NULL at first, be SIZE bytes, zero, for as long
   as the calling thread runs.  It is NULL again in destructors that the C
   library calls after all others; what is asked for there is never given back.
   Returns: false if there is no memory.  For one WHERE only.  */
bool pcpu_os_thread_memory (size_t size, void **where);

/* Returns: the identity of the calling thread, unique in this process and in
   those that come of it by fork; never 0.  */
uint64_t pcpu_os_thread_self (void);

/* True if THREAD is, or was, a thread of this process.  */
bool pcpu_os_thread_ours_p (uint64_t thread);

/* True if THREAD was a thread of this process and has ended.  */
bool pcpu_os_thread_ended_p (uint64_t thread);

/* A set of signals.  */
struct pcpu_os_signals
{
  unsigned long word[16];
};

/* Keep signal handlers away from the calling thread for a while, except those
   of signals that it raises by an instruction of its own.  */
void pcpu_os_signals_block (struct pcpu_os_signals *old);
void pcpu_os_signals_restore (const struct pcpu_os_signals *old);

/* What the kernel and a thread share, as far as the first version goes.  */
struct pcpu_rseq
{
  uint32_t cpu_id_start;
  uint32_t cpu_id;
  uint64_t rseq_cs;
  uint32_t flags;
  uint32_t reserved[3];
} __attribute__ ((aligned (32)));

/* If the C library registers a struct rseq for every thread, *OFFSET is its
   offset from the thread pointer.  */
bool pcpu_os_rseq_libc (intptr_t *offset);

/* Register *RSEQ of LEN bytes for the calling thread, or take it back.
   Return 0 or an error number of the system.  */
int pcpu_os_rseq_register (struct pcpu_rseq *rseq, size_t len);
int pcpu_os_rseq_unregister (struct pcpu_rseq *rseq, size_t len);

/* The process.  */

/* Call FOUND for every image of the process that is loaded.  */
void pcpu_os_images (void (*found) (struct __percpu_image *image));

/* Let FUNCTION be called when the process ends, before the destructors of
   images.  */
void pcpu_os_at_exit (void (*function) (void));

/* The environment of the process is ENVIRONMENT, in case that the C library
   does not know it yet.  */
void pcpu_os_environment (char **environment);

/* Returns: for testing, the list of possible CPUs that the user wants to
   have; else NULL.  */
const char *pcpu_os_test_possible (void);

/* Returns: true if there is a checker of data races, which may not be ready
   before the first constructor of an image.  */
bool pcpu_os_race_checker (void);

/* Returns: true if there is a sanitizer that has divided up the address
   space.  */
bool pcpu_os_sanitized (void);

/* Tell a checker of data races that the calling thread has taken the lock at
   LOCK, or is about to release it.  */
void pcpu_os_lock_taken (void *lock);
void pcpu_os_lock_let_go (void *lock);

/* Tell a leak checker that the SIZE bytes at ADDRESS may hold pointers.
   Returns: true if there is one that reads whole images, so that nothing
   in them may be made inaccessible.  */
bool pcpu_os_leak_checker (uintptr_t address, size_t size);

/* Messages, and the end of the program.  */

/* Print `percpu: ' and the message, as printf does, and one newline.  */
void pcpu_os_message (const char *format, ...)
  __attribute__ ((format (printf, 1, 2)));

/* Returns: the text of the system's error number ERROR.  */
const char *pcpu_os_reason (int error);

/* End the program because it cannot start.  */
void pcpu_os_exit (void) __attribute__ ((noreturn));

/* End the program because of a wrong call.  */
void pcpu_os_abort (void) __attribute__ ((noreturn));

/* Print that WHAT failed and why, and end the program as pcpu_os_exit does.  */
void pcpu_fail (const char *what, const char *reason)
  __attribute__ ((noreturn));

/* End the program like pcpu_fail unless ERROR, one of the system's, is 0.  */
void pcpu_need (int error, const char *what);

#pragma GCC visibility pop

#endif /* PCPU_OS_H */
