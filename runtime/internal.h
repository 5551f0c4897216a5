/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* What the files of the library know of each other.

     image.c      once in every image: describes its section; image-*.c
		  likewise, where they are needed
     images.c     the images: where in the areas each of them has its place
     area.c       the areas: where they lie, how they get their contents
     reserve.c    the address space of the areas, and why null pointers fault
     alloc.c      dynamic objects
     private.c    the areas of threads that need one of their own
     bind.c       the calling thread: its CPU and its per-CPU register
     rseq.c       code in model `rseq': what is not done by itself
     guard.c      guards, likewise; image-guard.c is what is done by itself,
		  and the proof
     list.c       lists and stacks, likewise; image-list.c
     lock.c       locks, likewise; image-lock.c
     ref.c	  references, likewise; image-ref.c
     counter.c	  counters
     hardened.c   what is checked at run time only
     stats.c      percpu_stats
     cpulist.c    the kernel's way of writing a set of CPUs
     error.c      error values as text
     os/linux.c   all that is asked of the operating system
     arch/CPU/    the per-CPU register itself; for model `rseq', cold.S and
		  again.S: the way from compiled code to rseq.c, and
		  guard.h, list.h, lock.h: the sequences of these
		  guard.h, ref.h: the sequences of guards and references

   A port to another system writes the second half of this file again,
   a port to another CPU its own arch/CPU/.  */

#ifndef PCPU_INTERNAL_H
#define PCPU_INTERNAL_H 1

/* The runtime itself is compiled without the plugin.  */
#ifndef __PERCPU__
# define __PERCPU_RUNTIME__ 1
#endif

#include <percpu.h>
#include <percpu/abi.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#pragma GCC visibility push (hidden)

/* No Linux configuration has more CPUs than this.  */
#define PCPU_CPUS_MAX 8192
#define PCPU_LONG_BITS (8 * sizeof (unsigned long))

/* Call FUNCTION, which is void (void), at the start of an image, and at its end.
   Constructors are run in the order of their numbers, destructors in the
   reverse one.  This number is below those that programs, and the sanitizers,
   can give.  */
#define PCPU_IMAGE_CONSTRUCTOR(name, function)				\
  __attribute__ ((section (".init_array.00000"), used))			\
  static void (*name) (void) = function
#define PCPU_IMAGE_DESTRUCTOR(name, function)				\
  __attribute__ ((section (".fini_array.00000"), used))			\
  static void (*name) (void) = function

/* A set of CPUs, with the bit order of the kernel's own masks.  */
struct pcpu_cpus
{
  unsigned long bit[PCPU_CPUS_MAX / PCPU_LONG_BITS];
};

static inline bool
pcpu_cpus_has (const struct pcpu_cpus *cpus, unsigned int cpu)
{
  return (cpu < PCPU_CPUS_MAX
	  && (cpus->bit[cpu / PCPU_LONG_BITS] >> cpu % PCPU_LONG_BITS & 1));
}

static inline void
pcpu_cpus_add (struct pcpu_cpus *cpus, unsigned int cpu)
{
  cpus->bit[cpu / PCPU_LONG_BITS] |= 1ul << cpu % PCPU_LONG_BITS;
}

/* Likewise for a set that several threads use.  */
static inline bool
pcpu_cpus_has_atomic (struct pcpu_cpus *cpus, unsigned int cpu)
{
  return (__atomic_load_n (&cpus->bit[cpu / PCPU_LONG_BITS],
			   __ATOMIC_ACQUIRE)
	  >> cpu % PCPU_LONG_BITS & 1);
}

/* FIRST and those that follow it in its word, of which it is the first.  */
static inline unsigned long
pcpu_cpus_word_atomic (struct pcpu_cpus *cpus, unsigned int first)
{
  return __atomic_load_n (&cpus->bit[first / PCPU_LONG_BITS],
			  __ATOMIC_ACQUIRE);
}

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

/* cpulist.c  */

