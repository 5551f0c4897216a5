/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* On each CPU a cell has many readers or one writer, also if the second borrow
   is made by a function, a nested section or a signal handler.  It is given
   back on every exit.  */

/* { dg-additional-options "-Wall -Wextra -Wshadow" } */

#include "../lib/modes.h"

struct pair { long low, high; };

static __attribute__ ((percpu ("guarded")))
  PERCPU_CELL (struct pair) cell = { .value = { 3, 4 } };
static __attribute__ ((percpu)) PERCPU_CELL (int) number;

/* Returns: whether the cell can be borrowed now, on the CPU of the section that
   the caller is in.  */

static bool
readable (void)
{
  bool done = false;

  percpu_guarded (inner)
    percpu_cell_try_read (p, inner, cell)
      done = p->low <= p->high;
  return done;
}

static bool
writable (void)
{
  bool done = false;

  percpu_guarded (inner)
    percpu_cell_try_write (p, inner, cell)
      {
	p->high++;
	done = true;
      }
  return done;
}

static int
early (int how)
{
  percpu_guarded (g)
    percpu_cell_write (p, g, cell)
      {
	p->low++;
	if (how == 0)
	  return 1;
	if (how == 1)
	  break;
	if (how == 2)
	  continue;
	if (how == 3)
	  goto out;
	p->low--;
      }
 out:
  return 0;
}

static volatile int handled = -1;

static void
handler (int sig)
{
  (void) sig;
  handled = readable () * 2 + writable ();
}

static void
write_twice (void *arg)
{
  percpu_guarded (g)
    percpu_cell_write (p, g, cell)
      percpu_guarded (h)
	percpu_cell_write (q, h, cell)
	  q->low = (long) arg + p->high;
}

static void
write_read (void *arg)
{
  percpu_guarded (g)
    percpu_cell_read (n, g, number)
      percpu_cell_read (m, g, number)
	percpu_cell_write (k, g, number)
	  *k = *n + *m + (arg != NULL);
}

static void
refused (void (*function) (void *), const char *begins, const char *ends)
{
  char text[300];
  int status = child_run (function, NULL, text, sizeof text);

  CHECK (WIFSIGNALED (status) && WTERMSIG (status) == SIGABRT, "aborts");
  CHECK (strncmp (text, begins, strlen (begins)) == 0
	 && strstr (text, ends) != NULL, "and says: %s", text);
}

static void
test (void)
{
  CHECK (readable () && writable (), "free at first");
  percpu_guarded (g)
    {
      percpu_cell_read (p, g, cell)
	{
	  CHECK (p->low == 3, "its value");
	  CHECK (readable (), "more than one may read");
	  CHECK (!writable (), "but none may write");
	}
      percpu_cell_write (p, g, cell)
	{
	  p->low = -1;
	  CHECK (!readable () && !writable (), "one writes alone");
	  signal (SIGUSR1, handler);
	  raise (SIGUSR1);
	  CHECK (handled == 0, "and no handler comes in between");
	  p->low = 3;
	}
      raise (SIGUSR1);
      CHECK (handled == 3, "given back");
    }
  for (int how = 0; how < 5; how++)
    {
      early (how);
      CHECK (readable () && writable (), "given back after exit %d", how);
    }
  refused (write_twice,
	   "percpu: cell cell is borrowed for writing already (CPU", "cell.c:");
  refused (write_read, "percpu: cell number is borrowed already, 2 times (CPU",
	   "cell.c:");
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
