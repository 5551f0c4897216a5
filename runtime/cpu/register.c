/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Writing the per-CPU register, on systems that may not keep it.  */

#include "cpu/cpu.h"
#include "register.h"

PCPU_REGISTER_DEFINITIONS

static const char register_lost[] = "the system does not keep the GS base";

/* The register is read back: on a system that does not keep it a sequence
   would enter the cold path for ever.  A handler may have written another
   value in between, but not that many times.  */
const char *
pcpu_register_set (uintptr_t displacement)
{
  enum { TRIES = 1000 };

  for (int i = 0; i < TRIES; i++)
    {
      int error = pcpu_register_write (displacement);

      if (error != 0)
	return pcpu_os_reason (error);
      if (pcpu_register_read () == displacement)
	return NULL;
    }
  return register_lost;
}

/* Test one access: base 0 leads to the first word, the base that was written
   to the second.  */
const char *
pcpu_register_check (void)
{
  static const uintptr_t words[2] = { 0, 1 };
  const char *reason = pcpu_register_set (sizeof *words);

  if (!reason && pcpu_register_load ((uintptr_t) words) != 1)
    reason = register_lost;
  return reason;
}
