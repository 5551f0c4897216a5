/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Per-CPU variables: one instance for every CPU, in ordinary C.

     #include <percpu.h>

     static __attribute__ ((percpu)) unsigned long hits;

     hits++;				this CPU's instance
     total = percpu_sum (hits);		all instances
     percpu_foreach (cpu)
       printf ("%u: %lu\n", cpu, *percpu_ptr (&hits, cpu));

   `&hits' is a per-CPU address, of type `unsigned long __percpu *'.  It does
   not designate memory by itself: an operator on `hits' or `*p' accesses the
   instance of the CPU that the thread runs on; percpu_ptr and percpu_this_ptr
   return the plain address of one instance.

   An access through a null per-CPU pointer raises SIGSEGV, and so does an
   access through percpu_ptr's result for one.  This holds for 64 KiB on both
   sides of null: error values lie below it, members of an object above it.

   Every possible CPU, online or not, has an area with a copy of all per-CPU
   variables, those of shared objects included.  The areas exist before the
   constructors of the program run, and the variables of a shared object before
   its own constructors; each instance then has the variable's initial value.
   An area takes memory only for the pages that were written.

   Perform what takes more than one operator under a guard (percpu/guard.h),
   which keeps other threads out of one CPU's sections.

   The model determines what keeps an operator on its CPU.  Each file chooses
   its own (-fplugin-arg-percpu-model); all models share the areas.

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

   Where the table says `-' the instructions would access some CPU's instances
   without being exclusive there, and nothing detects it: in a program with
   both models, bind a thread before it runs code of model `register'.

   A thread that clone made without CLONE_SETTLS has no thread-local storage of
   its own, and no struct rseq.  The library detects such a thread when it has
   to look up its area, and aborts with a message; until then the thread's
   updates may be lost.

   If the library cannot start (there is no address space, or the system does
   not keep the GS base) the program ends before main: one line on stderr, exit
   status 127.

   In model `rseq', the default, the caller must only leave the GS base alone.
   The following is about model `register'.

   The caller promises that a thread that uses operators on per-CPU variables,
   or percpu_this_ptr, is bound (percpu_bind), does not change its own affinity
   or its GS base meanwhile, and that its CPU stays online.  The library
   guarantees that no other thread then runs on this CPU in between, and that
   other CPUs access this instance only by its plain address.  A thread that is
   not bound gets SIGSEGV.

   The slow paths wait for a lock by sched_yield: the first operation on a CPU,
   percpu_reset, percpu_stats, a change of the mode in which a reference
   counts.  If a thread of a real-time policy waits in this way for a thread of
   lower priority on its own CPU, it waits until the system lets that thread
   run.

   Threads may be cancelled (pthread_cancel).  No function of the library is a
   cancellation point, except through functions of the program that it calls.
   While cancellation is asynchronous only operators may be used.

   In model `single' there is one CPU, number 0, and every variable is its own
   only instance; the library is not needed.

   Compile with the plugin; `pkg-config --cflags --libs percpu' prints the
   options.  */

#ifndef PERCPU_H
#define PERCPU_H 1

#include <percpu/compiler.h>
#include <percpu/version.h>

#ifndef __PERCPU_UNUSABLE__

/* A kernel has its own versions of these headers.  */
#ifdef __PERCPU_ABI_LINUX__
# ifndef PERCPU_LINUX_H
#  error "kernel code includes <percpu/linux.h>, after the kernel's headers"
# endif
#else
# include <stdbool.h>
# include <stddef.h>
# include <stdint.h>

# include <percpu/abi.h>
#endif

/* For the plugin, which tracks the effect of functions on threads and
   guards.  */
#ifdef __PERCPU__
# define __PERCPU_ROLE(role) __attribute__ ((percpu_role (role)))
#else
# define __PERCPU_ROLE(role)
#endif

/* In Linux the kernel takes the place of the library (percpu/linux.h).  */
#ifndef __PERCPU_ABI_LINUX__

/* Results.  Functions return 0 (PERCPU_OK) or a result that is not negative,
   or one of these negative values.  */
