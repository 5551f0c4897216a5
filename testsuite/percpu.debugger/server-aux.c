/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A server that counts its requests in per-CPU variables, for debuggers and
   monitors.  Its threads are on the first CPU that it may use, and each handles
   every second one of 300 requests, so that all values are known:

     server		wait for a line on stdin, then handle three more
			requests and end
     server abort	end with a core file
     server busy	handle requests until stdin is closed
     server quiet ...	the same, but the module does not count
     server private ... the same with an area for each thread  */

#define _GNU_SOURCE 1

#include "../lib/filter.h"
#include "server.h"

#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { THREADS = 2, REQUESTS = 300 };

struct stats
{
  unsigned long requests;
  unsigned long bytes;
  unsigned int kinds[3];
};

struct session
{
  long requests;
  long last;
};

enum state { IDLE, WORKING = 5 };

__attribute__ ((percpu)) struct stats stats;
__attribute__ ((percpu)) long hits = 5;
__attribute__ ((percpu)) int sizes[2][4] = { { 1 } };
static __attribute__ ((percpu)) unsigned char small = 250;
static __attribute__ ((percpu)) enum state state;
static __attribute__ ((percpu)) const char *name = "none";
static __attribute__ ((percpu)) long large[1 << 13];

struct session __percpu *session;
long __percpu *pointer = &hits;
long plain = 42;

/* For reading and for writing.  */
static int pipes[THREADS][2], done[2];

static bool quiet;

static void
transfer_failed (void)
{
  perror ("server");
  _exit (1);
}

static void
handle (unsigned int size)
{
  stats.requests++;
  stats.bytes += size;
  stats.kinds[size % 3]++;
  hits++;
  sizes[1][size % 4]++;
  small++;
  large[8000]++;
  session->requests++;
  state = WORKING;
  name = "a request";
  count_handled ();
  if (!quiet)
    module_count (size);
}

static void *
work (void *arg)
{
  unsigned int size;

  while (read (pipes[(size_t) arg][0], &size, sizeof size) == sizeof size)
    {
      handle (size);
      if (write (done[1], "", 1) != 1)
	transfer_failed ();
    }
  return NULL;
}

static void
send_request (unsigned int size)
{
  char c;

  if (write (pipes[size % THREADS][1], &size, sizeof size) != sizeof size
      || read (done[0], &c, 1) != 1)
    transfer_failed ();
}

/* Debuggers stop here when all requests are handled.  */
void __attribute__ ((noinline))
server_ready (void)
{
  __asm__ volatile ("");
}

static void
pin (void)
{
  cpu_set_t all, one;

  CPU_ZERO (&one);
  sched_getaffinity (0, sizeof all, &all);
  for (int cpu = CPU_SETSIZE - 1; cpu >= 0; cpu--)
    if (CPU_ISSET (cpu, &all))
      {
	CPU_ZERO (&one);
	CPU_SET (cpu, &one);
      }
  sched_setaffinity (0, sizeof one, &one);
}

int
main (int argc, char **argv)
{
  struct rlimit core = { RLIM_INFINITY, RLIM_INFINITY };
  const char *how;
  pthread_t thread;
  char c;

  if (argc > 1 && strcmp (argv[1], "private") == 0
      && percpu_mode () != PERCPU_MODE_PRIVATE)
    {
      if (!filter_refuse (SYS_rseq, ENOSYS))
	return 77;
      execv ("/proc/self/exe", argv);
      transfer_failed ();
    }
  if (argc > 1 && strcmp (argv[1], "private") == 0)
    argv++;
  if (argv[1] && strcmp (argv[1], "quiet") == 0)
    {
      quiet = true;
      argv++;
    }
  how = argv[1] ? argv[1] : "";
  prctl (PR_SET_PTRACER, PR_SET_PTRACER_ANY, 0, 0, 0);
  pin ();
  session = percpu_alloc (struct session);
  if (!session || pipe (done) != 0)
    transfer_failed ();
  for (size_t i = 0; i < THREADS; i++)
    if (pipe (pipes[i]) != 0
	|| pthread_create (&thread, NULL, work, (void *) i) != 0)
      transfer_failed ();
  for (unsigned int size = 0; size < REQUESTS; size++)
    send_request (size);
  server_ready ();
  printf ("ready\n");
  fflush (stdout);
  if (strcmp (how, "abort") == 0)
    {
      setrlimit (RLIMIT_CORE, &core);
      abort ();
    }
  if (strcmp (how, "busy") == 0)
    for (;;)
      {
	send_request (0);
	usleep (1000);
      }
  if (read (0, &c, 1) < 0)
    transfer_failed ();
  for (unsigned int size = 0; size < 3; size++)
    send_request (size);
  printf ("ended\n");
  return 0;
}
