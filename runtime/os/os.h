/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Layer os, the lowest: all requests of the library to the operating system.
   A port to another system is a folder like os/linux, which defines the
   functions of this file.  */

#ifndef PCPU_OS_H
#define PCPU_OS_H 1

#include "abi/runtime.h"

#pragma GCC visibility push (hidden)

/* Sets of CPUs.  */

/* No Linux configuration has more CPUs than this.  */
#define PCPU_CPUS_MAX 8192
#define PCPU_LONG_BITS (8 * sizeof (unsigned long))

/* A set of CPUs, in the bit order of the kernel's own masks.  */
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

/* Returns: the word of *CPUS, which several threads use, that contains the bit
   of FIRST.  */
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

/* Parse TEXT, such as "0-1,4-7\n", into *CPUS.
   Returns: the highest number plus one; 0 if TEXT is not such a list or has a
   number that is too large, and *CPUS is then undefined.  */
unsigned int pcpu_cpulist_parse (const char *text, struct pcpu_cpus *cpus);

/* Write *CPUS into BUF of LEN bytes, truncated with "..." if it is too small.
   Returns: BUF.  */
char *pcpu_cpulist_print (const struct pcpu_cpus *cpus, char *buf, size_t len);

/* Find the CPUs that may ever come online, not only those that are online now.
   Returns: the highest number plus one; 0 if that is more than
   PCPU_CPUS_MAX.  */
unsigned int pcpu_os_cpus_possible (struct pcpu_cpus *cpus);

/* Returns: the number of a CPU on which the thread recently ran.  */
unsigned int pcpu_os_cpu (void);

/* Get the CPUs on which the calling thread may run.
   Returns: 0 or an error number of the system.  */
int pcpu_os_affinity_get (struct pcpu_cpus *cpus);

/* Get the CPUs on which the calling thread may run; all CPUs that can exist if
   the system does not report them.  */
void pcpu_os_affinity_known (struct pcpu_cpus *cpus);

/* Set the CPUs on which the calling thread may run.
   Returns: 0 or an error number of the system.  */
int pcpu_os_affinity_set (const struct pcpu_cpus *cpus);

/* Restrict the calling thread to CPU, and move it there.
   Returns: 0; or a PERCPU_E... value, and the affinity is unchanged.  */
int pcpu_os_pin (unsigned int cpu);

/* Memory.  Functions that return an int return 0 or an error number of the
   system.  */

/* Returns: the size of a page.  */
size_t pcpu_os_page_size (void);

/* Reserve SIZE bytes of inaccessible address space, above ABOVE if there is
   room.  */
int pcpu_os_reserve (uintptr_t above, size_t size, uintptr_t *base);

/* Reserve the SIZE bytes at BASE.
   Returns: 0, PCPU_OS_TAKEN if they are not free, PCPU_OS_LOCKED if the
   process locks all of its mappings and has reached the limit of locked
   memory, or an error number of the system.  */
#define PCPU_OS_TAKEN (-1)
#define PCPU_OS_LOCKED (-2)
int pcpu_os_reserve_at (uintptr_t base, size_t size);

/* Choose SIZE bytes of address space above ABOVE, far from where the system
   places mappings by itself.  Nothing is mapped, and later calls choose other
   addresses.
   Returns: 0, or PCPU_OS_TAKEN if there is no such place.
   Context: any thread; the first call comes while the layout is made.  */
int pcpu_os_far (uintptr_t above, size_t size, uintptr_t *base);

/* Choose SIZE bytes as pcpu_os_far does, and reserve them.
   Returns: as both functions.  After PCPU_OS_LOCKED *BASE is set, but not
   reserved.  */
int pcpu_os_reserve_far (uintptr_t above, size_t size, uintptr_t *base);

/* Exclude the SIZE bytes at BASE, which are not accessible, from core files;
   pcpu_os_reserve does so.  */
void pcpu_os_leave_out (uintptr_t base, size_t size);

/* Make the system allocate the SIZE bytes at BASE, a reservation, in small
   pages, not in large ones.  */
void pcpu_os_small_pages (uintptr_t base, size_t size);

