/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Layer sync, the highest: counters, and the slow paths of guards, lists,
   stacks, locks and references.  The fast paths are in image/, and are part of
   each image.  The files define exported functions only, which percpu/abi.h
   and the public headers declare.  */

#ifndef PCPU_SYNC_H
#define PCPU_SYNC_H 1

#include "alloc/alloc.h"

#endif /* PCPU_SYNC_H */
