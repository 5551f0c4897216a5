/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Per-CPU variables: one instance for every CPU, in ordinary C.

     #include <percpu.h>

     static __attribute__ ((percpu)) unsigned long hits;

     hits++;				this CPU's instance
     total = percpu_sum (hits);		all instances
     percpu_foreach (cpu)
       printf ("%u: %lu\n", cpu, *percpu_ptr (&hits, cpu));

   `&hits' is a per-CPU address, of type `unsigned long __percpu *'.  It
   names no memory by itself: an operator on `hits' or `*p' goes to the
   instance of the CPU that the thread runs on, percpu_ptr and percpu_this_ptr
   give the plain address of one instance.

   An operator on what a null pointer leads to gets SIGSEGV, and so does
   percpu_ptr's result, up to 64 KiB in front of null (error values) and behind
   it (members).

   Every possible CPU, online or not, has an area with a copy of all per-CPU
   variables, those of shared objects included.  The areas are there before
   the constructors of the program, and so are the variables of a shared
   object before its own; each instance then has the variable's initial value.
   An area takes memory only in the pages that were written.

   What takes more than one operator is done under a guard (percpu/guard.h),
   which keeps other threads away from one CPU's instances.

   Who keeps the CPU still is the model, which each file chooses for itself
   (-fplugin-arg-percpu-model); all models share the areas.

				code of model `rseq'	code of model `register'
     a bound thread, threads
       that it creates		exact, for its CPU	exact, for its CPU
     one that is not bound	exact			SIGSEGV; or - , if it
							or one that created it
							has run the former
							since it was unbound
     a child of vfork		not allowed		as its parent
     one that clone made
       without CLONE_SETTLS	not allowed		as its parent

   Where it says `-' the instructions would go to some CPU's instances, and
   nobody sees that they are not done there alone: in a program with both
   models, a thread is to be bound before it runs code of model `register'.

   A thread that clone made without CLONE_SETTLS has no thread-local storage of
   its own, and no struct rseq.  The library finds it when its area has to be
   looked up, and aborts with a message; until then its updates may be lost.

   If the library cannot start (there is no address space, or the system does
   not keep the GS base) the program ends before main: one line on stderr, exit
   status 127.

   In model `rseq', the default, nothing is asked of the caller but that it
   leave the GS base alone.  What follows is about model `register'.

   What the caller promises: a thread that uses operators on per-CPU
   variables, or percpu_this_ptr, is bound (percpu_bind), does not change
   its own affinity or its GS base meanwhile, and its CPU stays online.  What
   the library owes: then no other thread runs on this CPU in between, and
   no other CPU touches this instance except by its address.  A thread that
   is not bound gets SIGSEGV.

   What is rare waits for a lock by sched_yield: the first operation on a CPU,
   percpu_reset, percpu_stats, a change of the way that a reference counts.  A
   thread of a real-time policy that waits so for one of lower priority on its
   own CPU waits for as long as the system lets that one wait.

   Threads may be cancelled (pthread_cancel).  No function of the library is a
   cancellation point, but for what it calls of the program's.  Where
   cancellation is asynchronous only operators may be used.

   In model `single' there is one CPU, number 0, and every variable is its
   own only instance; the library is not needed.

   Compile with the plugin; `pkg-config --cflags --libs percpu' has the
   options.  */

#ifndef PERCPU_H
#define PERCPU_H 1

#include <percpu/compiler.h>
#include <percpu/version.h>

#ifndef __PERCPU_UNUSABLE__

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <percpu/abi.h>

/* For the plugin, which follows what functions do to threads and guards.  */
#ifdef __PERCPU__
# define __PERCPU_ROLE(role) __attribute__ ((percpu_role (role)))
#else
# define __PERCPU_ROLE(role)
#endif

/* Results.  Functions return 0 (PERCPU_OK) or something useful that is not
   negative, or one of these negative values.  */