/* Read TEXT, such as "0-1,4-7\n", into *CPUS.
   Returns: the highest number plus one; 0 if TEXT is no such list or has a
   number that is too large, and *CPUS is then of no use.  */
unsigned int pcpu_cpulist_parse (const char *text, struct pcpu_cpus *cpus);

/* Write *CPUS into BUF of LEN bytes, cut off with "..." where it is too
   small.  Returns: BUF.  */
char *pcpu_cpulist_print (const struct pcpu_cpus *cpus, char *buf, size_t len);

/* area.c  */

/* A set of signals.  */
struct pcpu_os_signals
{
  unsigned long word[16];
};

/* The allocator counts pages in 32 bits.  */
#define PCPU_DYNAMIC_MAX ((size_t) 1 << 43)

/* Part of every area, from the first address on, in whole pages: the initial
   values of DATA are in the template, all others are zero.  */
struct pcpu_part
{
  size_t from;
  size_t to;
  bool data;
};

/* So many parts at most have what the program starts with.  */
#define PCPU_PARTS_MAX 8

/* The process's areas, as area.c draws them.  */
struct pcpu_layout
{
  /* Start of the first slot, 0 before the first image came; the number of
     slots that lie one behind the other; all that was reserved, in bytes.  */
  uintptr_t base;
  size_t slots;
  size_t reservation;
  /* Distance between two slots; what must lie free before the first one.  */
  size_t stride;
  size_t lead;
  /* Bytes of a slot: those that can be used at most, those that can be used
     now, those of the images that were there at start (in whole pages, and
     without what is left of the last page).  All but the last are multiples
     of a page.  */
  size_t limit;
  size_t size;
  size_t start_size;
  size_t start_end;
  /* What is used of START_SIZE, in ascending order.  */
  struct pcpu_part part[PCPU_PARTS_MAX];
  unsigned int parts;
  /* Behind LIMIT is the room of dynamic objects: so much at most, and so much of
     it can be used now.  Multiples of a page; the limit is PCPU_DYNAMIC_MAX at
   most.  */
  size_t dynamic_limit;
  size_t dynamic_size;
  /* Displacements of CPU 0's area and of the unbound slot.  */
  uintptr_t displacement;
  uintptr_t unbound;
  /* The first per-CPU address, and that of the library's page of words.  */
  uintptr_t origin;
  uintptr_t page;
  /* The origin is given, by an executable whose addresses are fixed.  */
  bool fixed;
  /* Null pointers lead to address space that is reserved.  */
  bool windows;
  /* Only what is in use is mapped, not all that was reserved (reserve.c).  */
  bool sparse;
  /* There is code in model `rseq'.  */
  bool restartable;
  /* There is a checker that reads whole images, so that nothing in them may
     be made inaccessible.  */
  bool leak_checker;
};

extern struct pcpu_layout pcpu_layout;

/* The displacement of CPU's area.  CPU must be a possible one.  */
static inline uintptr_t
pcpu_layout_displacement (unsigned int cpu)
{
  return pcpu_layout.displacement + cpu * pcpu_layout.stride;
}

/* The displacement of the initial values.  */
static inline uintptr_t
pcpu_layout_template (void)
{
  return pcpu_layout.displacement - pcpu_layout.stride;
}

/* The displacement of a thread that is bound to no CPU: whatever it
   touches is inaccessible, but for the words of the library's own where
   there is code in model `rseq'.  */
static inline uintptr_t
pcpu_layout_unbound (void)
{
  return pcpu_layout.unbound;
}

/* The per-CPU address of the first byte for dynamic objects.  */
static inline uintptr_t
pcpu_layout_dynamic (void)
{
  return pcpu_layout.origin + pcpu_layout.limit;
}

/* Make *LAYOUT, in three steps.  The first takes `size' of what is there at
   start, its parts, `page', `dynamic_limit', and `origin', if that is given; if it is 0, so
   will be that of the reservation, and `page' is a distance from it.  It reserves
   the slots with ROOM bytes more, or less of both if there are not so many, and makes the
   data of the template writable, which the caller fills.  The second makes the areas of
   it and lets the rest of the library have them.  The third is for code in
   model `rseq' that comes later than all other.
   None of them returns if it fails.  */
