/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Definitions that retry.S and thread/retry-table.c share: the number of
   landing places, a power of two; the size and alignment of each; the offset
   at which the kernel enters it, behind the signature; and the first bytes of
   a sequence (percpu/abi.h): the lea that loads r11, which is skipped to give
   r11 another value.  */

#ifndef PCPU_RETRY_H
#define PCPU_RETRY_H 1

#define PCPU_RETRY_MAX 1024
#define PCPU_RETRY_SIZE 32
#define PCPU_RETRY_ENTRY 15

#define PCPU_RETRY_BEGIN_SIZE 7

#ifndef __ASSEMBLER__
# include <stdbool.h>
# include <string.h>

/* Returns: true if a sequence begins at CODE.  */
static inline bool
pcpu_retry_begins_p (const void *code)
{
  static const unsigned char lea[] = { 0x4c, 0x8d, 0x1d };

  return memcmp (code, lea, sizeof lea) == 0;
}
#endif

#endif /* PCPU_RETRY_H */
