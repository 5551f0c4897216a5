/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The precompiled header of declared.c.  */

extern __attribute__ ((percpu)) int x;

static inline void
inc (void)
{
  x++;
}
