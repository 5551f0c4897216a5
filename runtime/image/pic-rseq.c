/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The part of an image with position-independent code in model `rseq',
   besides image/pic.c: which struct rseq the code is to look at.  */

#include "image/image.h"

__attribute__ ((visibility ("hidden")))
intptr_t __percpu_pic_rseq_offset = (intptr_t) PERCPU_NOWHERE;
