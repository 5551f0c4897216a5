/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A shared object with sections.  */

#include <percpu.h>

static __attribute__ ((percpu)) struct { long pad[3], a, b; } mine = { .a = 7 };

long
guard_aux_count (struct percpu_guard *outer, long __percpu *theirs)
{
  percpu_guarded (g)
    {
      if (outer && (!g.nested || g.displacement != outer->displacement))
	return -1;
      percpu_borrow (g, &mine)->a++;
      percpu_borrow (g, &mine)->b++;
      ++*percpu_borrow (g, theirs);
      return percpu_borrow (g, &mine)->a - percpu_borrow (g, &mine)->b;
    }
  return -2;
}

long
guard_aux_sum (void)
{
  return percpu_sum (mine.b);
}
