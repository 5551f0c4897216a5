/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* What the benchmark programs have in common: their options, how often they
   repeat, and the times that come of it.  */

#ifndef BENCHMARKS_HARNESS_H
#define BENCHMARKS_HARNESS_H 1

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <sched.h>
#include <vector>

/* Short repetitions, and many: on a machine that does other things too some
   of them are not disturbed, and the least time is that of those.  */
const double repetition_seconds = 0.005;
const int least_repetitions = 5;

/* The times of the repetitions of one thing, in nanoseconds.  */
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

/* Read the command line: --seconds=N, which sets *SECONDS, what OWN (ARGUMENT)
   says is the program's, and the rest, the library's, after those in PRESET.
   Returns: false, and has said why, if there is something else.  */
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

/* Returns: how often each of LINES things can be repeated in SECONDS.  The
   library aims at 1.4 times what it is told, to be sure.  */
inline int
repetitions_in (double seconds, unsigned int lines)
{
  double n = seconds / lines / (1.4 * repetition_seconds);

  return std::max (least_repetitions, static_cast<int> (std::min (n, 1e6)));
}

/* Returns: the CPU that this thread now stays on.  */
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
