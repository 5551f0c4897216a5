/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A stack of paths, and workers that take paths from it; see files.h.  */

#define _GNU_SOURCE 1

#include "files.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

bool files_quiet;

void
files_die (int error, const char *format, ...)
{
  va_list args;

  fflush (stdout);
  fprintf (stderr, "%s: ", files_program.name);
  va_start (args, format);
  vfprintf (stderr, format, args);
  va_end (args);
  if (error != 0)
    fprintf (stderr, ": %s", strerror (error));
  fputc ('\n', stderr);
  exit (2);
}

void
files_usage (const char *what, const char *argument)
{
  fprintf (stderr, "%s: invalid %s `%s'\nTry `%s --help'.\n",
	   files_program.name, what, argument, files_program.name);
  exit (2);
}

unsigned int
files_number (const char *what, const char *text, unsigned int most)
{
  char *end;
  unsigned long n;

  errno = 0;
  n = strtoul (text, &end, 10);
  if (errno != 0 || *text < '0' || *text > '9' || *end || n < 1 || n > most)
    files_usage (what, text);
  return (unsigned int) n;
}

double
files_now (void)
{
  struct timespec ts;

  clock_gettime (CLOCK_MONOTONIC, &ts);
  return (double) ts.tv_sec + (double) ts.tv_nsec / 1e9;
}

void
files_skip (const char *path, const char *reason)
{
  if (!files_quiet)
    fprintf (stderr, "%s: %s: %s\n", files_program.name, path, reason);
  if (files_program.skipped)
    files_program.skipped ();
}

/* The stack of paths still to do.  The work is complete when the stack is
   empty and no worker is busy, because only busy workers push.  */
struct path
{
  struct path *next;
  /* Named by the user: symbolic links are followed, and files of other types
     are reported.  */
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
    files_die (ENOMEM, "%s", name);
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

/* Pop a path; the worker is busy with it until its next call.  FIRST is true
   in a worker's first call.
   Returns: the path, which the caller frees, or NULL when all work is done.  */
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

void
files_push_arguments (int count, char **paths)
{
  if (count == 0)
    path_push (NULL, ".");
  while (count > 0)
    path_push (NULL, paths[--count]);
}

size_t
files_read (const char *name, int fd, void *buf, size_t size)
{
  ssize_t len;

  do
    len = read (fd, buf, size);
  while (len < 0 && errno == EINTR);
  if (len < 0)
    {
      files_skip (name, strerror (errno));
      return 0;
    }
  return (size_t) len;
}

/* Push the entries of the directory FD, and close it.  */
static void
directory_walk (const char *name, int fd)
{
  DIR *dir = fdopendir (fd);
  struct dirent *entry;

  if (!dir)
    {
      files_skip (name, strerror (errno));
      close (fd);
      return;
    }
  if (files_program.directory)
    files_program.directory ();
  while (errno = 0, (entry = readdir (dir)))
    if (strcmp (entry->d_name, ".") != 0 && strcmp (entry->d_name, "..") != 0)
      path_push (name, entry->d_name);
  if (errno != 0)
    files_skip (name, strerror (errno));
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
      files_skip (path->name, strerror (errno));
      return;
    }
  if (!S_ISREG (st.st_mode) && !S_ISDIR (st.st_mode))
    {
      if (path->named)
	files_skip (path->name, "neither a file nor a directory");
      return;
    }
  fd = open (path->name, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
  if (fd < 0)
    files_skip (path->name, strerror (errno));
  else if (S_ISDIR (st.st_mode))
    directory_walk (path->name, fd);
  else
    {
      files_program.file (path->name, fd);
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
  if (files_program.end)
    files_program.end ();
  return arg;
}

static pthread_t *workers;
static unsigned int workers_count;

unsigned int
files_cpus (void)
{
  cpu_set_t set;

  if (sched_getaffinity (0, sizeof set, &set) != 0)
    files_die (errno, "cannot find the CPUs");
  return (unsigned int) CPU_COUNT (&set);
}

unsigned int
files_start (unsigned int count)
{
  workers_count = count > 0 ? count : files_cpus ();
  workers = calloc (workers_count, sizeof *workers);
  if (!workers)
    files_die (ENOMEM, "%u threads", workers_count);
  for (unsigned int i = 0; i < workers_count; i++)
    {
      int error = pthread_create (&workers[i], NULL, worker_run, NULL);

      if (error != 0)
	files_die (error, "cannot start thread %u", i);
    }
  return workers_count;
}

void
files_wait (void)
{
  for (unsigned int i = 0; i < workers_count; i++)
    pthread_join (workers[i], NULL);
  free (workers);
}
