/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Interpreters that jump to the next instruction by a computed goto.  */

#include "lifetime.h"

static __attribute__ ((percpu)) struct stats st;

long
interpret_guarded (const unsigned char *code)
{
  static const void *const labels[] = { &&add, &&sub, &&end };
  percpu_guarded (g)
    {
      struct stats *s = percpu_borrow (g, &st);
      goto *labels[*code++];
    add:
      s->n++;
      goto *labels[*code++];
    sub:
      s->m++;
      goto *labels[*code++];
    end:
      print (s);
    }
  return 0;
}

long
interpret_sections (const unsigned char *code)
{
  static const void *const labels[] = { &&add, &&sub, &&end };
  goto *labels[*code++];
 add:
  percpu_guarded (g)
    percpu_borrow (g, &st)->n++;
  goto *labels[*code++];
 sub:
  {
    struct percpu_guard g PERCPU_CLEANUP = percpu_guard_enter ();
    percpu_borrow (g, &st)->n--;
  }
  goto *labels[*code++];
 end:
  return 0;
}

void
interpret_object (const unsigned char *code)
{
  static const void *const labels[] = { &&add, &&end };
  struct stats __percpu *p = stats_new ();
  goto *labels[*code++];
 add:
  look (p);
  goto *labels[*code++];
 end:
  stats_free (p);
}
