/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The part of an image with position-independent code: values that the library
   sets, because a shared object's section may be at any address.

     per-CPU address of a variable = its own address + bias

   Before the image is registered, which happens before its first constructor,
   the addresses that are computed from these values are not canonical: using
   them raises SIGSEGV.  */

#include "image/image.h"

HIDDEN uintptr_t __percpu_pic_bias = PERCPU_NOWHERE;
HIDDEN uintptr_t __percpu_pic_page = PERCPU_NOWHERE;

#ifdef PERCPU_RSEQ_TABLE
HIDDEN intptr_t __percpu_pic_register_offset = (intptr_t) PERCPU_NOWHERE;
#endif