enum percpu_error
{
  PERCPU_OK = 0,
  /* No possible CPU has this number.  */
  PERCPU_ERANGE = -1,
  /* The CPU is offline, or not in the set that the process may use.  */
  PERCPU_EOFFLINE = -2,
  /* The thread is not bound to a CPU.  */
  PERCPU_EUNBOUND = -3,
  /* The areas do not exist: the function was called before their constructor,
     or the program was linked with libpercpu.so.0 itself and not by
     -lpercpu.  */
  PERCPU_EINIT = -4,
  /* The operating system has no memory left.  */
  PERCPU_ENOMEM = -5,
  /* The operating system refused a request, or did not do what it reported.  */
  PERCPU_EOS = -6,
  /* The size of a dynamic object is zero, or larger than any room.  */
  PERCPU_ESIZE = -7,
  /* The alignment is not a power of 2, or is larger than a page.  */
  PERCPU_EALIGN = -8,
  /* The room for dynamic objects is used up; see PERCPU_DYNAMIC_ROOM.  */
  PERCPU_ENOROOM = -9,
  /* The address is in no area.  */
  PERCPU_EADDRESS = -10,
  /* The remaining ones are those of percpu/freestanding.h.  The number of CPUs
     is zero or too large.  */
  PERCPU_ECPUS = -11,
  /* The address of the memory is null.  */
  PERCPU_ENULL = -12,
  /* The memory is not aligned.  */
  PERCPU_EUNALIGNED = -13,
  /* The memory is too small for the areas.  */
  PERCPU_ESMALL = -14,
  /* The areas, or the memory, are larger than the address space.  */
  PERCPU_EOVERFLOW = -15,
  /* The areas exist already.  */
  PERCPU_ETWICE = -16,
  /* Another CPU is making the areas, or giving them up.  */
  PERCPU_EBUSY = -17
};

#ifdef __PERCPU_MODEL_SINGLE__

/* The sections do not exist if there is no variable.  */
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

/* Without areas all members are 0.  */
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

   A thread in model `rseq' that the kernel does not support (see percpu_mode)
   uses a private area, an area of its own.  Private areas have numbers above
   those of the CPUs and count as possible CPUs in all functions but
   percpu_bind.  When the thread ends the area remains, with its values, and
   another thread may get it later.
   Returns: at least 1; never less than before.  The number grows shortly
   before a thread gets the first private area of a new number, so the highest
   number may not be possible yet.
   Context: any.  */
extern unsigned int percpu_nr_cpus (void);

/* Returns: true if CPU is the number of a possible CPU: one that has an
   area, whether it is online or not.
   Context: any.  */
extern bool percpu_cpu_possible (unsigned int cpu);

/* Returns: the lowest number of a possible CPU that is not below CPU.  If
   there is none, a value that percpu_nr_cpus () had during the call, which is
   not less than its value before the call.
   Context: any.  */
extern unsigned int percpu_cpu_next (unsigned int cpu);

/* Bind the calling thread to CPU: it runs there only, and its operators on
   per-CPU variables access that CPU's instances.  A thread may bind itself to
   another CPU later; calls do not nest: one percpu_unbind undoes any number of
   them.  A thread that a bound thread creates is bound to the same CPU from
   the start; but on aarch64 its code in model `register' faults until it binds
   itself.  In a program with code in model `rseq' such a thread is
   recognised by its affinity: once any thread was bound, every new thread that
   may run on one CPU only counts as bound, until its first percpu_unbind.
   Returns: 0, or PERCPU_ERANGE, PERCPU_EOFFLINE, PERCPU_EINIT, PERCPU_ENOMEM,
   PERCPU_EOS; the binding of the thread is then unchanged.
   Context: thread, including destructors of thread-specific data; but after
   their last round (PTHREAD_DESTRUCTOR_ITERATIONS) the library no longer knows
   the affinity that the thread had before it was bound.  Not in a signal
   handler.  A handler that interrupts the function finds the thread bound as
   before or as after the call.  */
extern int percpu_bind (unsigned int cpu) __PERCPU_ROLE ("bind");

/* Undo percpu_bind.  The thread may run again on the CPUs that it was allowed
   before its first percpu_bind; one that was bound when it was created, on the
   CPUs that the process was allowed when it started.
   Returns: 0; PERCPU_EUNBOUND or PERCPU_EINIT, without any effect; PERCPU_EOS
   if the system no longer allows those CPUs: the thread is then unbound but
   remains on its CPU.
   Context: as percpu_bind.  */
extern int percpu_unbind (void) __PERCPU_ROLE ("unbind");

/* Returns: the number of the CPU that the calling thread is bound to, or
   PERCPU_EUNBOUND or PERCPU_EINIT.  A thread is no longer bound when its CPU
   has gone offline, or when another thread has changed its affinity
   (sched_setaffinity), because the system may then run it elsewhere.  Its code
   in model `rseq' remains exact; code in model `register' still changes the
   instances of the CPU that it was bound to, and must not run.  percpu_bind
   and percpu_unbind work as usual.
   Context: any.  Makes a system call.  */
