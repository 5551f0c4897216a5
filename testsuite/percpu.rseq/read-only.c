/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The program does not write the fields of a registered struct rseq that
   belong to the kernel: a later version of the kernel may end the program for
   that.  Watchpoints of the processor count the program's writes to each word
   of the struct: every update writes rseq_cs, and no code writes another word.
   The kernel's own writes are not counted.

   A watchpoint makes a sequence much longer.  If a sequence is therefore
   aborted repeatedly, the library unregisters the thread's struct; then the
   test continues with another thread.  */

/* { dg-require arch x86-64 } */
/* { dg-additional-options "-pthread" } */

#include "../lib/modes.h"
#include <linux/hw_breakpoint.h>
#include <linux/perf_event.h>
#include <sys/time.h>

enum { ROUNDS = 1000, TRIES = 60, PROCESSES = 20 };

/* The factor by which all counts are reduced, and the microseconds between two
   signals.  */
static int less = 1;
static int interval = 200;

static __attribute__ ((percpu)) long count, product;
static __attribute__ ((percpu)) double real;

/* Words of 8 bytes: cpu_id_start and cpu_id; rseq_cs; flags and node_id;
   mm_cid and what is behind it.  */
enum { CPU_ID, RSEQ_CS, NODE_ID, MM_CID, WORDS };

struct watch
{
  int fd[WORDS];
  uint32_t *rseq;
};

/* Returns: true if all four words can be watched.  */
static bool
watch_start (struct watch *w)
{
  char *thread_pointer;
  bool done = true;

  __asm__ ("movq %%fs:0, %0" : "=r" (thread_pointer));
  w->rseq = (uint32_t *) (thread_pointer + __percpu_rseq_offset);
  for (unsigned int i = 0; i < WORDS; i++)
    {
      struct perf_event_attr attr =
      {
	.size = sizeof attr, .type = PERF_TYPE_BREAKPOINT,
	.bp_type = HW_BREAKPOINT_W, .bp_addr = (uintptr_t) (w->rseq + 2 * i),
	.bp_len = 8, .exclude_kernel = 1, .exclude_hv = 1
      };

      w->fd[i] = (int) syscall (SYS_perf_event_open, &attr, 0, -1, -1, 0);
      done &= w->fd[i] >= 0;
    }
  return done;
}

/* The number of writes to word WORD.  */
static long
watch_count (const struct watch *w, unsigned int word)
{
  uint64_t n = 0;

  return read (w->fd[word], &n, sizeof n) == sizeof n ? (long) n : -1;
}

/* Returns: false if the struct is no longer registered.  */
static bool
watch_end (struct watch *w, const char *what)
{
  bool right = false;
  unsigned int cpu;
  long n[WORDS];

  for (unsigned int i = 0; i < WORDS; i++)
    {
      n[i] = watch_count (w, i);
      close (w->fd[i]);
    }
  if ((int) __atomic_load_n (&w->rseq[1], __ATOMIC_RELAXED) < 0)
    return false;
  CHECK (n[CPU_ID] == 0 && n[NODE_ID] == 0 && n[MM_CID] == 0,
	 "%s: %ld, %ld and %ld writes to what is the kernel's", what,
	 n[CPU_ID], n[NODE_ID], n[MM_CID]);
  CHECK (n[RSEQ_CS] >= 3 * ROUNDS / less, "%ld writes to rseq_cs", n[RSEQ_CS]);
  /* The thread may be moved between the two loads.  */
  for (int i = 0; i < 100 && !right; i++)
    right = (syscall (SYS_getcpu, &cpu, NULL, NULL) == 0
	     && __atomic_load_n (&w->rseq[0], __ATOMIC_RELAXED) == cpu
	     && __atomic_load_n (&w->rseq[1], __ATOMIC_RELAXED) == cpu);
  CHECK (right, "cpu_id is that of the CPU");
  return true;
}

static void
updates (void)
{
  for (int i = 0; i < ROUNDS / less; i++)
    {
      count++;
      product = product * 1 + 3;
      real += 1;
    }
}

static unsigned int cpus[2];

static void
go_to (unsigned int cpu)
{
  cpu_set_t set;

  CPU_ZERO (&set);
  CPU_SET (cpu, &set);
  sched_setaffinity (0, sizeof set, &set);
}

static volatile long handled;

static void
handler (int sig)
{
  (void) sig;
  handled++;
  count++;
}

/* All events that can affect a registered thread.  */
static void
happenings (void)
{
  struct itimerval timer = { { 0, interval }, { 0, interval } }, off = { 0 };
  int status;
  pid_t pid;

  handled = 0;
  updates ();
  for (int i = 0; i < 50 / less; i++)
    {
      go_to (cpus[i % 2]);
      count++;
      go_to (cpus[i % 2 == 0]);
      real += percpu_sum (count) > 0;
    }
  CHECK (percpu_bind (cpus[0]) == 0 && percpu_bind (cpus[1]) == 0, "bound");
  updates ();
  CHECK (percpu_unbind () == 0, "unbound");
  updates ();
  setitimer (ITIMER_REAL, &timer, NULL);
  while (handled < 100 / less)
    updates ();
  setitimer (ITIMER_REAL, &off, NULL);
  pid = fork ();
  if (pid == 0)
    {
      updates ();
      _exit (0);
    }
  waitpid (pid, &status, 0);
  CHECK (status == 0, "a child");
  updates ();
}

/* From before the first access on, when the library has not yet registered its
   own struct.  */
static void *
work (void *arg)
{
  struct watch watch;

  if (!watch_start (&watch))
    exit (1);
  happenings ();
  return watch_end (&watch, "another thread") ? arg : NULL;
}

/* On a busy machine there are processes in which no thread stays registered,
   however often it is tried: start again.  */
static void
another_process (void)
{
  const char *before = getenv ("READ_ONLY_BEFORE");
  int n = before ? atoi (before) : 0;
  char text[20];
  char *argv[] = { modes_argv[0], (char *) percpu_mode_name (percpu_mode ()),
		   NULL };

  if (n == PROCESSES)
    return;
  snprintf (text, sizeof text, "%d", n + 1);
  setenv ("READ_ONLY_BEFORE", text, 1);
  execv ("/proc/self/exe", argv);
}

static void
test (void)
{
  struct watch watch;
  pthread_t thread;
  void *seen = NULL;

  if (percpu_mode () == PERCPU_MODE_PRIVATE)
    return;
  if (allowed_cpus (cpus, 2) < 2)
    cpus[1] = cpus[0];
  signal (SIGALRM, handler);
  count++;
  if (!watch_start (&watch))
    {
      printf ("not tried: no watchpoints: %s\n", strerror (errno));
      return;
    }
  happenings ();
  watch_end (&watch, "main thread");
  for (int i = 0; i < TRIES && !seen; i++)
    {
      less = i < 50 ? i + 1 : 50;
      interval = 200 + 20 * i;
      usleep (i * 100);
      pthread_create (&thread, NULL, work, &watch);
      pthread_join (thread, &seen);
    }
  if (!seen)
    another_process ();
  CHECK (seen, "a thread that was always registered");
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
