/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The runtime without an operating system.

     area.c	the areas, and the functions that compiled code calls
     in-place.c	percpu_init_in_place

   They need nothing but the compiler's own headers.  */

#ifndef PCPU_FREESTANDING_H
#define PCPU_FREESTANDING_H 1

#include "abi/runtime.h"

#include <percpu/freestanding.h>

#endif /* PCPU_FREESTANDING_H */