extern int percpu_bound_cpu (void);

/* The area of CPU as a whole, to be inspected in a debugger or in
   /proc/PID/smaps.  It starts on a page boundary, belongs to the library and
   contains the library's own words.  In model `single' it is the sections
   themselves, with what the linker has put between them.
   Returns: its first byte, or NULL if CPU is not possible.
   Context: any.  */
extern void *percpu_area_base (unsigned int cpu);

/* Returns: the size in bytes of every area, a multiple of the page size; the
   address space behind it is inaccessible.  It grows when objects are loaded.
   In model `single', the size of the sections.
   Context: any.  */
extern size_t percpu_area_size (void);

/* The means by which code in model `rseq' learns that its thread has moved to
   another CPU.  */
enum percpu_mode
{
  /* "none": there is no such code in the program.  */
  PERCPU_MODE_NONE,
  /* "libc": the kernel, in the struct rseq that the C library has
     registered for every thread.  */
  PERCPU_MODE_LIBC,
  /* "own": the kernel, in a struct rseq that the library registers for each
     thread at its first access.  */
  PERCPU_MODE_OWN,
  /* "private": there is no such means, because the kernel does not provide it
     (an old one, an emulator, a filter of system calls).  Every thread has a
     private area; sums are exact nevertheless.  */
  PERCPU_MODE_PRIVATE
};

/* Returns: the mode of the process.  Single threads may have a private area
   in any mode.
   Context: any; PERCPU_MODE_NONE before the areas are there.  */
extern enum percpu_mode percpu_mode (void);

/* Returns: the name of MODE, as above, in static storage.
   Context: any.  */
extern const char *percpu_mode_name (enum percpu_mode mode);

/* Numbers of areas, images and objects, and their memory.  */
struct percpu_stats
{
  /* Possible CPUs, and those whose areas were ever used.  An area is used once
     a thread has executed an operation on that CPU, or the address of an
     instance was requested.  */
  unsigned int cpus;
  unsigned int cpus_used;
  /* Private areas, in use or not (see percpu_nr_cpus).  */
  unsigned int private_areas;
  /* Executables and shared objects that are loaded and linked with the
     library, and the bytes of their variables in an area.  */
  unsigned int images;
  size_t variables;
  /* Bytes of an area: at present, as percpu_area_size returns it, and the
     limit.  */
  size_t area_size;
  size_t area_limit;
  /* Bytes of address space, mostly inaccessible, for all areas.  */
  size_t reserved;
  /* Bytes of memory in all areas, swapped out or not; SIZE_MAX if the system
     does not report it.  Pages that were never written are not counted.  */
  size_t resident;
  /* Dynamic objects that are not freed, and the bytes that they take in an
     area, including the rounding of their sizes.  */
  size_t objects;
  size_t objects_size;
  /* Bytes of an area for dynamic objects: at present, and the limit.  Of the
     present ones, the bytes that belong neither to an object nor to a page of
     small objects, and the largest contiguous piece of these.  The smaller the
     latter compared to the former, the more fragmented the room is.  */
  size_t dynamic_size;
  size_t dynamic_limit;
  size_t dynamic_free;
  size_t dynamic_largest;
};

