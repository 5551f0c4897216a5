/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The ABI between the library and the part of the runtime in each image, in
   addition to percpu/abi.h, which compiled code needs too.  A program that was
   linked with another version of the library has the values of that version:
   these values change only with the soname.  */

#ifndef PCPU_ABI_RUNTIME_H
#define PCPU_ABI_RUNTIME_H 1

/* The runtime itself is compiled without the plugin.  */
#ifndef __PERCPU__
# define __PERCPU_RUNTIME__ 1
#endif

#include <percpu.h>
#include <percpu/abi.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The result of a sequence of arch/CPU/list.h, and of the slow path.  */
enum pcpu_list_result
{
  /* The sequence did nothing: take the slow path.  As a result of the slow
     path: repeat the sequence.  */
  PCPU_LIST_SLOW,
  /* The list is empty, or the stack is empty or full.  */
  PCPU_LIST_NONE,
  PCPU_LIST_DONE
};

/* The word `gate' of a reader-writer lock; sync/lock.c explains the values.  */
enum pcpu_gate
{
  PCPU_GATE_SLOW,
  PCPU_GATE_OPEN,
  PCPU_GATE_CLOSED,
  PCPU_GATE_TAKEN
};

#endif /* PCPU_ABI_RUNTIME_H */