/* Create an empty memory file that can hold SIZE bytes and be mapped several
   times.  The caller closes *FILE.  */
int pcpu_os_file_create (size_t size, int *file);

/* Append the SIZE bytes DATA to FILE.  */
int pcpu_os_file_add (int file, const void *data, size_t size);

/* Close FILE.  Its mappings remain.  */
void pcpu_os_file_close (int file);

/* Map SIZE bytes of FILE, from OFFSET on, privately at ADDRESS: memory is
   taken only for pages that are written.  If RESERVED, replace the reservation
   there; otherwise map only where nothing is mapped.  */
int pcpu_os_map (int file, size_t offset, uintptr_t address, size_t size,
		 bool reserved);

/* Make SIZE bytes at ADDRESS, which were inaccessible since they were
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

/* Make the SIZE bytes at ADDRESS, whole pages of a reservation, zero and free
   their memory.
   Returns: 0; or an error number of the system, and the bytes may be
   unchanged: locked memory is not freed.  */
int pcpu_os_discard (uintptr_t address, size_t size);

/* Returns: the bytes of private memory of the mappings that lie in the SIZE
   bytes at ADDRESS; SIZE_MAX if the system does not report it.  */
size_t pcpu_os_resident (uintptr_t address, size_t size);

/* Waiting, and fences in other threads.  */

/* Let other threads run.  */
void pcpu_os_yield (void);

/* Sleep while *WORD is equal to VALUE, for MILLISECONDS at most; the sleep may
   end sooner, or not begin.
   Returns: true if the time elapsed.  */
bool pcpu_os_wait (uint32_t *word, uint32_t value, unsigned int milliseconds);

/* Wake all threads that sleep on WORD.  */
void pcpu_os_wake (uint32_t *word);

/* Announce to the system that one of the next three functions will be called.
   Otherwise the first call does so, and waits for all CPUs if the process has
   other threads: milliseconds, and up to a second on a busy machine
   (measured).  With one thread it takes some microseconds.  */
void pcpu_os_barrier_prepare (void);

/* Returns: true if the system refused the announcement, so that
   pcpu_os_barrier would fail.  */
bool pcpu_os_barrier_refused (void);

/* Order the memory accesses of all threads of the process, as if each thread
   had executed a fence at some moment of the call: earlier writes of the other
   threads are visible to the caller, and the caller's earlier writes are
   visible to their later reads.
   Returns: false if the system does not support it.  */
bool pcpu_os_barrier (void);

/* Prepare pcpu_os_fence, once in the process.
   Returns: false if the system does not support it.  */
bool pcpu_os_fence_prepare (void);

/* Abort every sequence of other threads that is not committed, and make the
   committed ones visible to the caller; a sequence that begins afterwards sees
   what the caller has written.
   Returns: false if the system does not support it, or no longer.  */
bool pcpu_os_fence (void);

/* Do the same as pcpu_os_barrier by a visit of every CPU.
   Returns: false if the thread may not run on one of them.
   Context: all signals are blocked.  */
bool pcpu_os_barrier_by_visits (void);

/* Ensure that each sequence that another thread of the process has begun on
   the CPU with the kernel's number CPU is aborted or complete.
   Returns: false if that cannot be done.
   Context: all signals are blocked.  */
bool pcpu_os_restart (unsigned int cpu);

/* Threads and signals.  */

/* Returns: the address of a number that is not 0 as long as the process
   certainly has one thread only; NULL if the system does not provide it.  The
   address is always the same.  */
const char *pcpu_os_alone (void);

/* Register functions for fork: BEFORE is called before each fork, and
   afterwards PARENT or CHILD.  Each of them may be NULL.
   Returns: 0 or an error number of the system.  */
int pcpu_os_at_fork (void (*before) (void), void (*parent) (void),
		     void (*child) (void));

/* Allocate SIZE bytes, zero, for the lifetime of the calling thread, and store
   their address in *WHERE, which is thread-local and NULL at first.  *WHERE is
   NULL again in destructors that the C library calls after all others; memory
   that is allocated there is never freed.
   Returns: false if there is no memory.
   Context: always with the same WHERE.  */
