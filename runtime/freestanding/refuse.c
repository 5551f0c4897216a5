/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Errors that end the program, and the checks of hardened code.  The texts go
   to percpu_report, if the program defines it.  */

#include "freestanding/freestanding.h"

void
pcpu_refuse (const char *error, const char *what)
{
  if (percpu_report)
    percpu_report (error, what);
  __builtin_trap ();
}

/* The program may define this function itself.  */
__attribute__ ((weak)) void
__percpu_hardened (uintptr_t address, const char *what, unsigned int flags)
{
  const char *error;

  /* A part of an object at a null pointer has a small address.  */
  if (address < PCPU_NULL_END)
    error = "null pointer";
  else if ((flags & PERCPU_HARDENED_CPU) && percpu_preemptible
	   && percpu_preemptible ())
    error = "the thread may leave its CPU";
  else
    return;
  if ((flags & PERCPU_HARDENED_TRAP) || !percpu_report)
    pcpu_refuse (error, what);
  percpu_report (error, what);
}
