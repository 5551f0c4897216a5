/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Dynamic objects in memory that the program hands over: operators on them are
   exact under timer interrupts on all CPUs; their initial values, which resets
   restore; freed memory is used again; more memory gives more room; and every
   error has its value.  */

#include "board.h"

/* percpu_free, for addresses that the compiler would not accept.  */
extern void board_free (uintptr_t address, const char *what)
  __asm__ ("__percpu_free");

struct object { unsigned long hits; unsigned char small; uint64_t wide; };

enum { ROUNDS = 3000 };

static struct object __percpu *object;
static struct percpu_counter counters[2];
static unsigned long bad;
static char more[1 << 18] __attribute__ ((aligned (4096)));

static void
update (void)
{
  object->hits++;
  object->small += 3;
  object->wide += 0x100000001;
  percpu_counter_inc (&counters[1]);
}

/* Allocate an object and free it.
   Returns: 0, or the error of the allocation.  */
static int
allocate (size_t size, size_t align)
{
  void __percpu *p = percpu_alloc_bytes (size, align);

  if (p == NULL)
    return percpu_alloc_error ();
  percpu_free (p);
  return 0;
}

static void
before (void)
{
  CHECK (percpu_add_memory (more, sizeof more) == PERCPU_EINIT);
  CHECK (allocate (8, 8) == PERCPU_EINIT);
  board_init ();
  object = percpu_alloc (struct object);
  CHECK (object != NULL);
  CHECK (percpu_sum (object->hits) == 0);
  CHECK (percpu_counter_init_many (counters, 2, 5) == 0);
  bad = 0;
}

/* Objects that several CPUs allocate at the same time are different ones.  */
static void
each (unsigned int cpu)
{
  for (unsigned int i = 0; i < ROUNDS; i++)
    {
      update ();
      if (i % 64 == 0)
	{
	  unsigned long __percpu *p = percpu_alloc (unsigned long);

	  if (p == NULL || percpu_sum (*p) != 0)
	    __atomic_fetch_add (&bad, 1, __ATOMIC_RELAXED);
	  *p += cpu + 1;
	  if (percpu_sum (*p) != cpu + 1)
	    __atomic_fetch_add (&bad, 1, __ATOMIC_RELAXED);
	  percpu_free (p);
	}
    }
}

static __attribute__ ((percpu)) unsigned long ticks;

static void
tick (void)
{
  ticks++;
  update ();
}

/* Take objects of 256 bytes until there is no room; free them.
   Returns: their number.  */
static unsigned int
room (void)
{
  static char __percpu *taken[1024];
  unsigned int n = 0;

  while (n < 1024 && (taken[n] = percpu_alloc_array (char, 256)) != NULL)
    n++;
  CHECK (n == 1024 || percpu_alloc_error () == PERCPU_ENOROOM);
  for (unsigned int i = 0; i < n; i++)
    percpu_free (taken[i]);
  return n;
}

static void
errors (void)
{
  size_t size = percpu_area_size ();

  CHECK (allocate (0, 8) == PERCPU_ESIZE);
  CHECK (allocate (size + 1, 8) == PERCPU_ESIZE);
  CHECK (allocate (size, 8) == PERCPU_ENOROOM);
  CHECK (allocate (8, 0) == PERCPU_EALIGN);
  CHECK (allocate (8, 24) == PERCPU_EALIGN);
  CHECK (allocate (8, 8192) == PERCPU_EALIGN);
  CHECK (allocate (size / 2, 64) == 0);
  CHECK (percpu_add_memory (NULL, sizeof more) == PERCPU_ENULL);
  CHECK (percpu_add_memory (more + 8, sizeof more) == PERCPU_EUNALIGNED);
  CHECK (percpu_add_memory (more, 4096) == PERCPU_ESMALL);
  CHECK (percpu_add_memory (more, SIZE_MAX) == PERCPU_EOVERFLOW);
}

