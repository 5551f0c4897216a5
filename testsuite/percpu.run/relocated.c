/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Constants whose values are addresses, beside variables: in
   position-independent code the linker knows neither.  */
/* { dg-additional-options "-fpie -pie" } */

#include <percpu.h>
#include <string.h>

static int plain = 3;

__attribute__ ((percpu)) int x = 1;
__attribute__ ((percpu)) const char *const name = "name";
__attribute__ ((percpu)) int *const to = &plain;
static __attribute__ ((percpu)) const struct { int *p; const char *names[2]; }
  both = { &plain, { "first", "second" } };
__attribute__ ((percpu)) const int limit = 5;
static __attribute__ ((percpu)) const char *second;

int
main (void)
{
  if (percpu_bind (percpu_cpu_next (0)) != 0)
    return 1;
  x++;
  ++*to;
  ++*both.p;
  second = both.names[1];
  return (x != 2 || strcmp (name, "name") != 0 || plain != limit
	  || strcmp (second, "second") != 0);
}
