/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A module of the server, with variables of its own.  */

#include "server.h"

struct module_stats
{
  unsigned int calls;
  unsigned char small : 3;
  unsigned char large : 5;
  union { unsigned long bytes; void *pointer; } u;
};

__attribute__ ((percpu)) struct module_stats module_stats
  = { .calls = 1000, .large = 9 };
static __attribute__ ((percpu)) double average;
/* Never written, and alone in its pages: it is not in core files.  */
static __attribute__ ((percpu)) short unwritten[1 << 17];

void
module_count (unsigned int size)
{
  module_stats.calls += 1 + (unsigned int) unwritten[size];
  module_stats.u.bytes += size;
  average += (double) size / 4;
}
