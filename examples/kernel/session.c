/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A session: an object that all threads refer to.  Its uses are counted in a
   dynamic per-CPU object; the last reference releases both.  */

#include "kernel.h"

static struct
{
  struct percpu_ref ref;
  unsigned long __percpu *uses;
} session;

static unsigned long uses;
static unsigned int released;

static void
session_release (struct percpu_ref *ref)
{
  uses = percpu_sum (*session.uses);
  percpu_free (session.uses);
  percpu_ref_exit (ref);
  released++;
}

int
session_begin (void)
{
  session.uses = percpu_alloc (unsigned long);
  if (!session.uses)
    return percpu_alloc_error ();
  return percpu_ref_init (&session.ref, session_release, 0);
}

bool
session_use (void)
{
  if (!percpu_ref_tryget_live (&session.ref))
    return false;
  ++*session.uses;
  percpu_ref_put (&session.ref);
  return true;
}

void
session_end (void)
{
  percpu_ref_kill (&session.ref);
}

unsigned long
session_uses (void)
{
  return released == 1 ? uses : 0;
}
