/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Threads count, and no count is lost.  With an argument, the mode must be the
   one that it names.  */

#include "../lib/check.h"
#include <percpu.h>
#include <pthread.h>

enum { THREADS = 8, ROUNDS = 20000 };

static __attribute__ ((percpu)) long count, product;
static __attribute__ ((percpu)) double real;
static __attribute__ ((percpu)) unsigned char byte;

static void
handler (int sig)
{
  (void) sig;
  count++;
}

static void *
work (void *arg)
{
  for (int i = 0; i < ROUNDS; i++)
    {
      count++;
      product = product * 1 + 3;
      real += 1;
      byte++;
      if (i % 1000 == 0)
	raise (SIGUSR1);
    }
  return arg;
}

int
main (int argc, char **argv)
{
  const long n = (long) THREADS * ROUNDS;
  const char *mode = percpu_mode_name (percpu_mode ());
  pthread_t threads[THREADS];

  CHECK (argc < 2 || strcmp (mode, argv[1]) == 0, "mode %s", mode);
  signal (SIGUSR1, handler);
  for (int i = 0; i < THREADS; i++)
    if (pthread_create (&threads[i], NULL, work, NULL) != 0)
      return 1;
  for (int i = 0; i < THREADS; i++)
    pthread_join (threads[i], NULL);
  CHECK (percpu_sum (count) == n + n / 1000, "%ld counts",
	 percpu_sum (count));
  CHECK (percpu_sum (product) == 3 * n && percpu_sum (real) == (double) n
	 && percpu_sum (byte) == (unsigned char) n, "of all kinds");
  return 0;
}
