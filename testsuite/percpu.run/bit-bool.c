/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The one bit of a bool, and arguments that the front end has not folded when
   it meets them.  */
/* { dg-additional-options "-Wall -Wextra -Werror -Wno-bool-operation" } */

#include "../lib/check.h"
#include <percpu.h>

static __attribute__ ((percpu)) bool b, a[2];
static __attribute__ ((percpu)) int x;

int
main (void)
{
  if (percpu_bind (percpu_cpu_next (0)) != 0)
    return 1;
  percpu_set_bit (b, 0);
  EXPECT (b && percpu_test_bit (b, 0));
  percpu_clear_bit (b, 0);
  EXPECT (!b);
  percpu_clear_bit (b, 0);
  EXPECT (!b);
  EXPECT (!percpu_test_and_set_bit (b, 0));
  EXPECT (percpu_test_and_set_bit (b, 0) && b);
  EXPECT (percpu_test_and_clear_bit (b, 0) && !b);
  EXPECT (!percpu_test_and_clear_bit (b, 0) && !b);
  percpu_set_bit (a[1], 0);
  EXPECT (!percpu_xchg (b, (bool) (a[1] ^ (bool) ~1)) && !b);
  EXPECT (percpu_this_ptr (&a[(bool) (b - 1)]) == percpu_this_ptr (a) + 1);
  EXPECT (percpu_xchg (x, (int) (bool) (b - 1)) == 0 && x == 1);
  return check_failures != 0;
}
