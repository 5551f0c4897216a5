/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Per-CPU variables of Linux, in modules written in C.

     #include <linux/module.h>		all headers of the kernel first
     #include <percpu/linux.h>

     static __attribute__ ((percpu)) unsigned long hits;
     static struct stats __percpu *table;

     hits++;				incq %gs:hits(%rip)
     this_cpu_add (hits, 5);		the kernel's macros work too
     table = alloc_percpu (struct stats);
     table->bytes += n;			addq %rax, %gs:8(%rdx)

   The plugin chooses -fplugin-arg-percpu-abi=linux by itself with the kernel's
   options on x86-64.  The variables are then in the kernel's own section, the
   displacement is the kernel's this_cpu_off, and no library is needed.

   This header makes __percpu, which the kernel defines as an empty macro, the
   qualifier.  In the code that follows the kernel's macros are these:

     DEFINE_PER_CPU, DECLARE_PER_CPU	make variables as the attribute does
       and their variants
     this_cpu_*, __this_cpu_*,		perform the operator
       raw_cpu_*
     per_cpu_ptr, this_cpu_ptr,		return a plain pointer to one instance,
       raw_cpu_ptr, per_cpu,		of the right type
       get_cpu_ptr, get_cpu_var
     alloc_percpu, alloc_percpu_gfp,	return, or take, a per-CPU pointer
       __alloc_percpu, free_percpu

   They refuse a plain pointer where the kernel expects a per-CPU one, which
   the kernel's own versions accept, and the compiler refuses a per-CPU pointer
   as a plain one everywhere.

   The kernel's headers were read before, so what they declare has plain types.
   All of these macros also take a variable that the kernel's headers declare by
   DECLARE_PER_CPU.  For an operator, write

     percpu_kernel (this_cpu_off)	the variable as a per-CPU lvalue
     percpu_from_kernel (dev->tstats)	a pointer as a per-CPU pointer
     percpu_to_kernel (p)		the reverse, for a function that the
					kernel's headers declare

   Context: an operator is one instruction, so it is safe in any context,
   interrupts and NMIs included, with preemption enabled or not.  */

#ifndef PERCPU_LINUX_H
#define PERCPU_LINUX_H 1

/* What cannot compile this header gets one error.  */
#if defined __KERNEL__ && !defined __PERCPU__
# error "percpu.h needs GCC's C compiler with the plugin percpu: compile with\
 -fplugin=PATH/percpu.so"
# define __PERCPU_UNUSABLE__ 1
#else
# include <percpu/compiler.h>
# ifdef __PERCPU_UNUSABLE__
# elif !defined __KERNEL__
#  error "percpu.h is for programs; <percpu/linux.h> is for the Linux kernel"
#  define __PERCPU_UNUSABLE__ 1
# elif !defined __PERCPU_ABI_LINUX__
#  error "percpu.h has another ABI: compile with -fplugin-arg-percpu-abi=linux"
#  define __PERCPU_UNUSABLE__ 1
# endif
#endif

#ifndef __PERCPU_UNUSABLE__

#include <linux/types.h>
#include <linux/bottom_half.h>
#include <linux/compiler.h>
#include <linux/cpumask.h>
#include <linux/export.h>
#include <linux/gfp.h>
#include <linux/irqflags.h>
#include <linux/percpu.h>
#include <linux/percpu-refcount.h>
#include <linux/preempt.h>
#include <linux/sched.h>
#include <linux/smp.h>

#ifndef CONFIG_SMP
# error "percpu needs a kernel with CONFIG_SMP"
#endif

/* genksyms reads the preprocessed source, and does not know the qualifier.  */
#ifndef __GENKSYMS__
# undef __percpu
#endif

/* Returns: the number of CPU numbers, as the kernel's nr_cpu_ids.
   Context: any.  */
static __always_inline unsigned int
percpu_nr_cpus (void)
{
  return nr_cpu_ids;
}

/* Returns: true if CPU is the number of a possible CPU.
   Context: any.  */
static __always_inline bool
percpu_cpu_possible (unsigned int cpu)
{
  return cpu < nr_cpu_ids && cpu_possible (cpu);
}

/* Returns: the lowest number of a possible CPU that is not below CPU, or
   nr_cpu_ids or a higher number if there is none.
   Context: any.  */