/* Fill *STATS.  SIZE is sizeof (struct percpu_stats) as the caller was
   compiled.  The numbers may be out of date when other threads change the
   state.
   Returns: 0; PERCPU_EINIT, and the numbers of the areas are 0.
   Context: thread.  Takes time proportional to the number of mappings of the
   process.  */
extern int percpu_stats_get (struct percpu_stats *stats, size_t size);

/* Print them on stderr.
   Context: thread.  */
extern void percpu_stats (void);

/* Returns: the bytes of memory in the area of CPU, swapped out or not;
   SIZE_MAX if the system does not report it, 0 if CPU is not possible.
   Context: thread.  */
extern size_t percpu_area_resident (unsigned int cpu);

/* Code that is compiled with -fplugin-arg-percpu-hardened calls this function
   where it relies on the thread staying on its CPU.  A program that keeps its
   threads on their CPUs by other means defines a function of its own with this
   name.
   Returns: true if the calling thread may leave its CPU at any time, that is,
   if it is neither bound nor in a section of percpu/guard.h.
   Context: any.  */
extern bool percpu_preemptible (void);

# pragma GCC visibility pop

/* PERCPU_ROOM (BYTES);

   At file scope, once in an executable or shared object that the program
   starts with: reserve room in every area for BYTES of per-CPU variables of
   objects that are loaded later by dlopen.  An object with a variable of 64
   kilobytes or more that begins with zero takes the whole distance from its
   first variable to its last, which includes its .bss.  Only address space is
   reserved; the default is a megabyte, and the largest of several requests
   counts.  Where the process may not have that much address space the room is
   smaller.  If there is no room for an object that is loaded the program ends
   with a message.  */
# define PERCPU_ROOM(bytes)						\
  __attribute__ ((visibility ("hidden")))				\
  const size_t __percpu_room = (bytes)

/* PERCPU_DYNAMIC_ROOM (BYTES);

   The same for dynamic objects (percpu/alloc.h); the default is 64 megabytes
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

/* Returns: a text for ERROR, one of enum percpu_error, in static storage, in
   English, without a newline.  "unknown error" for any other negative number,
   "no error" for 0 and above.
   Context: any.  */
extern const char *percpu_strerror (int error);

/* Returns: the version of the library that the program runs with, such as
   "0.1.0", in static storage.  PERCPU_VERSION (percpu/version.h) is the
   version of the headers that the program was compiled with.  In model
   `single', which has no library, the version of the headers.
   Context: any.  */
extern const char *percpu_version (void);

# pragma GCC visibility pop

#endif

#endif /* not __PERCPU_ABI_LINUX__ */

/* percpu_foreach (cpu) STATEMENT

   Execute STATEMENT for each possible CPU, in ascending order.  Declares
   `unsigned int cpu'; in C90, which has no declarations there, `cpu' is an
   `unsigned int' that is declared before.  `break' and `continue' have their
   usual meaning.  A private area that is created meanwhile may be left out
   (see percpu_nr_cpus).
   Context: any.  */

/* The end is read first: every number below it that percpu_cpu_next returns is
   then possible.  */
static __inline__ bool
__percpu_foreach_find (unsigned int *cpu)
{
  unsigned int end = percpu_nr_cpus ();

  *cpu = percpu_cpu_next (*cpu);
  return *cpu < end;
}

/* For the macros of these headers: CPU is a variable.  */
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
   per-CPU variables of its own or not: the reference makes the linker take
   image.c.  */
#if defined __PERCPU_ABI_HOSTED__ && !defined __PERCPU_MODEL_SINGLE__
__asm__ (".globl __percpu_image");
#endif

/* Everything below needs the plugin.  */
#ifndef __PERCPU_RUNTIME__

