/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Dynamic per-CPU objects.

     struct stats __percpu *s = percpu_alloc (struct stats);

     if (!s)
       fail (percpu_strerror (percpu_alloc_error ()));
     s->rx++;				this CPU's instance
     total = percpu_sum (s->rx);
     percpu_free (s);

   An object has an instance on every CPU, as a variable has, and its address
   is a per-CPU address like that of a variable: operators, percpu_ptr,
   percpu_sum, guards and all other functions accept it.  It also has its
   initial value on CPUs that are used later, and percpu_reset restores it.

   Instances take memory on the CPUs that write to them.  The room for objects
   is a range of addresses in each area, which is used as needed.  Objects are
   never moved, and freed memory is returned to the system a few pages at a
   time.

   The owner of an object frees it.  The compiler follows an object through a
   function: using it, borrowing from it or freeing it after it was freed is an
   error, and losing it is reported by a warning.  At run time a pointer that
   is not that of an object, or no longer, ends the program with a message;
   code that is compiled with -fplugin-arg-percpu-hardened adds the expression
   and its place.

   Functions with `Context: thread' must not be called in a signal handler.  A
   handler must not fork either if it has interrupted a function that takes the
   allocator's lock, because fork waits for that lock.  The lock is taken by
   all functions of this file but percpu_alloc_error, and by percpu_stats,
   percpu_stats_get, percpu_ref_init, percpu_ref_exit, percpu_ref_kill,
   percpu_counter_init and percpu_counter_destroy.  They must not be called
   either by handlers of pthread_atfork that were registered before the library
   was loaded, as in a program that loads it later: these run while fork holds
   the lock.

   In model `single' an object is memory from malloc.  In freestanding code it
   is in memory that the program has handed over (percpu/freestanding.h), and
   percpu_alloc_error returns the reason of the last allocation that failed on
   any CPU.  This file is included by percpu.h.  */

#include <percpu.h>

#ifndef PERCPU_ALLOC_H
#define PERCPU_ALLOC_H 1

#include <percpu/guard.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifndef __PERCPU_UNUSABLE__

/* Not the number of any CPU.  */
#define PERCPU_NO_CPU (~0u)

/* The kinds of addresses.  */
enum percpu_address_kind
{
  PERCPU_ADDRESS_NONE,
  /* Part of a variable.  */
  PERCPU_ADDRESS_VARIABLE,
  /* Part of a dynamic object.  */
  PERCPU_ADDRESS_DYNAMIC,
  /* Part of the initial values.  */
  PERCPU_ADDRESS_TEMPLATE
};

struct percpu_address_info
{
  enum percpu_address_kind kind;
  /* The CPU of the instance; PERCPU_NO_CPU for a per-CPU address and for an
     initial value.  */
  unsigned int cpu;
  /* The per-CPU address.  */
  uintptr_t address;
  /* For an object, its per-CPU address and its size, rounded up as it was
     allocated.  For a variable, those of all variables of the executable or
     shared object that contains it.  Their section is at SECTION: the symbol
     of the variable is at SECTION + ADDRESS - START.  */
  uintptr_t start;
  size_t size;
  uintptr_t section;
};

#if defined __PERCPU_RUNTIME__

/* Without the plugin a per-CPU address is an integer.  */
# pragma GCC visibility push (default)
# define PERCPU_ALLOC_UNINIT 1
extern uintptr_t __percpu_alloc (size_t size, size_t align,
				 unsigned int flags);
extern uintptr_t __percpu_alloc_value (size_t size, size_t align,
				       const void *value);
extern void __percpu_free (uintptr_t address, const char *what);
extern void __percpu_autofree (void *variable);
extern bool __percpu_retain (uintptr_t address, const char *what);
extern bool __percpu_release (uintptr_t address, const char *what);
extern int percpu_alloc_error (void);
extern int percpu_address_info (const volatile void *address,
				struct percpu_address_info *info);
extern int percpu_pointer_info (uintptr_t address,
				struct percpu_address_info *info);
# pragma GCC visibility pop

#elif (defined __PERCPU_ABI_HOSTED__ || !defined __PERCPU_MODEL_SINGLE__) \
    && (defined __PERCPU__ || defined __PERCPU_READER__)

/* The functions that the macros below call.  */
# define PERCPU_ALLOC_UNINIT 1

# ifdef __PERCPU_MODEL_SINGLE__
#  include <percpu/alloc-single.h>
# else

