/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A shared object that uses the program's references and counters, and a
   counter of its own.  */

#include <percpu.h>

static PERCPU_COUNTER_DEFINE (mine, 100);

bool
ref_aux_use (struct percpu_ref *ref, struct percpu_counter *theirs)
{
  if (!percpu_ref_tryget_live (ref))
    return false;
  percpu_counter_inc (theirs);
  percpu_counter_add (&mine, 2);
  percpu_ref_get (ref);
  percpu_ref_put_many (ref, 2);
  return true;
}

long
ref_aux_sum (void)
{
  return percpu_counter_sum (&mine);
}
