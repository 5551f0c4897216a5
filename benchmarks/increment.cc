/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Measures the time of an increment for each way to perform it.

     increment [--seconds=N] [--data=FILE] [--benchmark_...]

   All ways run in this one process, each with one counter and with eight in
   turn, in one thread and in two, each of which is bound to a CPU of its own.
   Google Benchmark measures the time: it repeats every measurement, and the
   repetitions of all are in one random order, so that other load on the
   machine affects all alike.  N is about the total time.

   The table shows the minimum and the median of the repetitions in nanoseconds
   per increment, and the ratio of the minimum to those of the ways bare and
   rseq with the same counters and threads.  FILE gets the same data for a
   plot.  Every repetition is written to increment.json, or to the file of
   --benchmark_out.

   After each repetition the sums must be exact; otherwise the program ends
   with status 1.  */

#include "harness.h"
#include "increment.h"

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <sched.h>
#include <string>
#include <vector>

namespace {

/* A call runs for a microsecond at least, so that the time of the call itself,
   and of the code around the loop, is less than the table's resolution.  */
const unsigned long batch = 32768;

struct counted_way
{
  const way *ops;
  /* The expected value of each counter.  */
  std::atomic<unsigned long> expected[COUNTERS];
};

/* A line of the table.  */
struct line
{
  counted_way *of;
  int counters, threads;
  double instructions;
  times measured;
  /* The reason why it could not be measured, or NULL.  */
  std::atomic<const char *> obstacle;
};

std::vector<counted_way *> ways;
std::vector<line *> lines;

const allowed_cpus cpus;

void
find_ways ()
{
  for (const way *ops : { &way_empty, &way_bare, &way_rseq, &way_tls,
			  &way_librseq, &way_slot, &way_atomic, &way_mutex })
    if (ops != nullptr)
      {
	ways.push_back (new counted_way {});
	ways.back ()->ops = ops;
      }
}

/* Called by Google Benchmark in each thread.  */
void
measure (benchmark::State &state, line *l)
{
  const way *ops = l->of->ops;
  way_loop *loop = l->counters == 1 ? ops->one : ops->eight;
  unsigned int cpu = cpus.of_thread (state.thread_index ());
  unsigned long n = 0;
  const char *obstacle
    = !cpus.bind (state.thread_index ()) ? "cannot be pinned"
      : ops->enter != nullptr ? ops->enter (cpu) : nullptr;
  if (obstacle != nullptr)
    {
      l->obstacle = obstacle;
      state.SkipWithError (obstacle);
    }
  else
    {
      n = run_batches (state, loop, batch / COUNTERS, batch);
      if (ops->leave != nullptr)
	ops->leave ();
    }
  cpus.unbind ();

  if (ops != &way_empty)
    for (int i = 0; i < l->counters; i++)
      l->of->expected[i] += n / l->counters;
  state.counters["increments"] = n;
  state.counters["instructions"] = benchmark::Counter
    (l->instructions, benchmark::Counter::kAvgThreads);
}

/* Called by Google Benchmark after the threads have ended.  */
void
check_sums (const benchmark::State &)
{
  for (counted_way *w : ways)
    for (int i = 0; i < COUNTERS; i++)
      {
	unsigned long sum = w->ops->sum (i), expected = w->expected[i];
	if (sum != expected)
	  {
	    std::fprintf (stderr, "increment: %s: counter %d is %lu, not %lu\n",
			  w->ops->name, i, sum, expected);
	    std::exit (1);
	  }
      }
}

/* Returns: the name of the line with COUNTERS counters of the way OPS.  */
std::string
line_name (const way *ops, int counters)
{
  return ops->name + ("/counters:" + std::to_string (counters));
}

/* Register all measurements.
   Returns: the number of repetitions of each line.  */
int
register_lines (double seconds)
{
  int most = cpus.most_threads ();
  int repetitions = repetitions_in (seconds, ways.size () * 2 * most);

  for (int threads = 1; threads <= most; threads++)
    for (int counters : { 1, int (COUNTERS) })
      for (counted_way *w : ways)
	{
	  line *l = new line { w, counters, threads,
			       way_instructions (w->ops, counters == 1
							 ? w->ops->one
							 : w->ops->eight,
						 cpus.of_thread (0)), {}, {} };
	  lines.push_back (l);
	  register_line (line_name (w->ops, counters),
			 [l] (benchmark::State &state) { measure (state, l); },
			 repetitions)
	    ->Threads (threads)
	    ->Teardown (check_sums);
	}
  return repetitions;
}

/* Returns: the times of the line NAME with THREADS threads, or nullptr.  */
times *
find_times (const std::string &name, int threads)
{
  for (line *l : lines)
    if (threads == l->threads && name == line_name (l->of->ops, l->counters))
      return &l->measured;
  return nullptr;
}

/* Writes every repetition, with our result in addition to the library's.  */
class all_runs : public benchmark::JSONReporter
{
public:
  void ReportRuns (const std::vector<Run> &runs) override
  {
    std::vector<Run> ours;
    for (const Run &run : runs)
      if (nanoseconds_per (run, "increments") >= 0)
	{
	  ours.push_back (run);
	  ours.back ().counters["ns_per_increment"]
	    = nanoseconds_per (run, "increments");
	}
    JSONReporter::ReportRuns (ours);
  }
};

/* Returns: the line of way NAME with COUNTERS and THREADS, or nullptr if it
   was not measured.  */
const line *
find_line (const char *name, int counters, int threads)
{
  for (const line *l : lines)
    if (std::strcmp (l->of->ops->name, name) == 0 && l->counters == counters
	&& l->threads == threads && !l->measured.empty ())
      return l;
  return nullptr;
}

/* Print the ratio of L to the line of way NAME with the same counters and
   threads.  */
void
print_ratio (const line *l, const char *name)
{
  const line *other = find_line (name, l->counters, l->threads);

  if (other != nullptr)
    std::printf (" %8.2f", l->measured.least () / other->measured.least ());
  else
    std::printf (" %8s", "-");
}

void
print_table ()
{
  std::printf ("%-8s %8s %7s %12s %8s %9s %8s %8s\n", "way", "counters",
	       "threads", "instructions", "min ns", "median ns", "/ bare",
	       "/ rseq");
  for (const line *l : lines)
    {
      if (l->measured.empty () && l->obstacle == nullptr)
	continue;
      std::printf ("%-8s %8d %7d", l->of->ops->name, l->counters, l->threads);
      if (l->obstacle != nullptr)
	{
	  std::printf (" %s\n", l->obstacle.load ());
	  continue;
	}
      if (l->instructions >= 0)
	std::printf (" %12.2f", l->instructions);
      else
	std::printf (" %12s", "-");
      std::printf (" %8.3f %9.3f", l->measured.least (), l->measured.median ());
      print_ratio (l, "bare");
      print_ratio (l, "rseq");
      std::printf ("\n");
    }
}

/* Write the data for gnuplot: a block with the minima and one with the
   medians, each with a row for each way and a column for each case.  */
bool
write_data (const char *name)
{
  std::FILE *file = std::fopen (name, "w");

  if (file == nullptr)
    return false;
  for (bool least : { true, false })
    {
      std::fprintf (file, "%s", least ? "min" : "\n\n\nmedian");
      for (const line *l : lines)
	if (l->of == ways[0])
	  std::fprintf (file, " \"%d counter%s, %d thread%s\"", l->counters,
			l->counters == 1 ? "" : "s", l->threads,
			l->threads == 1 ? "" : "s");
      for (const counted_way *w : ways)
	{
	  std::fprintf (file, "\n%s", w->ops->name);
	  for (const line *l : lines)
	    if (l->of == w && l->measured.empty ())
	      std::fprintf (file, " ?");
	    else if (l->of == w)
	      std::fprintf (file, " %.4f", least ? l->measured.least ()
					      : l->measured.median ());
	}
    }
  std::fprintf (file, "\n");
  bool bad = std::ferror (file);
  return std::fclose (file) == 0 && !bad;
}

/* Print the ratio of the minima of TOP and BOTTOM, in one thread.  */
void
print_comparison (const char *top, const char *bottom, bool speed)
{
  std::printf ("%s / %s:", top, bottom);
  for (int counters : { 1, int (COUNTERS) })
    {
      const line *t = find_line (top, counters, 1);
      const line *b = find_line (bottom, counters, 1);
      if (t == nullptr || b == nullptr)
	{
	  std::printf (" not measured\n");
	  return;
	}
      double ratio = t->measured.least () / b->measured.least ();
      if (speed)
	std::printf (" %.1f times faster", 1 / ratio);
      else
	std::printf (" %.2f", ratio);
      std::printf (counters == 1 ? " with one counter," : " with eight\n");
    }
}

} // anonymous namespace

