/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Per-CPU variables with the contents of a file as their initial values.  */
/* { dg-require feature embed } */
/* { dg-additional-options "-std=gnu2x -Wall -Wextra" } */

#include "../lib/check.h"
#include <percpu.h>

static unsigned char __percpu bytes[] = {
# embed __FILE__ limit (4)
};

static struct { int n; unsigned char bytes[2]; } __percpu st = { 3, {
# embed __FILE__ limit (2)
} };

static void
embedded (void)
{
  EXPECT (sizeof bytes == 4 && bytes[0] == '/' && bytes[1] == '*');
  bytes[1]++;
  EXPECT (bytes[1] == '*' + 1);
  EXPECT (st.n == 3 && st.bytes[1] == '*');
  percpu_reset (bytes);
  EXPECT (bytes[1] == '*');
}

int
main (void)
{
  if (percpu_bind (percpu_cpu_next (0)) != 0)
    return 1;
  embedded ();
  return check_failures != 0;
}
