/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Functions of the library that code of an image may call before the image is
   registered.  */

#include "registry/registry.h"

#include <errno.h>

#pragma GCC visibility push (hidden)
extern const char pcpu_retry_landing[];
#pragma GCC visibility pop

uintptr_t
__percpu_resume (struct __percpu_image *image, uintptr_t where,
		 unsigned int why)
{
  int error = errno;

  /* A landing place of the library passes NULL; but then the image has been
     registered before.  */
  if (image)
    __percpu_image_register (image);
  where = pcpu_rseq_resume (where, why, pcpu_retry_landing);
  errno = error;
  return where;
}

void
__percpu_thread_begin (struct __percpu_image *image)
{
  int error = errno;

  __percpu_image_register (image);
  pcpu_record_begin ();
  errno = error;
}
