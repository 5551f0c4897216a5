/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Model `rseq': the slow path of an access whose per-CPU register does not
   belong to the CPU it runs on, or that the kernel has aborted.

   Compiled code compares two numbers: the cpu_id in a struct rseq, which the
   kernel keeps up to date, and the tag in the area that the register points
   to.  It continues if they are equal.  Otherwise this file decides; the
   compiled code is the same in every case:

				struct rseq		cpu_id		area
     PERCPU_MODE_LIBC		the C library's		the kernel's	CPU's
     PERCPU_MODE_OWN		our own, registered	the kernel's	CPU's
     PERCPU_MODE_PRIVATE	our own, not		a number	the
				registered		of ours		thread's

   The mode is that of the process, and is chosen once.  In any mode a single
   thread may have to use a private area: if the kernel refuses to register it,
   or if it aborts the same update again and again, as under a debugger that
   steps through the sequence.  The thread's struct rseq is then unregistered,
   and the library writes its cpu_id.  A private area has one user only, so an
   update by a single instruction is exact there without the kernel's help.

   The number of a private area is negative as an int: other readers of the C
   library's struct, sched_getcpu among them, take the thread for one that
   could not be registered.  No other thread has the same cpu_id, so a thread
   that inherits the register of another thread's private area enters the cold
   path.

   Consecutive aborts are counted by means of the retry table (retry-table.c).

   A handler may interrupt this code at any point and enter it itself.  The
   state of a thread remains consistent because each step is correct by itself:

     - The register may be written at any time, because the sequence compares
       it with the tag before it continues.
     - Anything that takes more than one step is done with signals blocked, and
       first checks whether it was done meanwhile.  Signals that a thread raises
       by an instruction of its own cannot be blocked; their handlers may enter
       this code nevertheless, because a flag is set before such a step begins.

   Nothing here allocates by malloc.  */

#include "thread/thread.h"
#include "register.h"

/* The state of the calling thread.  */
struct thread
{
  /* The number of its private area plus one, or 0.  */
  unsigned int private;
  /* True if percpu_bind is in effect; unknown for a new thread.  */
  enum { BOUND_UNKNOWN, BOUND_NO, BOUND_YES } bound;
  /* OURS: the struct rseq in use is not registered, and the library may write
     it.  WITHDRAWN: that is intended, and it must not be registered again.  */
  bool ours;
  bool withdrawn;
  /* The number of consecutive aborts of the update ABORTED; the number of
     consecutive mismatches without a reason.  */
  unsigned int aborts;
  unsigned int mismatches;
  const struct __percpu_sequence *aborted;
};

/* Accessed without a call of __tls_get_addr, which may allocate.  */
static _Thread_local struct thread thread
  __attribute__ ((tls_model ("initial-exec")));

enum
{
  /* The number of consecutive aborts after which the thread gets a private
     area.  */
  ABORTS_MAX = 8,
  /* The same if no landing place was left and successes in between are not
     noticed.  */
  ABORTS_MAX_BLIND = 1000,
  /* The number of consecutive mismatches without a reason after which the
     thread gets a private area.  */
  MISMATCHES_MAX = 3
};

/* Our own struct rseq.  */
static _Thread_local struct pcpu_rseq own_rseq
  __attribute__ ((tls_model ("initial-exec"))) = { .cpu_id = -1u };

/* The state of the process, from the first image with code in model `rseq'
   on.  */
static struct
{
  enum percpu_mode mode;
  /* The offset of the struct rseq in use.  */
  intptr_t offset;
  /* The offset of the one that the executable's code began with, if there is
     such code.  */
  bool early_used;
  intptr_t early;
  /* True once percpu_bind was called.  */
  bool bind_used;
} process;

/* Returns: the struct rseq of the calling thread.  */
static struct pcpu_rseq *
rseq_in_use (void)
{
  return pcpu_rseq_at (process.offset);
}

/* Returns: the cpu_id of RSEQ.  */
static uint32_t
cpu_id_read (const struct pcpu_rseq *rseq)
{
  return __atomic_load_n (&rseq->cpu_id, __ATOMIC_RELAXED);
}

/* True if the kernel keeps *RSEQ up to date, according to its cpu_id: the
   numbers of private areas and those of the C library for a struct that is not
   registered are negative as an int.  */
