/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Count bytes, lines, words, and the occurrences of each byte value in files,
   by several threads at once.

   Every byte of every file increments a counter, and all threads increment the
   same counters, which therefore determine the speed of the program.  They
   have three forms that do the same work (--counters):

     percpu   local.histogram[byte]++   a few instructions, no other CPU
					involved
     atomic   an atomic addition to a shared counter
     mutex    an addition to a shared counter under a lock

   The workers of files.h read the files.  The scheduler may move them between
   CPUs at any time without any effect on the result.  When all workers have
   ended the main thread adds up.  */

#include <percpu.h>

#include "files.h"

#include <errno.h>
#include <getopt.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

struct counters
{
  unsigned long files;
  unsigned long directories;
  unsigned long skipped;
  unsigned long bytes;
  unsigned long lines;
  unsigned long words;
  unsigned long histogram[256];
};

/* The counters of --counters=percpu, and those of the two other forms.  */
static __attribute__ ((percpu)) struct counters local;
static struct counters shared;
static pthread_mutex_t shared_lock = PTHREAD_MUTEX_INITIALIZER;

enum form { FORM_PERCPU, FORM_ATOMIC, FORM_MUTEX };

static const char *const form_names[] = { "percpu", "atomic", "mutex" };

static enum form form = FORM_PERCPU;

/* Count every run of bytes other than white space as a word, not only runs
   with a printable byte.  */
static bool words_of_any_bytes;

/* Add N to a member of struct counters, in FORM.  */
#define COUNT(form, member, n)						\
  do									\
    switch (form)							\
      {									\
      case FORM_PERCPU:							\
	local.member += (n);						\
	break;								\
      case FORM_ATOMIC:							\
	__atomic_fetch_add (&shared.member, (n), __ATOMIC_RELAXED);	\
	break;								\
      case FORM_MUTEX:							\
	pthread_mutex_lock (&shared_lock);				\
	shared.member += (n);						\
	pthread_mutex_unlock (&shared_lock);				\
	break;								\
      }									\
  while (0)

static void
directory_count (void)
{
  COUNT (form, directories, 1);
}

static void
skipped_count (void)
{
  COUNT (form, skipped, 1);
}

/* The state of the scanner; a word may continue in the next block.  */
struct scan
{
  bool in_word;
};

/* White space and printable bytes, as in the C locale.  */
static inline bool
space_p (unsigned char c)
{
  return c == ' ' || (c >= '\t' && c <= '\r');
}

static inline bool
printable_p (unsigned char c)
{
  return c >= 0x20 && c < 0x7f;
}

/* Count the LEN bytes at BUF.  WHICH is a constant in each inlined copy.  */
static inline __attribute__ ((always_inline)) void
block_count (enum form which, struct scan *scan, const unsigned char *buf,
	     size_t len)
{
  bool in_word = scan->in_word;

  for (size_t i = 0; i < len; i++)
    {
      unsigned char c = buf[i];

      COUNT (which, histogram[c], 1);
      if (c == '\n')
	COUNT (which, lines, 1);
      if (space_p (c))
	in_word = false;
      else if (!in_word && (words_of_any_bytes || printable_p (c)))
	{
	  in_word = true;
	  COUNT (which, words, 1);
	}
    }
  scan->in_word = in_word;
  COUNT (which, bytes, len);
}

static void
file_count (const char *name, int fd)
{
  unsigned char buf[1 << 16];
  struct scan scan = { false };
  size_t len;

  COUNT (form, files, 1);
  while ((len = files_read (name, fd, buf, sizeof buf)) != 0)
    switch (form)
      {
      case FORM_PERCPU:
	block_count (FORM_PERCPU, &scan, buf, len);
	break;
      case FORM_ATOMIC:
	block_count (FORM_ATOMIC, &scan, buf, len);
	break;
      case FORM_MUTEX:
	block_count (FORM_MUTEX, &scan, buf, len);
	break;
      }
}

const struct files_program files_program =
{
  "filestat", file_count, directory_count, skipped_count, NULL
};

/* Returns: the totals of all counters, in any form.  */
static struct counters
counters_sum (void)
{
  struct counters sum = shared;

  if (form == FORM_PERCPU)
    {
      sum.files = percpu_sum (local.files);
      sum.directories = percpu_sum (local.directories);
      sum.skipped = percpu_sum (local.skipped);
      sum.bytes = percpu_sum (local.bytes);
      sum.lines = percpu_sum (local.lines);
      sum.words = percpu_sum (local.words);
      for (int c = 0; c < 256; c++)
	sum.histogram[c] = percpu_sum (local.histogram[c]);
    }
  return sum;
}

