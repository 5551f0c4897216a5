/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* What interpose.c links with: an object that does not need the library, so
   that its constructor may run before those of objects that do.  */

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

/* Returns: how many calls that were.  */
int
interpose_early (void)
{
  return block[0] && block[1] ? 4 : 0;
}