enum percpu_error
{
  PERCPU_OK = 0,
  /* No possible CPU has this number.  */
  PERCPU_ERANGE = -1,
  /* The CPU is offline, or not in the set that the process may use.  */
  PERCPU_EOFFLINE = -2,
  /* The thread is not bound to a CPU.  */
  PERCPU_EUNBOUND = -3,
  /* The areas are not there: the call came before their constructor, or
     the program was linked with libpercpu.so.0 itself and not by
     -lpercpu.  */
  PERCPU_EINIT = -4,
  /* The operating system has no memory for it.  */
  PERCPU_ENOMEM = -5,
  /* The operating system refused, or did not do what it promised.  */
  PERCPU_EOS = -6,
  /* A dynamic object of no bytes, or of more than there can ever be.  */
  PERCPU_ESIZE = -7,
  /* An alignment that is no power of 2, or is larger than a page.  */
  PERCPU_EALIGN = -8,
  /* The room for dynamic objects is used up; see PERCPU_DYNAMIC_ROOM.  */
  PERCPU_ENOROOM = -9,
  /* An address that is in no area.  */
  PERCPU_EADDRESS = -10
};

#ifdef __PERCPU_MODEL_SINGLE__

/* There is no section if there is no variable.  */
# pragma weak __start___percpu
# pragma weak __stop___percpu
# pragma weak __start___percpu_zero
# pragma weak __stop___percpu_zero

static __inline__ unsigned int
percpu_nr_cpus (void)
{
  return 1;
}

static __inline__ bool
percpu_cpu_possible (unsigned int cpu)
{
  return cpu == 0;
}

static __inline__ unsigned int
percpu_cpu_next (unsigned int cpu)
{
  return cpu == 0 ? 0 : 1;
}

static __inline__ int __PERCPU_ROLE ("bind")
percpu_bind (unsigned int cpu)
{
  return cpu == 0 ? PERCPU_OK : PERCPU_ERANGE;
}

static __inline__ int __PERCPU_ROLE ("unbind")
percpu_unbind (void)
{
  return PERCPU_OK;
}

static __inline__ int
percpu_bound_cpu (void)
{
  return 0;
}

static __inline__ void *
percpu_area_base (unsigned int cpu)
{
  if (cpu != 0)
    return NULL;
  return (&__start___percpu[0] != &__stop___percpu[0]
	  ? __start___percpu : __start___percpu_zero);
}

static __inline__ size_t
percpu_area_size (void)
{
  const void *base = percpu_area_base (0);
  uintptr_t stop = (uintptr_t) (&__start___percpu_zero[0]
				!= &__stop___percpu_zero[0]
				? __stop___percpu_zero : __stop___percpu);

  return (size_t) (stop - (uintptr_t) base);
}

enum percpu_mode
{
  PERCPU_MODE_NONE
};

static __inline__ enum percpu_mode
percpu_mode (void)
{
  return PERCPU_MODE_NONE;
}

static __inline__ const char *
percpu_mode_name (enum percpu_mode mode)
{
  (void) mode;
  return "none";
}

/* There are no areas.  */
struct percpu_stats
{
  unsigned int cpus;
  unsigned int cpus_used;
  unsigned int private_areas;
  unsigned int images;
  size_t variables;
  size_t area_size;
  size_t area_limit;
  size_t reserved;
  size_t resident;
  size_t objects;
  size_t objects_size;
  size_t dynamic_size;
  size_t dynamic_limit;
  size_t dynamic_free;
  size_t dynamic_largest;
};

static __inline__ int
percpu_stats_get (struct percpu_stats *stats, size_t size)
{
  size_t i;

  for (i = 0; i < size; i++)
    ((char *) stats)[i] = 0;
  return PERCPU_EINIT;
}

static __inline__ void
percpu_stats (void)
{
}

# define PERCPU_ROOM(bytes)						\
  __extension__ _Static_assert ((bytes) >= 0, "room")
# define PERCPU_DYNAMIC_ROOM(bytes) PERCPU_ROOM (bytes)

# define __percpu_displacement_of(cpu) ((void) (cpu), (uintptr_t) 0)
# define __percpu_displacement_read_of(cpu) __percpu_displacement_of (cpu)

#else /* not __PERCPU_MODEL_SINGLE__ */

# pragma GCC visibility push (default)

/* The number of CPU numbers: the highest possible one plus one.  Not every
   number below it need be that of a CPU.

   A thread in model `rseq' for which the kernel does not do what is needed
   (see percpu_mode) counts in an area of its own.  Such areas have numbers
   behind those of the CPUs and are among the possible CPUs to all functions
   but percpu_bind.  When the thread ends the area stays, with its values,
   and another thread may get it later.
   Returns: at least 1; never less than before, but more when a thread is
   about to get the first area of a new number, which may not be possible yet.
   Context: any.  */
extern unsigned int percpu_nr_cpus (void);

