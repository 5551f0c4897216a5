/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* What do references and counters cost, beside atomic operations?

     ref [--seconds=N] [--used] [--benchmark_...]

   A get and a put of a percpu_ref, of one that is alive and of one that is dying,
   against an atomic increment and decrement; the addition, the sum and the
   approximate value of a percpu_counter against an atomic addition and load.
   All in this one process, in one thread and in two, each on a CPU of its own;
   the repetitions are short and in one random order (see increment.cc).  N is
   about the time that all take together.

   A sum depends on how many CPUs there are and how many of their areas are in
   use: PERCPU_TEST_POSSIBLE says the former, --used makes it all of them.

   The table gives the least and the median in nanoseconds, and the ratio of each
   to that of the atomic way beside it.  Sums must be exact after each
   repetition, else the program ends with status 1.  */

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
std::vector<unsigned int> cpus;
cpu_set_t allowed;

/* What the additions must have come to, a number for each way.  */
std::vector<std::atomic<unsigned long>> done (64);

void
measure (benchmark::State &state, const line *l)
{
  unsigned long n = 0;
  cpu_set_t own;

  CPU_ZERO (&own);
  CPU_SET (cpus[state.thread_index ()], &own);
  sched_setaffinity (0, sizeof own, &own);
  while (state.KeepRunningBatch (batch))
    {
      l->way->loop (batch);
      n += batch;
    }
  sched_setaffinity (0, sizeof allowed, &allowed);
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
  int most = cpus.size () < 2 ? 1 : 2;
  int repetitions = repetitions_in (seconds, ref_ways_nr * most);

  for (int threads = 1; threads <= most; threads++)
    for (unsigned int i = 0; i < ref_ways_nr; i++)
      {
	line *l = new line { &ref_ways[i], threads, {} };
	lines.push_back (l);
	benchmark::RegisterBenchmark
	  (l->way->name,
	   [l] (benchmark::State &state) { measure (state, l); })
	  ->Threads (threads)
	  ->UseRealTime ()
	  ->Repetitions (repetitions)
	  ->MinTime (repetition_seconds)
	  ->Teardown (check);
      }
  return repetitions;
}

class collector : public benchmark::BenchmarkReporter
{
public:
  bool ReportContext (const Context &) override { return true; }

  void ReportRuns (const std::vector<Run> &runs) override
  {
    for (const Run &run : runs)
      {
	auto n = run.counters.find ("operations");
	if (run.run_type != run.RT_Iteration || n == run.counters.end ()
	    || n->second.value == 0)
	  continue;
	for (line *l : lines)
	  if (run.threads == l->threads
	      && run.run_name.function_name == l->way->name)
	    l->nanoseconds.add (run.real_accumulated_time * 1e9
				      * run.threads / n->second.value);
      }
  }
};

const line *
other_line (const line *l)
{
  for (const line *other : lines)
    if (std::strcmp (other->way->name, l->way->other) == 0
	&& other->threads == l->threads && !other->nanoseconds.empty ())
      return other;
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
      const line *other = other_line (l);
      std::printf ("%-15s %7d %9.3f %9.3f", l->way->name, l->threads,
		   l->nanoseconds.least (), l->nanoseconds.median ());
      if (other != nullptr)
	std::printf (" %10.3f %10.3f", l->nanoseconds.least ()
				   / other->nanoseconds.least (),
		     l->nanoseconds.median ()
		     / other->nanoseconds.median ());
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

  if (sched_getaffinity (0, sizeof allowed, &allowed) != 0)
    return 2;
  for (unsigned int cpu = 0; cpu < CPU_SETSIZE; cpu++)
    if (CPU_ISSET (cpu, &allowed))
      cpus.push_back (cpu);
  ref_ways_init (used);
  int repetitions = register_lines (seconds);

  collector display;
  if (benchmark::RunSpecifiedBenchmarks (&display) == 0)
    return 2;
  std::printf ("mode %s, %u CPUs possible, %u used; %d repetitions, in random"
	       " order; ratios to the atomic way\n", ref_ways_mode (),
	       ref_ways_cpus (), ref_ways_cpus_used (), repetitions);
  print_table ();
  return std::fflush (stdout) != 0 ? 2 : 0;
}