void pcpu_layout_prepare (struct pcpu_layout *layout, size_t room);
void pcpu_layout_publish (const struct pcpu_layout *layout);
void pcpu_layout_restartable (void);

/* Let every area have SIZE bytes.
   Returns: false if that is more than the limit.
   Context: the lock is held.  */
bool pcpu_layout_grow (size_t size);

/* Let dynamic objects have SIZE bytes in every area.
   Returns: 0 or an error number of the system; nothing has changed then.
   Context: takes the lock.  */
int pcpu_layout_grow_dynamic (size_t size);

/* Let the SIZE bytes at the per-CPU address ADDRESS, of a dynamic object, be zero
   on every CPU; and their initial value too, if WITH_TEMPLATE is set.  What is
   zero is not written.
   Returns: 0 or an error number of the system, and nothing has changed.
   Context: takes the lock if WITH_TEMPLATE.  */
int pcpu_area_zero (uintptr_t address, size_t size, bool with_template);

/* Likewise, of whole pages, which need not take memory any more.
   Returns: 0 or an error number of the system, and only the initial value has
   not changed.
   Context: takes the lock if WITH_TEMPLATE.  */
int pcpu_area_discard (uintptr_t address, size_t size, bool with_template);

/* Say in *INFO in whose area the plain address ADDRESS is.
   Returns: false if in none.  */
bool pcpu_area_find (uintptr_t address, struct percpu_address_info *info);

/* Give the SIZE bytes at the per-CPU address ADDRESS the initial values DATA,
   in all areas too; or none any more, and the memory back.
   Returns: 0 or an error number of the system, and the areas have not changed.
   Context: the lock is held.  */
int pcpu_template_set (uintptr_t address, const void *data, size_t size);
int pcpu_template_clear (uintptr_t address, size_t size);

/* Let the SIZE bytes at the per-CPU address ADDRESS, whose initial value is zero,
   be zero in all areas and take no memory there.
   Context: the lock is held.  */
void pcpu_area_clear (uintptr_t address, size_t size);

/* Make a part of an image inaccessible, but for the library's words where
   they are needed.  */
void pcpu_area_withdraw (uintptr_t base, size_t size);

/* Keep all others, and signal handlers, away from the layout.
   Returns: what pcpu_unlock wants to know.
   Context: any.  */
bool pcpu_lock (struct pcpu_os_signals *signals);
void pcpu_unlock (bool locked, const struct pcpu_os_signals *signals);

/* Find the possible CPUs, if that was not done before.  */
void pcpu_cpus_init (void);

/* True if CPU is the number of a possible CPU, and not of a private area.  */
bool pcpu_cpu_p (uintptr_t cpu);

/* From the kernel's number of a CPU to the one that it has here, and back,
   or PCPU_CPUS_MAX; and whether the kernel's is that of a possible CPU.  The
   two differ only for testing (PERCPU_TEST_POSSIBLE).  */
unsigned int pcpu_cpu_number (unsigned int kernel);
unsigned int pcpu_cpu_kernel (unsigned int cpu);
bool pcpu_cpu_kernel_p (uintptr_t kernel);

/* Give the area with DISPLACEMENT its memory and its initial values; if it is
   MAPPED, only those of later images.
   Returns: 0 or an error number of the system.
   Context: the lock is held.  */
int pcpu_area_fill (uintptr_t displacement, bool mapped);

/* Let the area of CPU be used: it has its initial values.
   Context: any; no system call for memory if CPU was allowed at start and no image
   has come since.  */
void pcpu_area_open (unsigned int cpu);

/* Let the area with DISPLACEMENT say where it is, and that its tag is TAG.
   Done when the area is used for the first time and not at start, for it
   makes a page resident.  Threads that do it at the same time write the
   same.  */
