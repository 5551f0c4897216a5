/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A variable that two files share.  */
/* { dg-do run } */
/* { dg-additional-options "-fplugin-arg-percpu-model=register" } */
/* { dg-additional-sources "two-files-aux.c" } */
/* { dg-final { scan-disassembly-times main {%gs:} 2 } } */

#include <percpu.h>

extern __attribute__ ((percpu)) int shared;
extern __attribute__ ((noipa)) int add (int);

int
main (void)
{
  if (percpu_bind (0) < 0)
    return 1;
  shared += 5;
  return add (1) != 16 || shared != 16;
}