/* Returns: true if CPU is the number of a possible CPU: one that has an
   area, whether it is online or not.
   Context: any.  */
extern bool percpu_cpu_possible (unsigned int cpu);

/* Returns: the lowest number of a possible CPU that is not below CPU, or, if
   there is none, what percpu_nr_cpus () was meanwhile: not less than what it
   was before the call.
   Context: any.  */
extern unsigned int percpu_cpu_next (unsigned int cpu);

/* Bind the calling thread to CPU: let it run there only, and let its
   operators on per-CPU variables go to that CPU's instances.  A thread may
   go from one CPU to another; calls do not nest, one percpu_unbind undoes
   any number of them.  A thread that is created by a bound thread is born
   bound to the same CPU.  In a program with code in model `rseq' it is known by
   its affinity: there, once some thread was bound, every new thread that may
   run on one CPU only is taken for born bound, until its first percpu_unbind.
   Returns: 0, or PERCPU_ERANGE, PERCPU_EOFFLINE, PERCPU_EINIT,
   PERCPU_ENOMEM, PERCPU_EOS; the thread is then bound as before.
   Context: thread, destructors of thread-specific data included; but after the
   last round of these (PTHREAD_DESTRUCTOR_ITERATIONS) the library has forgotten
   where the thread was allowed to run.  Not in a signal handler.  A handler
   that interrupts it sees the thread bound as before or as after.  */
extern int percpu_bind (unsigned int cpu) __PERCPU_ROLE ("bind");

/* Undo percpu_bind.  The thread may run again where it was allowed to
   before its first percpu_bind; one that was born bound, where the process
   was allowed to when it started.
   Returns: 0; PERCPU_EUNBOUND or PERCPU_EINIT, and nothing was done;
   PERCPU_EOS if the system no longer allows those CPUs, and the thread is
   unbound but still stays on its CPU.
   Context: as percpu_bind.  */
extern int percpu_unbind (void) __PERCPU_ROLE ("unbind");

/* Returns: the number of the CPU that the calling thread is bound to, or
   PERCPU_EUNBOUND or PERCPU_EINIT.  A thread is no longer bound when its CPU
   has gone offline, or when another thread has changed its affinity
   (sched_setaffinity): the system may run it elsewhere.  Its code in model
   `rseq' stays exact; code in model `register' still changes the instances of
   the CPU that it was bound to, and must not run.  percpu_bind and
   percpu_unbind do what they always do.
   Context: any.  Asks the system.  */
extern int percpu_bound_cpu (void);

/* The area of CPU, for looking at as a whole (in a debugger, in
   /proc/PID/smaps); it starts on a page boundary and belongs to the library.
   The words that the library has for itself are in it.  In model `single', the
   sections themselves, with what the linker has put between them.
   Returns: its first byte, or NULL if CPU is not possible.
   Context: any.  */
extern void *percpu_area_base (unsigned int cpu);

/* Returns: the size in bytes of every area, a multiple of the page size; the
   address space behind it is inaccessible.  It grows when objects are loaded.
   In model `single', that of the sections.
   Context: any.  */
extern size_t percpu_area_size (void);

/* Who tells code in model `rseq' that it has been moved to another CPU:  */
enum percpu_mode
{
  /* "none": nobody is needed, there is no such code in the program.  */
  PERCPU_MODE_NONE,
  /* "libc": the kernel, in the struct rseq that the C library has
     registered for every thread.  */
  PERCPU_MODE_LIBC,
  /* "own": the kernel, in a struct rseq that the library registers for each
     thread at its first access.  */
  PERCPU_MODE_OWN,
  /* "private": nobody, for the kernel does not do it (an old one, an
     emulator, a filter of system calls).  Every thread has an area of its
     own; sums are exact all the same.  */
  PERCPU_MODE_PRIVATE
};

/* Returns: the mode of the process.  Single threads may have a private area
   in any mode.
   Context: any; PERCPU_MODE_NONE before the areas are there.  */
extern enum percpu_mode percpu_mode (void);

/* Returns: the name of MODE, as above; static.
   Context: any.  */
extern const char *percpu_mode_name (enum percpu_mode mode);