void pcpu_area_sign (uintptr_t displacement, uint32_t tag);

/* Open and sign the area of CPU.
   Returns: its displacement.  */
uintptr_t pcpu_area_prepare (unsigned int cpu);

/* Returns: the displacement of the area with NUMBER, private or not, or 0 if
   nobody ever used it.
   Context: any.  */
uintptr_t pcpu_area_in_use (unsigned int number);

/* Likewise of the first area in use with *NUMBER or a higher one, whose number
   *NUMBER becomes; 0 if there is none.  */
uintptr_t pcpu_area_next (unsigned int *number);

/* Fill in what area.c and images.c know.  */
void pcpu_area_stats (struct percpu_stats *stats);
void pcpu_image_stats (struct percpu_stats *stats);

/* The program cannot go on: say why.  */
void pcpu_fail (const char *what, const char *reason)
  __attribute__ ((noreturn));

/* Continue only if ERROR, one of the system's, is 0.  */
void pcpu_need (int error, const char *what);

/* reserve.c  */

/* This far on both sides of a null pointer all is inaccessible.  */
#define PCPU_NULL_REACH ((size_t) 1 << 16)

/* Choose the stride and the lead of LAYOUT, whose origin, limits and flags are
   set.
   Returns: false if there are no such numbers.  */
bool pcpu_reserve_stride (struct pcpu_layout *layout);

/* Reserve the slots of LAYOUT, which are SLOTS for CPUs and those besides; set
   its base, its displacements, and its origin if that is not fixed.
   Returns: 0, PCPU_OS_TAKEN if the windows have no place, or another error
   number of the system.  */
int pcpu_reserve_layout (struct pcpu_layout *layout, size_t slots);

/* Reserve SLOTS more slots with all that LAYOUT wants beside them, and FRONT
   bytes in front, whole pages, whose address becomes *BASE.
   Returns: as before.  */
int pcpu_reserve_more (const struct pcpu_layout *layout, size_t front,
		       size_t slots, uintptr_t *base);

/* Give that back.  */
void pcpu_reserve_release (const struct pcpu_layout *layout, uintptr_t base,
			   size_t front, size_t slots);

/* Reserve SIZE bytes, as pcpu_layout is reserved, for a table; its parts are to be
   held before they are made accessible.
   Returns: 0 or an error number of the system.  */
int pcpu_reserve_table (size_t size, uintptr_t *base);

/* Map SIZE bytes at ADDRESS, which belong to a reservation of LAYOUT and were not
   used before, and allow no access to them.  Does nothing if LAYOUT is not
   sparse.
   Returns: 0, PCPU_OS_TAKEN if a mapping of others is there, or another error
   number of the system.  */
int pcpu_reserve_hold (const struct pcpu_layout *layout, uintptr_t address,
		       size_t size);

/* The same for the null pointer's window of the slot with DISPLACEMENT.  */
int pcpu_reserve_hold_window (const struct pcpu_layout *layout,
			      uintptr_t displacement);

/* Returns: the address of the first slot of what was reserved at BASE.  */
uintptr_t pcpu_reserve_areas (const struct pcpu_layout *layout,
			      uintptr_t base, size_t front);

/* Returns: the bytes of address space that it takes.  */
size_t pcpu_reserve_size (const struct pcpu_layout *layout, size_t front,
			  size_t slots);

/* End the program if a null pointer could lead into a slot of LAYOUT.  */
void pcpu_reserve_check (const struct pcpu_layout *layout);

/* images.c  */

/* True if the SIZE bytes at the per-CPU address ADDRESS are one image's, and
   none of the library's words.
   Context: the lock is held.  */
bool pcpu_image_has (uintptr_t address, size_t size);

/* Find initial values at *ADDRESS or above, and only those that may be other than
   zero.  *ADDRESS becomes the per-CPU address of the first, *SIZE their number.
   Returns: false if there are none.
   Context: the lock is held.  */