static bool
registered_p (const struct pcpu_rseq *rseq)
{
  return (int32_t) cpu_id_read (rseq) >= 0;
}

/* Set the cpu_id of a struct rseq that is not registered.  */
static void
cpu_id_write (struct pcpu_rseq *rseq, uint32_t id)
{
  __atomic_store_n (&rseq->cpu_id, id, __ATOMIC_RELAXED);
}

/* Returns: the CPU that the thread runs on, according to the kernel, or -1.  */
static int
cpu_current (void)
{
  uint32_t id = cpu_id_read (rseq_in_use ());

  return pcpu_cpu_kernel_p (id) ? (int) pcpu_cpu_number (id) : -1;
}

/* Register RSEQ for the calling thread.  An emulator may accept the call
   without effect.
   Returns: true if the kernel now keeps it up to date.  */
static bool
rseq_register (struct pcpu_rseq *rseq)
{
  if (pcpu_os_rseq_register (rseq, sizeof *rseq) != 0)
    return false;
  if (pcpu_cpu_kernel_p (cpu_id_read (rseq)))
    return true;
  pcpu_os_rseq_unregister (rseq, sizeof *rseq);
  return false;
}

/* Unregister the thread's struct rseq.
   Returns: false if the kernel keeps it.  */
static bool
rseq_withdraw (struct pcpu_rseq *rseq)
{
  /* The length with which it was registered is not known: usually that of the
     first version, or the size of a newer kernel's structure.  */
  size_t len = sizeof *rseq;

  if (pcpu_os_rseq_unregister (rseq, len) == 0)
    return true;
  for (len = 16; len <= 512; len++)
    if (pcpu_os_rseq_unregister (rseq, len) == 0)
      return true;
  return !registered_p (rseq);
}

/* Choose the struct rseq that all threads use.  */
static void
mode_choose (void)
{
  enum percpu_mode mode = PERCPU_MODE_LIBC;

  if (!pcpu_os_rseq_libc (&process.offset))
    {
      process.offset = (intptr_t) &own_rseq - (intptr_t) pcpu_rseq_at (0);
      mode = (rseq_register (rseq_in_use ())
	      ? PERCPU_MODE_OWN : PERCPU_MODE_PRIVATE);
    }
  __atomic_store_n (&process.mode, mode, __ATOMIC_RELEASE);
}

void
pcpu_rseq_init (const struct __percpu_image *image)
{
  if (percpu_mode () == PERCPU_MODE_NONE)
    mode_choose ();
#ifdef PERCPU_RSEQ_TABLE
  if (image->rseq_table)
    *image->rseq_table = pcpu_register_table ();
  if (image->pic_rseq_table)
    *image->pic_rseq_table = pcpu_register_table ();
#endif
  if (image->rseq_offset)
    {
      process.early = *image->rseq_offset;
      process.early_used = process.early != (intptr_t) PERCPU_NOWHERE;
      __atomic_store_n (image->rseq_offset, process.offset, __ATOMIC_RELAXED);
    }
  if (image->pic_rseq_offset)
    __atomic_store_n (image->pic_rseq_offset, process.offset,
		      __ATOMIC_RELAXED);
}

enum percpu_mode
percpu_mode (void)
{
  return __atomic_load_n (&process.mode, __ATOMIC_ACQUIRE);
}

const char *
percpu_mode_name (enum percpu_mode mode)
{
  switch (mode)
    {
    case PERCPU_MODE_NONE:
      return "none";
    case PERCPU_MODE_LIBC:
      return "libc";
    case PERCPU_MODE_OWN:
      return "own";
    case PERCPU_MODE_PRIVATE:
      return "private";
    }
  return "unknown";
}

/* Returns: the displacement that code in model `rseq' uses in this thread.  If
   there is no such code, that of the register.  */
static uintptr_t
displacement_here (void)
{
  return (percpu_mode () == PERCPU_MODE_NONE ? pcpu_register_read ()
	  : pcpu_register_rseq (cpu_id_read (rseq_in_use ())));
}

/* Returns: the CPU of that area, or -1.  */
static int
register_cpu (void)
{
  uintptr_t distance = displacement_here () - pcpu_layout.displacement;

  if (distance % pcpu_layout.stride != 0
      || !pcpu_cpu_p (distance / pcpu_layout.stride))
    return -1;
  return (int) (distance / pcpu_layout.stride);
}

