/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Count what is in files: bytes, lines, words, and how often each byte value
   occurs, by several threads at once.

   Every byte of every file raises a counter, and all threads raise the same
   ones, so the counters are the program.  They come in three forms that do
   the same work (--counters):

     percpu   local.histogram[byte]++   a few instructions, no other CPU
					involved
     atomic   an atomic addition to a shared counter
     mutex    an addition to a shared counter under a lock

   Each worker takes paths from a common stack: of a directory it pushes the
   entries, of a file it counts the contents.  On which CPU it does that, the
   scheduler decides, again and again; the counters do not mind.  When all are
   done the main thread adds up.  */

#define _GNU_SOURCE 1

#include <percpu.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <pthread.h>
#include <sched.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

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

/* For --counters=percpu, and for the two others.  */
static __attribute__ ((percpu)) struct counters local;
static struct counters shared;
static pthread_mutex_t shared_lock = PTHREAD_MUTEX_INITIALIZER;

enum form { FORM_PERCPU, FORM_ATOMIC, FORM_MUTEX };

static const char *const form_names[] = { "percpu", "atomic", "mutex" };

static enum form form = FORM_PERCPU;

/* Count every run of bytes that are no white space as a word, and not only
   if there is a printable one among them.  */
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

static void __attribute__ ((format (printf, 2, 3), noreturn))
die (int error, const char *format, ...)
{
  va_list args;

  fflush (stdout);
  fputs ("filestat: ", stderr);
  va_start (args, format);
  vfprintf (stderr, format, args);
  va_end (args);
  if (error != 0)
    fprintf (stderr, ": %s", strerror (error));
  fputc ('\n', stderr);
  exit (2);
}

/* Report a path that cannot be counted, and go on.  */
static void
skip (const char *path, const char *reason)
{
  fprintf (stderr, "filestat: %s: %s\n", path, reason);
  COUNT (form, skipped, 1);
}

/* The stack of paths still to do.  It is drained when it is empty and no
   worker is busy, for only a busy worker pushes.  */
struct path
{
  struct path *next;
  /* Named by the user: symbolic links are followed, other kinds of file are
     no secret.  */
  bool named;
  char name[];
};

static struct
{
  pthread_mutex_t lock;
  pthread_cond_t changed;
  struct path *top;
  unsigned int busy;
} stack = { PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, NULL, 0 };

/* Push DIRECTORY/NAME, or NAME if DIRECTORY is null.  */
static void
path_push (const char *directory, const char *name)
{
  size_t len = directory ? strlen (directory) : 0;
  struct path *path = malloc (sizeof *path + len + strlen (name) + 2);

  if (!path)
    die (ENOMEM, "%s", name);
  path->named = !directory;
  if (directory)
    sprintf (path->name, "%s%s%s", directory,
	     len > 0 && directory[len - 1] == '/' ? "" : "/", name);
  else
    strcpy (path->name, name);

  pthread_mutex_lock (&stack.lock);
  path->next = stack.top;
  stack.top = path;
  pthread_cond_signal (&stack.changed);
  pthread_mutex_unlock (&stack.lock);
}

/* Take a path, and be busy until the next call.  FIRST is true in a worker's
   first call.  Returns: the path, the caller's to free, or null when all
   work is done.  */
static struct path *
path_pop (bool first)
{
  struct path *path;

  pthread_mutex_lock (&stack.lock);
  if (!first && --stack.busy == 0 && !stack.top)
    pthread_cond_broadcast (&stack.changed);
  while (!stack.top && stack.busy > 0)
    pthread_cond_wait (&stack.changed, &stack.lock);
  path = stack.top;
  if (path)
    {
      stack.top = path->next;
      stack.busy++;
    }
  pthread_mutex_unlock (&stack.lock);
  return path;
}

/* Where in a word the scanner is; a word may go on in the next block.  */
struct scan
{
  bool in_word;
};

/* The bytes of white space and the printable ones, as in the C locale.  */
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

/* Count the LEN bytes at BUF.  WHICH is a constant in each copy.  */
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
  ssize_t len;

  COUNT (form, files, 1);
  while ((len = read (fd, buf, sizeof buf)) != 0)
    {
      if (len < 0)
	{
	  if (errno == EINTR)
	    continue;
	  skip (name, strerror (errno));
	  return;
	}
      switch (form)
	{
	case FORM_PERCPU:
	  block_count (FORM_PERCPU, &scan, buf, (size_t) len);
	  break;
	case FORM_ATOMIC:
	  block_count (FORM_ATOMIC, &scan, buf, (size_t) len);
	  break;
	case FORM_MUTEX:
	  block_count (FORM_MUTEX, &scan, buf, (size_t) len);
	  break;
	}
    }
}