/* T *percpu_ptr (T __percpu *p, unsigned int cpu)

   Returns: the plain address of CPU's instance of *P, valid until the shared
   object with the variable is unloaded, or the dynamic object is freed.  P is
   the address of a variable, a member or an element, of any type; an array may
   be given as a whole (`&a', of type pointer to array) or by an element
   (`&a[3]').  If CPU is not possible the program ends with a message and
   abort.
   Context: any.  The owner of the instance may change it at the same time: a
   read of a scalar returns some value that it had; a write may be lost, and
   may undo a change by the owner, unless the owner is known not to access
   it.  */
# define percpu_ptr(p, cpu)						\
  __builtin_percpu_translate ((p), __percpu_displacement_of (cpu))

/* T *percpu_this_ptr (T __percpu *p)

   Returns: the plain address of the instance of *P on the CPU on which the
   calling thread is at that moment.  It remains the address of that instance
   when the thread migrates.
   Context: a thread that is bound to its CPU (percpu_bind) and is the only one
   that uses the instance.  In model `register' other threads get SIGSEGV.  In
   model `rseq' they get an address, but may be on another CPU before they use
   it; a store by it is then lost, or undoes stores of other threads.  The
   compiler warns (`unguarded') outside of guards, and outside of functions
   that run only in bound threads and have the attribute `percpu_bound'.  A
   guard does not keep the thread on its CPU: in a section use percpu_borrow.

   Operations by the plain address are ordinary C.  A signal handler, or
   another thread that runs on the same CPU, may execute between their
   parts.  */
# define percpu_this_ptr(p)						\
  __builtin_percpu_translate ((p), __builtin_percpu_displacement ())

/* The type of *P, for a per-CPU pointer P, without qualifiers: a comma
   expression has a value, and values have none.  */
# define __percpu_typeof(p)						\
  __typeof__ ((void) 0, *__builtin_percpu_translate ((p), (uintptr_t) 0))

/* T percpu_xchg (T x, T v)

   Store V in the per-CPU variable X, an lvalue, as one CPU-local operation.  X
   is an integer, an enum, a _Bool, a pointer, a float or a double, of at most
   eight bytes; or an __int128 or a structure of 16 bytes and with that
   alignment where the processor supports it (x86-64: with -mcx16).  V is
   converted to T as in an assignment.  Each argument is evaluated once.
   Returns: the old value of X.
   Context: that of an operator on X.

   (V has no parentheses below, so that a diagnostic has the location of the
   argument.)  */
# define percpu_xchg(x, v)						\
  __extension__ ({							\
    __percpu_typeof (&(x)) __percpu_xchg_v = v;				\
    __builtin_percpu_exchange (&(x), __percpu_xchg_v);			\
  })

/* T percpu_cmpxchg (T x, T old, T new)

   Store NEW in X if X is equal to OLD, as one CPU-local operation.  X and the
   conversions are as for percpu_xchg.  Values are compared bit by bit:
   positive and negative zero differ, a NaN may be equal to itself, padding
   counts.
   Returns: the old value of X; X was changed if that is OLD.
   Context: that of an operator on X.  */
# define percpu_cmpxchg(x, old, new)					\
  __extension__ ({							\
    __percpu_typeof (&(x)) __percpu_cmpxchg_old = old;			\
    __percpu_typeof (&(x)) __percpu_cmpxchg_new = new;			\
    __builtin_percpu_compare_exchange (&(x),				\
				       __percpu_cmpxchg_old,		\
				       __percpu_cmpxchg_new);		\
  })

/* bool percpu_try_cmpxchg (T x, T *old, T new)

   Store NEW in X if X is equal to *OLD, else the value of X in *OLD.  It does
   not retry: it is meant for the end of a loop that computes NEW from *OLD.
   Returns: true if X was changed.
   Context: that of an operator on X.  */
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
   an assignment, and then compared as a value of type T: with an unsigned X,
   -1 is the greatest value.  If X or V is a NaN, X does not change; a zero of
   the other sign is neither greater nor less.  Each argument is evaluated
   once.
   Returns: the old value of X; X was changed if V is greater (less) than that.
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
   per-CPU variable X, an lvalue of integer type, as one CPU-local operation.
   NR must be less than the number of bits in X.
   Returns: true if the bit was set before.
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

   This CPU's instance of X, an lvalue that the compiler treats as ordinary
   memory: it may merge, split and reorder accesses.  Its address cannot be
   used; use percpu_this_ptr (&X).
   Context: that of percpu_this_ptr, with the same warning.  No handler that
   uses X may interrupt the code.  In a section of a guard use
   percpu_borrow.  */