static __always_inline unsigned int
percpu_cpu_next (unsigned int cpu)
{
  return cpumask_next ((int) cpu - 1, cpu_possible_mask);
}

#define __percpu_displacement_of(cpu) per_cpu_offset (cpu)
#define __percpu_displacement_read_of(cpu) per_cpu_offset (cpu)

/* T percpu_kernel (T x)

   The variable X, which the kernel's headers declare by DECLARE_PER_CPU, or a
   part of it, as a per-CPU lvalue.  A per-CPU lvalue remains what it is.  */
#define percpu_kernel(x) (*__builtin_percpu_address (&(x)))

/* Returns: the number N as a per-CPU address.  */
static __always_inline void __percpu *
__percpu_of_number (uintptr_t n)
{
  return (void __percpu *) n;
}

/* T __percpu *percpu_from_kernel (T *p)
   T *percpu_to_kernel (T __percpu *p)

   P is a per-CPU address that the kernel's headers declare as a plain pointer,
   such as a member of one of its structures; the first macro gives it its
   type, and the second one takes it away.
   Returns: P.
   Context: any.  */
#define percpu_from_kernel(p)						\
  ((__percpu_linux_typeof (*(p)) __percpu *)				\
   __percpu_of_number ((uintptr_t) (p)))
#define percpu_to_kernel(p)						\
  ((__typeof__ (*__builtin_percpu_translate ((p), (uintptr_t) 0))	\
    __percpu_linux_space *) (uintptr_t)					\
   __builtin_percpu_translate ((p), (uintptr_t) 0))

/* Since Linux 6.15 the kernel's own __percpu is an address space of x86-64, if
   the compiler is GCC 14 or newer.  */
#if defined USE_TYPEOF_UNQUAL && defined __percpu_qual
# define __percpu_linux_space __percpu_qual
# define __percpu_linux_typeof(x) __typeof_unqual__ (x)
#else
# define __percpu_linux_space
# define __percpu_linux_typeof(x) __typeof__ (x)
#endif

#ifdef __PERCPU_HARDENED__

/* Run-time checks (-fplugin-arg-percpu-hardened).  The kernel has no function
   __percpu_hardened, so each file has its own one.  */

/* Returns: the displacement of this CPU.
   Context: any; without a check.  */
static __always_inline uintptr_t
__percpu_linux_displacement (void)
{
  return __builtin_percpu_displacement ();
}

/* Returns: true if the thread may leave its CPU; false in the cases that the
   kernel's own check of smp_processor_id exempts.
   Context: any.  */
static __always_inline bool
__percpu_linux_preemptible (void)
{
  return (preemptible () && !is_percpu_thread ()
	  && !current->migration_disabled
	  && system_state >= SYSTEM_SCHEDULING);
}

# include <percpu/abi.h>

/* So many expressions of a file are reported, each of them once.  */
# define __PERCPU_LINUX_REPORTS 16

/* Returns: true if the expression WHAT, a string at an address of its own, is
   to be reported: the first time, and while fewer were reported.
   Context: any.  */
static __maybe_unused noinline bool
__percpu_linux_report (const char *what)
{
  static const char *reported[__PERCPU_LINUX_REPORTS];
  unsigned int i;

  for (i = 0; i < __PERCPU_LINUX_REPORTS; i++)
    {
      const char *known = cmpxchg (&reported[i], NULL, what);

      if (!known || known == what)
	return !known;
    }
  return false;
}

/* The compiler calls this before an access that is right only under the
   conditions in FLAGS, with the per-CPU address ADDRESS.  WHAT describes the
   access and its place.  There are no variables in the first page of an area,
   so the check also finds members of an object at a null pointer.
   Context: any.  */
static __maybe_unused noinline void
__percpu_hardened (uintptr_t address, const char *what, unsigned int flags)
{
  bool null = address < PAGE_SIZE;

  if (!null && !((flags & PERCPU_HARDENED_CPU)
		 && __percpu_linux_preemptible ()))
    return;
  if (flags & PERCPU_HARDENED_TRAP)
    {
      pr_emerg ("percpu: %s: %s\n", null ? "null pointer"
		: "the thread may leave its CPU", what);
      BUG ();
    }
  if (__percpu_linux_report (what))
    WARN (1, "percpu: %s: %s\n", null ? "null pointer"
	  : "the thread may leave its CPU", what);
}

