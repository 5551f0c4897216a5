/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Comparisons and limits near both ends of the 64-bit range, where an
   approximate value may wrap around to the other end.  */

#include "../lib/modes.h"

static struct percpu_counter counter;
static long wrong;

/* All values near END, which an addition to START yields.  */
static void
near (int64_t end, int64_t away)
{
  for (int64_t i = 0; i <= 300; i++)
    {
      int64_t value = end + i * away;

      percpu_counter_set (&counter, end + 2000 * away);
      percpu_counter_add (&counter, (i - 2000) * away);
      if (percpu_counter_sum (&counter) != value)
	CHECK (false, "a sum near the end");
      wrong += percpu_counter_compare (&counter, 0) != -away;
      wrong += percpu_counter_compare (&counter, value) != 0;
      wrong += (percpu_counter_compare (&counter, value + away) != -away);
      wrong += (percpu_counter_compare (&counter, end + 1000 * away) != -away);
      wrong += percpu_counter_add_limited (&counter, end, -away * (i + 1));
      wrong += !percpu_counter_add_limited (&counter, end, -away * i);
      wrong += percpu_counter_sum (&counter) != end;
      wrong += !percpu_counter_add_limited (&counter, 0, away);
      wrong += percpu_counter_sum (&counter) != end + away;
    }
}

static void
test (void)
{
  if (percpu_counter_init (&counter, 0) != 0)
    exit (1);
  near (INT64_MAX, -1);
  CHECK (wrong == 0, "%ld wrong at the upper end", wrong);
  near (INT64_MIN, 1);
  CHECK (wrong == 0, "%ld wrong at the lower end", wrong);
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