bool pcpu_os_thread_memory (size_t size, void **where);

/* Returns: the identity of the calling thread, unique in this process and in
   its descendants by fork; never 0.  A child of vfork has the identity of the
   thread that called vfork, which waits for it.  */
uint64_t pcpu_os_thread_self (void);

/* True if another thread of this process has the same thread-local storage as
   the calling one, and has called pcpu_os_thread_self before.  */
bool pcpu_os_thread_shared_p (void);

/* True if THREAD is, or was, a thread that has this address space.  */
bool pcpu_os_thread_ours_p (uint64_t thread);

/* True if THREAD was a thread of this process and has ended.  */
bool pcpu_os_thread_ended_p (uint64_t thread);

/* A set of signals.  */
struct pcpu_os_signals
{
  unsigned long word[16];
};

/* Block signal handlers in the calling thread, except those of signals that
   the thread raises by an instruction of its own; restore the mask.  */
void pcpu_os_signals_block (struct pcpu_os_signals *old);
void pcpu_os_signals_restore (const struct pcpu_os_signals *old);

/* The first version of the structure that the kernel and a thread share.  */
struct pcpu_rseq
{
  uint32_t cpu_id_start;
  uint32_t cpu_id;
  uint64_t rseq_cs;
  uint32_t flags;
  uint32_t reserved[3];
} __attribute__ ((aligned (32)));

/* Get the offset from the thread pointer of the struct rseq that the C library
   registers for every thread.
   Returns: false if it registers none.  */
bool pcpu_os_rseq_libc (intptr_t *offset);

/* Register *RSEQ of LEN bytes for the calling thread, or unregister it.
   Returns: 0 or an error number of the system.  */
int pcpu_os_rseq_register (struct pcpu_rseq *rseq, size_t len);
int pcpu_os_rseq_unregister (struct pcpu_rseq *rseq, size_t len);

/* The process.  */

/* Call FOUND for every image of the process that is loaded.  */
void pcpu_os_images (void (*found) (struct __percpu_image *image));

/* Register FUNCTION to be called when the process ends, before the destructors
   of images.  */
void pcpu_os_at_exit (void (*function) (void));

/* Set the environment of the process to ENVIRONMENT, for the case that the C
   library does not know it yet.  */
void pcpu_os_environment (char **environment);

/* Returns: for testing, the list of possible CPUs that the user has set;
   otherwise NULL.  */
const char *pcpu_os_test_possible (void);

/* Returns: true if a race detector is present, which may not be ready before
   the first constructor of an image.  */
bool pcpu_os_race_checker (void);

/* Returns: true if there is a sanitizer with a fixed partition of the address
   space.  */
bool pcpu_os_sanitized (void);

/* Tell a race detector that the calling thread has taken the lock at LOCK, or
   is about to release it.  */
void pcpu_os_lock_taken (void *lock);
void pcpu_os_lock_let_go (void *lock);

/* Tell a leak checker that the SIZE bytes at ADDRESS may contain pointers.
   Returns: true if there is one.  It reads whole images, so nothing in them
   may be made inaccessible.  */
bool pcpu_os_leak_checker (uintptr_t address, size_t size);

/* Messages, and the end of the program.  */

/* Print `percpu: ', the message formatted as by printf, and a newline.  */
void pcpu_os_message (const char *format, ...)
  __attribute__ ((format (printf, 1, 2)));

/* Returns: the text of the system's error number ERROR.  */
const char *pcpu_os_reason (int error);

/* End the program because it cannot start.  */
void pcpu_os_exit (void) __attribute__ ((noreturn));

/* End the program because of a wrong call.  */
void pcpu_os_abort (void) __attribute__ ((noreturn));

/* Print that WHAT failed, and REASON, and end the program as pcpu_os_exit
   does.  */
void pcpu_fail (const char *what, const char *reason)
  __attribute__ ((noreturn));

/* End the program like pcpu_fail unless ERROR, an error number of the system,
   is 0.  */
void pcpu_need (int error, const char *what);

#pragma GCC visibility pop

#endif /* PCPU_OS_H */
