/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* What the files of the library know of each other.

     image.c      once in every image: describes its section
     image-rseq.c likewise, where there is code in model `rseq'
     area.c       the areas: where they lie, how they get their contents
     private.c    the areas of threads that need one of their own
     bind.c       the calling thread: its CPU and its per-CPU register
     rseq.c       code in model `rseq': what is not done by itself
     cpulist.c    the kernel's way of writing a set of CPUs
     error.c      error values as text
     os/linux.c   all that is asked of the operating system
     arch/CPU/    the per-CPU register itself; for model `rseq', cold.S and
		  again.S: the way from compiled code to rseq.c

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

/* The process's areas.  All slots lie in one reservation, STRIDE apart, and
   the displacement of a slot follows from that of CPU 0.  */
struct pcpu_layout
{
  /* Start of the reservation; 0 before the first image came.  */
  uintptr_t base;
  /* Distance between two slots: SIZE and a guard page.  */
  size_t stride;
  /* Whole pages that hold the image's section.  */
  size_t size;
  /* Displacement of CPU 0's area.  */
  uintptr_t displacement;
  /* The image's bounds, and its words __percpu_this_displacement and
     __percpu_tag, as per-CPU addresses.  */
  uintptr_t start;
  uintptr_t stop;
  uintptr_t this_displacement;
  uintptr_t tag;
};

/* Set once, in constructors; constant afterwards.  */
extern struct pcpu_layout pcpu_layout;

/* The displacement of CPU's area.  CPU must be a possible one.  */
static inline uintptr_t
pcpu_layout_displacement (unsigned int cpu)
{
  return pcpu_layout.displacement + cpu * pcpu_layout.stride;
}

/* The displacement of a thread that is bound to no CPU: whatever it
   touches is inaccessible, but for the words of the library's own where
   there is code in model `rseq'.  */
static inline uintptr_t
pcpu_layout_unbound (void)
{
  return pcpu_layout.displacement - 2 * pcpu_layout.stride;
}

/* True if CPU is the number of a possible CPU, and not of a private area.  */
bool pcpu_cpu_p (uintptr_t cpu);

/* Let the area with DISPLACEMENT say where it is, and that its tag is TAG.
   Done when the area is used for the first time and not at start, for it
   makes a page resident.  Threads that do it at the same time write the
   same.  */
void pcpu_area_sign (uintptr_t displacement, uint32_t tag);

/* private.c: areas that belong to one thread.  They are numbered from 0; in
   the interface they follow the CPUs.  */

/* Take an area that no living thread has, or make one.
   Returns: its number.  Does not return if there is no room.
   Context: all signals are blocked.  */
unsigned int pcpu_private_take (void);

/* The numbers that were ever taken are below this.  */
unsigned int pcpu_private_nr (void);

/* True if the area was ever taken; it then stays.  */
bool pcpu_private_p (unsigned int number);

/* The displacement of an area that was taken.  */
uintptr_t pcpu_private_displacement (unsigned int number);

/* bind.c  */

/* Take the calling thread, which is that of the constructors, for the
   ancestor of all threads.  */
void pcpu_thread_init (void);

/* rseq.c  */

/* The layout is that of IMAGE: if it has code in model `rseq', choose the
   mode and tell the image.  */
void pcpu_rseq_init (const struct __percpu_image *image);

/* Returns: the CPU that the calling thread is bound to, or -1.  The areas
   must be there.
   Context: any.  */
int pcpu_thread_bound (void);

/* The calling thread has been bound to CPU, or, if that is -1, to none; the
   register is written.
   Context: all signals are blocked.  */
void pcpu_thread_set_bound (int cpu);

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

/* Make a memory file of SIZE bytes, with LEN bytes from DATA at OFFSET, to
   be mapped several times.  *FILE is the caller's, to be closed.  */
int pcpu_os_file_create (const void *data, size_t offset, size_t len,
			 size_t size, int *file);
void pcpu_os_file_close (int file);

/* Map the first SIZE bytes of FILE at ADDRESS, in the place of what is
   there: read-only, or as a writable copy that takes memory only where it
   is written.  */
int pcpu_os_map (int file, uintptr_t address, size_t size, bool writable);

/* Make SIZE bytes at ADDRESS inaccessible, read-only, or readable and
   writable.  */
int pcpu_os_protect (uintptr_t address, size_t size);
int pcpu_os_read_only (uintptr_t address, size_t size);
int pcpu_os_writable (uintptr_t address, size_t size);

/* Give back what pcpu_os_reserve gave.  */
void pcpu_os_release (uintptr_t base, size_t size);

/* Let other threads run.  */
void pcpu_os_yield (void);

/* Who the calling thread is, in this process and in those that come of it by
   fork; never 0.  */
uint64_t pcpu_os_thread_self (void);

/* True if THREAD was a thread of this process and has ended.  */
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

/* Get or set where the calling thread may run.  */
int pcpu_os_affinity_get (struct pcpu_cpus *cpus);
int pcpu_os_affinity_set (const struct pcpu_cpus *cpus);

/* Let the calling thread run on CPU only, and be there on return.
   Returns: 0, or a PERCPU_E... value and nothing has changed.  */
int pcpu_os_pin (unsigned int cpu);

/* Keep signal handlers away from the calling thread for a while, but for
   those of signals that it raises by an instruction of its own.  */
struct pcpu_os_signals
{
  unsigned long word[16];
};
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

   the second of which returns 0 or an error number of the system, and

     struct pcpu_rseq *pcpu_rseq_at (intptr_t offset);

   the struct at OFFSET from the thread pointer.  */

#pragma GCC visibility pop

#endif /* PCPU_INTERNAL_H */
