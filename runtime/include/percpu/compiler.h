/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The readers of percpu's headers.

     GCC's C compiler with the plugin	compiles
     tools that only read C: clang,	see plain variables instead of
       clangd, clang-tidy, cppcheck,	per-CPU ones, and report no errors
       sparse
     the runtime library		has no plugin and no per-CPU variables
     everything else, C++ included	gets one error, and no declarations
					that would cause more

   The tools of the second group must not produce a program: clang compiles the
   file, but to an object with an undefined symbol whose name says what is
   missing.  percpu.h, which all other headers include first, includes this
   file first.  */

#ifndef PERCPU_COMPILER_H
#define PERCPU_COMPILER_H 1

#if defined __cplusplus
# error "percpu.h is for C: put what uses per-CPU variables into C files"
# define __PERCPU_UNUSABLE__ 1

#elif defined __PERCPU__ || defined __PERCPU_RUNTIME__

#elif defined __clang__ || defined __CHECKER__ || defined __CPPCHECK__
# include <stdint.h>
# define __PERCPU_READER__ 1
# if defined __STDC_HOSTED__ && !__STDC_HOSTED__
#  define __PERCPU_ABI_FREESTANDING__ 1
# else
#  define __PERCPU_ABI_HOSTED__ 1
# endif
# define __percpu
# ifdef __clang__
#  pragma clang diagnostic ignored "-Wunknown-attributes"
#  pragma GCC visibility push (default)
extern const char __percpu_needs_gcc_with_the_percpu_plugin[];
#  pragma GCC visibility pop
static const char *const __percpu_unusable
  __attribute__ ((used)) = __percpu_needs_gcc_with_the_percpu_plugin;
# endif
# define __builtin_percpu_translate(POINTER, DISPLACEMENT) \
  ((void) (DISPLACEMENT), (POINTER))
# define __builtin_percpu_displacement() ((uintptr_t) 0)
# define __builtin_percpu_raw(POINTER) (POINTER)
# define __builtin_percpu_size(POINTER, BYTES) ((void) (POINTER), (BYTES))
# define __builtin_percpu_address(POINTER) (POINTER)
# define __builtin_percpu_borrow(POINTER, GUARD) ((void) (GUARD), (POINTER))
# define __builtin_percpu_exchange(POINTER, V) ((void) (V), *(POINTER))
# define __builtin_percpu_fetch_or(POINTER, V) ((void) (V), *(POINTER))
# define __builtin_percpu_fetch_and(POINTER, V) ((void) (V), *(POINTER))
# define __builtin_percpu_fetch_max(POINTER, V) ((void) (V), *(POINTER))
# define __builtin_percpu_fetch_min(POINTER, V) ((void) (V), *(POINTER))
# define __builtin_percpu_compare_exchange(POINTER, OLD, NEW) \
  ((void) (OLD), (void) (NEW), *(POINTER))
# define __builtin_percpu_try_compare_exchange(POINTER, OLD, NEW) \
  ((void) (OLD), (void) (NEW), *(POINTER) == *(OLD))

#elif defined __GNUC__
# error "percpu.h needs GCC's C compiler with the plugin percpu: compile with\
 -fplugin=PATH/percpu.so, as `pkg-config --cflags percpu' prints it"
# define __PERCPU_UNUSABLE__ 1

#else
# error "percpu.h needs GCC's C compiler and its plugin percpu"
# define __PERCPU_UNUSABLE__ 1
#endif

#endif /* PERCPU_COMPILER_H */
