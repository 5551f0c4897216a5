/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A condition with two loads of one place skips an update of bits only if the
   update would change nothing: no warning.  The second load only supplies a
   value to which the bits are added; other conditions of this form decide.  */
/* advice-options: -O0 */
/* advice-options: -O2 */
/* advice-options: -O1 -fPIC -fsanitize=undefined */

#include <percpu.h>

static __attribute__ ((percpu)) unsigned int bits, others;
static __attribute__ ((percpu)) unsigned char small;
static __attribute__ ((percpu)) unsigned long list[4];

void
set (unsigned int v)
{
  if (bits != (bits | v))
    bits |= v;
  if ((v | bits) != bits)
    bits |= v;
}

void
cleared (unsigned int v)
{
  if (bits != (bits & v))
    bits &= v;
  if ((bits & ~v) != bits)
    bits &= ~v;
}

void
sizes (int i)
{
  if (small != (small | 4))
    small |= 4;
  if (list[i] == (list[i] | 1ul << 40))
    return;
  list[i] |= 1ul << 40;
}

void
other_bits (unsigned int v, unsigned int w)
{
  if (bits != (bits | v))
/*                  ^ note: loaded here */
    bits |= w;
/*       ^ warning: 'bits' may change between its load and the update that it decides about \[percpu check-then-act\] */
/*       ^ note: use 'percpu_try_cmpxchg' */
}

void
other_place (unsigned int v)
{
  if (others != (bits | v))
/*                    ^ note: loaded here */
    bits |= v;
/*       ^ warning: 'bits' may change between its load and the update that it decides about \[percpu check-then-act\] */
/*       ^ note: use 'percpu_try_cmpxchg' */
}
