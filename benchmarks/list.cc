/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Measures the time of taking a node from a list and putting it back, and of
   entering and leaving a read section.

     list [--seconds=N] [--benchmark_...]

   All ways run in this one process, in one thread and in two, each on a CPU of
   its own, repeated in random order, as in increment.cc.  The table shows the
   minimum and the median of the repetitions in nanoseconds per pair, and the
   ratios of both to those of the way in comparison.  After each repetition no
   node may be lost, and all readers must have left.  */

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
const allowed_cpus cpus;

void
measure (benchmark::State &state, const pair *of)
{
  cpus.bind (state.thread_index ());
  state.counters["pairs"] = run_batches (state, of->loop, batch, batch);
  cpus.unbind ();
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

/* Returns: the line of the way NAME with THREADS threads, or nullptr.  */
line *
find_line (const std::string &name, int threads)
{
  for (line *l : lines)
    if (l->of->name == name && l->threads == threads)
      return l;
  return nullptr;
}

times *
find_times (const std::string &name, int threads)
{
  line *l = find_line (name, threads);

  return l == nullptr ? nullptr : &l->nanoseconds;
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
      line *other = l->of->against == nullptr ? nullptr
		    : find_line (l->of->against, l->threads);
      if (other != nullptr && !other->nanoseconds.empty ())
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

  /* The C library's locks are faster in a process that never had a second
     thread.  */
  std::thread (pause).detach ();
  int most = cpus.most_threads ();
  int repetitions = repetitions_in (seconds, 6 * most);
  for (int threads = 1; threads <= most; threads++)
    for (const pair *p : pairs)
      {
	lines.push_back (new line { p, threads, {} });
	register_line (p->name,
		       [p] (benchmark::State &state) { measure (state, p); },
		       repetitions)
	  ->Threads (threads)
	  ->Teardown (check_all);
      }

  collector display ("pairs", find_times);
  if (benchmark::RunSpecifiedBenchmarks (&display) == 0)
    return 2;
  print_table ();
  return std::fflush (stdout) != 0 ? 2 : 0;
}
