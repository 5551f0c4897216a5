/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The part of an executable with code in model `rseq' that is not
   position-independent, in addition to image/exec.c: the offset of the struct
   rseq that the code uses.  arch/CPU/executable.h has its initial value.  */

#include "image/image.h"
#include "executable.h"

PCPU_EXECUTABLE_RSEQ
