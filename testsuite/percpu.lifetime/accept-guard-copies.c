/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Guards that a function of the C library copies from elsewhere, where they
   were entered.  With an unknown size, and on processors without unaligned
   accesses, the copy remains a call.  */

#include "lifetime.h"

void
copied (void *ctx)
{
  struct percpu_guard g;
  memcpy (&g, ctx, sizeof g);
  percpu_guard_leave (&g);
}

void
of_some_size (void *ctx, size_t n)
{
  struct percpu_guard g;
  memcpy (&g, ctx, n);
  percpu_guard_leave (&g);
}

void
moved (void *ctx, size_t n)
{
  struct percpu_guard g;
  memmove (&g, ctx, n);
  percpu_guard_leave (&g);
}

void
on_one_path (void *ctx, size_t n)
{
  struct percpu_guard g;
  if (n == 0)
    return;
  memcpy (&g, ctx, n);
  percpu_guard_leave (&g);
}
