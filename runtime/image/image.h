/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* What the files of this folder share.  They are linked into every executable
   and shared object (an image), and call the library by exported functions
   only.  */

#ifndef PCPU_IMAGE_H
#define PCPU_IMAGE_H 1

#include "abi/runtime.h"

#define HIDDEN __attribute__ ((visibility ("hidden")))

/* Call FUNCTION, which is void (void), at the start of an image, and at its
   end.  Constructors are run in the order of their numbers, destructors in the
   reverse one.  This number is below those that programs, and the sanitizers,
   can give.  */
#define PCPU_IMAGE_CONSTRUCTOR(name, function)				\
  __attribute__ ((section (".init_array.00000"), used))			\
  static void (*name) (void) = function
#define PCPU_IMAGE_DESTRUCTOR(name, function)				\
  __attribute__ ((section (".fini_array.00000"), used))			\
  static void (*name) (void) = function

#endif /* PCPU_IMAGE_H */
