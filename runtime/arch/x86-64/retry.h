/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* What retry.S and thread/retry-table.c agree on: the number of landing
   places, a power of two; the size and alignment of one; where in it the
   kernel arrives, behind the signature.  And what a sequence begins with
   (percpu/abi.h): the lea that loads r11, which is stepped over to give r11
   another value.  */

#ifndef PCPU_RETRY_H
#define PCPU_RETRY_H 1

#define PCPU_RETRY_MAX 1024
#define PCPU_RETRY_SIZE 32
#define PCPU_RETRY_ENTRY 15

#define PCPU_RETRY_LEA { 0x4c, 0x8d, 0x1d }
#define PCPU_RETRY_LEA_SIZE 7

#endif /* PCPU_RETRY_H */
