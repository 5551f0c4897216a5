/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Definitions that retry.S and thread/retry-table.c share: the number of
   landing places, a power of two; the size and alignment of each; the offset
   at which the kernel enters it, behind the signature; and the place where a
   sequence continues with another value in r11: behind its first instruction, a
   lea (percpu/abi.h).  */

#ifndef PCPU_RETRY_H
#define PCPU_RETRY_H 1

#define PCPU_RETRY_MAX 1024
#define PCPU_RETRY_SIZE 32
#define PCPU_RETRY_ENTRY 15

#ifndef __ASSEMBLER__
# include "abi/runtime.h"
# include <string.h>

/* Returns: where SEQUENCE continues with another value in r11, behind the lea,
   or 0 if that is not possible.  *START is where it then begins for the
   kernel.  */
static inline uint64_t
pcpu_retry_again (const struct __percpu_sequence *sequence, uint64_t *start)
{
  static const unsigned char lea[] = { 0x4c, 0x8d, 0x1d };

  *start = sequence->start;
  if (memcmp ((const void *) (uintptr_t) sequence->retry, lea, sizeof lea) != 0)
    return 0;
  return sequence->retry + 7;
}
#endif

#endif /* PCPU_RETRY_H */