/* What the areas take.  */
struct percpu_stats
{
  /* CPUs that are possible, and those whose areas were ever used: an area
     is, when a thread there has executed an operation, or when somebody
     has asked for the address of an instance.  */
  unsigned int cpus;
  unsigned int cpus_used;
  /* Private areas, in use or not (see percpu_nr_cpus).  */
  unsigned int private_areas;
  /* Executables and shared objects that are loaded and linked with the
     library, and the bytes that their variables take in an area.  */
  unsigned int images;
  size_t variables;
  /* Bytes of an area: now, as percpu_area_size has it, and at most.  */
  size_t area_size;
  size_t area_limit;
  /* Bytes of address space, mostly inaccessible, for all areas.  */
  size_t reserved;
  /* Bytes of memory in all areas, swapped out or not; SIZE_MAX if the system
     does not tell.  What was never written is not in it.  */
  size_t resident;
  /* Dynamic objects that are not freed, and the bytes that they take in an
     area, with what their size was rounded up to.  */
  size_t objects;
  size_t objects_size;
  /* Bytes of an area for dynamic objects: now, and at most; and of those that
     are there now, how many belong to no object and to no page of small ones,
     and the largest piece of them.  The smaller that is beside the former, the
     more fragmented they are.  */
  size_t dynamic_size;
  size_t dynamic_limit;
  size_t dynamic_free;
  size_t dynamic_largest;
};

/* Fill *STATS, of SIZE bytes: sizeof (struct percpu_stats) when the caller
   was compiled.  Other threads may change what it says.
   Returns: 0; PERCPU_EINIT, and the numbers of the areas are 0.
   Context: thread.  Takes time for each mapping of the process.  */
extern int percpu_stats_get (struct percpu_stats *stats, size_t size);

/* Print them on stderr.
   Context: thread.  */
extern void percpu_stats (void);

/* Returns: the bytes of memory in the area of CPU, swapped out or not; SIZE_MAX
   if the system does not tell, 0 if CPU is not possible.
   Context: thread.  */
extern size_t percpu_area_resident (unsigned int cpu);

/* Whether the calling thread may leave its CPU at any time: that is, whether it
   is neither bound nor in a section of percpu/guard.h.  Code that is compiled
   with -fplugin-arg-percpu-hardened asks where it relies on the contrary.  A
   program that keeps its threads on their CPUs by other means defines a
   function of its own with this name.
   Returns: true if it may.
   Context: any.  */
extern bool percpu_preemptible (void);

# pragma GCC visibility pop

/* PERCPU_ROOM (BYTES);

   At file scope, once in an executable or shared object that the program
   starts with: let there be room in every area for BYTES of per-CPU variables
   that come later, by dlopen.  An object with a variable of 64 kilobytes or
   more that begins with zero takes as much as there is from its first variable
   to its last, which includes its .bss.  It is address space only; the default
   is a megabyte, and the largest of several counts.  Where the process may not
   have that much address space there is less.  When there is no room for an
   object that is loaded the program ends with a message.  */
# define PERCPU_ROOM(bytes)						\
  __attribute__ ((visibility ("hidden")))				\
  const size_t __percpu_room = (bytes)

/* PERCPU_DYNAMIC_ROOM (BYTES);

   Likewise for dynamic objects (percpu/alloc.h); the default is 64 megabytes,
   on each CPU.  */
# define PERCPU_DYNAMIC_ROOM(bytes)					\
  __attribute__ ((visibility ("hidden")))				\
  const size_t __percpu_dynamic_room = (bytes)

# define __percpu_displacement_of(cpu) __percpu_displacement (cpu)
# define __percpu_displacement_read_of(cpu) __percpu_displacement_read (cpu)

#endif /* not __PERCPU_MODEL_SINGLE__ */

#ifdef __PERCPU_MODEL_SINGLE__

static __inline__ const char *
percpu_strerror (int error)
{
  return error >= 0 ? "no error" : "no possible CPU has this number";
}

static __inline__ const char *
percpu_version (void)
{
  return PERCPU_VERSION;
}

#else

# pragma GCC visibility push (default)

/* Returns: a text for ERROR, one of enum percpu_error; static, in English,
   without a newline.  "unknown error" for any other negative number, "no
   error" for 0 and above.
   Context: any.  */
extern const char *percpu_strerror (int error);

/* Returns: the version of the library that the program runs with, as
   PERCPU_VERSION (percpu/version.h) is that of the headers that it was compiled
   with: "0.1.0"; static.  In model `single', which has no library, that of the
   headers.
   Context: any.  */
extern const char *percpu_version (void);

# pragma GCC visibility pop

#endif

