/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Configurations without warnings about stores that depend on a load: by
   default in models in which the thread does not leave its CPU, and if the
   option says `off'.  A pragma enables the warning in every model.  */
/* advice-options: -O2 -fplugin-arg-percpu-model=register */
/* advice-options: -O2 -fplugin-arg-percpu-model=single */
/* advice-options: -O0 -fplugin-arg-percpu-check-then-act=off -fplugin-arg-percpu-unguarded=off */

#include <percpu.h>

static __attribute__ ((percpu)) long peak;

void
larger (long v)
{
  if (peak < v)
    peak = v;
  *percpu_this_ptr (&peak) = v;
  percpu_raw (peak)++;
}

#pragma percpu check_then_act warn

void
said (long v)
{
  if (peak < v)
/*         ^ note: loaded here */
    peak = v;
/*       ^ warning: 'peak' may change */
/*       ^ note: use 'percpu_max' */
}
