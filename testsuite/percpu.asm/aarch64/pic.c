/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Code for shared objects adds the bias of its image, in accesses and in
   addresses; code for executables does not.  */
/* { dg-additional-options "-fplugin-arg-percpu-abi=hosted -fPIC" } */
/* { dg-final { scan-assembler-times {:lo12:__percpu_pic_bias} 3 } } */

static __attribute__ ((percpu)) unsigned long hits;

void
increment (void)
{
  hits++;
}

unsigned long
get (void)
{
  return hits;
}

unsigned long __percpu *
address (void)
{
  return &hits;
}