static void
memory (void)
{
  size_t size, align;
  unsigned int n;

  /* Areas without room.  */
  CHECK (percpu_fini () == 0);
  CHECK (percpu_area_layout (MACHINE_CPUS, &size, &align) == 0);
  CHECK (percpu_init (board_memory, size, MACHINE_CPUS) == 0);
  CHECK (room () == 0);
  CHECK (percpu_add_memory (more, (MACHINE_CPUS + 2) * percpu_area_size ())
	 == 0);
  /* The library has the memory already.  */
  CHECK (percpu_add_memory (more, (MACHINE_CPUS + 2) * percpu_area_size ())
	 == PERCPU_ETWICE);
  CHECK (percpu_add_memory (more + align,
			    (MACHINE_CPUS + 2) * percpu_area_size ())
	 == PERCPU_ETWICE);
  CHECK (percpu_add_memory (board_memory, size + (MACHINE_CPUS + 2) * size)
	 == PERCPU_ETWICE);
  n = room ();
  CHECK (n > 0 && n == percpu_area_size () / 256);
  CHECK (room () == n);
  CHECK (percpu_fini () == 0);
  CHECK (percpu_init (board_memory, size, MACHINE_CPUS) == 0);
  CHECK (room () == 0);
}

static uintptr_t wrong;

static void
free_wrong (void)
{
  board_free (wrong, "wrong");
}

/* Objects that are not freed although percpu_free is called.  */
static void
refused (void)
{
  long __percpu *p = percpu_alloc_array (long, 2);

  wrong = (uintptr_t) percpu_ptr (p, 0) - (uintptr_t) percpu_area_base (0)
	  + (uintptr_t) __start___percpu;
  if (percpu_retain (p))
    {
      CHECK (board_faults (free_wrong) && board_report != NULL);
      percpu_release (p);
    }
  wrong += sizeof (long);
  CHECK (board_faults (free_wrong) && board_report != NULL);
  wrong -= sizeof (long);
  percpu_free (p);
  CHECK (board_faults (free_wrong) && board_report != NULL);
  wrong = (uintptr_t) __start___percpu;
  CHECK (board_faults (free_wrong) && board_report != NULL);
  wrong = 0;
  CHECK (!board_faults (free_wrong) && board_report == NULL);
}

static void
values (void)
{
  static const struct object value = { 7, 8, 9 };
  struct object __percpu *p = percpu_alloc_value (struct object, &value);
  struct object __percpu *q = percpu_alloc_uninit (struct object);
  char __percpu *aligned = percpu_alloc_bytes (64, 64);

  CHECK (p != NULL && q != NULL && p != q && aligned != NULL);
  CHECK (percpu_sum (p->hits) == 7 * MACHINE_CPUS);
  percpu_foreach (cpu)
    {
      CHECK (percpu_ptr (p, cpu)->wide == 9);
      CHECK ((uintptr_t) percpu_ptr (aligned, cpu) % 64 == 0);
      percpu_ptr (p, cpu)->small = 1;
      percpu_ptr (p, cpu)->hits = cpu;
      percpu_ptr (q, cpu)->hits = 3;
    }
  percpu_reset (p->hits);
  percpu_reset (*q);
  percpu_foreach (cpu)
    {
      CHECK (percpu_ptr (p, cpu)->hits == 7);
      CHECK (percpu_ptr (p, cpu)->small == 1);
      CHECK (percpu_ptr (q, cpu)->hits == 0);
      percpu_ptr (q, cpu)->hits = 4;
    }
  /* A CPU that starts again finds initial values.  */
  CHECK (percpu_reset_area (2) == 0);
  CHECK (percpu_ptr (p, 2)->small == 8);
  CHECK (percpu_ptr (p, 1)->small == 1);
  CHECK (percpu_ptr (q, 2)->hits == 0);
  CHECK (percpu_ptr (q, 3)->hits == 4);

  percpu_free (p);
  percpu_free (q);
  percpu_free (aligned);
}

static void
after (void)
{
  unsigned long all = MACHINE_CPUS * ROUNDS + percpu_sum (ticks);

  CHECK (bad == 0);
  CHECK (percpu_sum (object->hits) == all);
  CHECK (percpu_sum (object->small) == (unsigned char) (3 * all));
  CHECK (percpu_sum (object->wide) == all * (uint64_t) 0x100000001);
  CHECK (percpu_counter_sum (&counters[0]) == 5);
  CHECK (percpu_counter_sum (&counters[1]) == 5 + (int64_t) all);
  CHECK (percpu_counter_read (&counters[1]) - 5 - (int64_t) all
	 <= percpu_counter_error (&counters[1]));
  percpu_counter_destroy_many (counters, 2);
  percpu_free (object);
  values ();
  errors ();
  refused ();
  memory ();
}

BOARD_TEST (before, each, after, tick);
