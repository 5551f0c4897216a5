/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The version of the library, for programs that were compiled with the headers
   of another version.  */

#include "abi/runtime.h"

const char *
percpu_version (void)
{
  return PERCPU_VERSION;
}
