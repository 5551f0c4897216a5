/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Cells: per-CPU data that counts its borrows at run time.

     static __attribute__ ((percpu ("guarded")))
       PERCPU_CELL (struct cache) cache = { .value = { .limit = 64 } };

     percpu_guarded (g)
       percpu_cell_write (c, g, cache)
	 c->used++;

   A guard excludes other threads.  It does not exclude functions that the
   section itself calls, or signal handlers that interrupt it: a callback may
   borrow the same data again while it is half changed.  The compiler detects
   two writable borrows of one object if both are in one function; a cell
   detects them at run time, wherever they are.  On each CPU, a cell is
   borrowed by any number of readers or by one writer at a time.  A borrow that
   violates this ends the program with a message that names the cell and the
   source line; the `try' forms skip their statement instead.  This file is
   included by percpu.h.

   (The idea is that of RefCell in Rust.)  */

#include <percpu.h>

#ifndef PERCPU_CELL_H
#define PERCPU_CELL_H 1

#include <percpu/guard.h>
#include <stdbool.h>

#ifndef __PERCPU_UNUSABLE__

/* PERCPU_CELL (T)

   The type of a cell with a value of type T.  PERCPU_BORROWS, initially 0, is
   the number of readers, or -1 for a writer.  */
#define PERCPU_CELL(T) struct { int percpu_borrows; T value; }

/* A borrow of a cell; COUNT is NULL if it was refused.  */
struct percpu_cell_borrow
{
  int *count;
  int by;
};

static __inline__ void
__percpu_cell_end (struct percpu_cell_borrow *b)
{
  if (b->count)
    *b->count -= b->by;
  b->count = NULL;
}

/* Borrow the cell with COUNT: BY is 1 for a reader, -1 for the writer.
   Returns: the borrow; its COUNT is NULL if the cell is borrowed in a
   conflicting way.  */
static __inline__ struct percpu_cell_borrow
__percpu_cell_try (int *count, int by)
{
  struct percpu_cell_borrow b;

  b.count = NULL;
  b.by = by;
  if (by > 0 ? *count >= 0 : *count == 0)
    {
      *count += by;
      b.count = count;
    }
  return b;
}

#if (defined __PERCPU_ABI_HOSTED__ && !defined __PERCPU_MODEL_SINGLE__) \
    || defined __PERCPU_RUNTIME__
# pragma GCC visibility push (default)

/* End the program: CELL, which has BORROWS, was borrowed once more at LINE of
   FILE.  */
extern void __percpu_cell_refuse (const char *cell, const char *file,
				  unsigned int line, int borrows)
  __attribute__ ((noreturn, cold));

# pragma GCC visibility pop
#else
# define __percpu_cell_refuse(cell, file, line, borrows) __builtin_trap ()
#endif

static __inline__ struct percpu_cell_borrow
__percpu_cell_borrow (int *count, int by, const char *cell, const char *file,
		      unsigned int line)
{
  struct percpu_cell_borrow b = __percpu_cell_try (count, by);

  (void) cell, (void) file, (void) line;
  if (!b.count)
    __percpu_cell_refuse (cell, file, line, *count);
  return b;
}

/* For the plugin: borrows that are checked at run time need no warning.  */
#ifdef __PERCPU__
# define __PERCPU_CHECKED __attribute__ ((percpu_checked))
#else
# define __PERCPU_CHECKED
#endif

/* Execute a statement with NAME as the pointer to the value that BORROW has
   borrowed, and end the borrow on every way out.  */
#define __percpu_cell_section(name, g, cell, qualifier, borrow)		\
  for (struct percpu_cell_borrow					\
	 __percpu_cell_##name						\
	   __attribute__ ((__cleanup__ (__percpu_cell_end))) = borrow,	\
	 *__percpu_cell_once_##name = &__percpu_cell_##name;		\
       __percpu_cell_once_##name && __percpu_cell_##name.count;		\
       __percpu_cell_once_##name = NULL)				\
    for (qualifier __typeof__ (percpu_borrow (g, &(cell))->value)	\
	   *name __PERCPU_CHECKED					\
	   = &percpu_borrow (g, &(cell))->value;			\
	 __percpu_cell_once_##name; __percpu_cell_once_##name = NULL)

/* percpu_cell_read (NAME, g, CELL) STATEMENT
   percpu_cell_write (NAME, g, CELL) STATEMENT

   Borrow the instance of CELL on the CPU of section G, for reading or for
   writing, and execute STATEMENT with `const T *NAME' or `T *NAME' as the
   pointer to its value.  `break' and `continue' end the borrow.  If the cell
   is borrowed in a conflicting way the program ends: a message and abort; in
   freestanding code, a trap.  The macros declare variables, which needs C99.
   Context: in the section.  */
#define percpu_cell_read(name, g, cell)					\
  __percpu_cell_section (name, g, cell, const,				\
    __percpu_cell_borrow (&percpu_borrow (g, &(cell))->percpu_borrows, 1, \
			  #cell, __FILE__, __LINE__))
#define percpu_cell_write(name, g, cell)				\
  __percpu_cell_section (name, g, cell, ,				\
    __percpu_cell_borrow (&percpu_borrow (g, &(cell))->percpu_borrows, -1, \
			  #cell, __FILE__, __LINE__))

/* percpu_cell_try_read (NAME, g, CELL) STATEMENT
   percpu_cell_try_write (NAME, g, CELL) STATEMENT

   The same, but if the cell is borrowed in a conflicting way STATEMENT is not
   executed.
   Context: in the section.  */
#define percpu_cell_try_read(name, g, cell)				\
  __percpu_cell_section (name, g, cell, const,				\
    __percpu_cell_try (&percpu_borrow (g, &(cell))->percpu_borrows, 1))
#define percpu_cell_try_write(name, g, cell)				\
  __percpu_cell_section (name, g, cell, ,				\
    __percpu_cell_try (&percpu_borrow (g, &(cell))->percpu_borrows, -1))

#endif /* not __PERCPU_UNUSABLE__ */

#endif /* PERCPU_CELL_H */
