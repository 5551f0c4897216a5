/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* All CPUs update their instances by operators, and a timer interrupt updates
   the same ones: no update is lost, on any CPU, for objects of every size.  */

#include "board.h"

enum { ROUNDS = 30000, TICKS = 20 };

static __attribute__ ((percpu)) unsigned long ticks, hits, mask, last;
static __attribute__ ((percpu)) unsigned char small;
static __attribute__ ((percpu)) unsigned short half = 3;
static __attribute__ ((percpu)) struct { unsigned int n; uint64_t wide; } st;
static unsigned long rounds[MACHINE_CPUS], bad[MACHINE_CPUS];
PERCPU_COUNTER_DEFINE (board_counter, 100);

static void
update (void)
{
  hits++;
  small += 3;
  half -= 1;
  st.n += 2;
  st.wide += 0x100000001;
  mask ^= 1;
  percpu_max (last, 9);
  percpu_counter_inc (&board_counter);
}

static void
tick (void)
{
  ticks++;
  update ();
}

static void
each (unsigned int cpu)
{
  unsigned long n = 0, before = 0;

  while (n < ROUNDS || ticks < TICKS)
    {
      unsigned long now = hits++;

      bad[cpu] += n != 0 && now <= before;
      before = now;
      hits--;
      update ();
      n++;
    }
  rounds[cpu] = n;
}

static void
after (void)
{
  unsigned long all = 0;

  percpu_foreach (cpu)
    {
      unsigned long n = rounds[cpu] + *percpu_ptr (&ticks, cpu);

      CHECK (*percpu_ptr (&ticks, cpu) >= TICKS);
      CHECK (bad[cpu] == 0);
      CHECK (*percpu_ptr (&hits, cpu) == n);
      CHECK (*percpu_ptr (&small, cpu) == (unsigned char) (3 * n));
      CHECK (*percpu_ptr (&half, cpu) == (unsigned short) (3 - n));
      CHECK (percpu_ptr (&st, cpu)->n == (unsigned int) (2 * n));
      CHECK (percpu_ptr (&st, cpu)->wide == n * (uint64_t) 0x100000001);
      CHECK (*percpu_ptr (&mask, cpu) == (n & 1));
      CHECK (*percpu_ptr (&last, cpu) == 9);
      all += n;
    }
  CHECK (percpu_sum (hits) == all);
  CHECK (percpu_counter_sum (&board_counter) == 100 + (int64_t) all);
}

BOARD_TEST (board_init, each, after, tick);
