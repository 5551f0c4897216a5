/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Nothing: the time of the loop itself.  */

#include "increment.h"
#include <stddef.h>

#define INCREMENT(i) __asm__ volatile ("")

WAY_LOOPS (empty)

static unsigned long
sum (unsigned int i)
{
  (void) i;
  return 0;
}

const struct way way_empty =
{
  .name = "empty", .one = empty_one, .eight = empty_eight, .sum = sum
};
