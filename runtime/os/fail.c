/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Errors that end the program.  */

#include "os/os.h"

void
pcpu_fail (const char *what, const char *reason)
{
  pcpu_os_message ("%s: %s", what, reason);
  pcpu_os_exit ();
}

void
pcpu_need (int error, const char *what)
{
  if (error != 0)
    pcpu_fail (what, pcpu_os_reason (error));
}
