/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* One program, compiled twice.

   Compiled with -DPLAIN and without the plugin, it has plain variables and
   prints its results, which become the file `expected'.  Compiled with the
   plugin, it has per-CPU variables, and each result must be the next line of
   that file.

   A test has its code in `test', and marks its variables PERCPU and its
   pointers __percpu.  It runs bound to a CPU, so that it always accesses the
   same instances.  */

#ifndef TORTURE_H
#define TORTURE_H 1

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifdef PLAIN
# define PERCPU
# define __percpu
# define percpu_this_ptr(p) (p)
# define percpu_ptr(p, cpu) ((void) (cpu), (p))
# define percpu_bind(cpu) 0
# define percpu_cpu_next(cpu) (cpu)
#else
# include <percpu.h>
# define PERCPU __attribute__ ((percpu))
#endif

/* The value, hidden from the optimisers.  */
#define OPAQUE(value)							\
  __extension__ ({							\
    __typeof__ ((value) + 0) opaque = (value);				\
    __asm__ volatile ("" : "+rm" (opaque));				\
    opaque;								\
  })

static FILE *torture_expected;

__attribute__ ((noipa, unused)) static void
show_text (const char *what, const char *text)
{
#ifdef PLAIN
  printf ("%s: %s\n", what, text);
#else
  char line[400], now[400];

  snprintf (now, sizeof now, "%s: %s\n", what, text);
  if (!fgets (line, sizeof line, torture_expected))
    strcpy (line, "nothing more\n");
  if (strcmp (line, now) != 0)
    {
      fprintf (stderr, "expected %sgot      %s", line, now);
      exit (1);
    }
#endif
}

__attribute__ ((noipa, unused)) static void
show_number (const char *what, long long value)
{
  char text[40];

  snprintf (text, sizeof text, "%lld", value);
  show_text (what, text);
}

__attribute__ ((noipa, unused)) static void
show_real (const char *what, double value)
{
  char text[40];

  snprintf (text, sizeof text, "%a", value);
  show_text (what, text);
}

#define SHOW(value) show_number (#value, (long long) (value))
#define SHOW_REAL(value) show_real (#value, (double) (value))

static void test (void);

int
main (void)
{
#ifndef PLAIN
  char line[2];

  torture_expected = fopen ("expected", "r");
  if (!torture_expected || percpu_bind (percpu_cpu_next (0)) < 0)
    return 1;
#endif
  test ();
#ifndef PLAIN
  if (fgets (line, sizeof line, torture_expected))
    {
      fprintf (stderr, "the plain program goes on\n");
      return 1;
    }
#endif
  return 0;
}

#endif /* TORTURE_H */
