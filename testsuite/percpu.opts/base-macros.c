/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Macros name the register: the first of the list of the target, unless the
   option selects another one.  */

#define DEFAULT_IS(name) (__builtin_strcmp (__PERCPU_BASE__, name) == 0)

#ifdef __x86_64__
# ifndef __PERCPU_BASE_GS__
#  error "the macro of the default"
# endif
_Static_assert (DEFAULT_IS ("gs"), "the name of the default");
#elif defined __aarch64__
# ifndef __PERCPU_BASE_TPIDR_EL1__
#  error "the macro of the default"
# endif
_Static_assert (DEFAULT_IS ("tpidr_el1"), "the name of the default");
#elif defined __arm__
# ifndef __PERCPU_BASE_TPIDRPRW__
#  error "the macro of the default"
# endif
_Static_assert (DEFAULT_IS ("tpidrprw"), "the name of the default");
#elif defined __riscv
# ifndef __PERCPU_BASE_TP__
#  error "the macro of the default"
# endif
_Static_assert (DEFAULT_IS ("tp"), "the name of the default");
#elif defined __loongarch__
# ifndef __PERCPU_BASE_R21__
#  error "the macro of the default"
# endif
_Static_assert (DEFAULT_IS ("r21"), "the name of the default");
#endif
#ifdef __PERCPU_RMW_PLAIN__
# error "a macro of what is not the default"
#endif
int x;
