/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* -ffreestanding selects the ABI.  The object then has no reference to the
   hosted runtime.  */
/* { dg-options "-ffreestanding" } */

/* { dg-final { scan-assembler-not {__percpu_image} } } */

#if !__PERCPU_MODEL_REGISTER__ || !__PERCPU_ABI_FREESTANDING__
# error "macros of -ffreestanding"
#endif

static __attribute__ ((percpu)) int x;

int
f (void)
{
  x++;
  return x;
}