bool pcpu_image_data (uintptr_t *address, size_t *size);

/* Say of which image INFO->address is.  */
void pcpu_image_find (struct percpu_address_info *info);

/* private.c: areas that belong to one thread.  They are numbered from 0; in
   the interface they follow the CPUs.  */

/* Take an area that no living thread has, or make one.
   Returns: its number.  Does not return if there is no room.
   Context: all signals are blocked.  Takes the lock.  */
unsigned int pcpu_private_take (void);

/* The numbers that were ever taken are below this.  */
unsigned int pcpu_private_nr (void);

/* True if the area was ever taken; it then stays.  */
bool pcpu_private_p (unsigned int number);

/* Bytes of address space for all of them, and of memory, or SIZE_MAX.  */
size_t pcpu_private_reserved (void);
size_t pcpu_private_resident (void);

/* The displacement of an area that was taken.  */
uintptr_t pcpu_private_displacement (unsigned int number);

/* alloc.c  */

/* True if dynamic objects have an initial value other than zero in the page of
   the per-CPU address ADDRESS.  */
bool pcpu_alloc_template_p (uintptr_t address);

/* True if the SIZE bytes at the per-CPU address ADDRESS are in one dynamic
   object, which nobody frees meanwhile.  Where there is none it may be wrong if
   another thread allocates or frees.
   Context: any.  */
bool pcpu_alloc_has (uintptr_t address, size_t size);

/* Free the object at ADDRESS, which has the size of an address at least and one
   owner; at once, or as soon as the allocator's lock is let go.  Nothing happens
   if it is 0.
   Context: any.  */
void pcpu_alloc_free (uintptr_t address);

/* Fill in what the allocator knows.  */
void pcpu_alloc_stats (struct percpu_stats *stats);

/* bind.c  */

/* Take the calling thread, which is that of the constructors, for the
   ancestor of all threads.  */
void pcpu_thread_init (void);

/* Write the per-CPU register, and see that it is written.
   Returns: NULL, or the reason why it is not.
   Context: any.  */
const char *pcpu_register_set (uintptr_t displacement);

/* rseq.c  */

/* IMAGE has code in model `rseq': choose the mode, if that was not done
   before, and tell the image.  */
void pcpu_rseq_init (const struct __percpu_image *image);

/* The code of IMAGE is about to go.  */
void pcpu_rseq_forget (const struct __percpu_image *image);

/* Returns: the CPU that the calling thread is bound to, or -1.  The areas
   must be there.
   Context: any.  */
int pcpu_thread_bound (void);

/* The calling thread has been bound to CPU, or, if that is -1, to none; the
   register is written.
   Context: all signals are blocked.  */
void pcpu_thread_set_bound (int cpu);

/* A thread whose sequences the kernel does not abort is alone in its area, or
   bound.
   Returns: the displacement of that area; 0 if the kernel aborts them, or the
   thread has run no sequence yet.
   Context: any.  */
uintptr_t pcpu_thread_unaided (void);

/* Returns: the displacement of the area where the thread's last operation was;
   it has run one.
   Context: any.  */
uintptr_t pcpu_thread_area (void);

/* guard.c  */

/* The calling thread is one of those.
   Context: before its sequences find a tag that fits.  */
void pcpu_guard_unaided (void);

/* list.c  */

/* How a sequence of arch/CPU/list.h was left: for another way, because there is
   nothing to be done, or done.  */
enum pcpu_list_result
{
  PCPU_LIST_OTHERWISE,
  PCPU_LIST_NONE,
  PCPU_LIST_DONE
};

/* lock.c  */

/* What a reader finds at the gate.  */
enum pcpu_gate
{
  PCPU_GATE_SLOW,
  PCPU_GATE_OPEN,
  PCPU_GATE_CLOSED,
  PCPU_GATE_TAKEN
};

/* os/<system>.c  */

/* Sizes.  */
size_t pcpu_os_page_size (void);