int
main (int argc, char **argv)
{
  double seconds = 40;
  const char *data = nullptr;
  char out[] = "--benchmark_out=increment.json";

  auto own = [&data] (const char *arg)
    {
      if (std::strncmp (arg, "--data=", 7) != 0)
	return false;
      data = arg + 7;
      return true;
    };
  if (!read_options (argc, argv, &seconds, own, { out }))
    return 2;

  way_second_thread ();
  find_ways ();
  int repetitions = register_lines (seconds);

  std::printf ("rseq rests on: %s\n", way_rseq.about ());
  if (&way_librseq == nullptr)
    std::printf ("librseq: not found\n");
  std::printf ("instructions: executed per increment, counted step by step;"
	       " the loop's share is that of `empty'\n");
  std::printf ("%d repetitions, in random order\n\n", repetitions);
  std::fflush (stdout);

  collector display ("increments", find_times);
  all_runs file;
  if (benchmark::RunSpecifiedBenchmarks (&display, &file) == 0)
    return 2;

  print_table ();
  std::printf ("\n");
  print_comparison ("rseq", "atomic", true);
  print_comparison ("rseq", "bare", false);
  if (&way_librseq != nullptr)
    print_comparison ("rseq", "librseq", false);
  if (data != nullptr && !write_data (data))
    {
      std::perror (data);
      return 2;
    }
  return std::fflush (stdout) != 0 ? 2 : 0;
}
