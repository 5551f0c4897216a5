/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* What compiled code, the per-image file and the library agree on.

   Every symbol of the linker level is listed here and nowhere else.  They
   come from three hands:

     the linker    __start___percpu, __stop___percpu, __start___percpu_zero,
		   __stop___percpu_zero, __start___rseq_cs,
		   __stop___rseq_cs: bounds of the sections `__percpu',
		   `__percpu_zero' and `__rseq_cs' of one executable or shared
		   object (an image);

     image/image.c __percpu_image: hidden, as all that follow up to the
		   last line, so that each image has its own;

     image/exec.c  __percpu_page, __percpu_this_displacement, __percpu_tag:
		   only in executables with code that is not
		   position-independent;

     image/rseq.c  __percpu_rseq_offset, __percpu_own_rseq: likewise, and
		   only where that code is in model `rseq';

     image/pic.c   __percpu_pic_page, __percpu_pic_bias: only where there is
		   position-independent code;

     image/pic-rseq.c
		   __percpu_pic_rseq_offset: likewise, in model `rseq';

     cold.S        __percpu_cold, __percpu_abort, __percpu_retry,
		   __percpu_cold_load;

     image/guard.c percpu_guard_enter, percpu_guard_leave: only where they
		   are called;

     image/list.c, image/lock.c
		   likewise the functions of percpu/list.h and percpu/lock.h
		   that are hidden there;
     image/race.c  __percpu_seen_read, and __percpu_seen_NAME for functions
		   percpu_NAME and __percpu_NAME: only where they are called by
		   code that is compiled with -fsanitize=thread;

     image/ref.c   percpu_ref_get_many, percpu_ref_put_many,
		   percpu_ref_tryget_many, percpu_ref_tryget_live_many:
		   likewise

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

   The sum that everything rests on:

     address of an instance = per-CPU address + displacement of its area

   and, for position-independent code, which does not know where its own
   variables were put among those of others,

     per-CPU address of a variable = its own address + the image's bias

   Programs have no business here; they include <percpu.h>.

   What compiled code in model `rseq' looks like.  On x86-64, for an update
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

   Position-independent code has the values of three hidden variables in
   registers, all of them constant: R is __percpu_pic_rseq_offset, P is
   __percpu_pic_page and B __percpu_pic_bias.  With hits' address in A it is

	  cmpl	%r11d, %gs:8(P)
	  jne	5f
	  incq	%gs:(A,B)		# commit
     2:	  movq	$0, %fs:8(R)

   The last instruction is for dlclose.  The kernel looks at the descriptor
   when a thread comes back that was preempted, however long ago it left the
   sequence, and ends the process if it cannot be read any more.

   The library also resumes at the second instruction of an update, with an
   r11 of its own choosing: a sequence must begin with the lea above.  The
   arithmetic flags are not preserved.

   A sequence may be left without its commit by a jump to the end, label 2,
   as the acquisition of a guard's lock does (arch/CPU/guard.h).  */

#ifndef PERCPU_ABI_H
#define PERCPU_ABI_H 1

/* The tag of what is no CPU's area: no struct rseq ever has this cpu_id.  */
#define PERCPU_TAG_NONE 0xfffffffd

/* The tag of a private area is this bit and a number.  As an int it is
   negative, which to other readers of a cpu_id means: not registered.  */
#define PERCPU_TAG_PRIVATE 0x80000000

/* Neither an address nor a displacement of anything: what it is added to is
   not canonical.  */
#define PERCPU_NOWHERE ((uintptr_t) 1 << 63)

/* Stands before every address that the kernel may abort to; the one that
   the C library registers with on this architecture.  */
#if defined __x86_64__ || defined __i386__
# define PERCPU_RSEQ_SIGNATURE 0x53053053
#endif

/* The plugin needs the constants only.  */
#if !defined __ASSEMBLER__ && !defined PERCPU_ABI_CONSTANTS_ONLY

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#pragma GCC visibility push (hidden)

/* Bounds of the image's section: the template.  After start-up nobody may
   read or write between them.  */
extern char __start___percpu[];
extern char __stop___percpu[];

/* Bounds of the image's section of large variables that begin with zero; the
   same if there is none.  */
extern char __start___percpu_zero[];
extern char __stop___percpu_zero[];

/* Bounds of the descriptors of the image's updates in model `rseq'.  */
extern const char __start___rseq_cs[];
extern const char __stop___rseq_cs[];

/* The library's own words, in a page of their own in each area; compiled code
   knows where the first two are.  */
struct __percpu_page
{
  uintptr_t this_displacement;
  uint32_t tag;
  /* The area's number, as percpu_ptr has it.  Valid where the tag is.  */
  uint32_t cpu;
  /* The lock of the area's guard: who holds it, or 0; and what those who wait
     for it sleep on (sync/guard.c).  In the same cache line as the tag.  */
  uint64_t guard_owner;
  uint32_t guard_events;
  /* Not 0 while sequences of lists do not go on here (sync/list.c).  */
  uint32_t stopped;
  /* The displacement of the area that is the home of locks (area/open.c), the
     same in all areas.  Valid where the tag is.  */
  uintptr_t home;
};