/* Push what is in the directory FD, which is closed.  */
static void
directory_walk (const char *name, int fd)
{
  DIR *dir = fdopendir (fd);
  struct dirent *entry;

  if (!dir)
    {
      skip (name, strerror (errno));
      close (fd);
      return;
    }
  COUNT (form, directories, 1);
  while (errno = 0, (entry = readdir (dir)))
    if (strcmp (entry->d_name, ".") != 0 && strcmp (entry->d_name, "..") != 0)
      path_push (name, entry->d_name);
  if (errno != 0)
    skip (name, strerror (errno));
  closedir (dir);
}

static void
path_do (const struct path *path)
{
  struct stat st;
  int fd;

  if (fstatat (AT_FDCWD, path->name, &st,
	       path->named ? 0 : AT_SYMLINK_NOFOLLOW) != 0)
    {
      skip (path->name, strerror (errno));
      return;
    }
  if (!S_ISREG (st.st_mode) && !S_ISDIR (st.st_mode))
    {
      if (path->named)
	skip (path->name, "neither a file nor a directory");
      return;
    }
  fd = open (path->name, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
  if (fd < 0)
    skip (path->name, strerror (errno));
  else if (S_ISDIR (st.st_mode))
    directory_walk (path->name, fd);
  else
    {
      file_count (path->name, fd);
      close (fd);
    }
}

static void *
worker_run (void *arg)
{
  struct path *path;

  for (bool first = true; (path = path_pop (first)); first = false)
    {
      path_do (path);
      free (path);
    }
  return arg;
}

/* Start COUNT workers, or one for each CPU that the process may use if COUNT
   is 0, and wait for them.  Returns: how many there were.  */
static unsigned int
workers_run (unsigned int count)
{
  pthread_t *workers;
  cpu_set_t set;

  if (count == 0)
    {
      if (sched_getaffinity (0, sizeof set, &set) != 0)
	die (errno, "cannot find the CPUs");
      count = (unsigned int) CPU_COUNT (&set);
    }

  workers = calloc (count, sizeof *workers);
  if (!workers)
    die (ENOMEM, "%u threads", count);
  for (unsigned int i = 0; i < count; i++)
    {
      int error = pthread_create (&workers[i], NULL, worker_run, NULL);

      if (error != 0)
	die (error, "cannot start thread %u", i);
    }
  for (unsigned int i = 0; i < count; i++)
    pthread_join (workers[i], NULL);
  free (workers);
  return count;
}

/* All counters, whatever their form.  */
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

/* The SHOWN byte values that are most frequent.  */
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
"Count files, bytes, lines, words and byte values; of directories all that is\n"
"below them.  Without an argument: the current directory.\n"
"\n"
"  -c, --counters=FORM  percpu (default), atomic or mutex\n"
"  -j, --jobs=N         N threads; default: one for each CPU\n"
"  -t, --totals         print only lines, words and bytes, as wc does\n"
"  -w, --words=KIND     what counts as a word, with white space around it:\n"
"                       printable (default): what has a printable character,\n"
"                       as in GNU wc up to 9.4; any: any other bytes\n"
"  -h, --help           print this text\n"
"\n"
"The locale is always C.  What cannot be read is reported and skipped.\n"
"Exit status: 0; 1 if something was skipped; 2 if the program cannot work.\n";

static void __attribute__ ((noreturn))
usage (const char *what, const char *argument)
{
  fprintf (stderr, "filestat: invalid %s `%s'\n%s", what, argument,
	   "Try `filestat --help'.\n");
  exit (2);
}

static enum form
form_parse (const char *name)
{
  for (size_t i = 0; i < sizeof form_names / sizeof form_names[0]; i++)
    if (strcmp (name, form_names[i]) == 0)
      return (enum form) i;
  usage ("form of counters", name);
}

static unsigned int
jobs_parse (const char *text)
{
  char *end;
  unsigned long n;

  errno = 0;
  n = strtoul (text, &end, 10);
  if (errno != 0 || *text < '0' || *text > '9' || *end || n < 1 || n > 10000)
    usage ("number of threads", text);
  return (unsigned int) n;
}

static bool
words_parse (const char *text)
{
  if (strcmp (text, "any") != 0 && strcmp (text, "printable") != 0)
    usage ("kind of words", text);
  return strcmp (text, "any") == 0;
}

static double
now (void)
{
  struct timespec ts;

  clock_gettime (CLOCK_MONOTONIC, &ts);
  return (double) ts.tv_sec + (double) ts.tv_nsec / 1e9;
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
	threads = jobs_parse (optarg);
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

  if (optind == argc)
    path_push (NULL, ".");
  while (argc > optind)
    path_push (NULL, argv[--argc]);

  start = now ();
  threads = workers_run (threads);
  sum = counters_sum ();
  if (totals_only)
    printf ("%lu %lu %lu\n", sum.lines, sum.words, sum.bytes);
  else
    report_print (&sum, threads, now () - start);
  if (fflush (stdout) != 0 || ferror (stdout))
    die (errno, "cannot write");
  return sum.skipped > 0;
}