/* for each possible CPU: percpu_foreach (cpu) STATEMENT
   Declares `unsigned int cpu', in ascending order.  `break' and `continue'
   mean what they do in any loop.  A private area that comes meanwhile may be
   left out (see percpu_nr_cpus).  C90 has no declaration there: then `cpu' is
   an `unsigned int' that is declared before.
   Context: any.  */

/* The end is asked for first: what percpu_cpu_next gives below it is
   possible.  */
static __inline__ bool
__percpu_foreach_find (unsigned int *cpu)
{
  unsigned int end = percpu_nr_cpus ();

  *cpu = percpu_cpu_next (*cpu);
  return *cpu < end;
}

/* For the macros here: CPU is a variable.  */
#define __percpu_foreach(cpu)						\
  for (cpu = 0; __percpu_foreach_find (&cpu); cpu++)

#if defined __STDC_VERSION__ && __STDC_VERSION__ >= 199901L
# define percpu_foreach(cpu)						\
  for (unsigned int __percpu_end_##cpu = percpu_nr_cpus (),		\
       cpu = percpu_cpu_next (0); cpu < __percpu_end_##cpu;		\
       cpu = percpu_cpu_next (cpu + 1))
#else
# define percpu_foreach(cpu) __percpu_foreach (cpu)
#endif

/* A file that calls the functions above needs the areas, whether it has
   per-CPU variables of its own or not: let image.c be linked.  */
#if defined __PERCPU_ABI_HOSTED__ && !defined __PERCPU_MODEL_SINGLE__
__asm__ (".globl __percpu_image");
#endif

/* Everything below needs the plugin.  */
#ifndef __PERCPU_RUNTIME__

/* T *percpu_ptr (T __percpu *p, unsigned int cpu)

   Returns: the plain address of the instance that CPU has of *P, valid as
   long as the program runs, or the shared object with the variable is
   loaded.  P is the address of a variable, a member or an
   element, of any type; an array may be given by itself (`&a', of type
   pointer to array) or by an element (`&a[3]').  If CPU is not possible the
   program ends with a message and abort.
   Context: any.  The owner of the instance may be changing it: a read sees
   some value that it had, if it is a scalar; a write may be lost, and may
   undo a change of the owner's, unless the owner is known to be quiet.  */
# define percpu_ptr(p, cpu)						\
  __builtin_percpu_translate ((p), __percpu_displacement_of (cpu))

/* T *percpu_this_ptr (T __percpu *p)

   Returns: the plain address of the instance that *P has on the CPU on which
   the calling thread is at that moment.  It stays the address of that instance
   when the thread goes to another CPU.
   Context: a thread that is bound to its CPU (percpu_bind) and has the instance
   for itself.  In model `register' other threads get SIGSEGV.  In model `rseq'
   they get an address: the thread may be on another CPU before it is used, and
   what it then stores is lost, or undoes what others store there.  The
   compiler warns of that (`unguarded') outside of guards, and outside of
   functions that run only in bound threads, which say so by the attribute
   `percpu_bound'.  A guard does not keep the thread on its CPU: in a section
   use percpu_borrow.
   Operations by the plain address are ordinary C.  A signal handler, and
   another thread that runs on the same CPU, may come between their parts.  */
# define percpu_this_ptr(p)						\
  __builtin_percpu_translate ((p), __builtin_percpu_displacement ())

/* The type of *P, for a per-CPU pointer P, without any qualifier.  A comma
   expression has a value, and values have none.  */
# define __percpu_typeof(p)						\
  __typeof__ ((void) 0, *__builtin_percpu_translate ((p), (uintptr_t) 0))

/* T percpu_xchg (T x, T v)

   Let the per-CPU variable X, an lvalue, become V, as one CPU-local operation.
   X is an integer, an enum, a _Bool, a pointer, a float or a double, of at
   most eight bytes; or an __int128 or a structure of 16 bytes and with that
   alignment where the processor can do it (x86-64: with -mcx16).  V is
   converted to T as in an assignment.  Each argument is evaluated once.
   Returns: what X was.
   Context: that of an operator on X.

   (V has no parentheses below, so that a diagnostic is about the place where
   it is written.)  */
# define percpu_xchg(x, v)						\
  __extension__ ({							\
    __percpu_typeof (&(x)) __percpu_xchg_v = v;				\
    __builtin_percpu_exchange (&(x), __percpu_xchg_v);			\
  })