/* What guards know of a thread.  All is zero for a new one, and a signal
   handler leaves all as it has found it.  */
struct __percpu_guard_thread
{
  /* Not 0 from the beginning of an outermost percpu_guard_enter to the end of
     its percpu_guard_leave; one more for each that a handler does in
     between, as long as HELD is not set.  */
  volatile uint32_t busy;
  /* 0 if the kernel is not known to abort the thread's sequences.  */
  volatile uint32_t has_rseq;
  /* The displacement of the area whose guard the thread has, or 0.  */
  volatile uintptr_t held;
  /* What stands in the lock when the thread has it; 0 if not known yet.  */
  volatile uint64_t identity;
  /* How many read sections of percpu/lock.h the thread is in, or almost.  */
  volatile uint32_t reading;
};

/* What may be done to a list or a stack.  */
enum __percpu_list_operation
{
  __PERCPU_LIST_PUSH,
  __PERCPU_LIST_POP,
  __PERCPU_LIST_POP_ALL,
  __PERCPU_STACK_PUSH,
  __PERCPU_STACK_POP
};

/* How an image describes itself to the library.  A pointer is NULL if the
   image does not have the thing.  */
struct __percpu_image
{
  /* sizeof (struct __percpu_image) when the image was built: a library
     that does not know the size refuses the image.  */
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

  /* The library's: the image with the next higher per-CPU addresses; the
     first of its own, or 0 if it is not registered yet, PERCPU_NOWHERE if no
     longer.  */
  struct __percpu_image *next;
  uintptr_t address;
};

/* The image's own description.  An object file that uses per-CPU variables
   has an undefined reference to it, which pulls image/image.c in.  */
extern struct __percpu_image __percpu_image;

/* A per-CPU word: each CPU's instance holds the displacement of that CPU's
   area, so that one load relative to the per-CPU register finds it.
   Written when a thread binds itself to the CPU for the first time.  */
extern uintptr_t __percpu_this_displacement;

/* A per-CPU word: each CPU's instance holds the CPU's number, each private
   area's its own; in the template and where nobody ever was it is
   PERCPU_TAG_NONE.  Code in model `rseq' compares it with its cpu_id.  */
extern uint32_t __percpu_tag;

/* The page of the two words above, which holds nothing else and is the last
   of the image's section.  */
extern struct __percpu_page __percpu_page;

/* The offset from the thread pointer to the struct rseq in use.  At first
   that of a struct that is registered with nobody, __percpu_own_rseq, whose
   cpu_id (-1) is no area's tag: so code that runs before the library's
   constructors comes to __percpu_cold.  Changes once at most.  */
extern intptr_t __percpu_rseq_offset;

/* What position-independent code has instead: the per-CPU address of the
   library's words, what makes the image's own addresses per-CPU addresses,
   and the offset.  Set once, before such code runs.  */
extern uintptr_t __percpu_pic_page;
extern uintptr_t __percpu_pic_bias;
extern intptr_t __percpu_pic_rseq_offset;

/* Bytes of room for images that come later, and for dynamic objects; see
   PERCPU_ROOM and PERCPU_DYNAMIC_ROOM.  */
extern const size_t __percpu_room;
extern const size_t __percpu_dynamic_room;

/* An update in model `rseq': what the kernel knows as struct rseq_cs, and
   for ourselves the address of its first instruction.  */
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

/* Where compiled code goes, with the address of its struct __percpu_sequence
   in r11: when the tag is not its cpu_id; when the kernel has aborted it.
   Not to be called, but jumped to; all registers but r11 and the flags
   survive.  */
extern char __percpu_cold[];
extern char __percpu_abort[];

/* Likewise when the kernel has aborted it for another time in a row; the
   library's own.  */
extern char __percpu_retry[];

/* Where a load goes when the tag is not its cpu_id, with its own address in
   r11.  */
extern char __percpu_cold_load[];

#pragma GCC visibility pop
#pragma GCC visibility push (default)

/* Give IMAGE a place in every area, lay out the areas if it is the first,
   put its initial values there and make its template unusable.  *IMAGE is
   the library's until it is unregistered.  Nothing happens if it is
   registered already.  Does not return if it fails: one line on stderr, exit
   status 127.
   Context: a constructor of the image.  */
extern void __percpu_image_register (struct __percpu_image *image);

/* Give the place of IMAGE back.  Its code must not run any more.
   Context: the last destructor of the image.  */
extern void __percpu_image_unregister (struct __percpu_image *image);

/* Returns: the displacement of the area of CPU.  A number that is not that
   of a possible CPU ends the program: a message and abort.
   Context: any, signal handlers included.  */
extern uintptr_t __percpu_displacement (unsigned int cpu);

/* Likewise, for reading what the area of CPU holds now: as long as nobody
   has used the area, that of the initial values.  */
extern uintptr_t __percpu_displacement_read (unsigned int cpu);

