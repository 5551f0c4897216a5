/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The part of the runtime that the program is linked with, as one file.  exec.c
   comes last, because its page must be the last one of its section.  */

#include "image/image.c"
#include "image/rseq.c"
#include "image/pic.c"
#include "image/pic-rseq.c"
#include "image/guard.c"
#define self list_self
#include "image/list.c"
#undef self
#define self lock_self
#include "image/lock.c"
#undef self
#include "image/ref.c"
#include "image/exec.c"
