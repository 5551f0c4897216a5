/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The beginning of every program of percpu.fuzz.  The same text is a program
   with plain variables if PLAIN is defined, and one with per-CPU variables
   otherwise:

     PERCPU, __percpu        the attribute and the qualifier
     THIS (p), AT (p)        the plain pointer to this CPU's instance
     SUM (x)                 the sum of all instances, which is x because only
			     the instance of this CPU has a value
     ONLY (x)                sets all other instances to zero
     MAXIMUM (x, v), MINIMUM (x, v)
			     percpu_max and percpu_min
     RESET (x), RESET_ARRAY (a)
			     restore the initial value, a copy of which is x_0

   The thread is bound before main, because C defines what one instance
   contains, and nothing about the instances of other CPUs.

   If EMULATED is defined, model `register' runs without support by a kernel
   (emulated.h).  */

#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#define STORE_INITIAL(x) ((x) = x##_0)
#define STORE_INITIAL_ARRAY(a)						\
  do									\
    for (unsigned int i_ = 0; i_ < sizeof (a##_0) / sizeof (a##_0[0]); i_++) \
      (a)[i_] = a##_0[i_];						\
  while (0)

/* A decimal number, if the target has them.  */
#ifdef __x86_64__
typedef _Decimal64 fuzz_decimal;
#else
typedef double fuzz_decimal;
#endif

#ifdef PLAIN

# define EXTREMUM(OP, x, v)						\
  __extension__ ({							\
    __typeof__ ((void) 0, (x)) v_ = v;					\
    __typeof__ (&(x)) p_ = &(x);					\
    __typeof__ (v_) old_ = *p_;						\
    if (v_ OP old_)							\
      *p_ = v_;								\
    old_;								\
  })
# define MAXIMUM(x, v) EXTREMUM (>, x, v)
# define MINIMUM(x, v) EXTREMUM (<, x, v)

# define PERCPU
# define __percpu
# define THIS(p) (p)
# define AT(p) (p)
# define SUM(x) ((__typeof__ ((void) 0, (x))) (0 + (x)))
# define ONLY(x) ((void) 0)
# define RESET(x) STORE_INITIAL (x)
# define RESET_ARRAY(a) STORE_INITIAL_ARRAY (a)

#elif defined EMULATED

# include "emulated.h"

# define PERCPU __attribute__ ((percpu))
# define THIS(p) \
  __builtin_percpu_translate ((p), __builtin_percpu_displacement ())
# define AT(p) THIS (p)
# define MAXIMUM(x, v)							\
  __extension__ ({							\
    __typeof__ ((void) 0, *THIS (&(x))) v_ = v;				\
    __builtin_percpu_fetch_max (&(x), v_);				\
  })
# define MINIMUM(x, v)							\
  __extension__ ({							\
    __typeof__ ((void) 0, *THIS (&(x))) v_ = v;				\
    __builtin_percpu_fetch_min (&(x), v_);				\
  })
# define SUM(x) ((__typeof__ ((void) 0, (x))) (0 + (x)))
# define ONLY(x) ((void) 0)
# define RESET(x) STORE_INITIAL (x)
# define RESET_ARRAY(a) STORE_INITIAL_ARRAY (a)

#else

# include <percpu.h>

# define PERCPU __attribute__ ((percpu))
# define THIS(p) percpu_this_ptr (p)
# define AT(p) percpu_ptr ((p), fuzz_cpu)
# define MAXIMUM(x, v) percpu_max (x, v)
# define MINIMUM(x, v) percpu_min (x, v)
# define SUM(x) percpu_sum (x)
# define ONLY(x)							\
  do									\
    percpu_foreach (cpu_)						\
      if (cpu_ != fuzz_cpu)						\
	memset ((void *) percpu_ptr (&(x), cpu_), 0, sizeof (x));	\
  while (0)
# ifdef __PERCPU_MODEL_SINGLE__
#  define RESET(x) STORE_INITIAL (x)
#  define RESET_ARRAY(a) STORE_INITIAL_ARRAY (a)
# else
#  define RESET(x) do { percpu_reset (x); ONLY (x); } while (0)
#  define RESET_ARRAY(a) RESET (a)
# endif

static unsigned int fuzz_cpu;

static void __attribute__ ((constructor))
fuzz_begin (void)
{
  percpu_foreach (cpu)
    if (percpu_bind (cpu) == 0)
      {
	fuzz_cpu = cpu;
	return;
      }
  __builtin_trap ();
}

#endif

/* Functions that print the state.  All NaNs are printed alike, because the
   compiler may choose which of them an operation yields.  */

static void __attribute__ ((unused, noinline))
show (const char *name, int i, unsigned long value)
{
  printf ("%s %d %lx\n", name, i, value);
}

static void __attribute__ ((unused, noinline))
show_number (const char *name, int i, long double value)
{
  if (value != value)
    printf ("%s %d nan\n", name, i);
  else
    printf ("%s %d %La\n", name, i, value);
}

static void __attribute__ ((unused, noinline))
show_wide (const char *name, int i, unsigned __int128 value)
{
  printf ("%s %d %lx:%lx\n", name, i, (unsigned long) (value >> 64),
	  (unsigned long) value);
}

/* A conversion that is defined for every value.  */

static inline long __attribute__ ((unused))
whole (double value)
{
  return value > -1e6 && value < 1e6 ? (long) value : 7;
}

/* The hash of all values that statements compute.  */

static unsigned long mixed = 1469598103934665603ul;

static void __attribute__ ((unused, noinline))
mix (unsigned long value)
{
  mixed = (mixed ^ value) * 1099511628211ul;
  mixed ^= mixed >> 29;
}
