/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* What does it cost to take a node from a list and put it back, and to enter and
   leave a read section?

     list [--seconds=N] [--benchmark_...]

   All ways run in this one process, in one thread and in two, each on a CPU of
   its own, repeated in random order, as in increment.cc.  The table gives the
   least and the median of the repetitions in nanoseconds per pair, and the ratios of
   both to those of the way beside it.  After each repetition all nodes must be
   there, and all readers have left.  */

#include "list.h"
#include "harness.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <sched.h>
#include <string>
#include <thread>
#include <unistd.h>
#include <vector>

namespace {

const unsigned long batch = 4096;

const pair *const pairs[] = { &pair_list, &pair_stack, &pair_lock_free,
			      &pair_mutex, &pair_rwlock, &pair_pthread_rwlock };

struct line
{
  const pair *of;
  int threads;
  times nanoseconds;
};

std::vector<line *> lines;
std::vector<unsigned int> cpus;
cpu_set_t allowed;

void
measure (benchmark::State &state, const pair *of)
{
  unsigned long n = 0;
  cpu_set_t own;

  CPU_ZERO (&own);
  CPU_SET (cpus[state.thread_index ()], &own);
  sched_setaffinity (0, sizeof own, &own);
  while (state.KeepRunningBatch (batch))
    {
      of->loop (batch);
      n += batch;
    }
  sched_setaffinity (0, sizeof allowed, &allowed);
  state.counters["pairs"] = n;
}

void
check_all (const benchmark::State &)
{
  for (const pair *p : pairs)
    if (!p->whole ())
      {
	std::fprintf (stderr, "list: %s: something is missing\n", p->name);
	std::exit (1);
      }
}

/* Collects the times; one thread's, in all versions of the library.  */
class collector : public benchmark::BenchmarkReporter
{
public:
  bool ReportContext (const Context &) override { return true; }

  void ReportRuns (const std::vector<Run> &runs) override
  {
    for (const Run &run : runs)
      {
	auto n = run.counters.find ("pairs");
	if (run.run_type != run.RT_Iteration || n == run.counters.end ()
	    || n->second.value == 0)
	  continue;
	for (line *l : lines)
	  if (run.threads == l->threads
	      && run.run_name.function_name == l->of->name)
	    l->nanoseconds.add (run.real_accumulated_time * 1e9
				      * run.threads / n->second.value);
      }
  }
};

line *
find_line (const char *name, int threads)
{
  for (line *l : lines)
    if (name != nullptr && std::strcmp (l->of->name, name) == 0
	&& l->threads == threads && !l->nanoseconds.empty ())
      return l;
  return nullptr;
}

void
print_table ()
{
  std::printf ("%-15s %7s %8s %9s  %s\n", "way", "threads", "min ns",
	       "median ns", "of another way: min, median");
  for (line *l : lines)
    {
      if (l->nanoseconds.empty ())
	continue;
      std::printf ("%-15s %7d %8.2f %9.2f", l->of->name, l->threads,
		   l->nanoseconds.least (), l->nanoseconds.median ());
      if (line *other = find_line (l->of->against, l->threads))
	std::printf ("  %.3f %.3f of %s", l->nanoseconds.least ()
				       / other->nanoseconds.least (),
		     l->nanoseconds.median () / other->nanoseconds.median (),
		     l->of->against);
      std::printf ("\n");
    }
}

} // anonymous namespace

int
main (int argc, char **argv)
{
  double seconds = 10;

  if (!read_options (argc, argv, &seconds, no_own_options))
    return 2;

  /* The C library's locks are cheaper in a process that never had a second
     thread.  */
  std::thread (pause).detach ();
  sched_getaffinity (0, sizeof allowed, &allowed);
  for (unsigned int cpu = 0; cpu < CPU_SETSIZE; cpu++)
    if (CPU_ISSET (cpu, &allowed))
      cpus.push_back (cpu);
  int most = cpus.size () < 2 ? 1 : 2;
  int repetitions = repetitions_in (seconds, 6 * most);
  for (int threads = 1; threads <= most; threads++)
    for (const pair *p : pairs)
      {
	lines.push_back (new line { p, threads, {} });
	benchmark::RegisterBenchmark
	  (p->name, [p] (benchmark::State &state) { measure (state, p); })
	  ->Threads (threads)
	  ->UseRealTime ()
	  ->Repetitions (repetitions)
	  ->MinTime (repetition_seconds)
	  ->Teardown (check_all);
      }

  collector display;
  if (benchmark::RunSpecifiedBenchmarks (&display) == 0)
    return 2;
  print_table ();
  return std::fflush (stdout) != 0 ? 2 : 0;
}
