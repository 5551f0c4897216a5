/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The rows of the manual's table about interrupts: what an operation is safe
   against.  All CPUs execute each operation while their timer's handler
   executes it too, or with interrupts off where the table demands it.
   percpu.build/tables.sh compares the table with this file.  */

#include "board.h"

enum { ROUNDS = 3000, TICKS = 20 };

static __attribute__ ((percpu)) unsigned long x, exchanged, collected;
static __attribute__ ((percpu)) unsigned long compared, raw, ticks;
static __attribute__ ((percpu)) struct pair { unsigned long a, b; } pair;

struct node
{
  struct percpu_node link;
};

static __attribute__ ((percpu)) struct percpu_list list;
static struct node nodes[MACHINE_CPUS];
static struct percpu_ref ref;
PERCPU_COUNTER_DEFINE (safe_counter, 0);
static unsigned long rounds[MACHINE_CPUS];

static void
released (struct percpu_ref *r)
{
  (void) r;
}

static void
before (void)
{
  board_init ();
  CHECK (percpu_ref_init (&ref, released, 0) == 0);
}

/* Each value is written as two equal halves.  */

static void
halves (uint32_t n)
{
  static __attribute__ ((percpu)) uint64_t x;
  uint64_t v = (uint64_t) n << 32 | n;

  x = v;
  v = x;
  CHECK (v >> 32 == (uint32_t) v);
}

/* A section of a guard: the handler sees both or neither.  */

static void
section (void)
{
  percpu_guarded (g)
    {
      struct pair *p = percpu_borrow (g, &pair);

      CHECK (p->a == p->b);
      p->a++;
      for (int i = 0; i < 20; i++)
	machine_relax ();
      p->b++;
    }
}

/* The operations of the thread and of the handler; V is 2.  */

static void
operations (unsigned long v)
{
  x++;
  x += v;
  exchanged++;
  collected += percpu_xchg (exchanged, 0);
  for (unsigned long old = compared, seen;; old = seen)
    {
      seen = percpu_cmpxchg (compared, old, old + 1);
      if (seen == old)
	break;
    }
  halves ((uint32_t) v);
  section ();
  percpu_ref_get (&ref);
  percpu_counter_add (&safe_counter, 3);
  percpu_ref_put (&ref);
}

static void
tick (void)
{
  unsigned long v = 2;

  ticks++;
  operations (v);
  raw++;
  halves ((uint32_t) ticks + 100);
  struct percpu_node *node = percpu_list_pop (&list);
  if (node)
    percpu_list_push (&list, node);
}

static void
each (unsigned int cpu)
{
  unsigned long n = 0, sum = 0, other = 0;

  percpu_list_push (&list, &nodes[cpu].link);
  while (n < ROUNDS || ticks < TICKS)
    {
      unsigned long now;
      bool on;

      operations (2);
      on = machine_interrupts_off ();
      (*percpu_this_ptr (&raw))++;
      percpu_raw (raw) += 1;
      if (on)
	machine_interrupts_on ();
      struct percpu_node *node = percpu_list_pop (&list);
      if (node)
	percpu_list_push (&list, node);
      CHECK (node == &nodes[cpu].link);

      /* Instances only grow.  */
      now = percpu_sum (x);
      CHECK (now >= sum);
      sum = now;
      now = *percpu_ptr (&x, (cpu + 1) % MACHINE_CPUS);
      CHECK (now >= other);
      other = now;
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
      unsigned long t = *percpu_ptr (&ticks, cpu), n = rounds[cpu] + t;

      CHECK (*percpu_ptr (&x, cpu) == 3 * n);
      CHECK (*percpu_ptr (&collected, cpu) + *percpu_ptr (&exchanged, cpu)
	     == n);
      CHECK (*percpu_ptr (&compared, cpu) == n);
      CHECK (*percpu_ptr (&raw, cpu) == 2 * rounds[cpu] + t);
      CHECK (percpu_ptr (&pair, cpu)->a == n);
      CHECK (percpu_ptr (&pair, cpu)->b == n);
      all += n;
    }
  CHECK (percpu_counter_sum (&safe_counter) == 3 * (int64_t) all);
  percpu_ref_kill (&ref);
  CHECK (percpu_ref_is_zero (&ref));
  *percpu_ptr (&x, 1) = 9;
  percpu_reset (x);
  CHECK (percpu_sum (x) == 0);
}

BOARD_TEST (before, each, after, tick);
