/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* In freestanding code counters are made at run time as in other code.  The
   object refers to the functions of libpercpu-freestanding.a only.  */
/* { dg-options "-ffreestanding -O2" } */

/* { dg-final { scan-assembler {percpu_counter_init_many} } } */
/* { dg-final { scan-assembler {percpu_counter_destroy_many} } } */
/* { dg-final { scan-assembler-not {__percpu_image} } } */

#include <percpu.h>

static struct percpu_counter c;

int
f (void)
{
  int error = percpu_counter_init_many (&c, 1, 0);

  if (error != 0)
    return error;
  percpu_counter_inc (&c);
  return percpu_counter_sum (&c) == 1;
}

void
g (void)
{
  percpu_counter_destroy_many (&c, 1);
}
