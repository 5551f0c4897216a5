/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A shared object with much per-CPU data.  */

#include <percpu.h>

static __attribute__ ((percpu)) char large[3 << 20];

void large_set (long i, char v);
char large_get (long i);

void
large_set (long i, char v)
{
  large[i] = v;
}

char
large_get (long i)
{
  return large[i];
}