# pragma GCC visibility push (default)
extern void __percpu *__percpu_alloc (size_t size, size_t align,
				      unsigned int flags)
  __attribute__ ((percpu_role ("allocate"), warn_unused_result));
extern void __percpu *__percpu_alloc_value (size_t size, size_t align,
					    const void *value)
  __attribute__ ((percpu_role ("allocate"), warn_unused_result));
extern void __percpu_free (const volatile void __percpu *p, const char *what)
  __attribute__ ((percpu_role ("free")));
extern void __percpu_autofree (void *variable)
  __attribute__ ((percpu_role ("autofree")));
extern bool __percpu_retain (const volatile void __percpu *p, const char *what)
  __attribute__ ((percpu_role ("retain"), warn_unused_result));
extern bool __percpu_release (const volatile void __percpu *p, const char *what)
  __attribute__ ((percpu_borrows (1)));
/* __percpu_free, where it does not end the caller's own object.  */
extern void __percpu_dispose (const volatile void __percpu *p,
			      const char *what)
  __asm__ ("__percpu_free") __attribute__ ((percpu_borrows (1)));

/* Returns: the reason why the calling thread's last allocation returned NULL:
   PERCPU_ENOMEM, PERCPU_ENOROOM, PERCPU_ESIZE, PERCPU_EALIGN or PERCPU_EINIT;
   0 if it succeeded.
   Context: any.  */
extern int percpu_alloc_error (void);

#  ifdef __PERCPU_ABI_HOSTED__
/* Describe in *INFO the object at the plain address ADDRESS, or at the per-CPU
   address P; the same number may be both, with different meanings.
   Returns: 0; or PERCPU_EADDRESS if ADDRESS is in no area, or if P is not that
   of a variable or object.
   Context: thread.  */
extern int percpu_address_info (const volatile void *address,
				struct percpu_address_info *info);
extern int percpu_pointer_info (const volatile void __percpu *p,
				struct percpu_address_info *info);
#  endif

# pragma GCC visibility pop
# endif

# ifdef __PERCPU_HARDENED__
#  define __PERCPU_TEXT(x) #x
#  define __PERCPU_LINE(line) __PERCPU_TEXT (line)
#  define __PERCPU_WHAT(p) #p " at " __FILE__ ":" __PERCPU_LINE (__LINE__)
# else
#  define __PERCPU_WHAT(p) NULL
# endif

/* T __percpu *percpu_alloc (T)
   T __percpu *percpu_alloc_array (T, size_t n)
   T __percpu *percpu_alloc_uninit (T)
   void __percpu *percpu_alloc_bytes (size_t size, size_t align)

   Allocate an object of type T, an array of N of them, or SIZE bytes that are
   aligned to ALIGN, a power of 2 and at most a page.  The initial value is
   zero on every CPU; an object from percpu_alloc_uninit is not initialised,
   and is zero after percpu_reset.
   Returns: its address, to be freed by percpu_free; or NULL, and
   percpu_alloc_error returns the reason.
   Context: thread.  Usually takes constant time; an object in reused memory is
   inspected on each CPU that is used.  */
# define __percpu_alignof(T) (__extension__ _Alignof (T))
# define percpu_alloc(T)						\
  ((T __percpu *) __percpu_alloc (sizeof (T), __percpu_alignof (T), 0))
# define percpu_alloc_uninit(T)						\
  ((T __percpu *) __percpu_alloc (sizeof (T), __percpu_alignof (T),	\
				  PERCPU_ALLOC_UNINIT))
# define percpu_alloc_array(T, n)					\
  ((T __percpu *) __percpu_alloc (__percpu_array_size ((n), sizeof (T)), \
				  __percpu_alignof (T), 0))
# define percpu_alloc_bytes(size, align) __percpu_alloc ((size), (align), 0)

/* A product that overflows becomes a size that is never granted.  */
static __inline__ size_t
__percpu_array_size (size_t n, size_t size)
{
  size_t product;

  return __builtin_mul_overflow (n, size, &product) ? SIZE_MAX : product;
}

/* T __percpu *percpu_alloc_value (T, const T *value)

   The same; the initial value is *VALUE on every CPU.
   Returns: as percpu_alloc.
   Context: thread.  Takes time for each CPU that is used.  */
# define percpu_alloc_value(T, value)					\
  __extension__								\
  ({									\
    const T *__percpu_value = (value);					\
    (T __percpu *) __percpu_alloc_value (sizeof (T), __percpu_alignof (T), \
					 __percpu_value);		\
  })

