/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Definitions that retry.S and thread/retry-table.c share: the number of
   landing places, a power of two; the size and alignment of each; the offset
   at which the kernel enters it, behind the signature; and the first
   instructions of a sequence (abi/aarch64/sequence.h), which load x9 and are
   skipped to give x9 another value.  */

#ifndef PCPU_RETRY_H
#define PCPU_RETRY_H 1

#define PCPU_RETRY_MAX 1024
#define PCPU_RETRY_SIZE 32
#define PCPU_RETRY_ENTRY 12

/* The adrp and the add.  */
#define PCPU_RETRY_BEGIN_SIZE 8

#ifndef __ASSEMBLER__
# include <stdbool.h>
# include <stdint.h>

/* Returns: true if a sequence begins at CODE.  */
static inline bool
pcpu_retry_begins_p (const void *code)
{
  const uint32_t *instruction = (const uint32_t *) code;

  /* adrp x9, ...; add x9, x9, ...  */
  return ((instruction[0] & 0x9f00001f) == 0x90000009
	  && (instruction[1] & 0xffc003ff) == 0x91000129);
}
#endif

#endif /* PCPU_RETRY_H */
