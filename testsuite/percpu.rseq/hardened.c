/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Hardened code ends the program if it relies on a CPU that the thread may
   leave, or uses a null pointer.  The message names the variable and the
   location.  */

/* { dg-additional-options "-fplugin-arg-percpu-hardened=trap -fplugin-arg-percpu-unguarded=off" } */

#include "../lib/modes.h"

struct s { int n, m[4]; };

static __attribute__ ((percpu)) struct s st;
static struct s __percpu *volatile null;

static void
raw (void *arg)
{
  percpu_raw (st.n) += 1 + (arg != NULL);
}

static void
this_ptr (void *arg)
{
  percpu_this_ptr (&st)->n += 1 + (arg != NULL);
}

static void
null_raw (void *arg)
{
  percpu_raw (null->m[1]) += 1 + (arg != NULL);
}

static void
null_ptr (void *arg)
{
  percpu_ptr (null, percpu_cpu_next (0))->n += 1 + (arg != NULL);
}

static void
refused (void (*function) (void *), const char *begins, const char *ends)
{
  char text[1000];
  int status = child_run (function, NULL, text, sizeof text);

  CHECK (WIFSIGNALED (status) && WTERMSIG (status) == SIGABRT, "aborts");
  CHECK (strncmp (text, begins, strlen (begins)) == 0
	 && strstr (text, ends) != NULL && strstr (text, "hardened.c:"),
	 "and says: %s", text);
}

static void
test (void)
{
  unsigned int cpu;
  int evaluated = 0;

  refused (raw, "percpu: the thread is not bound and may leave CPU ",
	   ": percpu_raw of st at ");
  refused (this_ptr, "percpu: the thread is not bound and may leave CPU ",
	   ": percpu_this_ptr of st at ");
  refused (null_raw, "percpu: null pointer (CPU ",
	   ": percpu_raw of a pointer at ");
  refused (null_ptr, "percpu: null pointer (CPU ",
	   ": percpu_ptr of a pointer at ");

  /* Correct code continues, and evaluates its operands once.  */
  CHECK (percpu_preemptible (), "a thread may leave its CPU");
  st.n += 5;
  CHECK (percpu_sum (st.n) == 5, "operators rely on nothing");
  percpu_guarded (g)
    {
      CHECK (!percpu_preemptible (), "one in a section need not care");
      percpu_borrow (g, &st)->n++;
    }
  allowed_cpus (&cpu, 1);
  if (percpu_bind (cpu) != 0)
    exit (1);
  CHECK (!percpu_preemptible (), "one that is bound may not");
  raw (NULL);
  this_ptr (NULL);
  percpu_raw (*(evaluated++, &st)).m[2]++;
  percpu_this_ptr ((evaluated++, &st))->m[2]++;
  percpu_ptr ((evaluated++, &st), cpu)->m[2]++;
  CHECK (evaluated == 3, "once");
  CHECK (percpu_sum (st.n) == 8 && st.m[2] == 3, "and right");
  percpu_unbind ();
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
