/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Loops, recursion, calls through pointers.  */

#include <stddef.h>
#include <string.h>

typedef int (*compare) (const void *, const void *);

static void
swap (char *a, char *b, size_t size)
{
  while (size--)
    {
      char c = *a;

      *a++ = *b;
      *b++ = c;
    }
}

void
sort (void *base, size_t n, size_t size, compare less)
{
  char *first = base, *last;
  size_t i, cut = 0;

  if (n < 2)
    return;
  last = first + (n - 1) * size;
  swap (first + n / 2 * size, last, size);
  for (i = 0; i < n - 1; i++)
    if (less (first + i * size, last))
      swap (first + i * size, first + cut++ * size, size);
  swap (first + cut * size, last, size);
  sort (first, cut, size, less);
  sort (first + (cut + 1) * size, n - cut - 1, size, less);
}
