/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A program whose threads count creates processes in every possible way: no
   count is lost here, and none is added by the others.  A new program starts
   with its own initial values; a copy of the process continues from the counts
   at that time.  */

/* { dg-additional-options "-pthread" } */

#include "../lib/modes.h"
#include <spawn.h>

enum { THREADS = 3, SPAWNS = 25, INITIAL = 7, ROUNDS = 1000 };

extern char **environ;

static __attribute__ ((percpu)) long count;
static __attribute__ ((percpu)) long initial = INITIAL;
static __attribute__ ((percpu)) double real;
static bool stop;
static char command[64];

static void
update (void)
{
  count++;
  initial++;
  real += 1;
}

/* The number of instances at first; private areas of new threads are added to
   it.  */
static bool
counted_p (long n)
{
  long start = 0;

  percpu_foreach (cpu)
    start += INITIAL;
  return percpu_sum (count) == n && percpu_sum (initial) == start + n
	 && percpu_sum (real) == (double) n;
}

static void *
work (void *arg)
{
  long n = 0;

  while (!__atomic_load_n (&stop, __ATOMIC_RELAXED))
    {
      for (int i = 0; i < ROUNDS; i++)
	update ();
      n += ROUNDS;
      usleep (10);
    }
  *(long *) arg = n;
  return NULL;
}

/* In a new program.  */
static void __attribute__ ((noreturn))
program (void)
{
  bool right = counted_p (0);

  for (int i = 0; i < ROUNDS; i++)
    update ();
  _exit (!right || !counted_p (ROUNDS));
}

/* In a copy of the process, which does not have the other threads.  */
static void __attribute__ ((noreturn))
copy (void)
{
  long before = percpu_sum (count);

  for (int i = 0; i < ROUNDS; i++)
    count++;
  _exit (percpu_sum (count) != before + ROUNDS);
}

static void
reap (const char *what, pid_t pid)
{
  int status = -1;

  if (pid < 0 || waitpid (pid, &status, 0) != pid || status != 0)
    CHECK (false, "%s: status %#x", what, status);
}

static void
spawn_all (void)
{
  char *argv[] = { "spawn", "program", NULL };
  pid_t pid, pids[8];
  int status;

  if (posix_spawn (&pid, "/proc/self/exe", NULL, NULL, argv, environ) != 0)
    pid = -1;
  reap ("posix_spawn", pid);

  pid = vfork ();
  if (pid == 0)
    {
      execv ("/proc/self/exe", argv);
      _exit (127);
    }
  reap ("vfork", pid);

  status = system (command);
  if (status != 0)
    CHECK (false, "system: status %#x", status);

  pid = (pid_t) syscall (SYS_clone, SIGCHLD, NULL, NULL, NULL, NULL);
  if (pid == 0)
    copy ();
  reap ("clone", pid);

  /* Several at a time, and one that executes a new program.  */
  for (unsigned int i = 0; i < LENGTH (pids); i++)
    {
      pids[i] = fork ();
      if (pids[i] == 0)
	{
	  update ();
	  if (i == 0)
	    execv ("/proc/self/exe", argv);
	  copy ();
	}
      update ();
    }
  for (unsigned int i = 0; i < LENGTH (pids); i++)
    reap ("fork", pids[i]);
}

static void
test (void)
{
  pthread_t threads[THREADS];
  long n[THREADS], all = SPAWNS * 8;

  for (int i = 0; i < THREADS; i++)
    if (pthread_create (&threads[i], NULL, work, &n[i]) != 0)
      exit (1);
  for (int i = 0; i < SPAWNS; i++)
    spawn_all ();
  __atomic_store_n (&stop, true, __ATOMIC_RELAXED);
  for (int i = 0; i < THREADS; i++)
    {
      pthread_join (threads[i], NULL);
      all += n[i];
    }
  CHECK (counted_p (all), "%ld counts, beside %d processes", all,
	 SPAWNS * 12);
}

int
main (int argc, char **argv)
{
  if (argc > 1 && strcmp (argv[1], "program") == 0)
    program ();
  /* The shell's own /proc/self/exe is a different file.  */
  snprintf (command, sizeof command, "exec /proc/%d/exe program",
	    (int) getpid ());
  return modes_run (argc, argv, test);
}
