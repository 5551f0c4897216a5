/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Definitions that the files of this folder share.  The files are linked into
   every executable and shared object (an image), and call only exported
   functions of the library.  */

#ifndef PCPU_IMAGE_H
#define PCPU_IMAGE_H 1

#include "abi/runtime.h"

#define HIDDEN __attribute__ ((visibility ("hidden")))

/* Register FUNCTION, which is void (void), to be called at the start of an
   image, or at its end.  Constructors run in the order of their numbers,
   destructors in the reverse order.  This number is below those that programs
   and sanitizers can use.  */
#define PCPU_IMAGE_CONSTRUCTOR(name, function)				\
  __attribute__ ((section (".init_array.00000"), used))			\
  static void (*name) (void) = function
#define PCPU_IMAGE_DESTRUCTOR(name, function)				\
  __attribute__ ((section (".fini_array.00000"), used))			\
  static void (*name) (void) = function

#endif /* PCPU_IMAGE_H */
