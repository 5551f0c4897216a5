/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* _Countof counts the elements of per-CPU arrays and does not read them.  */
/* { dg-require feature countof } */
/* { dg-additional-options "-std=gnu2x -Wall -Wextra" } */

#include "../lib/check.h"
#include <percpu.h>

static __attribute__ ((percpu)) int table[3][4];

static void
counted (void)
{
  EXPECT (_Countof (table) == 3 && _Countof (*table) == 4);
  EXPECT (_Countof (typeof (table)) == 3);
  EXPECT (_Countof (*(int __percpu (*)[7]) table) == 7);
  table[_Countof (table) - 1][1]++;
  EXPECT (table[2][1] == 1);
}

int
main (void)
{
  if (percpu_bind (percpu_cpu_next (0)) != 0)
    return 1;
  counted ();
  return check_failures != 0;
}