/* T __percpu *percpu_alloc_from (T, void (*fn) (T *slot, unsigned int cpu,
						  void *arg), void *arg)

   The same; FN initialises each instance.  It is called once for each possible
   CPU, which takes memory on all of them; in a private area that is created
   later (percpu_nr_cpus) the object is zero.
   Returns: as percpu_alloc.
   Context: thread.  */
# define percpu_alloc_from(T, fn, arg)					\
  __extension__								\
  ({									\
    T __percpu *__percpu_object = percpu_alloc (T);			\
    void (*__percpu_fn) (T *, unsigned int, void *) = (fn);		\
    void *__percpu_arg = (arg);						\
    unsigned int __percpu_cpu;						\
    if (__percpu_object)						\
      __percpu_foreach (__percpu_cpu)					\
	__percpu_fn (percpu_ptr (__percpu_object, __percpu_cpu),	\
		     __percpu_cpu, __percpu_arg);			\
    __percpu_object;							\
  })

/* void percpu_free (T __percpu *p)

   Free the object P, which must not be in use on any CPU; do nothing if P is
   NULL.  If P is not an object, was freed already or has other owners, the
   program ends with a message.
   Context: thread.  */
# define percpu_free(p) __percpu_free ((p), __PERCPU_WHAT (p))

/* void percpu_free_with (T __percpu *p, void (*fn) (T *slot, unsigned int cpu,
						     void *arg), void *arg)

   The same, after calling FN for the instance of each possible CPU.
   Context: thread.  */
# define percpu_free_with(p, fn, arg)					\
  do									\
    {									\
      __extension__ __auto_type __percpu_object = (p);			\
      if (__percpu_object)						\
	{								\
	  __percpu_destroy (__percpu_object, (fn), (arg));		\
	  __percpu_free (__percpu_object, __PERCPU_WHAT (p));		\
	}								\
    }									\
  while (0)
# define __percpu_destroy(object, fn, arg)				\
  do									\
    {									\
      void (*__percpu_fn) (__typeof__ (percpu_ptr ((object), 0)),	\
			   unsigned int, void *) = (fn);		\
      void *__percpu_arg = (arg);					\
      unsigned int __percpu_cpu;					\
      __percpu_foreach (__percpu_cpu)					\
	__percpu_fn (percpu_ptr ((object), __percpu_cpu), __percpu_cpu,	\
		     __percpu_arg);					\
    }									\
  while (0)

/* T __percpu *p PERCPU_AUTOFREE = percpu_alloc (T);

   Free the object that the variable P holds when it goes out of scope.  */
# define PERCPU_AUTOFREE __attribute__ ((__cleanup__ (__percpu_autofree)))

/* bool percpu_retain (T __percpu *p)

   Give the object P one more owner; it has one when it is allocated.
   Returns: true; false if there is no memory to count the owners, and
   percpu_alloc_error then returns PERCPU_ENOMEM.
   Context: thread that is an owner of P.

   void percpu_release (T __percpu *p)
   void percpu_release_with (T __percpu *p, fn, arg)

   Give up one ownership of P.  The last owner's call frees the object, after
   calling FN as percpu_free_with does.  Does nothing if P is NULL.
   Context: thread.  */
# define percpu_retain(p) __percpu_retain ((p), __PERCPU_WHAT (p))
# define percpu_release(p)						\
  do									\
    {									\
      __extension__ __auto_type __percpu_object = (p);			\
      if (__percpu_release (__percpu_object, __PERCPU_WHAT (p)))	\
	__percpu_dispose (__percpu_object, __PERCPU_WHAT (p));		\
      __percpu_released (__percpu_object);				\
    }									\
  while (0)
# define percpu_release_with(p, fn, arg)				\
  do									\
    {									\
      __extension__ __auto_type __percpu_object = (p);			\
      if (__percpu_release (__percpu_object, __PERCPU_WHAT (p)))	\
	{								\
	  __percpu_destroy (__percpu_object, (fn), (arg));		\
	  __percpu_dispose (__percpu_object, __PERCPU_WHAT (p));	\
	}								\
      __percpu_released (__percpu_object);				\
    }									\
  while (0)

/* After a release the caller no longer owns the object, even if it still
   exists.  */
static __inline__ void __percpu_released (const volatile void __percpu *p)
  __attribute__ ((percpu_role ("release")));
static __inline__ void
__percpu_released (const volatile void __percpu *p)
{
  (void) p;
}

#endif

#endif /* not __PERCPU_UNUSABLE__ */

#endif /* PERCPU_ALLOC_H */
