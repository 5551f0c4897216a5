/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The ABI between compiled code, the per-image files and the library.

   Every symbol of the linker level is listed here and nowhere else.  They
   are defined by:

     the linker    __start___percpu, __stop___percpu, __start___percpu_zero,
		   __stop___percpu_zero, __start___rseq_cs,
		   __stop___rseq_cs: bounds of the sections `__percpu',
		   `__percpu_zero' and `__rseq_cs' of one executable or shared
		   object (an image);

     image/image.c __percpu_image.  This symbol and those that follow, except
		   the library's, are hidden, so that each image has its own;

     image/exec.c  __percpu_page, __percpu_this_displacement, __percpu_tag:
		   only in executables with code that is not
		   position-independent; on targets with a table also
		   __percpu_register_offset;

     image/rseq.c  __percpu_rseq_offset, and __percpu_own_rseq or, on targets
		   with a table, __percpu_rseq_table: the same, and only if
		   that code is in model `rseq';

     image/pic.c   __percpu_pic_page, __percpu_pic_bias, on targets with a
		   table __percpu_pic_register_offset: only if there is
		   position-independent code;

     image/pic-rseq.c
		   __percpu_pic_rseq_offset, on targets with a table
		   __percpu_pic_rseq_table: the same, in model `rseq';

     cold.S        __percpu_cold, __percpu_abort, __percpu_retry,
		   __percpu_cold_load;

     image/guard.c percpu_guard_enter, percpu_guard_leave: only if they
		   are called;

     image/list.c, image/lock.c
		   the hidden functions of percpu/list.h and percpu/lock.h: only
		   if they are called;

     image/race.c  __percpu_seen_read, and __percpu_seen_NAME for functions
		   percpu_NAME and __percpu_NAME: only if code that is compiled
		   with -fsanitize=thread calls them;

     image/ref.c   percpu_ref_get_many, percpu_ref_put_many,
		   percpu_ref_tryget_many, percpu_ref_tryget_live_many: only if
		   they are called;

     the program   __percpu_room, if it has a PERCPU_ROOM;
		   __percpu_dynamic_room, if a PERCPU_DYNAMIC_ROOM;

     libpercpu     __percpu_image_register, __percpu_image_unregister,
		   __percpu_displacement, __percpu_displacement_read,
		   __percpu_reset, __percpu_resume, __percpu_guard_thread,
		   __percpu_barrier_prepare,
		   __percpu_guard_begin,
		   __percpu_guard_wait, __percpu_guard_wake,
		   __percpu_guard_end, __percpu_thread_begin,
		   __percpu_list_slow, __percpu_lock_wait,
		   __percpu_lock_wake, __percpu_rwlock_wait,
		   __percpu_rwlock_left, __percpu_rwlock_write,
		   __percpu_rwlock_written, __percpu_hardened,
		   __percpu_cell_refuse, __percpu_alloc,
		   __percpu_alloc_value, __percpu_free, __percpu_autofree,
		   __percpu_retain, __percpu_release,
		   __percpu_ref_change, __percpu_ref_refuse,
		   __percpu_counter_init_static,
		   __percpu_counter_locals: one for the whole process.

   All accesses are based on this sum:

     address of an instance = per-CPU address + displacement of its area

   and in position-independent code, whose variables get their place among
   those of other images at run time, on

     per-CPU address of a variable = its own address + the image's bias

   Programs must not use this header; they include <percpu.h>.

   The code of model `rseq': on x86-64, an update is
   (R holds __percpu_rseq_offset, r11 is scratch):

	  .pushsection __rseq_cs,"aw"
	  .balign 32
     3:	  .long 0, 0			# struct __percpu_sequence
	  .quad 1f, 2f - 1f, 4f
	  .quad 0f, 0
	  .popsection
     0:	  leaq	3b(%rip), %r11
	  movq	%r11, %fs:8(R)		# rseq->rseq_cs
     1:	  movl	%fs:4(R), %r11d		# rseq->cpu_id
	  cmpl	%r11d, %gs:__percpu_tag(%rip)
	  jne	5f
	  incq	%gs:hits(%rip)		# commit: one instruction
     2:
	  .pushsection .text.percpu_cold,"ax"
	  .byte 0x0f, 0xb9, 0x3d
	  .long 0x53053053		# PERCPU_RSEQ_SIGNATURE
     4:	  leaq	3b(%rip), %r11		# aborted by the kernel
	  jmp	__percpu_abort
     5:	  leaq	3b(%rip), %r11		# not the area of this CPU
	  jmp	__percpu_cold
	  .popsection

   and for a load, which needs no sequence:

     0:	  movl	%fs:4(R), %r11d
	  cmpl	%r11d, %gs:__percpu_tag(%rip)
	  jne	5f
	  movq	%gs:hits(%rip), r
	  .pushsection .text.percpu_cold,"ax"
     5:	  leaq	0b(%rip), %r11
	  jmp	__percpu_cold_load
	  .popsection

   Position-independent code keeps the values of three hidden variables, which
   are constant, in registers: R is __percpu_pic_rseq_offset, P is
   __percpu_pic_page and B __percpu_pic_bias.  With hits' address in A it is

	  cmpl	%r11d, %gs:8(P)
	  jne	5f
	  incq	%gs:(A,B)		# commit
     2:	  movq	$0, %fs:8(R)

   The last instruction is for dlclose.  When a preempted thread returns to
   user mode, however long ago it left the sequence, the kernel reads the
   descriptor, and ends the process if it is no longer readable.

   The library also resumes at the second instruction of an update, with
   another value in r11: a sequence must begin with the lea above.  The
   arithmetic flags are not preserved.

   A sequence may be left without its commit by a jump to its end, label 2, as
   the acquisition of a guard's lock does (arch/CPU/guard.h).

   On aarch64, where no register holds the displacement, the sequence finds it
   in a table: abi/aarch64/sequence.h.  */

#ifndef PERCPU_ABI_H
#define PERCPU_ABI_H 1

/* A tag that no area of a CPU has: no struct rseq ever has this cpu_id.  */
#define PERCPU_TAG_NONE 0xfffffffd

/* The tag of a private area has this bit.  As an int it is negative, which
   other readers of cpu_id take for `not registered'.  */