/* Print the SHOWN most frequent byte values.  */
static void
histogram_print (const struct counters *sum, int shown)
{
  bool done[256] = { false };

  printf ("\nmost frequent bytes\n");
  for (; shown > 0; shown--)
    {
      int most = -1;
      char text[8];

      for (int c = 0; c < 256; c++)
	if (!done[c] && sum->histogram[c] > 0
	    && (most < 0 || sum->histogram[c] > sum->histogram[most]))
	  most = c;
      if (most < 0)
	break;
      done[most] = true;
      snprintf (text, sizeof text, printable_p ((unsigned char) most)
		? "'%c'" : "0x%02x", most);
      printf ("  %-6s %12lu  %5.2f %%\n", text, sum->histogram[most],
	      100.0 * (double) sum->histogram[most] / (double) sum->bytes);
    }
}

static void
report_print (const struct counters *sum, unsigned int threads, double seconds)
{
  printf ("%lu files in %lu directories: %lu bytes, %lu lines, %lu words",
	  sum->files, sum->directories, sum->bytes, sum->lines, sum->words);
  printf (sum->skipped > 0 ? "; %lu skipped\n" : "\n", sum->skipped);

  if (form == FORM_PERCPU)
    {
      printf ("\n%4s %10s %14s %12s %12s\n", "CPU", "files", "bytes", "lines",
	      "words");
      percpu_foreach (cpu)
	{
	  const struct counters *its = percpu_ptr (&local, cpu);

	  if (its->files == 0 && its->bytes == 0)
	    continue;
	  printf ("%4u %10lu %14lu %12lu %12lu\n", cpu, its->files,
		  its->bytes, its->lines, its->words);
	}
    }
  if (sum->bytes > 0)
    histogram_print (sum, 10);
  printf ("\n%s counters, %u thread%s: %.3f s, %.1f MB/s\n",
	  form_names[form], threads, threads == 1 ? "" : "s", seconds,
	  (double) sum->bytes / 1e6 / (seconds > 0 ? seconds : 1e-9));
}

static const char help[] =
"Usage: filestat [OPTION]... [FILE|DIRECTORY]...\n"
"Count files, bytes, lines, words and byte values.  All files below a\n"
"directory are read; the default is the current directory.\n"
"\n"
"  -c, --counters=FORM  percpu (default), atomic or mutex\n"
"  -j, --jobs=N         use N threads; default: one for each CPU\n"
"  -t, --totals         print only lines, words and bytes, as wc does\n"
"  -w, --words=KIND     a word is a sequence of bytes between white space:\n"
"                       printable (default): with a printable character, as\n"
"                       in GNU wc up to 9.4; any: all sequences\n"
"  -h, --help           print this text\n"
"\n"
"The locale is always C.  Unreadable files are reported and skipped.\n"
"Exit status: 0; 1 if something was skipped; 2 if the program cannot work.\n";

static enum form
form_parse (const char *name)
{
  for (size_t i = 0; i < sizeof form_names / sizeof form_names[0]; i++)
    if (strcmp (name, form_names[i]) == 0)
      return (enum form) i;
  files_usage ("form of counters", name);
}

static bool
words_parse (const char *text)
{
  if (strcmp (text, "any") != 0 && strcmp (text, "printable") != 0)
    files_usage ("kind of words", text);
  return strcmp (text, "any") == 0;
}

int
main (int argc, char **argv)
{
  static const struct option options[] =
  {
    { "counters", required_argument, NULL, 'c' },
    { "jobs", required_argument, NULL, 'j' },
    { "totals", no_argument, NULL, 't' },
    { "words", required_argument, NULL, 'w' },
    { "help", no_argument, NULL, 'h' },
    { NULL, 0, NULL, 0 }
  };
  bool totals_only = false;
  unsigned int threads = 0;
  struct counters sum;
  double start;
  int option;

  while ((option = getopt_long (argc, argv, "c:j:tw:h", options, NULL)) != -1)
    switch (option)
      {
      case 'c':
	form = form_parse (optarg);
	break;
      case 'j':
	threads = files_number ("number of threads", optarg, 10000);
	break;
      case 't':
	totals_only = true;
	break;
      case 'w':
	words_of_any_bytes = words_parse (optarg);
	break;
      case 'h':
	fputs (help, stdout);
	return 0;
      default:
	fputs ("Try `filestat --help'.\n", stderr);
	return 2;
      }

  files_push_arguments (argc - optind, argv + optind);
  start = files_now ();
  threads = files_start (threads);
  files_wait ();
  sum = counters_sum ();
  if (totals_only)
    printf ("%lu %lu %lu\n", sum.lines, sum.words, sum.bytes);
  else
    report_print (&sum, threads, files_now () - start);
  if (fflush (stdout) != 0 || ferror (stdout))
    files_die (errno, "cannot write");
  return sum.skipped > 0;
}
