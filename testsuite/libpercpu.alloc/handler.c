/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* percpu_reset may be called in signal handlers, also in one that interrupts an
   allocation or a call of percpu_free in its thread.  */

#include "../lib/check.h"
#include <percpu.h>
#include <sys/time.h>

struct object { long n[4]; };

enum { KEPT = 40, SIGNALS = 300 };

static const struct object value = { { 11, 12, 13, 14 } };
static struct object __percpu *object, *kept[KEPT];
static volatile sig_atomic_t signals, wrong;

static void
handler (int sig)
{
  unsigned int cpu = percpu_cpu_next (0);

  (void) sig;
  percpu_ptr (object, cpu)->n[2] = -1;
  percpu_reset (object->n[2]);
  wrong |= percpu_ptr (object, cpu)->n[2] != 13;
  signals++;
}

int
main (void)
{
  struct itimerval often = { { 0, 200 }, { 0, 200 } };
  struct itimerval never = { { 0, 0 }, { 0, 0 } };
  unsigned long rounds = 0;

  object = percpu_alloc_value (struct object, &value);
  if (!object)
    return 1;
  alarm (60);
  signal (SIGVTALRM, handler);
  setitimer (ITIMER_VIRTUAL, &often, NULL);
  for (; signals < SIGNALS; rounds++)
    {
      unsigned int k = rounds % KEPT;

      percpu_free (kept[k]);
      kept[k] = percpu_alloc_bytes (1 + rounds * 67 % 5000, 8);
      if (!kept[k])
	return 1;
    }
  setitimer (ITIMER_VIRTUAL, &never, NULL);
  CHECK (!wrong, "%d signals, %lu objects", (int) signals, rounds);
  for (int i = 0; i < KEPT; i++)
    percpu_free (kept[i]);
  percpu_free (object);
  return 0;
}
