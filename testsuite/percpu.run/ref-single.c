/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* References and counters in model `single': the operations of the other
   models, on one word.  */
/* { dg-additional-options "-fplugin-arg-percpu-model=single" } */

#include <percpu.h>
#include <stdio.h>

static int released, confirmed;
static struct percpu_ref ref;
static PERCPU_COUNTER_DEFINE (counter, 40);

static void
release (struct percpu_ref *r)
{
  released += percpu_ref_is_zero (r);
}

static void
confirm (struct percpu_ref *r)
{
  confirmed += !percpu_ref_tryget_live (r);
}

static int
references (void)
{
  if (percpu_ref_init (&ref, release, PERCPU_REF_INIT_DEAD) != 0
      || percpu_ref_tryget (&ref))
    return 1;
  percpu_ref_reinit (&ref);
  percpu_ref_get_many (&ref, 3);
  if (!percpu_ref_tryget_live (&ref) || percpu_ref_is_dying (&ref))
    return 2;
  percpu_ref_switch_to_percpu (&ref);
  percpu_ref_kill_and_confirm (&ref, confirm);
  if (confirmed != 1 || released || !percpu_ref_is_dying (&ref))
    return 3;
  percpu_ref_resurrect (&ref);
  percpu_ref_put_many (&ref, 4);
  percpu_ref_switch_to_atomic (&ref);
  if (released || percpu_ref_is_dying (&ref))
    return 4;
  percpu_ref_kill (&ref);
  if (released != 1 || !percpu_ref_is_zero (&ref))
    return 5;
  percpu_ref_exit (&ref);
  return 0;
}

static int
counters (void)
{
  struct percpu_counter many[3];

  percpu_counter_inc (&counter);
  percpu_counter_add (&counter, 2);
  percpu_counter_sub (&counter, 1);
  percpu_counter_dec (&counter);
  if (percpu_counter_sum (&counter) != 41
      || percpu_counter_read (&counter) != 41
      || percpu_counter_error (&counter) != 0
      || percpu_counter_compare (&counter, 40) != 1
      || percpu_counter_compare (&counter, 41) != 0)
    return 6;
  if (percpu_counter_add_limited (&counter, 50, 10)
      || !percpu_counter_add_limited (&counter, 50, 9)
      || percpu_counter_add_limited (&counter, 0, -51))
    return 7;
  percpu_counter_set (&counter, -1);
  if (percpu_counter_init_many (many, 3, -4) != 0
      || percpu_counter_sum (&many[2]) != -4
      || percpu_counter_sum (&counter) != -1)
    return 8;
  percpu_counter_destroy_many (many, 3);
  return 0;
}

int
main (void)
{
  int wrong = references ();

  if (wrong == 0)
    wrong = counters ();
  printf ("%d\n", wrong);
  return wrong;
}
