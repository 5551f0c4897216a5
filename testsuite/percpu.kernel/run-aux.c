/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Runs all tests of the image, and prints a line for each.  The CPUs meet
   before and after each function that all of them run.  */

#include "board.h"

extern const struct board_test __start_board_tests[];
extern const struct board_test __stop_board_tests[];

char board_memory[1 << 20] __attribute__ ((aligned (4096)));

static const struct board_test *volatile current;
static unsigned int failures, round, finished;

static void *fault_end[5];
static bool fault_expected;
const char *volatile board_report;
bool board_preemptible;

/* Sections of guards exclude the timer of their CPU.  */
static __attribute__ ((percpu)) struct { unsigned int depth; bool on; } section;

/* GCC calls these two also in freestanding code.  */
void *memcpy (void *to, const void *from, size_t n);
void *memset (void *to, int c, size_t n);

void *
memcpy (void *to, const void *from, size_t n)
{
  for (size_t i = 0; i < n; i++)
    ((volatile char *) to)[i] = ((const char *) from)[i];
  return to;
}

void *
memset (void *to, int c, size_t n)
{
  for (size_t i = 0; i < n; i++)
    ((volatile char *) to)[i] = (char) c;
  return to;
}

static void
print (const char *s)
{
  while (*s)
    machine_putc (*s++);
}

static void
print_number (unsigned int n)
{
  if (n >= 10)
    print_number (n / 10);
  machine_putc ((char) ('0' + n % 10));
}

void
board_fail (const char *file, int line)
{
  if (__atomic_fetch_add (&failures, 1, __ATOMIC_RELAXED) > 9)
    return;
  print ("not true: ");
  print (file);
  print (":");
  print_number ((unsigned int) line);
  print ("\n");
}

void
percpu_preempt_disable (void)
{
  bool on = machine_interrupts_off ();

  if (section.depth++ == 0)
    section.on = on;
}

void
percpu_preempt_enable (void)
{
  if (--section.depth == 0 && section.on)
    machine_interrupts_on ();
}

bool
percpu_preemptible (void)
{
  return board_preemptible;
}

void
percpu_report (const char *error, const char *what)
{
  (void) what;
  board_report = error;
}

void
machine_exception (void)
{
  if (!fault_expected)
    {
      print ("an exception\n");
      machine_off (1);
    }
  __builtin_longjmp (fault_end, 1);
}

bool
board_faults (void (*function) (void))
{
  bool faults = false;

  board_report = NULL;
  fault_expected = true;
  if (__builtin_setjmp (fault_end) != 0)
    faults = true;
  else
    function ();
  fault_expected = false;
  return faults;
}

void
board_init (void)
{
  CHECK (percpu_init (board_memory, sizeof board_memory, MACHINE_CPUS) == 0);
}

void
machine_tick (void)
{
  current->tick ();
}

static void
run_each (unsigned int cpu)
{
  if (percpu_area_num () != 0)
    CHECK (percpu_bind_area (cpu) == 0);
  if (current->tick)
    machine_timer_start ();
  current->each (cpu);
  if (current->tick)
    machine_timer_stop ();
  __atomic_fetch_add (&finished, 1, __ATOMIC_ACQ_REL);
}

void
machine_secondary (unsigned int cpu)
{
  for (unsigned int seen = 0;; seen++)
    {
      while (__atomic_load_n (&round, __ATOMIC_ACQUIRE) == seen)
	machine_relax ();
      run_each (cpu);
    }
}

/* Run TEST.
   Returns: true if it has failed.  */
static bool
run (const struct board_test *test)
{
  failures = 0;
  current = test;
  percpu_write_register (0);
  if (test->before)
    test->before ();
  if (test->each)
    {
      __atomic_store_n (&finished, 0, __ATOMIC_RELAXED);
      __atomic_fetch_add (&round, 1, __ATOMIC_ACQ_REL);
      run_each (0);
      while (__atomic_load_n (&finished, __ATOMIC_ACQUIRE) < MACHINE_CPUS)
	machine_relax ();
    }
  if (test->after)
    test->after ();
  percpu_fini ();
  print (failures == 0 ? "passed: " : "failed: ");
  print (test->name);
  print ("\n");
  return failures != 0;
}

void
machine_main (void)
{
  unsigned int failed = 0;

  machine_exceptions_begin ();
  for (unsigned int cpu = 1; cpu < MACHINE_CPUS; cpu++)
    if (machine_start_cpu (cpu) != 0)
      print ("a CPU does not start\n");
  for (const struct board_test *t = __start_board_tests;
       t < __stop_board_tests; t++)
    failed += run (t);
  failed += board_programs ();
  print ("the end\n");
  machine_off (failed);
}
