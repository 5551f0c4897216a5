/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Uses come before the definition, in other functions and in inline ones.  */

extern __attribute__ ((percpu)) unsigned long later;
extern __attribute__ ((percpu)) struct incomplete unknown;
struct incomplete { int n; };

static inline void
bump (void)
{
  later++;
}

unsigned long
early (void)
{
  extern __attribute__ ((percpu)) int inside;

  bump ();
  inside += 2;
  unknown.n++;
  return later;
}

__attribute__ ((percpu)) unsigned long later = 5;

unsigned long
late (void)
{
  bump ();
  return later++;
}
