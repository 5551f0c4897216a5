/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* -mcmodel=kernel selects model `register'.  */
/* { dg-require arch x86-64 } */
/* { dg-options "-mcmodel=kernel -fno-pic -mno-sse -ffreestanding" } */

/* { dg-final { scan-assembler {%gs:x\(%rip\)} } } */

#if !__PERCPU_MODEL_REGISTER__ || !__PERCPU_ABI_FREESTANDING__
# error "macros of -mcmodel=kernel"
#endif

static __attribute__ ((percpu)) int x;

void
f (void)
{
  x++;
}