/* Find the CPUs that may ever come online, not those that now are.
   Returns: the highest number plus one; 0 if that is more than
   PCPU_CPUS_MAX.  */
unsigned int pcpu_os_cpus_possible (struct pcpu_cpus *cpus);

/* The next functions return 0 or an error number of the system.  */

/* Reserve SIZE bytes of inaccessible address space, if there is room at a
   higher address than ABOVE.  */
int pcpu_os_reserve (uintptr_t above, size_t size, uintptr_t *base);

/* Reserve the SIZE bytes at BASE.
   Returns: 0, PCPU_OS_TAKEN if they are not free, PCPU_OS_LOCKED if the process
   locks all that it maps and must not lock so much, or an error number.  */
#define PCPU_OS_TAKEN (-1)
#define PCPU_OS_LOCKED (-2)
int pcpu_os_reserve_at (uintptr_t base, size_t size);

/* Choose SIZE bytes of address space above ABOVE, far from where the system places
   mappings by itself.  Nothing is mapped, and no later call chooses them again.
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

/* Let the SIZE bytes at BASE, a reservation, take memory by the page, although the
   system would give more at a time where they are many.  */
void pcpu_os_small_pages (uintptr_t base, size_t size);

/* Make a memory file, to be mapped several times, which is empty at first and can
   get SIZE bytes; add the SIZE bytes DATA at its end.  *FILE is the caller's, to
   be closed.  */
int pcpu_os_file_create (size_t size, int *file);
int pcpu_os_file_add (int file, const void *data, size_t size);
void pcpu_os_file_close (int file);

/* Map SIZE bytes of FILE, from OFFSET on, at ADDRESS, as a copy that takes memory
   only where it is written: in the place of what is RESERVED, or else where
   nothing is mapped.  */
int pcpu_os_map (int file, size_t offset, uintptr_t address, size_t size,
		 bool reserved);

/* Make SIZE bytes at ADDRESS, which were not accessible since they were reserved,
   readable and writable, or readable.  They are zero.  */
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
   Returns: 0 or an error number of the system, and they may be as they were:
   memory that is locked is not given back.  */
int pcpu_os_discard (uintptr_t address, size_t size);

/* Call FOUND for every image of the process that is loaded.  */
void pcpu_os_images (void (*found) (struct __percpu_image *image));

/* Let FUNCTION be called when the process ends, before the destructors of
   images.  */
void pcpu_os_at_exit (void (*function) (void));

/* Returns: how much memory of the process's own the mappings take that lie in the
   SIZE bytes at ADDRESS; SIZE_MAX if the system does not tell.  */
size_t pcpu_os_resident (uintptr_t address, size_t size);

/* The environment of the process is ENVIRONMENT, in case that the C library
   does not know it yet.  */
void pcpu_os_environment (char **environment);

/* Returns: true if there is a checker of data races, which may not be ready before
   the first constructor of an image.  */
bool pcpu_os_race_checker (void);

/* Returns: true if there is a sanitizer that has divided up the address space.  */
bool pcpu_os_sanitized (void);

/* Returns: for testing, the list of possible CPUs that the user wants to
   have; else NULL.  */
const char *pcpu_os_test_possible (void);

/* Let other threads run.  */
void pcpu_os_yield (void);

/* Returns: where there is a number other than 0 as long as the process surely has
   one thread only; NULL if the system does not tell.  Always the same.  */
const char *pcpu_os_alone (void);

/* Tell a checker of data races that the calling thread has taken the lock at LOCK,
   or is about to let it go.  */
void pcpu_os_lock_taken (void *lock);
void pcpu_os_lock_let_go (void *lock);

/* Returns: the number of a CPU on which the thread was just now.  */
unsigned int pcpu_os_cpu (void);

/* Sleep while *WORD is VALUE, for MILLISECONDS at most; it may end sooner, or
   not begin.
   Returns: true if it was so long.  */
bool pcpu_os_wait (uint32_t *word, uint32_t value, unsigned int milliseconds);