/* Give the SIZE bytes at the per-CPU address ADDRESS their initial value
   on every CPU; what percpu_reset expands to.  */
extern void __percpu_reset (uintptr_t address, size_t size);

/* What hardened code calls, see below for FLAGS: the per-CPU pointer ADDRESS
   must not be null.  WHAT says in words what is done, and where.  Freestanding
   programs define it themselves.
   Context: any.  */
extern void __percpu_hardened (uintptr_t address, const char *what,
			       unsigned int flags);

/* What cold.S calls when all is saved.  WHERE is what r11 was; WHY, the
   entry, one of the values below.  Brings the calling thread and its area
   together.
   Returns: what r11 shall be.
   Context: any.  */
extern uintptr_t __percpu_resume (struct __percpu_image *image,
				  uintptr_t where, unsigned int why);

/* The calling thread's.  Without a call of __tls_get_addr.  */
extern __thread struct __percpu_guard_thread __percpu_guard_thread
  __attribute__ ((tls_model ("initial-exec")));

/* Tell the system that there will be fences in all threads, which guards,
   locks, lists and references need.
   Context: a constructor of an image that has some.  */
extern void __percpu_barrier_prepare (void);

/* The next are not called by way of the dynamic linker, which signal handlers
   must not enter; all of them may be called by handlers, and leave errno
   alone.  */
#define __PERCPU_NOPLT __attribute__ ((noplt))

/* What percpu_guard_enter of IMAGE calls first if the thread is busy, or not
   known to have its sequences aborted.
   Returns: the displacement of the area whose guard the thread has already;
   or 0, and the thread is busy.  */
extern uintptr_t __percpu_guard_begin (struct __percpu_image *image)
  __PERCPU_NOPLT;

/* What it calls when the sequence has not got the lock: get it in another way,
   or wait until it is worth trying again.
   Returns: the displacement of the area whose lock the thread now has, or
   0.  */
extern uintptr_t __percpu_guard_wait (void) __PERCPU_NOPLT;

/* Let those who wait for the guard of the area with DISPLACEMENT try again.  */
extern void __percpu_guard_wake (uintptr_t displacement) __PERCPU_NOPLT;

/* What percpu_guard_leave calls if the thread's record does not have the guard
   of the area with DISPLACEMENT; NESTED as in struct percpu_guard.  Returns if
   all is well all the same, else the program ends: a message and abort.  */
extern void __percpu_guard_end (uintptr_t displacement, unsigned int nested)
  __PERCPU_NOPLT;

/* What functions of IMAGE call first if the kernel is not known to abort
   the thread's sequences.  */
extern void __percpu_thread_begin (struct __percpu_image *image)
  __PERCPU_NOPLT;

/* What the functions of lists and stacks call when the sequence was left
   without its commit.  P is the node or the pointer to be pushed; *RESULT
   becomes what was popped.
   Returns: 2 if it is done, 1 if the list is empty, or the stack empty or full;
   0 if the sequence is to be tried again.  */
extern unsigned int __percpu_list_slow
  (enum __percpu_list_operation operation, uintptr_t address, void *p,
   size_t limit, void **result) __PERCPU_NOPLT;

/* Wait until the lock *WORD can be taken, and take it; let those who wait try
   again.  */
extern void __percpu_lock_wait (uint32_t *word) __PERCPU_NOPLT;
extern void __percpu_lock_wake (uint32_t *word) __PERCPU_NOPLT;

/* The rest of entering and leaving a read section, where *L, which is the
   instance at home, is not open; entering and leaving a write section.
   ADDRESS is the lock's per-CPU address.  */
struct percpu_rwlock;
extern void __percpu_rwlock_wait (struct percpu_rwlock *l) __PERCPU_NOPLT;
extern void __percpu_rwlock_left (struct percpu_rwlock *l) __PERCPU_NOPLT;
extern void __percpu_rwlock_write (struct percpu_rwlock *l,
				   uintptr_t address) __PERCPU_NOPLT;
extern void __percpu_rwlock_written (struct percpu_rwlock *l) __PERCPU_NOPLT;

struct percpu_ref;

/* What percpu_ref_get_many and the others of IMAGE call when this CPU's count
   has not been changed: do HOW to the atomic count of REF, N times.
   Returns: whether it was done; -1 if the CPU's count is to be tried
   (again).  */
extern int __percpu_ref_change (struct __percpu_image *image,
				struct percpu_ref *ref, unsigned long n,
				int how) __PERCPU_NOPLT;

#pragma GCC visibility pop

#ifdef __cplusplus
}
#endif

#endif /* not __ASSEMBLER__ nor PERCPU_ABI_CONSTANTS_ONLY */

/* The thread must not be able to leave its CPU; what is wrong ends the
   program.  */
#define PERCPU_HARDENED_CPU 1
#define PERCPU_HARDENED_TRAP 2

#define PERCPU_WHY_COLD 0
#define PERCPU_WHY_ABORT 1
#define PERCPU_WHY_RETRY 2
#define PERCPU_WHY_LOAD 3

#endif /* PERCPU_ABI_H */
