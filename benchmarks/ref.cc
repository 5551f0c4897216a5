/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Measures the time of references and counters, in comparison with atomic
   operations.

     ref [--seconds=N] [--used] [--benchmark_...]

   A get and a put of a percpu_ref, of one that is alive and of one that is
   dying, are compared with an atomic increment and decrement; the addition,
   the sum and the approximate value of a percpu_counter with an atomic
   addition and load.  All run in this one process, in one thread and in two,
   each on a CPU of its own; the repetitions are short and in random order (see
   increment.cc).  N is about the total time.

   The time of a sum depends on the number of CPUs and of areas in use:
   PERCPU_TEST_POSSIBLE sets the former, --used opens all areas.

   The table shows the minimum and the median in nanoseconds, and the ratio of
   each to that of the atomic way in comparison.  Sums must be exact after each
   repetition, otherwise the program ends with status 1.  */

#include "ref-ways.h"
#include "harness.h"

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <sched.h>
#include <string>
#include <vector>

namespace {

const unsigned long batch = 1024;

struct line
{
  const ref_way *way;
  int threads;
  times nanoseconds;
};

std::vector<line *> lines;
const allowed_cpus cpus;

/* The expected results of the additions, a number for each way.  */
std::vector<std::atomic<unsigned long>> done (64);

void
measure (benchmark::State &state, const line *l)
{
  cpus.bind (state.thread_index ());
  unsigned long n = run_batches (state, l->way->loop, batch, batch);
  cpus.unbind ();
  done[l->way - ref_ways] += n;
  state.counters["operations"] = n;
}

void
check (const benchmark::State &)
{
  for (unsigned int i = 0; i < ref_ways_nr; i++)
    {
      const char *wrong
	= ref_ways[i].check != nullptr ? ref_ways[i].check (done[i]) : nullptr;
      if (wrong != nullptr)
	{
	  std::fprintf (stderr, "ref: %s: %s\n", ref_ways[i].name, wrong);
	  std::exit (1);
	}
    }
}

int
register_lines (double seconds)
{
  int most = cpus.most_threads ();
  int repetitions = repetitions_in (seconds, ref_ways_nr * most);

  for (int threads = 1; threads <= most; threads++)
    for (unsigned int i = 0; i < ref_ways_nr; i++)
      {
	line *l = new line { &ref_ways[i], threads, {} };
	lines.push_back (l);
	register_line (l->way->name,
		       [l] (benchmark::State &state) { measure (state, l); },
		       repetitions)
	  ->Threads (threads)
	  ->Teardown (check);
      }
  return repetitions;
}

/* Returns: the times of the way NAME with THREADS threads, or nullptr.  */
times *
find_times (const std::string &name, int threads)
{
  for (line *l : lines)
    if (l->way->name == name && l->threads == threads)
      return &l->nanoseconds;
  return nullptr;
}

void
print_table ()
{
  std::printf ("%-15s %7s %9s %9s %10s %10s\n", "way", "threads", "min ns",
	       "median ns", "min /", "median /");
  for (const line *l : lines)
    {
      if (l->nanoseconds.empty ())
	continue;
      const times *other = find_times (l->way->other, l->threads);
      std::printf ("%-15s %7d %9.3f %9.3f", l->way->name, l->threads,
		   l->nanoseconds.least (), l->nanoseconds.median ());
      if (other != nullptr && !other->empty ())
	std::printf (" %10.3f %10.3f",
		     l->nanoseconds.least () / other->least (),
		     l->nanoseconds.median () / other->median ());
      std::printf ("\n");
    }
}

} // anonymous namespace

int
main (int argc, char **argv)
{
  double seconds = 5;
  int used = 0;

  auto own = [&used] (const char *arg)
    {
      if (std::strcmp (arg, "--used") != 0)
	return false;
      used = 1;
      return true;
    };
  if (!read_options (argc, argv, &seconds, own))
    return 2;

  ref_ways_init (used);
  int repetitions = register_lines (seconds);

  collector display ("operations", find_times);
  if (benchmark::RunSpecifiedBenchmarks (&display) == 0)
    return 2;
  std::printf ("mode %s, %u CPUs possible, %u used; %d repetitions, in random"
	       " order; ratios to the atomic way\n", ref_ways_mode (),
	       ref_ways_cpus (), ref_ways_cpus_used (), repetitions);
  print_table ();
  return std::fflush (stdout) != 0 ? 2 : 0;
}