/* Without model `rseq' the register determines the CPU.  With it every thread
   has the register of some CPU; there a new thread, whose parent may have been
   bound, counts as bound if its affinity is that CPU only.  */
int
pcpu_thread_bound (void)
{
  int cpu = register_cpu ();
  struct pcpu_cpus allowed;

  if (percpu_mode () == PERCPU_MODE_NONE || cpu < 0)
    return cpu;
  if (thread.bound == BOUND_UNKNOWN)
    {
      bool bound = (__atomic_load_n (&process.bind_used, __ATOMIC_RELAXED)
		    && pcpu_os_affinity_get (&allowed) == 0
		    && pcpu_cpus_only (&allowed,
				       pcpu_cpu_kernel ((unsigned int) cpu)));

      /* A handler that came in between has found the same result.  */
      thread.bound = bound ? BOUND_YES : BOUND_NO;
    }
  return thread.bound == BOUND_YES ? cpu : -1;
}

/* Write the cpu_id that fits the thread's state to the structs that are not
   registered.  */
static void
thread_identify (int bound)
{
  uint32_t id = (bound >= 0
		 ? PERCPU_TAG_BOUND (pcpu_cpu_kernel ((unsigned int) bound))
		 : thread.private ? PERCPU_TAG_OF (thread.private - 1)
		 : (uint32_t) -1);

  if (thread.ours)
    {
      pcpu_record_no_rseq ();
      cpu_id_write (rseq_in_use (), id);
    }
  if (process.early_used)
    cpu_id_write (pcpu_rseq_at (process.early), id);
}

void
pcpu_thread_set_bound (int cpu)
{
  if (cpu >= 0)
    __atomic_store_n (&process.bind_used, true, __ATOMIC_RELAXED);
  thread.bound = cpu >= 0 ? BOUND_YES : BOUND_NO;
  /* An image with such code may be loaded later, and needs this
     information.  */
  if (percpu_mode () == PERCPU_MODE_NONE)
    return;
  if (process.mode == PERCPU_MODE_PRIVATE)
    thread.ours = true;
  thread_identify (cpu);
}

/* Writes DISPLACEMENT to the per-CPU register, or ends the program.  */
static void
area_enter (uintptr_t displacement)
{
  const char *reason = pcpu_register_set (displacement);

  if (reason)
    {
      pcpu_os_message ("cannot write the per-CPU register: %s", reason);
      pcpu_os_abort ();
    }
}

/* Makes the thread use the area of CPU, which is made if it does not exist.  */
static void
cpu_enter (unsigned int cpu)
{
  area_enter (pcpu_area_prepare (cpu));
}

/* Give the thread a private area; a thread that is bound uses its CPU's area
   without the kernel's help, because no other thread can run there in the
   middle of an instruction.  */
static void
thread_isolate (void)
{
  struct pcpu_os_signals signals;
  int bound;

  pcpu_os_signals_block (&signals);
  bound = pcpu_thread_bound ();
  if (bound < 0)
    {
      if (!thread.private)
	thread.private = pcpu_area_take_private () + 1;
      area_enter (pcpu_private_displacement (thread.private - 1));
    }
  else
    cpu_enter ((unsigned int) bound);
  thread_identify (bound);
  pcpu_os_signals_restore (&signals);
}

/* Stop relying on the kernel for this thread.
   Returns: false if the struct rseq could not be unregistered.  */
static bool
thread_withdraw (void)
{
  struct pcpu_os_signals signals;

  pcpu_os_signals_block (&signals);
  thread.withdrawn = true;
  if (!thread.ours && rseq_withdraw (rseq_in_use ()))
    thread.ours = true;
  pcpu_os_signals_restore (&signals);
  if (thread.ours)
    thread_isolate ();
  return thread.ours;
}

/* Register our own struct for a thread that has none, if that is the mode of
   the process.  */
static void
thread_introduce (void)
{
  struct pcpu_os_signals signals;

  pcpu_os_signals_block (&signals);
  if (!thread.ours && !registered_p (rseq_in_use ()))
    thread.ours = (process.mode != PERCPU_MODE_OWN || thread.withdrawn
		   || !rseq_register (rseq_in_use ()));
  pcpu_os_signals_restore (&signals);
}

/* Detect a thread that was made by clone without CLONE_SETTLS: it has the
   thread-local storage of its creator, struct rseq included, which the kernel
   keeps up to date for the creator only.  */
