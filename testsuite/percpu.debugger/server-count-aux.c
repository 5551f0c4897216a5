/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A variable that other files declare.  */

#include "server.h"

__attribute__ ((percpu)) long handled = -7;

void
count_handled (void)
{
  static __attribute__ ((percpu)) short calls;

  handled++;
  calls++;
}
