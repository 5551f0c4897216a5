/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: The percpu authors */

/* A bit-field has no address: the note names operators, and no function of
   percpu.h that takes one.  */

#include <percpu.h>

__attribute__ ((percpu)) struct
{
  int before, number : 16;
  unsigned char : 8, b : 8;
} s;
void w (int);

int
take (void)
{
  int old = s.number;
/*           ^ note: loaded here */
  s.number = 0;
/*         ^ warning: 's' may change between its load and this store, which loses the change */
/*         ^ note: borrow it from a guard for both */
  return old;
}

void
decide (int v)
{
  if (s.number < v)
/*     ^ note: loaded here */
    {
      s.number = v;
/*             ^ warning: 's' may change between its load and the store that it decides about */
/*             ^ note: borrow it from a guard for both */
      w (v);
    }
}

void
compute (int v)
{
  int old = s.b;
/*           ^ note: loaded here */
  w (old);
  s.b = old + v;
/*    ^ warning: 's' may change between its load and the store that is computed from it */
/*    ^ note: use an operator such as '\+=', which is one operation, or borrow it from a guard for both */
}

/* These are one operation.  */
void
update (int v)
{
  s.number = s.number > v ? s.number : v;
  s.number += v;
  s.b |= 4;
}