#define PERCPU_TAG_PRIVATE 0x80000000

/* What follows is different on each architecture:

     PERCPU_NOWHERE	  an invalid address or displacement: every sum with it
			  is not canonical
     PERCPU_TAG_OF(N)	  the tag of the private area N, and its inverse
     PERCPU_PRIVATE_OF(TAG)
     PERCPU_TAG_BOUND(CPU)
			  the cpu_id of a thread that is bound to the CPU with
			  that number of the kernel, if its struct is not
			  registered
     PERCPU_RSEQ_SIGNATURE
			  the word in front of every abort handler, the one with
			  which the C library registers struct rseq
     PERCPU_RSEQ_TABLE	  defined if sequences find the displacement in a
			  table, which they index by cpu_id.  All numbers are
			  small there

   On aarch64 the highest byte of an address is ignored.  */
#if defined __aarch64__
# define PERCPU_NOWHERE ((uintptr_t) 1 << 54)
# define PERCPU_TAG_OF(n) (0xfffffff0 - (n))
# define PERCPU_PRIVATE_OF(tag) (0xfffffff0 - (tag))
# define PERCPU_TAG_BOUND(cpu) (0xfffe0000 - (uint32_t) (cpu))
# define PERCPU_RSEQ_SIGNATURE 0xd428bc00
# define PERCPU_RSEQ_TABLE 1
#else
# define PERCPU_NOWHERE ((uintptr_t) 1 << 63)
# define PERCPU_TAG_OF(n) (PERCPU_TAG_PRIVATE | (n))
# define PERCPU_PRIVATE_OF(tag) ((tag) & ~PERCPU_TAG_PRIVATE)
# define PERCPU_TAG_BOUND(cpu) (cpu)
# if defined __x86_64__ || defined __i386__
#  define PERCPU_RSEQ_SIGNATURE 0x53053053
# endif
#endif

/* The plugin and modules of Linux need the constants only.  */
#if (!defined __ASSEMBLER__ && !defined PERCPU_ABI_CONSTANTS_ONLY	\
     && !defined __PERCPU_ABI_LINUX__)

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#pragma GCC visibility push (hidden)

/* Bounds of the image's section: the template.  After start-up no access
   between them is allowed.  */
extern char __start___percpu[];
extern char __stop___percpu[];

