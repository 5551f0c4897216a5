/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Everything with static storage can be per-CPU: public, private and local
   variables, with an initialiser or without, declared before or after.  */

#include <percpu.h>

struct stats
{
  unsigned long rx, tx;
  int histogram[4];
};

extern __attribute__ ((percpu)) int declared;
__attribute__ ((percpu)) int declared;
__attribute__ ((percpu)) unsigned long public_one = 1;
static __attribute__ ((percpu)) struct stats private_one = { .rx = 5 };
__attribute__ ((__percpu__)) char array_of[16];

struct stats __percpu *
address (void)
{
  return &private_one;
}

unsigned long
use (int i)
{
  static __attribute__ ((percpu)) unsigned long local = 7;

  declared++;
  array_of[i] = 1;
  private_one.histogram[i] -= i;
  return local + public_one;
}
