/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The record of a thread.  Guards, lists, locks and references read it in
   their sequences, which are part of each image.  Therefore the variable is
   exported, and its layout is part of the ABI.  */

#include "thread/thread.h"

__thread struct __percpu_guard_thread __percpu_guard_thread
  __attribute__ ((tls_model ("initial-exec")));

void
pcpu_record_no_rseq (void)
{
  __percpu_guard_thread.has_rseq = 0;
}