/* End the sleep of all that sleep on WORD.  */
void pcpu_os_wake (uint32_t *word);

/* Tell the system that one of the next three will be called.  Who calls them
   without that tells it then; and that waits for all CPUs if the process has other
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

/* Let every sequence that another thread is in, and has not committed, be
   aborted, and what others have committed be visible to the caller; a sequence
   that begins afterwards sees what the caller has written.  To be prepared once
   in the process.
   Return: false if the system does not do that, or does it no longer.  */
bool pcpu_os_fence_prepare (void);
bool pcpu_os_fence (void);

/* Likewise without the system's aid, by being on every CPU for a moment.
   Returns: false if the thread may not be on one of them.
   Context: all signals are blocked.  */
bool pcpu_os_barrier_by_visits (void);

/* Let each sequence that another thread of the process has begun on the CPU with
   the kernel's number CPU be aborted, or have come to its end.
   Returns: false if that cannot be done.
   Context: all signals are blocked.  */
bool pcpu_os_restart (unsigned int cpu);

/* Let BEFORE be called before each fork, and afterwards PARENT or CHILD; NULL is
   nothing.
   Returns: 0 or an error number of the system.  */
int pcpu_os_at_fork (void (*before) (void), void (*parent) (void),
		     void (*child) (void));

/* Let *WHERE, thread-local and NULL at first, be SIZE bytes, zero, for as long as
   the calling thread runs.  It is NULL again in what destructors the C library
   calls after all others; what is asked for there is never given back.
   Returns: false if there is no memory.  For one WHERE only.  */
bool pcpu_os_thread_memory (size_t size, void **where);

/* Who the calling thread is, in this process and in those that come of it by
   fork; never 0.  */
uint64_t pcpu_os_thread_self (void);

/* True if THREAD is, or was, a thread of this process; if it was and has
   ended.  */
bool pcpu_os_thread_ours_p (uint64_t thread);
bool pcpu_os_thread_ended_p (uint64_t thread);

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

/* Tell a leak checker that the SIZE bytes at ADDRESS may hold pointers.
   Returns: true if there is one that reads whole images, so that nothing
   in them may be made inaccessible.  */
bool pcpu_os_leak_checker (uintptr_t address, size_t size);

/* Get or set where the calling thread may run; or get it, and all CPUs that there
   can be where the system does not tell.  */
int pcpu_os_affinity_get (struct pcpu_cpus *cpus);
void pcpu_os_affinity_known (struct pcpu_cpus *cpus);
int pcpu_os_affinity_set (const struct pcpu_cpus *cpus);

/* Let the calling thread run on CPU only, and be there on return.
   Returns: 0, or a PERCPU_E... value and nothing has changed.  */
int pcpu_os_pin (unsigned int cpu);

/* Keep signal handlers away from the calling thread for a while, but for
   those of signals that it raises by an instruction of its own.  */
void pcpu_os_signals_block (struct pcpu_os_signals *old);
void pcpu_os_signals_restore (const struct pcpu_os_signals *old);

/* Print `percpu: ' and the message, as printf does, and one newline.  */
void pcpu_os_message (const char *format, ...)
  __attribute__ ((format (printf, 1, 2)));

/* The text of the system's error number ERROR.  */
const char *pcpu_os_reason (int error);

/* End the program: because it cannot start, because of a wrong call.  */
void pcpu_os_exit (void) __attribute__ ((noreturn));
void pcpu_os_abort (void) __attribute__ ((noreturn));

/* arch/<cpu>/register.h has

     uintptr_t pcpu_register_read (void);
     int pcpu_register_write (uintptr_t displacement);
     uintptr_t pcpu_register_load (uintptr_t address);

   the second of which returns 0 or an error number of the system, the third the
   word at ADDRESS plus the register, and

     struct pcpu_rseq *pcpu_rseq_at (intptr_t offset);

   the struct at OFFSET from the thread pointer.  */

#pragma GCC visibility pop

#endif /* PCPU_INTERNAL_H */
