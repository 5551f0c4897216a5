/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A program with references has registered for the fences of membarrier.  */

#include "prepared.h"

static void
release (struct percpu_ref *ref)
{
  (void) ref;
}

int
main (void)
{
  struct percpu_ref ref;

  check_prepared (EXPEDITED_RSEQ, "references");
  CHECK (percpu_ref_init (&ref, release, 0) == 0, "one of them");
  percpu_ref_get (&ref);
  percpu_ref_put (&ref);
  percpu_ref_kill (&ref);
  percpu_ref_exit (&ref);
  return 0;
}
