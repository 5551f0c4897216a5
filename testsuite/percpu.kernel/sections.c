/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Guards, lists, stacks, cells, references and raw accesses on all CPUs, while
   a timer interrupt uses the same ones: sections are never seen half done, no
   node is lost, and a reference is released once.  */

#include "board.h"

enum { ROUNDS = 3000, NODES = 8 };

static __attribute__ ((percpu)) struct { unsigned long a, b; } pair;
static __attribute__ ((percpu ("guarded"))) PERCPU_CELL (unsigned long) cell;
static __attribute__ ((percpu)) struct percpu_list list;
static __attribute__ ((percpu)) PERCPU_STACK (4) stack;
static __attribute__ ((percpu)) unsigned long ticks, raw;
static __attribute__ ((percpu)) bool filled;
static struct percpu_node nodes[MACHINE_CPUS][NODES];
static struct percpu_ref ref;
static unsigned int bad, released;

static void
bad_if (bool condition)
{
  if (condition)
    __atomic_fetch_add (&bad, 1, __ATOMIC_RELAXED);
}

static void
release (struct percpu_ref *r)
{
  (void) r;
  released++;
}

static void
update (void)
{
  struct percpu_node *node;
  void *p;

  percpu_guarded (g)
    {
      __typeof__ (percpu_borrow (g, &pair)) mine = percpu_borrow (g, &pair);

      bad_if (mine->a != mine->b);
      mine->a++;
      __asm__ volatile ("" : : : "memory");
      mine->b++;
    }
  percpu_guarded (g)
    percpu_cell_write (v, g, cell)
      {
	percpu_cell_try_read (w, g, cell)
	  bad_if (*w != 0);
	++*v;
      }
  node = percpu_list_pop (&list);
  bad_if (node == NULL);
  if (node)
    percpu_list_push (&list, node);
  p = percpu_stack_pop (&stack);
  if (p)
    bad_if (!percpu_stack_push (&stack, p));
  percpu_ref_get (&ref);
  bad_if (percpu_ref_is_zero (&ref));
  percpu_ref_put (&ref);
}

static void
tick (void)
{
  if (filled)
    {
      ticks++;
      update ();
    }
}

static void
before (void)
{
  board_init ();
  bad = released = 0;
  CHECK (percpu_ref_init (&ref, release, 0) == 0);
}

static void
each (unsigned int cpu)
{
  percpu_preempt_disable ();
  percpu_raw (raw) = cpu;
  percpu_raw (raw) += 2;
  for (unsigned int i = 0; i < NODES; i++)
    percpu_list_push (&list, &nodes[cpu][i]);
  for (unsigned int i = 0; i < 4; i++)
    CHECK (percpu_stack_push (&stack, &nodes[cpu][i]));
  CHECK (!percpu_stack_push (&stack, &nodes[cpu][0]));
  filled = true;
  percpu_preempt_enable ();
  for (unsigned int i = 0; i < ROUNDS; i++)
    update ();
}

static void
after (void)
{
  CHECK (bad == 0);
  percpu_foreach (cpu)
    {
      unsigned long n = ROUNDS + *percpu_ptr (&ticks, cpu);
      unsigned int chain = 0, mine = 0;

      CHECK (percpu_ptr (&pair, cpu)->a == n);
      CHECK (percpu_ptr (&pair, cpu)->b == n);
      CHECK (percpu_ptr (&cell, cpu)->value == n);
      CHECK (*percpu_ptr (&raw, cpu) == cpu + 2);
      CHECK (percpu_ptr (&stack, cpu)->count == 4);
      for (struct percpu_node *node = percpu_ptr (&list, cpu)->head;
	   node && chain <= NODES; node = node->next)
	{
	  mine += node >= nodes[cpu] && node < nodes[cpu] + NODES;
	  chain++;
	}
      CHECK (chain == NODES);
      CHECK (mine == NODES);
    }
  CHECK (released == 0);
  CHECK (percpu_ref_tryget_live (&ref));
  percpu_ref_kill (&ref);
  CHECK (released == 0);
  CHECK (!percpu_ref_tryget_live (&ref));
  percpu_ref_put (&ref);
  CHECK (released == 1);
}

BOARD_TEST (before, each, after, tick);
