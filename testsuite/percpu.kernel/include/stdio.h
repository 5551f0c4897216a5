/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The part of a C library that the tests of percpu.run need
   (../programs-aux.c).  The headers stdlib.h and string.h, and those for which
   a board has no declarations, include this one.  */

#ifndef BOARD_STDIO_H
#define BOARD_STDIO_H 1

#include <stddef.h>

#define stdout NULL
#define EXIT_SUCCESS 0
#define EXIT_FAILURE 1

extern int printf (const char *format, ...)
  __attribute__ ((format (printf, 1, 2)));
extern int puts (const char *s);
extern int fflush (void *stream);
extern void exit (int status) __attribute__ ((noreturn));
extern void abort (void) __attribute__ ((noreturn));
extern void *memcpy (void *to, const void *from, size_t n);
extern void *memmove (void *to, const void *from, size_t n);
extern void *memset (void *to, int c, size_t n);
extern int memcmp (const void *a, const void *b, size_t n);
extern int strcmp (const char *a, const char *b);
extern size_t strlen (const char *s);

#endif /* BOARD_STDIO_H */
