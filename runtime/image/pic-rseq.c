/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The part of an image with position-independent code in model `rseq', in
   addition to image/pic.c: the offset of the struct rseq that the code
   uses.  */

#include "image/image.h"

__attribute__ ((visibility ("hidden")))
intptr_t __percpu_pic_rseq_offset = (intptr_t) PERCPU_NOWHERE;

#ifdef PERCPU_RSEQ_TABLE
HIDDEN uintptr_t __percpu_pic_rseq_table = PERCPU_NOWHERE;
#endif
