/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The part of an image with position-independent code: what the library
   tells that code, for a shared object's section lies anywhere.

     per-CPU address of a variable = its own address + bias

   Until the library has been told of the image, which happens before its
   first constructor, no address that comes of these is one: whoever uses
   them gets SIGSEGV.  */

#include "image/image.h"

HIDDEN uintptr_t __percpu_pic_bias = PERCPU_NOWHERE;
HIDDEN uintptr_t __percpu_pic_page = PERCPU_NOWHERE;
