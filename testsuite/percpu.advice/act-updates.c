/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Updates for which there is no instruction, or whose overflow is checked, are
   compare-exchange loops that the compiler builds: these do not test the value
   again for the program.  The diagnostics are the same as for other
   updates.  */
/* advice-options: -O0 */
/* advice-options: -O2 -ftrapv */
/* advice-options: -O0 -ftrapv -fPIC */
/* advice-options: -O1 -fsanitize=address,undefined */
/* advice-options: -O0 -fPIC -fsanitize=undefined */
/* advice-options: -O3 -fsanitize=undefined -fsanitize-undefined-trap-on-error */
/* advice-options: -O2 -fsanitize=signed-integer-overflow -fplugin-arg-percpu-model=register -fplugin-arg-percpu-check-then-act=warn */
/* advice-options: -O0 -ftrapv -fplugin-arg-percpu-model=single -fplugin-arg-percpu-check-then-act=warn */

#include <percpu.h>

static __attribute__ ((percpu)) int refs, wraps, scale, once;
static __attribute__ ((percpu)) double share;
static __attribute__ ((percpu)) long list[4];

extern void work (void), take (int);

void
decided (long __percpu *p, int i)
{
  if (refs > 0)
/*         ^ note: loaded here */
    refs--;
/*      ^ warning: 'refs' may change between its load and the update that it decides about \[percpu check-then-act\] */
/*      ^ note: use 'percpu_try_cmpxchg', which stores only if nothing has changed, or borrow it from a guard for both */
  if (scale < 1000)
/*          ^ note: loaded here */
    scale *= 3;
/*        ^ warning: 'scale' may change between its load and the update that it decides about \[percpu check-then-act\] */
/*        ^ note: use 'percpu_try_cmpxchg' */
  if (share < .5)
/*          ^ note: loaded here */
    share += .25;
/*        ^ warning: 'share' may change between its load and the update that it decides about \[percpu check-then-act\] */
/*        ^ note: use 'percpu_try_cmpxchg' */
  if (*p > 0)
/*    ^ note: loaded here */
    *p -= 2;
/*     ^ warning: per-CPU data may change between its load and the update that it decides about \[percpu check-then-act\] */
/*     ^ note: use 'percpu_try_cmpxchg' */
  if (list[i] > 0)
/*        ^ note: loaded here */
    list[i]--;
/*         ^ warning: 'list' may change between its load and the update that it decides about \[percpu check-then-act\] */
/*         ^ note: use 'percpu_try_cmpxchg' */
}

void
found (void)
{
  if (++wraps >= 100)
/*    ^ note: loaded here */
    wraps = 0;
/*        ^ warning: 'wraps' may change between its load and the store that it decides about \[percpu check-then-act\] */
/*        ^ note: use 'percpu_try_cmpxchg', which stores only if nothing has changed, or borrow it from a guard for both */
}

/* A compare-exchange, or an update whose value is used, has tested the value
   again.  */

int
looks_again (int v)
{
  int old = refs;
  do
    if (old >= v)
      return 0;
  while (!percpu_try_cmpxchg (refs, &old, old + 1));

  if (scale > 0 && scale-- > 0)
    work ();
  if (wraps < v && percpu_max (wraps, v) < v)
    work ();
  percpu_min (once, v);
  once = 3;
  return 1;
}

/* Updates and loads that do not depend on each other.  */

void
independent (int v)
{
  refs++;
  refs = v;
  scale *= 5;
  if (scale > 3)
    work ();
  scale *= 3;
  for (int i = 0; i < wraps; i++)
    work ();
  wraps++;
  while (once--)
    work ();
  once = v;
  take (refs);
  refs--;
}
