/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* An object that interpose.c is linked with.  It does not need the library, so
   its constructor may run before those of objects that do.  */

#include <stdlib.h>

int interpose_early (void);

static void *volatile block[3];

static void __attribute__ ((constructor))
early (void)
{
  for (int i = 0; i < 3; i++)
    block[i] = malloc (100);
  free (block[2]);
}

/* Returns: the number of these calls.  */
int
interpose_early (void)
{
  return block[0] && block[1] ? 4 : 0;
}
