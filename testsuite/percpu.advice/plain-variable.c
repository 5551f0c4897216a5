/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Every macro says in one error that its variable is not per-CPU, at the place
   of its use, and where that was declared.  */
/* advice-options: -O0 */
/* advice-options: -O2 -fPIC */
/* advice-options: -O2 -fplugin-arg-percpu-model=register */
/* advice-options: -O2 -fplugin-arg-percpu-hardened=trap */

#include <percpu.h>

long shared;
/*   ^ note: 'shared' is declared here without the attribute */
/*   ^ note: 'shared' is declared here without the attribute */
/*   ^ note: 'shared' is declared here without the attribute */
/*   ^ note: 'shared' is declared here without the attribute */
static struct { int n; unsigned long a[3]; } st;
/*                                           ^ note: 'st' is declared here without the attribute */
/*                                           ^ note: 'st' is declared here without the attribute */
/*                                           ^ note: 'st' is declared here without the attribute */
/*                                           ^ note: 'st' is declared here without the attribute */
/*                                           ^ note: 'st' is declared here without the attribute */
extern int elsewhere;
/*         ^ note: 'elsewhere' is declared here without the attribute */
/*         ^ note: 'elsewhere' is declared here without the attribute */
/*         ^ note: 'elsewhere' is declared here without the attribute */
/*         ^ note: 'elsewhere' is declared here without the attribute */
/*         ^ note: 'elsewhere' is declared here without the attribute */

void
instances (unsigned int cpu)
/*                      ^ note: 'cpu' is declared here; only variables with static storage duration can have the attribute */
{
  static unsigned long local;
/*                     ^ note: 'local' is declared here without the attribute */
/*                     ^ note: 'local' is declared here without the attribute */
  long automatic = 0;
/*     ^ note: 'automatic' is declared here; only variables with static storage duration can have the attribute */
  *percpu_ptr (&shared, cpu) = 1;
/* ^ error: 'shared' is not a per-CPU variable: attribute 'percpu' is missing */
  *percpu_this_ptr (&st.a[1]) = 2;
/* ^ error: 'st' is not a per-CPU variable: attribute 'percpu' is missing */
  percpu_raw (elsewhere)++;
/*^ error: 'elsewhere' is not a per-CPU variable: attribute 'percpu' is missing */
  percpu_raw (local) =
/*^ error: 'local' is not a per-CPU variable: attribute 'percpu' is missing */
    1;
  percpu_reset (automatic);
/*^ error: 'automatic' is not a per-CPU variable: attribute 'percpu' is missing */
  percpu_reset (cpu);
/*^ error: 'cpu' is not a per-CPU variable: attribute 'percpu' is missing */
  percpu_guarded (g)
    percpu_borrow (g, &st)->n
/*  ^ error: 'st' is not a per-CPU variable: attribute 'percpu' is missing */
      = 1;
  percpu_foreach (i)
    *percpu_ptr (&local, i) = 1;
/*   ^ error: 'local' is not a per-CPU variable: attribute 'percpu' is missing */
}

long
values (void)
{
  int old = 0;
  long sum
    = percpu_sum (shared)
/*    ^ error: 'shared' is not a per-CPU variable: attribute 'percpu' is missing */
      + percpu_sum (st.n);
/*      ^ error: 'st' is not a per-CPU variable: attribute 'percpu' is missing */
  sum += percpu_xchg (elsewhere,
/*       ^ error: 'elsewhere' is not a per-CPU variable: attribute 'percpu' is missing */
		      3);
  sum += percpu_cmpxchg (st.n, 3, 4);
/*       ^ error: 'st' is not a per-CPU variable: attribute 'percpu' is missing */
  sum += percpu_try_cmpxchg (elsewhere, &old, 4);
/*       ^ error: 'elsewhere' is not a per-CPU variable: attribute 'percpu' is missing */
  return sum;
}

int
bits (void)
{
  percpu_set_bit (shared, 3);
/*^ error: 'shared' is not a per-CPU variable: attribute 'percpu' is missing */
  percpu_clear_bit (st.a[0], 3);
/*^ error: 'st' is not a per-CPU variable: attribute 'percpu' is missing */
  if (percpu_test_and_set_bit (elsewhere, 1))
/*    ^ error: 'elsewhere' is not a per-CPU variable: attribute 'percpu' is missing */
    return percpu_test_and_clear_bit (shared, 2);
/*         ^ error: 'shared' is not a per-CPU variable: attribute 'percpu' is missing */
  return percpu_test_bit (elsewhere, 3);
/*       ^ error: 'elsewhere' is not a per-CPU variable: attribute 'percpu' is missing */
}

/* Arguments that are not variables.  */

long
others (long *p, long v)
{
  *percpu_ptr (p, 1) = 2;
/* ^ error: argument of type 'long int \*' is not a pointer to per-CPU data */
/* ^ note: a plain pointer is already the address of one instance; use it directly */
  return percpu_sum (*p)
/*       ^ error: argument of type 'long int \*' is not a pointer to per-CPU data */
/*       ^ note: a plain pointer is already the address of one instance; use it directly */
	 + *percpu_this_ptr (v);
/*          ^ error: argument of type 'long int' is not a pointer to per-CPU data */
/*          ^ note: pass the address of a per-CPU variable */
}