static void
thread_recognise (void)
{
  if (pcpu_os_thread_shared_p ())
    {
      pcpu_os_message ("two threads have the same thread-local storage"
		       " (clone without CLONE_SETTLS)");
      pcpu_os_abort ();
    }
}

/* Make the register and cpu_id agree.  */
static void
thread_enter (void)
{
  int cpu;

  thread_recognise ();
  if (!thread.ours && !registered_p (rseq_in_use ()))
    thread_introduce ();
  cpu = thread.ours ? -1 : cpu_current ();
  if (cpu < 0)
    {
      /* The struct is registered, but its cpu_id is not that of a possible
	 CPU.  */
      if (thread.ours)
	thread_isolate ();
      else if (!thread_withdraw ())
	{
	  pcpu_os_message ("the thread runs on CPU %u, which is not possible",
			   (unsigned int) cpu_id_read (rseq_in_use ()));
	  pcpu_os_abort ();
	}
      return;
    }

  if (register_cpu () != cpu)
    thread.mismatches = 0;
  else if (++thread.mismatches >= MISMATCHES_MAX)
    {
      /* The state was consistent, and the thread enters this path again: this
	 is code that has kept the offset of __percpu_own_rseq from the time
	 before the library was initialised.  */
      thread.mismatches = 0;
      thread_isolate ();
      return;
    }
  cpu_enter ((unsigned int) cpu);
}

uintptr_t
pcpu_thread_area (void)
{
  return displacement_here ();
}

uintptr_t
pcpu_thread_no_rseq (void)
{
  const struct __percpu_page *page;

  if (!thread.ours)
    return 0;
  page = pcpu_words (pcpu_thread_area ());
  if (__atomic_load_n (&page->tag, __ATOMIC_ACQUIRE)
      != cpu_id_read (rseq_in_use ()))
    thread_isolate ();
  return pcpu_thread_area ();
}

/* Signals are blocked while HAS_RSEQ is set: a handler may just have removed
   the reason for it.  */
void
pcpu_record_begin (void)
{
  struct __percpu_guard_thread *self = &__percpu_guard_thread;
  struct pcpu_os_signals signals;

  if (self->identity == 0)
    self->identity = pcpu_os_thread_self ();
  if (!self->has_rseq && pcpu_thread_no_rseq () == 0)
    {
      pcpu_os_signals_block (&signals);
      if (pcpu_thread_no_rseq () == 0)
	self->has_rseq = 1;
      pcpu_os_signals_restore (&signals);
    }
}

/* Choose the descriptor for the next attempt of SEQUENCE.  ABORTED is set if
   it was aborted, REPEATED if so more than once; otherwise the register
   was wrong.
   Returns: the new value of r11.  */
static uintptr_t
sequence_retry (const struct __percpu_sequence *sequence, bool aborted,
		bool repeated, const char *landing)
{
  struct pcpu_retry *other;

  if (!aborted && thread.aborted != sequence)
    return (uintptr_t) sequence;
  other = pcpu_retry_find (sequence, landing);
  if (aborted)
    {
      /* Without a landing place of its own, every abort counts.  */
      bool more = thread.aborted == sequence && (repeated || !other);

      thread.aborts = more ? thread.aborts + 1 : 1;
      thread.aborted = sequence;
      if (thread.aborts >= (other ? ABORTS_MAX : ABORTS_MAX_BLIND))
	{
	  thread.aborted = NULL;
	  thread_withdraw ();
	}
    }
  return (uintptr_t) (other ? (const void *) other : sequence);
}

uintptr_t
pcpu_rseq_resume (uintptr_t where, unsigned int why, const char *landing)
{
  const struct __percpu_sequence *sequence
    = (const struct __percpu_sequence *) where;

  switch (why)
    {
    case PERCPU_WHY_RETRY:
      sequence = pcpu_retry_of ((const struct pcpu_retry *) where);
      return sequence_retry (sequence, true, true, landing);
    case PERCPU_WHY_ABORT:
      return sequence_retry (sequence, true, false, landing);
    case PERCPU_WHY_COLD:
      thread_enter ();
      return sequence_retry (sequence, false, false, landing);
    case PERCPU_WHY_LOAD:
      thread_enter ();
      break;
    }
  return where;
}
