/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Measures the time of entering a section and leaving it, without contention.

     guard [--seconds=N] [--benchmark_...]

   As in increment.cc, all ways run in one process, in many short repetitions
   in random order, in one thread that stays on its CPU.  The process has a
   second thread, which sleeps, because the C library's locks are faster in a
   process with one thread.  The table shows the minimum and the median of the
   repetitions in nanoseconds per section, and the ratio of a guard's minimum
   to that of the other way.  After the last repetition the sums must be exact;
   otherwise the program ends with status 1.  */

#include "guard.h"
#include "harness.h"
#include "increment.h"

#include <cstdio>
#include <cstring>
#include <string>
#include <vector>

namespace {

const unsigned long batch = 4096;

struct line
{
  const guard_way *way;
  double instructions;
  unsigned long expected;
  times nanoseconds;
};

std::vector<line *> lines;

void
measure (benchmark::State &state, line *l)
{
  unsigned long n = run_batches (state, l->way->loop, batch / SECTIONS, batch);

  l->expected += n;
  state.counters["sections"] = n;
}

/* Returns: the times of the way NAME, or nullptr.  */
times *
find_times (const std::string &name, int)
{
  for (line *l : lines)
    if (l->way->name == name)
      return &l->nanoseconds;
  return nullptr;
}

bool
sums_exact ()
{
  bool exact = true;

  for (const line *l : lines)
    if (l->way->first () != l->expected || l->way->second () != l->expected)
      {
	std::fprintf (stderr, "guard: %s: %lu and %lu, not %lu\n", l->way->name,
		      l->way->first (), l->way->second (), l->expected);
	exact = false;
      }
  return exact;
}

void
print_table ()
{
  line *guard = nullptr;

  for (line *l : lines)
    if (std::strcmp (l->way->name, "guard") == 0)
      guard = l;
  std::printf ("%-9s %12s %8s %9s %9s\n", "way", "instructions", "min ns",
	       "median ns", "guard is");
  for (line *l : lines)
    {
      if (l->nanoseconds.empty ())
	continue;
      std::printf ("%-9s", l->way->name);
      if (l->instructions >= 0)
	std::printf (" %12.2f", l->instructions);
      else
	std::printf (" %12s", "-");
      std::printf (" %8.3f %9.3f", l->nanoseconds.least (),
		   l->nanoseconds.median ());
      if (!guard->nanoseconds.empty ())
	std::printf (" %9.2f", guard->nanoseconds.least ()
			     / l->nanoseconds.least ());
      std::printf ("\n");
    }
}

} // anonymous namespace

int
main (int argc, char **argv)
{
  double seconds = 5;

  if (!read_options (argc, argv, &seconds, no_own_options))
    return 2;

  way_second_thread ();
  unsigned int cpu = stay_on_cpu ();
  int repetitions = repetitions_in (seconds, guard_ways_nr);
  for (unsigned int i = 0; i < guard_ways_nr; i++)
    {
      const guard_way *way = &guard_ways[i];
      /* Counting expects a way to increment.  */
      const struct way as_way = { way->name, nullptr, nullptr, way->loop,
				  way->loop, nullptr, nullptr };
      line *l = new line { way, way_instructions (&as_way, way->loop, cpu), 0,
			   {} };
      lines.push_back (l);
      register_line (way->name,
		     [l] (benchmark::State &state) { measure (state, l); },
		     repetitions);
    }

  std::printf ("guards rest on: %s\n", guard_about ());
  std::printf ("instructions: executed per section, counted step by step\n");
  std::printf ("%d repetitions, in random order\n\n", repetitions);
  std::fflush (stdout);

  collector display ("sections", find_times);
  if (benchmark::RunSpecifiedBenchmarks (&display) == 0)
    return 2;
  print_table ();
  if (!sums_exact ())
    return 1;
  return std::fflush (stdout) != 0 ? 2 : 0;
}
