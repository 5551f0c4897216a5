/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Hardened code that only warns continues.  The program may declare that a
   thread stays on its CPU.  */
/* { dg-additional-options "-fplugin-arg-percpu-unguarded=off" } */
/* { dg-do run } */
/* { dg-additional-options "-fplugin-arg-percpu-hardened=warn" } */

#include "../lib/check.h"
#include <percpu.h>

static __attribute__ ((percpu)) int x;
static bool answer = true;
static int asked;

bool
percpu_preemptible (void)
{
  asked++;
  return answer;
}

static void
count (void *arg)
{
  for (int i = 0; i < 2; i++)
    percpu_raw (x) += 1 + (arg != NULL);
}

int
main (void)
{
  char text[2000];
  unsigned int cpu;
  int status;

  allowed_cpus (&cpu, 1);
  if (percpu_bind (cpu) != 0)
    return 1;
  status = child_run (count, NULL, text, sizeof text);
  CHECK (WIFEXITED (status), "goes on");
  CHECK (strncmp (text, "percpu: the thread is not bound", 31) == 0
	 && strchr (text, '\n')[1] == 'p', "and says it each time: %s", text);
  answer = false;
  asked = 0;
  count (NULL);
  CHECK (asked == 2 && x == 2, "asks the program's own function");
  return 0;
}