#endif /* __PERCPU_HARDENED__ */

#ifndef __GENKSYMS__

/* Declarations.  The attribute chooses the section.  The loader of modules
   knows one section only, so the kernel's names for other ones have no effect
   here.  */

# undef __PCPU_ATTRS
# define __PCPU_ATTRS(sec) __attribute__ ((percpu)) PER_CPU_ATTRIBUTES

/* EXPORT_SYMBOL stores the address of the symbol.  */
# undef ___ADDRESSABLE
# define ___ADDRESSABLE(sym, attributes)				\
  static __typeof__ (&(sym)) __used attributes				\
  __UNIQUE_ID (__PASTE (__addressable_, sym)) = &(sym);

/* Addresses of instances.  */

# undef __verify_pcpu_ptr
# undef per_cpu_ptr
# undef raw_cpu_ptr
# undef this_cpu_ptr
# define __verify_pcpu_ptr(p) ((void) sizeof (__builtin_percpu_address (p)))
# define per_cpu_ptr(p, cpu)						\
  __builtin_percpu_translate ((p), per_cpu_offset (cpu))
# ifdef __PERCPU_HARDENED__
/* The check is that of this_cpu_ptr.  */
#  define raw_cpu_ptr(p)						\
  __builtin_percpu_translate ((p), __percpu_linux_displacement ())
# else
#  define raw_cpu_ptr(p)						\
  __builtin_percpu_translate ((p), __builtin_percpu_displacement ())
# endif
# if defined CONFIG_DEBUG_PREEMPT && !defined __PERCPU_HARDENED__
#  define this_cpu_ptr(p) __builtin_percpu_translate ((p), my_cpu_offset)
# else
#  define this_cpu_ptr(p)						\
  __builtin_percpu_translate ((p), __builtin_percpu_displacement ())
# endif

/* Operations.  The kernel's __this_cpu_* consist of a check and raw_cpu_*.  A
   raw operation needs no protection from interrupts, but one instruction is
   the cheapest form here too.

   These macros treat a pointer as a number; an operator adds elements.  */

/* The type T, or an unsigned integer if T is a pointer.  */
# define __percpu_linux_number_type(T)					\
  __typeof__ (__builtin_choose_expr (__builtin_classify_type ((T) 0) == 5, \
				     (uintptr_t) 0, (T) 0))

/* The value of BEFORE x AFTER, where x is PCP as a number; and V as a number of
   the same type, in AFTER.  */
# define __percpu_linux_number(pcp, before, after)			\
  __extension__ ({							\
    __auto_type __percpu_p = &percpu_kernel (pcp);			\
    (__percpu_typeof (__percpu_p))					\
      (before								\
       (*(__percpu_linux_number_type (__percpu_typeof (__percpu_p))	\
	  __percpu *) __percpu_p)					\
       after);								\
  })
# define __percpu_linux_value(v)					\
  ((__percpu_linux_number_type (__percpu_typeof (__percpu_p))) (v))

# undef this_cpu_read
# undef this_cpu_write
# undef this_cpu_add
# undef this_cpu_sub
# undef this_cpu_inc
# undef this_cpu_dec
# undef this_cpu_and
# undef this_cpu_or
# undef this_cpu_add_return
# undef this_cpu_sub_return
# undef this_cpu_inc_return
# undef this_cpu_dec_return
# undef this_cpu_xchg
# undef this_cpu_cmpxchg
# undef this_cpu_try_cmpxchg
# undef raw_cpu_read
# undef raw_cpu_write
# undef raw_cpu_add
# undef raw_cpu_sub
# undef raw_cpu_inc
# undef raw_cpu_dec
# undef raw_cpu_and
# undef raw_cpu_or
# undef raw_cpu_add_return
# undef raw_cpu_sub_return
# undef raw_cpu_inc_return
# undef raw_cpu_dec_return
# undef raw_cpu_xchg
# undef raw_cpu_cmpxchg
# undef raw_cpu_try_cmpxchg
# undef __this_cpu_sub
# undef __this_cpu_sub_return

# define this_cpu_read(pcp)						\
  ((__percpu_typeof (&(pcp))) percpu_kernel (pcp))
# define this_cpu_write(pcp, v) ((void) (percpu_kernel (pcp) = (v)))
# define this_cpu_add(pcp, v)						\
  ((void) __percpu_linux_number (pcp, , += __percpu_linux_value (v)))