# define percpu_raw(x) (*__builtin_percpu_raw (&(x)))

/* The value of type T at P, which another CPU may be changing.  That race is
   intended, so the access is hidden from ThreadSanitizer.  */
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
# elif defined __arm__ && defined __GCC_HAVE_SYNC_COMPARE_AND_SWAP_8
/* Two loads of 4 bytes can give halves of different values.  */
static __inline__ void
__percpu_read_8 (void *to, const volatile void *from)
{
  uint64_t v = __atomic_load_n ((const volatile uint64_t *) from,
				__ATOMIC_RELAXED);

  __builtin_memcpy (to, &v, sizeof v);
}
#  define __percpu_read(T, p)						\
  __extension__ ({							\
    T __percpu_read_value;						\
    if (sizeof (T) == 8 && __alignof__ (T) == 8)			\
      __percpu_read_8 (&__percpu_read_value, (p));			\
    else								\
      __percpu_read_value = *(const volatile T *) (p);			\
    __percpu_read_value;						\
  })
# else
#  define __percpu_read(T, p) (*(const volatile T *) (p))
# endif

/* T percpu_sum (T x)

   The sum of all instances of the per-CPU scalar X, an lvalue of arithmetic
   type.  It is computed in X's own type and wraps around as X does: an
   unsigned counter that is incremented on one CPU and decremented on another
   has a huge value on the latter, and the sum is right because it wraps around
   too.  X is evaluated once.
   Returns: the sum.  While other CPUs change X, it is the sum of values that
   the instances had at different moments.
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
   value on every CPU.  An instance that already has it is not written.  An
   aligned scalar is written by one store.

   A variable, including a static one in a function, is reset together with the
   elements that its initialiser gives to a flexible array member; that
   requires percpu_reset in the file that defines the variable.  If X is
   accessed through a pointer, sizeof (X) bytes are reset.  Model `single' and
   Linux do not keep initial values and do not provide percpu_reset.
   Context: any.  A change that another CPU makes at the same time may survive
   or be lost.  */
# if defined __PERCPU_MODEL_SINGLE__ || defined __PERCPU_ABI_LINUX__
#  ifdef __PERCPU_ABI_LINUX__
extern void __percpu_reset_missing (void)
  __attribute__ ((error ("Linux keeps no initial values")));
#  else
extern void __percpu_reset_missing (void)
  __attribute__ ((error ("model `single' keeps no initial values")));
#  endif
#  define percpu_reset(x) ((void) sizeof (x), __percpu_reset_missing ())
# else
#  define percpu_reset(x)						\
  __percpu_reset (__percpu_number (__builtin_percpu_translate		\
				     (&(x), (uintptr_t) 0)),		\
		  __builtin_percpu_size (&(x), sizeof (x)))

/* Returns: P as a number.  A cast of a function's result would give a
   -Wbad-function-cast warning.  */
static __inline__ uintptr_t
__percpu_number (const volatile void *p)
{
  return (uintptr_t) p;
}
# endif

#endif /* not __PERCPU_RUNTIME__ */

/* A program may also include one of these headers directly: each of them
   includes this file before its own include guard.  */
#include <percpu/guard.h>
#ifndef __PERCPU_ABI_LINUX__
# include <percpu/cell.h>
# include <percpu/alloc.h>
# include <percpu/list.h>
# include <percpu/lock.h>
# include <percpu/counter.h>
# include <percpu/ref.h>
#endif
#ifdef __PERCPU_ABI_FREESTANDING__
# include <percpu/freestanding.h>
#endif

#endif /* not __PERCPU_UNUSABLE__ */

#endif /* PERCPU_H */