/* Bounds of the image's section of large variables that begin with zero; equal
   if there is none.  */
extern char __start___percpu_zero[];
extern char __stop___percpu_zero[];

/* Bounds of the descriptors of the image's updates in model `rseq'.  */
extern const char __start___rseq_cs[];
extern const char __stop___rseq_cs[];

/* The library's own words, in a page of their own in each area.  Compiled code
   contains the offsets of the first two.  */
struct __percpu_page
{
  uintptr_t this_displacement;
  uint32_t tag;
  /* The area's number, as for percpu_ptr.  Valid if the tag is.  */
  uint32_t cpu;
  /* The lock of the area's guard, in the same cache line as the tag: the
     identity of the thread that holds it, or 0; and the word that waiting
     threads sleep on (sync/guard.c).  */
  uint64_t guard_owner;
  uint32_t guard_events;
  /* Not 0 while sequences of lists are stopped here (sync/list.c).  */
  uint32_t stopped;
  /* The displacement of the home area of locks (area/open.c), the same in all
     areas.  Valid if the tag is.  */
  uintptr_t home;
};

/* The state of a thread with regard to guards.  All bytes are zero for a new
   thread, and a signal handler restores them.  */
struct __percpu_guard_thread
{
  /* Not 0 from the beginning of an outermost percpu_guard_enter to the end of
     its percpu_guard_leave; incremented by each that a handler executes in
     between, as long as HELD is not set.  */
  volatile uint32_t busy;
  /* 0 if the kernel is not known to abort the thread's sequences.  */
  volatile uint32_t has_rseq;
  /* The displacement of the area whose guard the thread holds, or 0.  */
  volatile uintptr_t held;
  /* The value of the lock when the thread holds it; 0 if not known yet.  */
  volatile uint64_t identity;
  /* The number of read sections of percpu/lock.h that the thread is in or is
     entering.  */
  volatile uint32_t reading;
};

/* The operations on a list or a stack.  */
enum __percpu_list_operation
{
  __PERCPU_LIST_PUSH,
  __PERCPU_LIST_POP,
  __PERCPU_LIST_POP_ALL,
  __PERCPU_STACK_PUSH,
  __PERCPU_STACK_POP
};

/* The description of an image for the library.  A pointer is NULL if the image
   does not have the object.  */
struct __percpu_image
{
  /* sizeof (struct __percpu_image) when the image was built: the library
     refuses an image with a size that it does not know.  */
  size_t size;
  char *start;
  char *stop;
  char *zero_start;
  char *zero_stop;
  const char *sequences;
  const char *sequences_stop;
  struct __percpu_page *page;
  intptr_t *rseq_offset;
  uintptr_t *pic_page;
  uintptr_t *pic_bias;
  intptr_t *pic_rseq_offset;
  const size_t *room;
  const size_t *dynamic_room;
#ifdef PERCPU_RSEQ_TABLE
  uintptr_t *rseq_table;
  uintptr_t *pic_rseq_table;
  intptr_t *register_offset;
  intptr_t *pic_register_offset;
#endif

  /* Private to the library: the image with the next higher per-CPU addresses;
     the first per-CPU address of this image, or 0 if it is not registered yet,
     PERCPU_NOWHERE if it is no longer registered.  */
  struct __percpu_image *next;
  uintptr_t address;
};

/* The image's own description.  An object file that uses per-CPU variables has
   an undefined reference to it, so that the linker takes image/image.c.  */
extern struct __percpu_image __percpu_image;

/* A per-CPU word: each CPU's instance is the displacement of that CPU's area,
   so that one load relative to the per-CPU register finds it.  Written when
   the area is used for the first time.  */
extern uintptr_t __percpu_this_displacement;

/* A per-CPU word: each CPU's instance is the kernel's number of the CPU, each
   private area's instance its own tag; PERCPU_TAG_NONE in the template and in
   areas that were never used.  Code in model `rseq' compares it with its
   cpu_id.  */
extern uint32_t __percpu_tag;

/* The page of the library's words, among them the two above.  It contains
   nothing else and is the last page of the image's section.  */
extern struct __percpu_page __percpu_page;

/* The offset from the thread pointer to the struct rseq in use.  Initially
   that of __percpu_own_rseq, which is not registered and whose cpu_id (-1) is
   no area's tag: code that runs before the library's constructors therefore
   enters __percpu_cold.  Changes at most once.  */
