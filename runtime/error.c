/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Error values as text.  */

#include "internal.h"

const char *
percpu_strerror (int error)
{
  if (error > 0)
    return "no error";
  /* No default: the compiler tells which value has no text.  */
  switch ((enum percpu_error) error)
    {
    case PERCPU_OK:
      return "no error";
    case PERCPU_ERANGE:
      return "no possible CPU has this number";
    case PERCPU_EOFFLINE:
      return "the CPU is offline or not allowed to this process";
    case PERCPU_EUNBOUND:
      return "the thread is not bound to a CPU";
    case PERCPU_EINIT:
      return "per-CPU data is not initialised";
    case PERCPU_ENOMEM:
      return "out of memory";
    case PERCPU_EOS:
      return "the operating system refused";
    }
  return "unknown error";
}
