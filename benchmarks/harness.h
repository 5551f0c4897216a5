/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The common part of the benchmark programs: their options, the number of
   repetitions, and the statistics of times.  */

#ifndef BENCHMARKS_HARNESS_H
#define BENCHMARKS_HARNESS_H 1

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <sched.h>
#include <string>
#include <vector>

/* The repetitions are short and numerous: on a machine with other load some of
   them are not disturbed, and these determine the minimum.  */
const double repetition_seconds = 0.005;
const int least_repetitions = 5;

/* The times of the repetitions of one measurement, in nanoseconds.  */
class times
{
public:
  bool empty () const { return all.empty (); }
  void add (double nanoseconds) { all.push_back (nanoseconds); }
  double least () const { return quantile (0); }
  double median () const { return quantile (0.5); }

private:
  std::vector<double> all;

  double quantile (double q) const
  {
    std::vector<double> sorted (all);
    std::sort (sorted.begin (), sorted.end ());
    double place = q * (sorted.size () - 1);
    size_t i = static_cast<size_t> (place);
    return i + 1 == sorted.size () ? sorted[i]
	   : sorted[i] + (place - i) * (sorted[i + 1] - sorted[i]);
  }
};

/* Parse the command line: --seconds=N, which sets *SECONDS; arguments for
   which OWN returns true, which belong to the program; the others are passed
   to the library, after those in PRESET.
   Returns: false, after a message, if the library does not recognise an
   argument.  */
template <typename Own>
bool
read_options (int argc, char **argv, double *seconds, Own own,
	      std::vector<char *> preset = {})
{
  static char interleaved[] = "--benchmark_enable_random_interleaving=true";
  static std::vector<char *> args;

  args = { argv[0], interleaved };
  args.insert (args.end (), preset.begin (), preset.end ());
  for (int i = 1; i < argc; i++)
    if (std::strncmp (argv[i], "--seconds=", 10) == 0)
      *seconds = std::atof (argv[i] + 10);
    else if (!own (argv[i]))
      args.push_back (argv[i]);
  argc = args.size ();
  args.push_back (nullptr);
  benchmark::Initialize (&argc, args.data ());
  return !benchmark::ReportUnrecognizedArguments (argc, args.data ());
}

inline bool
no_own_options (const char *)
{
  return false;
}

/* Returns: the number of repetitions of each of LINES measurements in SECONDS.
   The library runs 1.4 times as long as requested.  */
inline int
repetitions_in (double seconds, unsigned int lines)
{
  double n = seconds / lines / (1.4 * repetition_seconds);

  return std::max (least_repetitions, static_cast<int> (std::min (n, 1e6)));
}

/* Register MEASURE with the library for the line NAME, with REPETITIONS
   repetitions.
   Returns: the library's object, for further settings.  */
template <typename Measure>
benchmark::internal::Benchmark *
register_line (const std::string &name, Measure measure, int repetitions)
{
  return benchmark::RegisterBenchmark (name.c_str (), measure)
    ->UseRealTime ()
    ->Repetitions (repetitions)
    ->MinTime (repetition_seconds);
}

/* Call LOOP (SHARE) as long as STATE requests; each call performs BATCH
   operations.
   Returns: the number of operations.  */
template <typename Loop>
unsigned long
run_batches (benchmark::State &state, Loop loop, unsigned long share,
	     unsigned long batch)
{
  unsigned long n = 0;

  while (state.KeepRunningBatch (batch))
    {
      loop (share);
      n += batch;
    }
  return n;
}

/* The definition of an iteration of several threads differs between versions
   of the library; the time is that of one thread in all of them.
   Returns: the nanoseconds for each operation that COUNTER counts in a thread,
   or a negative number if RUN is not a measurement.  */
inline double
nanoseconds_per (const benchmark::BenchmarkReporter::Run &run,
		 const char *counter)
{
  auto n = run.counters.find (counter);

  if (run.run_type != run.RT_Iteration || n == run.counters.end ()
      || n->second.value == 0)
    return -1;
  return run.real_accumulated_time * 1e9 * run.threads / n->second.value;
}

/* Collects the times of all repetitions: the nanoseconds for each operation
   that COUNTER counts are added to the times that the function FIND returns
   for the line's name and the number of threads, unless it returns nullptr.  */
class collector : public benchmark::BenchmarkReporter
{
public:
  typedef std::function<times * (const std::string &, int)> finder;

  collector (const char *counter, finder find)
    : m_counter (counter), m_find (find) {}

  bool ReportContext (const Context &) override { return true; }

  void ReportRuns (const std::vector<Run> &runs) override
  {
    for (const Run &run : runs)
      {
	double nanoseconds = nanoseconds_per (run, m_counter);
	times *found = nanoseconds < 0 ? nullptr
		       : m_find (run.run_name.function_name, run.threads);
	if (found != nullptr)
	  found->add (nanoseconds);
      }
  }

private:
  const char *m_counter;
  finder m_find;
};

/* The CPUs that the process may use.  Each thread of a benchmark is bound to
   one of its own while it is measured.  */
class allowed_cpus
{
public:
  allowed_cpus ()
  {
    if (sched_getaffinity (0, sizeof m_set, &m_set) != 0)
      {
	std::perror ("sched_getaffinity");
	std::exit (2);
      }
    for (unsigned int cpu = 0; cpu < CPU_SETSIZE; cpu++)
      if (CPU_ISSET (cpu, &m_set))
	m_cpus.push_back (cpu);
  }

  /* The maximum number of threads that are measured.  */
  int most_threads () const { return m_cpus.size () < 2 ? 1 : 2; }

  /* The CPU of the thread with this INDEX.  */
  unsigned int of_thread (int index) const { return m_cpus[index]; }

  /* Bind the calling thread, which has this INDEX, to its CPU.
     Returns: true if that succeeded.  */
  bool bind (int index) const
  {
    cpu_set_t own;

    CPU_ZERO (&own);
    CPU_SET (of_thread (index), &own);
    return sched_setaffinity (0, sizeof own, &own) == 0;
  }

  /* Let the calling thread run on all CPUs again.  */
  void unbind () const { sched_setaffinity (0, sizeof m_set, &m_set); }

private:
  cpu_set_t m_set;
  std::vector<unsigned int> m_cpus;
};

/* Bind the calling thread to its current CPU.
   Returns: the number of that CPU.  */
inline unsigned int
stay_on_cpu ()
{
  int cpu = sched_getcpu ();
  cpu_set_t set;

  CPU_ZERO (&set);
  CPU_SET (cpu, &set);
  if (cpu < 0 || sched_setaffinity (0, sizeof set, &set) != 0)
    {
      std::perror ("sched_setaffinity");
      std::exit (2);
    }
  return cpu;
}

#endif /* harness.h */