extern intptr_t __percpu_rseq_offset;

#ifdef PERCPU_RSEQ_TABLE
/* The address of the table's entry 0, set once.  Before that the offsets lead
   nowhere.  */
extern uintptr_t __percpu_rseq_table;
extern uintptr_t __percpu_pic_rseq_table;

/* The offset from the thread pointer to the thread's word that is in place of
   the register in model `register', set once.  */
extern intptr_t __percpu_register_offset;
extern intptr_t __percpu_pic_register_offset;
#endif

/* The counterparts for position-independent code: the per-CPU address of the
   library's words, the bias, and the offset.  Set once, before such code
   runs.  */
extern uintptr_t __percpu_pic_page;
extern uintptr_t __percpu_pic_bias;
extern intptr_t __percpu_pic_rseq_offset;

/* Bytes of room for images that are loaded later, and for dynamic objects; see
   PERCPU_ROOM and PERCPU_DYNAMIC_ROOM.  */
extern const size_t __percpu_room;
extern const size_t __percpu_dynamic_room;

/* An update in model `rseq': the kernel's struct rseq_cs, followed by the
   address of the first instruction, which only the runtime uses.  */
struct __percpu_sequence
{
  uint32_t version;
  uint32_t flags;
  uint64_t start;
  uint64_t length;
  uint64_t abort;
  uint64_t retry;
  uint64_t reserved;
};

/* The targets of jumps from compiled code, with the address of its struct
   __percpu_sequence in r11: the tag is not the cpu_id; the kernel has aborted
   the sequence.  They are not called; they preserve all registers but r11 and
   the flags.  */
extern char __percpu_cold[];
extern char __percpu_abort[];

/* The same if the kernel has aborted the sequence repeatedly; only the library
   jumps there.  */
extern char __percpu_retry[];

/* The target of a load's jump if the tag is not the cpu_id, with the load's
   own address in r11.  */
extern char __percpu_cold_load[];

#pragma GCC visibility pop
#pragma GCC visibility push (default)

/* Give IMAGE a place in every area, lay out the areas if it is the first
   image, write its initial values and make its template inaccessible.  *IMAGE
   belongs to the library until it is unregistered.  Does nothing if it is
   registered already.  Does not return if it fails: one line on stderr, exit
   status 127.
   Context: a constructor of the image.  */
extern void __percpu_image_register (struct __percpu_image *image);

/* Free the place of IMAGE, whose code must not run any more.
   Context: the last destructor of the image.  */
extern void __percpu_image_unregister (struct __percpu_image *image);

/* Returns: the displacement of the area of CPU.  If CPU is not possible the
   program ends: a message and abort.
   Context: any, signal handlers included.  */
extern uintptr_t __percpu_displacement (unsigned int cpu);

/* Returns: the displacement at which the present values of CPU's instances can
   be read: that of the template as long as the area was not used.  If CPU is
   not possible the program ends: a message and abort.
   Context: any, signal handlers included.  */
extern uintptr_t __percpu_displacement_read (unsigned int cpu);

/* Reset the SIZE bytes at the per-CPU address ADDRESS to their initial value
   on every CPU; the function behind percpu_reset.
   Context: any.  */
extern void __percpu_reset (uintptr_t address, size_t size);

/* Called by hardened code: check that the per-CPU pointer ADDRESS is not null,
   and the conditions in FLAGS (see below).  WHAT describes the access and its
   place.  Freestanding programs define this function themselves.
   Context: any.  */
extern void __percpu_hardened (uintptr_t address, const char *what,
			       unsigned int flags);

/* Called by cold.S when all registers are saved: make the register of the
   calling thread fit its CPU.  WHERE is the value of r11; WHY, the entry, is
   one of the values below.
   Returns: the new value of r11.
   Context: any.  */
extern uintptr_t __percpu_resume (struct __percpu_image *image,
				  uintptr_t where, unsigned int why);

/* The record of the calling thread, accessed without a call of
   __tls_get_addr.  */
extern __thread struct __percpu_guard_thread __percpu_guard_thread
  __attribute__ ((tls_model ("initial-exec")));

