/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The serial line, and two functions that the compiler calls also in
   freestanding code.  */

#include "kernel.h"

void *memcpy (void *to, const void *from, size_t n);
void *memset (void *to, int c, size_t n);

void *
memcpy (void *to, const void *from, size_t n)
{
  for (size_t i = 0; i < n; i++)
    ((volatile char *) to)[i] = ((const char *) from)[i];
  return to;
}

void *
memset (void *to, int c, size_t n)
{
  for (size_t i = 0; i < n; i++)
    ((volatile char *) to)[i] = (char) c;
  return to;
}

void
print (const char *s)
{
  while (*s)
    machine_putc (*s++);
}

void
print_number (unsigned long n, int width)
{
  if (n >= 10)
    print_number (n / 10, width - 1);
  else
    while (--width > 0)
      machine_putc (' ');
  machine_putc ((char) ('0' + n % 10));
}
