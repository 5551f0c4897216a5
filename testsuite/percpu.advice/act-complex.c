/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The parts of a complex number are places of their own: a load of one part
   decides about a store to this part.  */
/* advice-options: -O0 */
/* advice-options: -O2 */
/* advice-options: -O1 -fPIC */

#include <percpu.h>

static __attribute__ ((percpu)) _Complex float z;
static __attribute__ ((percpu)) _Complex double list[4];

void
decided (void)
{
  if (__real__ z > 3)
/*    ^ note: loaded here */
    __real__ z = 0;
/*             ^ warning: 'z' may change between its load and the store that it decides about \[percpu check-then-act\] */
/*             ^ note: use 'percpu_try_cmpxchg' */
}

void
computed (int i)
{
  double part = __imag__ list[i];
/*       ^ note: loaded here */
  __imag__ list[i] = part * 2;
/*                 ^ warning: 'list' may change between its load and the store that is computed from it \[percpu check-then-act\] */
/*                 ^ note: use an operator such as '[*]=' */
}

void
other_part (void)
{
  if (__real__ z > 3)
    __imag__ z = 0;
  double part = __real__ list[1];
  __imag__ list[1] = part;
}

void
one_operation (void)
{
  __real__ z += 1;
  __imag__ list[2] *= 3;
}
