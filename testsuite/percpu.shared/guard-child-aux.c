/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A shared object with a section.  */

#include <percpu.h>

void
guard_child_section (void (*within) (void))
{
  percpu_guarded (g)
    within ();
}
