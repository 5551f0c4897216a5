/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Areas in the memory that the program has reserved by PERCPU_RESERVE.  */

#include "freestanding/freestanding.h"

extern char __percpu_reserved[];
extern const size_t __percpu_reserved_size;

int
percpu_init_in_place (unsigned int ncpu)
{
  return percpu_init (__percpu_reserved, __percpu_reserved_size, ncpu);
}
