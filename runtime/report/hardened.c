/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Checks at run time, of conditions that a compiler cannot know: the calls
   that -fplugin-arg-percpu-hardened inserts, and the cells of
   percpu/cell.h.  */

#include "sync/sync.h"

/* The program may define this function itself.  */
__attribute__ ((weak)) bool
percpu_preemptible (void)
{
  return pcpu_thread_bound () < 0 && __percpu_guard_thread.held == 0;
}

void
__percpu_hardened (uintptr_t address, const char *what, unsigned int flags)
{
  /* A part of an object at a null pointer has a small address.  */
  bool null = address < pcpu_os_page_size ();

  if (!null && (!(flags & PERCPU_HARDENED_CPU) || !percpu_preemptible ()))
    return;
  pcpu_os_message (null ? "null pointer (CPU %u): %s"
		   : "the thread is not bound and may leave CPU %u: %s",
		   pcpu_cpu_here (), what);
  if (flags & PERCPU_HARDENED_TRAP)
    pcpu_os_abort ();
}

void
__percpu_cell_refuse (const char *cell, const char *file, unsigned int line,
		      int borrows)
{
  if (borrows < 0)
    pcpu_os_message ("cell %s is borrowed for writing already (CPU %u): %s:%u",
		     cell, pcpu_cpu_here (), file, line);
  else
    pcpu_os_message ("cell %s is borrowed already, %d times (CPU %u): %s:%u",
		     cell, borrows, pcpu_cpu_here (), file, line);
  pcpu_os_abort ();
}
