/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* percpu-stat: options, and the loop.  */

#define _GNU_SOURCE 1

#include "stat.h"

#include <percpu/version.h>

#include <argp.h>
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define TEXT_(x) #x
#define TEXT(x) TEXT_ (x)

const char *argp_program_version
  = ("percpu-stat (percpu) " TEXT (PERCPU_VERSION_MAJOR) "."
     TEXT (PERCPU_VERSION_MINOR) "." TEXT (PERCPU_VERSION_PATCH));

static const struct argp_option options[] =
{
  { "core", 'c', "FILE", 0,
    "Read the core file FILE; there is no PID then", 0 },
  { "exe", 'e', "FILE", 0,
    "The program of the core file, if it is not found by itself", 0 },
  { "interval", 'i', "SECONDS", 0,
    "Print a sample every SECONDS seconds, with rates", 0 },
  { "count", 'n', "NUMBER", 0, "End after NUMBER samples", 0 },
  { "json", 'j', NULL, 0, "Print each sample as one line of JSON", 0 },
  { "sums", 's', NULL, 0, "Print sums only, no values of single CPUs", 0 },
  { 0 }
};

static struct
{
  const char *core;
  const char *executable;
  double interval;
  unsigned long count;
  int pid;
  char **patterns;
  int nr_patterns;
  struct format format;
} settings;

/* Returns: TEXT as a number above 0; ends the program if it is none.  */
static double
number_of (struct argp_state *state, const char *text, const char *what)
{
  char *end;
  double number;

  errno = 0;
  number = strtod (text, &end);
  if (errno != 0 || end == text || *end || !(number > 0 && number < 1e9))
    argp_error (state, "%s is not a valid %s", text, what);
  return number;
}

/* Handle one option or argument.  */
static error_t
parse (int key, char *arg, struct argp_state *state)
{
  switch (key)
    {
    case 'c':
      settings.core = arg;
      break;
    case 'e':
      settings.executable = arg;
      break;
    case 'i':
      settings.interval = number_of (state, arg, "interval");
      break;
    case 'n':
      settings.count = (unsigned long) number_of (state, arg, "number");
      break;
    case 'j':
      settings.format.json = true;
      break;
    case 's':
      settings.format.sums_only = true;
      break;
    case ARGP_KEY_ARGS:
      settings.patterns = state->argv + state->next;
      settings.nr_patterns = state->argc - state->next;
      break;
    case ARGP_KEY_END:
      if (!settings.core)
	{
	  if (settings.nr_patterns == 0)
	    argp_usage (state);
	  settings.pid = (int) number_of (state, settings.patterns[0],
					  "process number");
	  settings.patterns++;
	  settings.nr_patterns--;
	}
      break;
    default:
      return ARGP_ERR_UNKNOWN;
    }
  return 0;
}

static const struct argp parser =
{
  options, parse, "PID [NAME...]\n--core=FILE [NAME...]",
  "Print the per-CPU variables of a running process, or of a core file."
  "\vNAME is the name of a variable, of a member or of an element (stats.hits,"
  " table[3]), or a pattern as for files.  Without a NAME all variables are"
  " printed.  The process is not stopped; values of one sample are read one"
  " after the other.", NULL, NULL, NULL
};

void
fail (int error, const char *text, ...)
{
  va_list args;

  fflush (stdout);
  fprintf (stderr, "percpu-stat: ");
  va_start (args, text);
  vfprintf (stderr, text, args);
  va_end (args);
  fprintf (stderr, error != 0 ? ": %s\n" : "\n", strerror (error));
  exit (1);
}

void *
allocate (size_t size)
{
  void *block = calloc (1, size);

  if (!block)
    fail (ENOMEM, "cannot continue");
  return block;
}

void *
reallocate (void *block, size_t nr, size_t size)
{
  block = reallocarray (block, nr, size);
  if (!block)
    fail (ENOMEM, "cannot continue");
  return block;
}

char *
format (const char *text, ...)
{
  va_list args;
  char *result;

  va_start (args, text);
  if (vasprintf (&result, text, args) < 0)
    fail (ENOMEM, "cannot continue");
  va_end (args);
  return result;
}

/* Returns: the time in seconds.  */
static double
now (void)
{
  struct timespec time;

  clock_gettime (CLOCK_MONOTONIC, &time);
  return (double) time.tv_sec + (double) time.tv_nsec / 1e9;
}

/* Sleep until INTERVAL seconds after BEGIN.  */
static void
wait_until (double begin, double interval)
{
  double left = begin + interval - now ();
  struct timespec time;

  if (left <= 0)
    return;
  time.tv_sec = (time_t) left;
  time.tv_nsec = (long) ((left - (double) time.tv_sec) * 1e9);
  nanosleep (&time, NULL);
}

int
main (int argc, char **argv)
{
  struct target target = { 0 };
  struct table table = { 0 };
  struct values values = { 0 };
  struct reading *previous;
  double last = 0;

  argp_parse (&parser, argc, argv, 0, NULL, NULL);
  if (settings.core)
    target_open_core (&target, settings.core, settings.executable);
  else
    target_open_process (&target, settings.pid);
  table_read (&target, &table);
  variables_find (&target, &table, settings.patterns, settings.nr_patterns,
		  &values);
  if (values.nr == 0)
    fail (0, "%s: no %svariable", target.name,
	  settings.nr_patterns > 0 ? "such " : "");
  if (values.untyped && !settings.format.json)
    fprintf (stderr, "percpu-stat: %s: no debugging information for some"
	     " variables: those of up to 8 bytes are printed as unsigned"
	     " numbers\n",
	     target.name);
  previous = allocate (values.nr * sizeof *previous);
  for (unsigned long n = 0; ; n++)
    {
      double begin = now ();

      if (n > 0)
	{
	  settings.format.interval = begin - last;
	  table_read (&target, &table);
	  if (!settings.format.json)
	    putchar ('\n');
	}
      last = begin;
      print_sample (&target, &table, &values, &settings.format, previous);
      if (settings.interval == 0 || (settings.count && n + 1 >= settings.count))
	return 0;
      wait_until (begin, settings.interval);
    }
}