# define this_cpu_sub(pcp, v)						\
  ((void) __percpu_linux_number (pcp, , -= __percpu_linux_value (v)))
# define this_cpu_inc(pcp) ((void) __percpu_linux_number (pcp, ++, ))
# define this_cpu_dec(pcp) ((void) __percpu_linux_number (pcp, --, ))
# define this_cpu_and(pcp, v)						\
  ((void) __percpu_linux_number (pcp, , &= __percpu_linux_value (v)))
# define this_cpu_or(pcp, v)						\
  ((void) __percpu_linux_number (pcp, , |= __percpu_linux_value (v)))
# define this_cpu_add_return(pcp, v)					\
  __percpu_linux_number (pcp, , += __percpu_linux_value (v))
# define this_cpu_sub_return(pcp, v)					\
  __percpu_linux_number (pcp, , -= __percpu_linux_value (v))
# define this_cpu_inc_return(pcp) __percpu_linux_number (pcp, ++, )
# define this_cpu_dec_return(pcp) __percpu_linux_number (pcp, --, )
# define this_cpu_xchg(pcp, v) percpu_xchg (percpu_kernel (pcp), (v))
# define this_cpu_cmpxchg(pcp, o, n)					\
  percpu_cmpxchg (percpu_kernel (pcp), (o), (n))
# define this_cpu_try_cmpxchg(pcp, o, n)				\
  percpu_try_cmpxchg (percpu_kernel (pcp), (o), (n))

# define raw_cpu_read(pcp) this_cpu_read (pcp)
# define raw_cpu_write(pcp, v) this_cpu_write (pcp, v)
# define raw_cpu_add(pcp, v) this_cpu_add (pcp, v)
# define raw_cpu_sub(pcp, v) this_cpu_sub (pcp, v)
# define raw_cpu_inc(pcp) this_cpu_inc (pcp)
# define raw_cpu_dec(pcp) this_cpu_dec (pcp)
# define raw_cpu_and(pcp, v) this_cpu_and (pcp, v)
# define raw_cpu_or(pcp, v) this_cpu_or (pcp, v)
# define raw_cpu_add_return(pcp, v) this_cpu_add_return (pcp, v)
# define raw_cpu_sub_return(pcp, v) this_cpu_sub_return (pcp, v)
# define raw_cpu_inc_return(pcp) this_cpu_inc_return (pcp)
# define raw_cpu_dec_return(pcp) this_cpu_dec_return (pcp)
# define raw_cpu_xchg(pcp, v) this_cpu_xchg (pcp, v)
# define raw_cpu_cmpxchg(pcp, o, n) this_cpu_cmpxchg (pcp, o, n)
# define raw_cpu_try_cmpxchg(pcp, o, n) this_cpu_try_cmpxchg (pcp, o, n)
# define __this_cpu_sub(pcp, v)						\
  __extension__ ({							\
    __this_cpu_preempt_check ("sub");					\
    raw_cpu_sub (pcp, v);						\
  })
# define __this_cpu_sub_return(pcp, v)					\
  __extension__ ({							\
    __this_cpu_preempt_check ("sub_return");				\
    raw_cpu_sub_return (pcp, v);					\
  })

#include <percpu.h>

/* Guards.  */

/* percpu_guarded (g) STATEMENT			preemption is disabled
   percpu_guarded_bh (g) STATEMENT		softirqs are disabled too
   percpu_guarded_irqsave (g) STATEMENT		interrupts are disabled too
   percpu_guarded_migrate (g) STATEMENT		migration is disabled

   Execute STATEMENT in a section, see percpu/guard.h.  What the section
   excludes must be all code of this CPU that accesses the same variables.  The
   last of these excludes no other thread of the CPU, only the move to another
   CPU: the borrowed pointers remain valid while the thread sleeps, but what
   they point to needs a lock.  Sections nest.  percpu_guard_leave leaves each
   kind; the functions percpu_guard_enter and percpu_guard_enter_bh, _irqsave
   and _migrate enter it.
   Context: percpu_guarded any; percpu_guarded_bh no interrupt handler, and
   interrupts are enabled; percpu_guarded_irqsave any; percpu_guarded_migrate
   any in which the thread may be preempted.  */
static __always_inline struct percpu_guard percpu_guard_enter_bh (void)
  __PERCPU_ROLE ("guard_enter");