/* Announce to the system that there will be fences in all threads, which
   guards, locks, lists and references need.
   Context: a constructor of an image that uses them.  */
extern void __percpu_barrier_prepare (void);

/* The functions below are not called through the lazy binding of the dynamic
   linker, which signal handlers must not enter.  All of them may be called by
   handlers, and preserve errno.  */
#define __PERCPU_NOPLT __attribute__ ((noplt))

/* Called first by percpu_guard_enter of IMAGE if the thread is busy, or if the
   kernel is not known to abort its sequences.
   Returns: the displacement of the area whose guard the thread holds already;
   or 0, and the thread is marked busy.  */
extern uintptr_t __percpu_guard_begin (struct __percpu_image *image)
  __PERCPU_NOPLT;

/* Called by percpu_guard_enter if the sequence has not taken the lock: take it
   in another way, or wait until another attempt may succeed.
   Returns: the displacement of the area whose lock the thread now holds, or
   0.  */
extern uintptr_t __percpu_guard_wait (void) __PERCPU_NOPLT;

/* Wake the threads that wait for the guard of the area with DISPLACEMENT.  */
extern void __percpu_guard_wake (uintptr_t displacement) __PERCPU_NOPLT;

/* Called by percpu_guard_leave if the thread's record does not show the guard
   of the area with DISPLACEMENT; NESTED is that of struct percpu_guard.
   Returns if the call is correct nevertheless, else the program ends: a
   message and abort.  */
extern void __percpu_guard_end (uintptr_t displacement, unsigned int nested)
  __PERCPU_NOPLT;

/* Called first by functions of IMAGE if the kernel is not known to abort the
   thread's sequences.  */
extern void __percpu_thread_begin (struct __percpu_image *image)
  __PERCPU_NOPLT;

/* Called by the functions of lists and stacks if the sequence was left without
   its commit.  P is the node or the pointer to be pushed; a popped one is
   stored in *RESULT.
   Returns: an enum pcpu_list_result: 2 if the operation is done; 1 if the list
   is empty, or the stack empty or full; 0 if the sequence is to be
   repeated.  */
extern unsigned int __percpu_list_slow
  (enum __percpu_list_operation operation, uintptr_t address, void *p,
   size_t limit, void **result) __PERCPU_NOPLT;

/* Wait until the lock *WORD can be taken, and take it.  Wake the waiting
   threads.  */
extern void __percpu_lock_wait (uint32_t *word) __PERCPU_NOPLT;
extern void __percpu_lock_wake (uint32_t *word) __PERCPU_NOPLT;

/* The slow paths of entering and leaving a read section, when the home
   instance *L is not open; entering and leaving a write section.  ADDRESS is
   the lock's per-CPU address.  */
struct percpu_rwlock;
extern void __percpu_rwlock_wait (struct percpu_rwlock *l) __PERCPU_NOPLT;
extern void __percpu_rwlock_left (struct percpu_rwlock *l) __PERCPU_NOPLT;
extern void __percpu_rwlock_write (struct percpu_rwlock *l,
				   uintptr_t address) __PERCPU_NOPLT;
extern void __percpu_rwlock_written (struct percpu_rwlock *l) __PERCPU_NOPLT;

struct percpu_ref;

/* Called by percpu_ref_get_many and the other functions of IMAGE if this CPU's
   count was not changed: perform the operation HOW on the atomic count of REF,
   N times.
   Returns: 1 if it was performed, 0 if not; -1 if the operation on the CPU's
   count is to be repeated.  */
extern int __percpu_ref_change (struct __percpu_image *image,
				struct percpu_ref *ref, unsigned long n,
				int how) __PERCPU_NOPLT;

#pragma GCC visibility pop

#ifdef __cplusplus
}
#endif

#endif /* not __ASSEMBLER__, PERCPU_ABI_CONSTANTS_ONLY nor Linux */

/* Flags of __percpu_hardened: the thread must not be able to leave its CPU; an
   error ends the program, instead of only printing a message.  */
#define PERCPU_HARDENED_CPU 1
#define PERCPU_HARDENED_TRAP 2

#define PERCPU_WHY_COLD 0
#define PERCPU_WHY_ABORT 1
#define PERCPU_WHY_RETRY 2
#define PERCPU_WHY_LOAD 3

#endif /* PERCPU_ABI_H */
