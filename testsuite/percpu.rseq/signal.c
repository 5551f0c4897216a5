/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A storm of signals to threads that count, with a handler that counts in the
   same variable, also on an alternate stack, and is interrupted itself.  */

#include "../lib/modes.h"

enum { THREADS = 4, SIGNALS = 20000 };

static __attribute__ ((percpu)) long count, twice;

static volatile bool stop;
static long handled;

static void
handler (int sig)
{
  int error = errno;

  count++;
  twice = twice * 1 + 2;
  __atomic_fetch_add (&handled, 1, __ATOMIC_RELAXED);
  if (sig == SIGUSR1 && handled % 16 == 0)
    raise (SIGUSR2);
  errno = error;
}

static void *
work (void *arg)
{
  char *stack = malloc (65536);
  stack_t alternate = { .ss_sp = stack, .ss_size = 65536 };
  long own = 0;

  sigaltstack (&alternate, NULL);
  errno = 12345;
  while (!stop)
    for (int i = 0; i < 100; i++, own++)
      {
	count++;
	twice = twice * 1 + 2;
      }
  *(bool *) arg = errno == 12345;
  return (void *) own;
}

static void
test (void)
{
  struct sigaction action = { .sa_handler = handler,
			      .sa_flags = SA_RESTART | SA_ONSTACK };
  bool errno_kept[THREADS];
  pthread_t threads[THREADS];
  long own = 0;
  void *value;

  sigaction (SIGUSR1, &action, NULL);
  action.sa_flags = SA_RESTART;
  sigaction (SIGUSR2, &action, NULL);
  for (unsigned int i = 0; i < THREADS; i++)
    pthread_create (&threads[i], NULL, work, &errno_kept[i]);
  for (unsigned int i = 0; i < SIGNALS; i++)
    {
      pthread_kill (threads[i % THREADS], i % 3 ? SIGUSR1 : SIGUSR2);
      if (i % 16 == 0)
	usleep (20);
    }
  stop = true;
  for (unsigned int i = 0; i < THREADS; i++)
    {
      pthread_join (threads[i], &value);
      own += (long) value;
      CHECK (errno_kept[i], "errno is kept");
    }
  CHECK (handled > SIGNALS / 100, "%ld signals", handled);
  CHECK (percpu_sum (count) == own + handled, "%ld counted, none lost",
	 percpu_sum (count));
  CHECK (percpu_sum (twice) == 2 * (own + handled), "in a loop too");
}

int
main (int argc, char **argv)
{
  return modes_run (argc, argv, test);
}
