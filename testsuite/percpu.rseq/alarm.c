/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A storm of signals: each thread has a timer that expires ten thousand times a
   second, the process has another one, and a thread sends signals as fast as it
   can.  The handlers, which interrupt each other, update the variables that the
   interrupted code updates.  No update is lost, and the test checks that
   sequences were interrupted.  */

/* { dg-require arch x86-64 } */
/* { dg-additional-options "-pthread" } */

#include "../lib/modes.h"
#include <sys/time.h>
#include <time.h>
#include <ucontext.h>

#ifndef sigev_notify_thread_id
# define sigev_notify_thread_id _sigev_un._tid
#endif

enum { THREADS = 4, SIGNALS = 10000, PERIOD = 100 /* microseconds */ };

extern const char __start___rseq_cs[], __stop___rseq_cs[];

static __attribute__ ((percpu)) long count, sum;
static __attribute__ ((percpu)) unsigned long ticket, product;
static __attribute__ ((percpu)) double real;
static __attribute__ ((percpu)) unsigned char byte;

/* The updates that one thread has made.  */
struct tally
{
  pthread_t thread;
  timer_t timer;
  unsigned long rounds, tickets;
};

static _Thread_local volatile bool inside;
static unsigned long handled, handled_tickets, seen_inside, seen_aborted;
static bool stop;

/* Returns: whether the kernel continues at ADDRESS when it aborts an update of
   this file.  */
static bool
abort_p (uintptr_t address)
{
  uintptr_t first = ((uintptr_t) __start___rseq_cs + 31) & -(uintptr_t) 32;

  for (uintptr_t p = first; p < (uintptr_t) __stop___rseq_cs; p += 64)
    if (((const struct __percpu_sequence *) p)->abort == address)
      return true;
  return false;
}

static void
add (unsigned long *to, unsigned long n)
{
  __atomic_fetch_add (to, n, __ATOMIC_RELAXED);
}

static void
handler (int sig, siginfo_t *info, void *context)
{
  const greg_t *registers = ((ucontext_t *) context)->uc_mcontext.gregs;

  (void) sig;
  (void) info;
  count++;
  sum += 3;
  add (&handled_tickets, ticket++);
  product = product * 1 + 5;
  real += 1;
  byte++;
  add (&handled, 1);
  if (inside)
    {
      add (&seen_inside, 1);
      if (abort_p ((uintptr_t) registers[REG_RIP]))
	add (&seen_aborted, 1);
    }
}

static void *
work (void *arg)
{
  struct itimerspec period = { .it_interval.tv_nsec = PERIOD * 1000,
			       .it_value.tv_nsec = PERIOD * 1000 };
  struct sigevent event = { .sigev_notify = SIGEV_THREAD_ID,
			    .sigev_signo = SIGRTMIN + 1 };
  struct tally *t = arg;

  event.sigev_notify_thread_id = (pid_t) syscall (SYS_gettid);
  if (timer_create (CLOCK_MONOTONIC, &event, &t->timer) != 0
      || timer_settime (t->timer, 0, &period, NULL) != 0)
    exit (1);
  inside = true;
  while (!__atomic_load_n (&stop, __ATOMIC_RELAXED))
    {
      for (int i = 0; i < 1000; i++)
	{
	  count++;
	  sum += 3;
	  t->tickets += ticket++;
	  product = product * 1 + 5;
	  real += 1;
	  byte++;
	}
      t->rounds += 1000;
    }
  inside = false;
  timer_delete (t->timer);
  return arg;
}

static void
test (void)
{
  static const int signals[] = { SIGALRM, SIGUSR1 };
  static struct tally tallies[THREADS];
  struct sigaction action = { .sa_sigaction = handler,
			      .sa_flags = SA_SIGINFO | SA_RESTART };
  struct itimerval period = { { 0, PERIOD }, { 0, PERIOD } }, off = { 0 };
  unsigned long n, tickets, sent = 0;
  time_t end;

  for (unsigned int i = 0; i < LENGTH (signals); i++)
    sigaction (signals[i], &action, NULL);
  sigaction (SIGRTMIN + 1, &action, NULL);
  for (int i = 0; i < THREADS; i++)
    if (pthread_create (&tallies[i].thread, NULL, work, &tallies[i]) != 0)
      exit (1);
  setitimer (ITIMER_REAL, &period, NULL);
  end = time (NULL) + 60;
  while (__atomic_load_n (&seen_inside, __ATOMIC_RELAXED) < SIGNALS
	 && time (NULL) < end)
    {
      pthread_kill (tallies[sent++ % THREADS].thread, SIGUSR1);
      usleep (PERIOD);
    }
  setitimer (ITIMER_REAL, &off, NULL);
  __atomic_store_n (&stop, true, __ATOMIC_RELAXED);
  n = 0;
  tickets = 0;
  for (int i = 0; i < THREADS; i++)
    {
      pthread_join (tallies[i].thread, NULL);
      n += tallies[i].rounds;
      tickets += tallies[i].tickets;
    }
  n += handled;
  tickets += handled_tickets;

  percpu_foreach (cpu)
    {
      unsigned long t = *percpu_ptr (&ticket, cpu);

      tickets -= t % 2 ? (t - 1) / 2 * t : t / 2 * (t - 1);
    }
  CHECK (seen_inside >= SIGNALS, "%lu signals, %lu of them in the loop",
	 handled, seen_inside);
  if (percpu_mode () != PERCPU_MODE_PRIVATE)
    CHECK (seen_aborted > 0, "%lu of them in an update", seen_aborted);
  CHECK ((unsigned long) percpu_sum (count) == n
	 && (unsigned long) percpu_sum (sum) == 3 * n, "%lu updates", n);
  CHECK (percpu_sum (ticket) == n && tickets == 0, "old values");
  CHECK (percpu_sum (product) == 5 * n, "an update that takes a loop");
  CHECK (percpu_sum (real) == (double) n, "a floating one");
  CHECK (percpu_sum (byte) == (unsigned char) n, "byte");
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