/* T percpu_cmpxchg (T x, T old, T new)

   If X is OLD, let it become NEW; likewise.  Values are compared bit for bit:
   a floating-point zero is not the one of the other sign, a NaN may be equal
   to itself, padding counts.
   Returns: what X was; it has been changed if that is OLD.  */
# define percpu_cmpxchg(x, old, new)					\
  __extension__ ({							\
    __percpu_typeof (&(x)) __percpu_cmpxchg_old = old;			\
    __percpu_typeof (&(x)) __percpu_cmpxchg_new = new;			\
    __builtin_percpu_compare_exchange (&(x),				\
				       __percpu_cmpxchg_old,		\
				       __percpu_cmpxchg_new);		\
  })

/* bool percpu_try_cmpxchg (T x, T *old, T new)

   If X is *OLD, let it become NEW; else let *OLD become what X is.
   Returns: whether X was changed.  It is not tried again by itself: this is for
   the end of a loop that computes NEW from *OLD.  */
# define percpu_try_cmpxchg(x, old, new)				\
  __extension__ ({							\
    __percpu_typeof (&(x)) *__percpu_cmpxchg_old = old;			\
    __percpu_typeof (&(x)) __percpu_cmpxchg_new = new;			\
    __builtin_percpu_try_compare_exchange (&(x),			\
					   __percpu_cmpxchg_old,	\
					   __percpu_cmpxchg_new);	\
  })

/* T percpu_max (T x, T v)
   T percpu_min (T x, T v)

   Store V in the per-CPU variable X, an lvalue, if V is greater (less) than X,
   as one CPU-local operation.  X is an integer, an enum, a _Bool, a pointer or
   a floating-point number, of at most eight bytes.  V is converted to T as in
   an assignment, and then compared as values of T are: with an unsigned X, -1
   is the greatest value.  If X or V is a NaN, X stays what it is; a zero of the
   other sign is neither greater nor less.  Each argument is evaluated once.
   Returns: the value of X before; X was changed if V is greater (less) than
   that.
   Context: that of an operator on X.  */
# define percpu_max(x, v)						\
  __extension__ ({							\
    __percpu_typeof (&(x)) __percpu_max_v = v;				\
    __builtin_percpu_fetch_max (&(x), __percpu_max_v);			\
  })
# define percpu_min(x, v)						\
  __extension__ ({							\
    __percpu_typeof (&(x)) __percpu_min_v = v;				\
    __builtin_percpu_fetch_min (&(x), __percpu_min_v);			\
  })

/* bool percpu_test_bit (T x, unsigned int nr)
   void percpu_set_bit (T x, unsigned int nr)
   void percpu_clear_bit (T x, unsigned int nr)
   bool percpu_test_and_set_bit (T x, unsigned int nr)
   bool percpu_test_and_clear_bit (T x, unsigned int nr)

   Test, set or clear bit NR, counted from the least significant, of the
   per-CPU variable X, an lvalue of integer type; one CPU-local operation.  NR
   must be less than the number of bits in X.
   Returns: whether the bit was set before.
   Context: that of an operator on X.  */
# define percpu_test_bit(x, nr)						\
  ((bool) ((__percpu_typeof (&(x))) (x) >> (nr) & 1))
# define percpu_set_bit(x, nr)						\
  ((void) ((x) |= __percpu_bit (&(x), nr)))
# define percpu_clear_bit(x, nr)					\
  ((void) ((x) &= __percpu_complement (__percpu_bit (&(x), nr))))
# define percpu_test_and_set_bit(x, nr)					\
  __extension__ ({							\
    __percpu_typeof (&(x)) __percpu_bit_mask				\
      = __percpu_bit (&(x), nr);					\
    (bool) (__builtin_percpu_fetch_or (&(x),				\
				       __percpu_bit_mask)		\
	    & __percpu_bit_mask);					\
  })
# define percpu_test_and_clear_bit(x, nr)				\
  __extension__ ({							\
    __percpu_typeof (&(x)) __percpu_bit_mask				\
      = __percpu_bit (&(x), nr);					\
    (bool) (__builtin_percpu_fetch_and					\
	      (&(x), __percpu_complement (__percpu_bit_mask))		\
	    & __percpu_bit_mask);					\
  })

/* Bit NR in the type of *P.  */
# define __percpu_bit(p, nr)						\
  ((__percpu_typeof (p)) ((uint64_t) 1 << (nr)))

