/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Runs the programs of percpu.run that the image contains, one after the other
   on CPU 0, and has what they use of a C library.  A bound thread is a CPU that
   has bound an area.  */

#include "board.h"

#include <stdarg.h>
#include <stdio.h>

struct board_program
{
  const char *name;
  int (*function) (void);
};

#pragma weak __start_board_programs
#pragma weak __stop_board_programs
extern const struct board_program __start_board_programs[];
extern const struct board_program __stop_board_programs[];

static void *program_end[5];
static int program_status;

int
memcmp (const void *a, const void *b, size_t n)
{
  const unsigned char *x = a, *y = b;

  for (size_t i = 0; i < n; i++)
    if (x[i] != y[i])
      return x[i] < y[i] ? -1 : 1;
  return 0;
}

void *
memmove (void *to, const void *from, size_t n)
{
  if ((uintptr_t) to - (uintptr_t) from >= n)
    return memcpy (to, from, n);
  while (n-- > 0)
    ((volatile char *) to)[n] = ((const char *) from)[n];
  return to;
}

size_t
strlen (const char *s)
{
  const volatile char *end = s;

  while (*end)
    end++;
  return (size_t) (end - s);
}

int
strcmp (const char *a, const char *b)
{
  size_t n = strlen (a), m = strlen (b);

  return memcmp (a, b, n < m ? n + 1 : m + 1);
}

void
exit (int status)
{
  program_status = status;
  __builtin_longjmp (program_end, 1);
}

void
abort (void)
{
  exit (134);
}

int
fflush (void *stream)
{
  (void) stream;
  return 0;
}

int
puts (const char *s)
{
  return printf ("%s\n", s);
}

/* Print N with at least WIDTH digits of BASE.  */
static void
print_digits (unsigned long n, unsigned int base, int width)
{
  if (n >= base || width > 1)
    print_digits (n / base, base, width - 1);
  machine_putc ("0123456789abcdef"[n % base]);
}

/* Print the argument of ARGS that the conversion at FORMAT is for.
   Returns: the end of the conversion.  */
static const char *
print_argument (const char *format, va_list *args)
{
  bool is_long = false;
  int width = 0;
  long n;

  for (;; format++)
    if (*format >= '0' && *format <= '9')
      width = 10 * width + *format - '0';
    else if (*format == 'l' || *format == 'z')
      is_long = true;
    else
      break;
  switch (*format)
    {
    case 's':
      for (const char *s = va_arg (*args, const char *); *s; s++)
	machine_putc (*s);
      break;
    case 'p':
      print_digits (va_arg (*args, unsigned long), 16, 1);
      break;
    case 'd':
      n = is_long ? va_arg (*args, long) : va_arg (*args, int);
      if (n < 0)
	machine_putc ('-');
      print_digits (n < 0 ? - (unsigned long) n : (unsigned long) n, 10,
		    width);
      break;
    case 'u':
    case 'x':
      print_digits (is_long ? va_arg (*args, unsigned long)
		    : va_arg (*args, unsigned int), *format == 'u' ? 10 : 16,
		    width);
      break;
    default:
      machine_putc (*format);
    }
  return format + 1;
}

int
printf (const char *format, ...)
{
  va_list args;

  va_start (args, format);
  while (*format)
    if (*format == '%')
      format = print_argument (format + 1, &args);
    else
      machine_putc (*format++);
  va_end (args);
  return 0;
}

int
percpu_bind (unsigned int cpu)
{
  return percpu_bind_area (cpu);
}

int
percpu_unbind (void)
{
  percpu_unbind_area ();
  return 0;
}

int
percpu_bound_cpu (void)
{
  return (int) percpu_this_cpu ();
}

/* Run PROGRAM with fresh areas.
   Returns: its exit status.  */
static int
run (const struct board_program *program)
{
  percpu_write_register (0);
  board_init ();
  if (__builtin_setjmp (program_end) == 0)
    program_status = program->function ();
  percpu_fini ();
  return program_status;
}

unsigned int
board_programs (void)
{
  unsigned int failures = 0;

  for (const struct board_program *p = __start_board_programs;
       p < __stop_board_programs; p++)
    {
      int status = run (p);

      printf ("%s: %s\n", status == 0 ? "passed" : "failed", p->name);
      failures += status != 0;
    }
  return failures;
}
