/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The memory of one area.  Addresses are plain ones unless a displacement is
   passed with them.  */

#ifndef PCPU_BYTES_H
#define PCPU_BYTES_H 1

#include "area/area.h"

#pragma GCC visibility push (hidden)

/* The unit in which initial values are copied.  */
enum { PCPU_LINE_BYTES = 64 };

static inline uintptr_t
pcpu_round_down (uintptr_t value, size_t unit)
{
  return value & -(uintptr_t) unit;
}

static inline uintptr_t
pcpu_round_up (uintptr_t value, size_t unit)
{
  return pcpu_round_down (value + unit - 1, unit);
}

/* Copy those lines of the SIZE bytes at FROM to TO that are not zero.  */
void pcpu_bytes_copy (uintptr_t to, uintptr_t from, size_t size);

/* True if the SIZE bytes at ADDRESS are zero.  The check makes no page
   resident.  */
bool pcpu_bytes_zero_p (uintptr_t address, size_t size);

/* Zero the SIZE bytes at the per-CPU address ADDRESS in the area with
   DISPLACEMENT, but write only the pages that are not zero.  */
void pcpu_bytes_zero (uintptr_t displacement, uintptr_t address, size_t size);

/* Zero whole pages there, and free their memory if the system permits it.  */
void pcpu_bytes_discard (uintptr_t displacement, uintptr_t address,
			 size_t size);

#pragma GCC visibility pop

#endif /* PCPU_BYTES_H */
