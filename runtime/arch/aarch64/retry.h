/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Definitions that retry.S and thread/retry-table.c share: the number of
   landing places, a power of two; the size and alignment of each; the offset
   at which the kernel enters it, behind the signature; and the place where a
   sequence continues with another value in x9.  */

#ifndef PCPU_RETRY_H
#define PCPU_RETRY_H 1

#define PCPU_RETRY_MAX 1024
#define PCPU_RETRY_SIZE 32
#define PCPU_RETRY_ENTRY 12

#ifndef __ASSEMBLER__
# include "abi/runtime.h"

/* Returns: where SEQUENCE continues with another value in x9, or 0 if that is
   not possible: behind the instructions that load x9 or, if it stores another
   register, in its copy behind the landing place (abi/aarch64/sequence.h).
   *START is where it then begins for the kernel.  */
static inline uint64_t
pcpu_retry_again (const struct __percpu_sequence *sequence, uint64_t *start)
{
  const uint32_t *code = (const uint32_t *) (uintptr_t) sequence->retry;
  const uint32_t *copy = (const uint32_t *) (uintptr_t) sequence->abort + 3;

  /* adrp x9, ...; add x9, x9, ...  */
  if ((code[0] & 0x9f00001f) == 0x90000009
      && (code[1] & 0xffc003ff) == 0x91000129)
    {
      *start = sequence->start;
      return (uintptr_t) &code[2];
    }
  /* str x9, [..., 8]  */
  *start = (uintptr_t) &copy[1];
  return (copy[0] & 0xfffffc1f) == 0xf9000409 ? (uintptr_t) copy : 0;
}
#endif

#endif /* PCPU_RETRY_H */