/* All other bits in the type of MASK, which may be bool.  */
# define __percpu_complement(mask)					\
  ((__typeof__ (mask)) ((mask) ^ (__typeof__ (mask)) -1))

/* T percpu_raw (T x)

   This CPU's instance of X, an lvalue that is ordinary memory to the compiler:
   it may merge, split and reorder accesses.  Its address cannot be used; that
   is percpu_this_ptr (&X).
   Context: that of percpu_this_ptr, with the same warning.  No handler that
   uses X may interrupt the code.  In a section of a guard use
   percpu_borrow.  */
# define percpu_raw(x) (*__builtin_percpu_raw (&(x)))

/* The value of type T at P, which another CPU may be changing.  ThreadSanitizer
   is not to see that: it is meant.  */
# if (defined __SANITIZE_THREAD__ && defined __PERCPU_ABI_HOSTED__	\
      && !defined __PERCPU_MODEL_SINGLE__)
extern void __percpu_seen_read (void *to, const volatile void *from,
				size_t size)
  __attribute__ ((visibility ("hidden")));
#  define __percpu_read(T, p)						\
  __extension__ ({							\
    T __percpu_read_value;						\
    __percpu_seen_read (&__percpu_read_value, (p),			\
			sizeof __percpu_read_value);			\
    __percpu_read_value;						\
  })
# else
#  define __percpu_read(T, p) (*(const volatile T *) (p))
# endif

/* T percpu_sum (T x)

   The sum of all instances of the per-CPU scalar X, an lvalue of arithmetic
   type.  It is made in X's own type and wraps around in it as X does: an
   unsigned counter that is raised on one CPU and lowered on another has a
   huge value on the latter, and only so the sum is right.  X is evaluated
   once.
   Returns: the sum.  While other CPUs change X it is made of values that the
   instances had at different moments.
   Context: any.  */
# define percpu_sum(x)							\
  __extension__ ({							\
    __typeof__ (__builtin_percpu_address (&(x))) __percpu_sum_p		\
      = __builtin_percpu_address (&(x));				\
    __percpu_typeof (__percpu_sum_p) __percpu_sum_value = 0;		\
    unsigned int __percpu_sum_cpu;					\
    __percpu_foreach (__percpu_sum_cpu)					\
      __percpu_sum_value						\
	= (__typeof__ (__percpu_sum_value))				\
	  (__percpu_sum_value						\
	   + __percpu_read (__typeof__ (__percpu_sum_value),		\
			    __builtin_percpu_translate			\
			      (__percpu_sum_p,				\
			       __percpu_displacement_read_of		\
				 (__percpu_sum_cpu))));			\
    __percpu_sum_value;							\
  })

/* void percpu_reset (T x)

   Give the per-CPU variable X, an lvalue of any complete type, its initial
   value on every CPU.  An instance that has it already is not written.  An
   aligned scalar is written in one piece.
   Context: any.  A change that another CPU makes at the same time may
   survive or be lost.  A variable, static ones in functions included, is reset
   with the elements that its initialiser gives to a flexible array member; that
   has to be in the file that defines it.  Where X is what a pointer points to
   it has sizeof (X) bytes.  Model `single' keeps no initial values and does not
   have it.  */
# ifdef __PERCPU_MODEL_SINGLE__
extern void __percpu_reset_missing (void)
  __attribute__ ((error ("model `single' keeps no initial values")));
#  define percpu_reset(x) ((void) sizeof (x), __percpu_reset_missing ())
# else
#  define percpu_reset(x)						\
  __percpu_reset (__percpu_number (__builtin_percpu_translate		\
				     (&(x), (uintptr_t) 0)),		\
		  __builtin_percpu_size (&(x), sizeof (x)))

/* Returns: P as a number.  A cast of what a function returns would be a
   -Wbad-function-cast.  */
static __inline__ uintptr_t
__percpu_number (const volatile void *p)
{
  return (uintptr_t) p;
}
# endif

#endif /* not __PERCPU_RUNTIME__ */

/* A program may also include one of these by itself: each begins with an
   include of this file, before the macro by which it is read once only.  */
#include <percpu/guard.h>
#include <percpu/cell.h>
#include <percpu/alloc.h>
#include <percpu/list.h>
#include <percpu/lock.h>
#include <percpu/counter.h>
#include <percpu/ref.h>

#endif /* not __PERCPU_UNUSABLE__ */

#endif /* PERCPU_H */
