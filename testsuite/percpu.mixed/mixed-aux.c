/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The half of mixed.c in model `register'.  */

#include "mixed.h"

void
count_bare (long n)
{
  for (long i = 0; i < n; i++)
    {
      mixed.count++;
      mixed.product = mixed.product * 1 + 3;
      mixed.real += 1;
      mixed.byte++;
      mixed.bare++;
    }
}
