/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A shared object with a megabyte of per-CPU data.  */

#include <percpu.h>

static __attribute__ ((percpu)) char large[1 << 20];

char large_get (long i);

char
large_get (long i)
{
  return large[i];
}