static __always_inline struct percpu_guard percpu_guard_enter_irqsave (void)
  __PERCPU_ROLE ("guard_enter");
static __always_inline struct percpu_guard percpu_guard_enter_migrate (void)
  __PERCPU_ROLE ("guard_enter");

static __always_inline struct percpu_guard
percpu_guard_enter_bh (void)
{
  local_bh_disable ();
  return __percpu_linux_guard (__PERCPU_LINUX_GUARD_BH, 0);
}

static __always_inline struct percpu_guard
percpu_guard_enter_irqsave (void)
{
  unsigned long flags;

  local_irq_save (flags);
  return __percpu_linux_guard (__PERCPU_LINUX_GUARD_IRQ, flags);
}

static __always_inline struct percpu_guard
percpu_guard_enter_migrate (void)
{
  migrate_disable ();
  return __percpu_linux_guard (__PERCPU_LINUX_GUARD_MIGRATE, 0);
}

#define __percpu_linux_guarded(g, enter)				\
  for (struct percpu_guard g PERCPU_CLEANUP = enter,			\
       *__percpu_once_##g = &g;						\
       __percpu_once_##g; __percpu_once_##g = NULL)
#define percpu_guarded_bh(g)						\
  __percpu_linux_guarded (g, percpu_guard_enter_bh ())
#define percpu_guarded_irqsave(g)					\
  __percpu_linux_guarded (g, percpu_guard_enter_irqsave ())
#define percpu_guarded_migrate(g)					\
  __percpu_linux_guarded (g, percpu_guard_enter_migrate ())

/* References: the kernel's own.  The compiler reports a reference that is not
   put on each path, or put twice, see percpu/ref.h.  */
static inline void percpu_ref_get (struct percpu_ref *ref)
  __PERCPU_ROLE ("ref_get");
static inline void percpu_ref_put (struct percpu_ref *ref)
  __PERCPU_ROLE ("ref_put");
static inline bool percpu_ref_tryget (struct percpu_ref *ref)
  __PERCPU_ROLE ("ref_try") __must_check;
static inline bool percpu_ref_tryget_live (struct percpu_ref *ref)
  __PERCPU_ROLE ("ref_try") __must_check;

/* Dynamic objects.  The kernel's functions have plain types.  */

static __always_inline void __percpu *
__percpu_linux_alloc (size_t size, size_t align, gfp_t gfp)
  __PERCPU_ROLE ("allocate");
static __always_inline void
__percpu_linux_free (void __percpu *p) __PERCPU_ROLE ("free");

static __always_inline void __percpu *
__percpu_linux_alloc (size_t size, size_t align, gfp_t gfp)
{
  return percpu_from_kernel (__alloc_percpu_gfp (size, align, gfp));
}

static __always_inline void
__percpu_linux_free (void __percpu *p)
{
  free_percpu (percpu_to_kernel (p));
}

/* T __percpu *percpu_alloc (type T, gfp_t gfp)

   An object of type T on every possible CPU, as alloc_percpu_gfp.
   Returns: its address, or NULL; all bytes are zero.
   Context: that of GFP.  */
#define percpu_alloc(T, gfp)						\
  ((__typeof__ (T) __percpu *)						\
   __percpu_linux_alloc (sizeof (T), __alignof__ (T), (gfp)))

/* void percpu_free (T __percpu *p)

   Free the object at P, which percpu_alloc or alloc_percpu returned, or NULL.
   Context: any but NMI.  */
#define percpu_free(p) __percpu_linux_free (p)

# undef __alloc_percpu_gfp
# undef __alloc_percpu
# undef alloc_percpu_gfp
# undef alloc_percpu
# undef free_percpu
# define __alloc_percpu_gfp(size, align, gfp)				\
  __percpu_linux_alloc ((size), (align), (gfp))
# define __alloc_percpu(size, align)					\
  __percpu_linux_alloc ((size), (align), GFP_KERNEL)
# define alloc_percpu_gfp(type, gfp) percpu_alloc (type, gfp)
# define alloc_percpu(type) percpu_alloc (type, GFP_KERNEL)
# define free_percpu(p) __percpu_linux_free (p)

#endif /* not __GENKSYMS__ */

#endif /* not __PERCPU_UNUSABLE__ */

#endif /* PERCPU_LINUX_H */
