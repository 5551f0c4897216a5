/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Error values as text.  */

#include "abi/runtime.h"

const char *
percpu_strerror (int error)
{
  if (error > 0)
    return "no error";
  /* Without a default, the compiler warns of a value that has no text.  */
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
    case PERCPU_ESIZE:
      return "the size is zero or larger than all room for dynamic objects";
    case PERCPU_EALIGN:
      return "the alignment is not a power of two or larger than a page";
    case PERCPU_ENOROOM:
      return "no room for dynamic objects is left";
    case PERCPU_EADDRESS:
      return "not the address of per-CPU data";
    case PERCPU_ECPUS:
      return "the number of CPUs is zero or too large";
    case PERCPU_ENULL:
      return "the address of the memory is null";
    case PERCPU_EUNALIGNED:
      return "the memory is not aligned as the areas are";
    case PERCPU_ESMALL:
      return "the memory is too small for the areas";
    case PERCPU_EOVERFLOW:
      return "the areas are larger than the address space";
    case PERCPU_ETWICE:
      return "per-CPU data is initialised already";
    case PERCPU_EBUSY:
      return "another CPU is initialising per-CPU data";
    }
  return "unknown error";
}
