/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* An alias names a per-CPU variable by its name in C or by its assembler name:
   public and static aliases, weak ones, aliases before their target, and
   aliases of aliases.  */

#include "../lib/check.h"
#include <percpu.h>

__attribute__ ((percpu)) int x = 3;
static __attribute__ ((percpu)) int hidden = 4;
__attribute__ ((percpu)) int named __asm__ ("percpu_other_name") = 5;
extern __attribute__ ((percpu)) int y __attribute__ ((alias ("x")));
extern __attribute__ ((percpu)) int same __attribute__ ((alias ("percpu.x")));
extern int __percpu weak __attribute__ ((weak, alias ("x")));
extern __attribute__ ((percpu)) int early __attribute__ ((alias ("late")));
__attribute__ ((percpu)) int late = 7;
extern __attribute__ ((percpu)) int of_hidden
  __attribute__ ((alias ("hidden")));
static __attribute__ ((percpu)) int local __attribute__ ((alias ("x")));
extern __attribute__ ((percpu)) int by_label
  __attribute__ ((alias ("percpu_other_name")));
extern __attribute__ ((percpu)) int by_name __attribute__ ((alias ("named")));
extern __attribute__ ((percpu)) int again __attribute__ ((alias ("y")));

static void __attribute__ ((noipa))
count (void)
{
  y++;
  same++;
  weak++;
  local++;
  again++;
  early++;
  of_hidden++;
  by_label++;
  by_name++;
}

int
main (void)
{
  if (percpu_bind (0) < 0)
    return 1;
  count ();
  EXPECT_VALUE (x, 8);
  EXPECT_VALUE (late, 8);
  EXPECT_VALUE (hidden, 5);
  EXPECT_VALUE (named, 7);
  EXPECT_VALUE (&x == &y && &weak == &again && &x == &weak, 1);
  return check_failures != 0;
}
