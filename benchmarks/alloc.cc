/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Measures the time of allocating an object and freeing it, and the memory of
   objects on a machine with many CPUs.

     alloc [--seconds=N] [--benchmark_...]

   As in increment.cc, all ways run in one process, in many short repetitions
   in random order, in one thread that stays on its CPU; once while it is the
   only thread, and once while there is another one, which sleeps, because
   allocators are faster in a process with one thread.  The areas of all CPUs
   are in use.  The table shows the minimum and the median of the repetitions
   in nanoseconds per pair, and the ratio of the minimum to that of malloc.

   The memory is measured in a process of its own for which 1024 CPUs are
   possible.  */

#include "alloc.h"
#include "harness.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace {

const unsigned long batch = 512;

struct line
{
  const alloc_way *way;
  std::string name;
  double instructions;
  /* The times with one thread, and with two.  */
  times nanoseconds[2];
};

std::vector<line *> lines;
/* The index of the times that are being measured.  */
unsigned int threads;

void
measure (benchmark::State &state, line *l)
{
  state.counters["pairs"] = run_batches (state, l->way->loop, batch, batch);
}

/* Returns: the times of the line NAME, or nullptr.  */
times *
find_times (const std::string &name, int)
{
  for (line *l : lines)
    if (l->name == name)
      return &l->nanoseconds[threads];
  return nullptr;
}

/* Returns: the line to which ratios are computed: malloc of the same size.  */
line *
malloc_of (const line *l)
{
  for (line *other : lines)
    if (std::strcmp (other->way->name, "malloc") == 0
	&& other->way->size == l->way->size)
      return other;
  return nullptr;
}

void
print_table ()
{
  std::printf ("%-13s %5s %12s  %25s  %25s\n", "", "", "",
	       "one thread", "two threads");
  std::printf ("%-13s %5s %12s", "way", "bytes", "instructions");
  for (int i = 0; i < 2; i++)
    std::printf ("  %8s %9s %6s", "min ns", "median ns", "ratio");
  std::printf ("\n");
  for (line *l : lines)
    {
      line *base = malloc_of (l);

      if (l->nanoseconds[0].empty () || l->nanoseconds[1].empty ())
	continue;
      std::printf ("%-13s %5zu", l->way->name, l->way->size);
      if (l->instructions >= 0)
	std::printf (" %12.0f", l->instructions);
      else
	std::printf (" %12s", "-");
      for (int i = 0; i < 2; i++)
	{
	  std::printf ("  %8.2f %9.2f", l->nanoseconds[i].least (),
		       l->nanoseconds[i].median ());
	  if (base->nanoseconds[i].empty ())
	    std::printf (" %6s", "-");
	  else
	    std::printf (" %6.1f", l->nanoseconds[i].least ()
				  / base->nanoseconds[i].least ());
	}
      std::printf ("\n");
    }
}

int
print_footprint ()
{
  struct alloc_footprint footprint;

  if (!alloc_footprint (&footprint))
    {
      std::printf ("the system does not tell what is resident\n");
      return 0;
    }
  std::printf ("100 objects of 512 bytes on %u CPUs, written on one of them:\n"
	       "%zu bytes written, %zu resident; %u mappings, %u before\n",
	       footprint.cpus, footprint.written, footprint.resident,
	       footprint.mappings, footprint.mappings_before);
  return 0;
}

/* Print the memory of objects, in a process of its own, because the possible
   CPUs are determined when a process starts.
   Returns: false if that failed.  */
bool
footprint (char *program)
{
  int status = 1;
  pid_t pid;

  std::fflush (stdout);
  pid = fork ();
  if (pid == 0)
    {
      setenv ("PERCPU_TEST_POSSIBLE", "0-1023", 1);
      execl ("/proc/self/exe", program, "--footprint", nullptr);
      _exit (2);
    }
  return pid > 0 && waitpid (pid, &status, 0) == pid && status == 0;
}

} // anonymous namespace

int
main (int argc, char **argv)
{
  double seconds = 5;

  if (argc > 1 && std::strcmp (argv[1], "--footprint") == 0)
    return print_footprint ();
  if (!read_options (argc, argv, &seconds, no_own_options))
    return 2;

  unsigned int cpu = stay_on_cpu ();
  int repetitions = repetitions_in (seconds, alloc_ways_nr * 2);
  alloc_open ();
  for (unsigned int i = 0; i < alloc_ways_nr; i++)
    {
      const alloc_way *way = &alloc_ways[i];
      /* Counting expects a way to increment.  */
      const struct way as_way = { way->name, nullptr, nullptr, way->loop,
				  way->loop, nullptr, nullptr };
      double instructions = way_instructions (&as_way, way->loop, cpu);
      /* A round of an increment is COUNTERS operations, a round of these loops
	 is one.  */
      line *l = new line { way, way->name + ("-" + std::to_string (way->size)),
			   instructions * COUNTERS, {} };
      lines.push_back (l);
      register_line (l->name,
		     [l] (benchmark::State &state) { measure (state, l); },
		     repetitions);
    }

  std::printf ("instructions: executed per pair with two threads, counted step"
	       " by step\n");
  std::printf ("%d repetitions, in random order\n\n", repetitions);
  std::fflush (stdout);

  collector display ("pairs", find_times);
  for (threads = 0; threads < 2; threads++)
    {
      if (threads == 1)
	way_second_thread ();
      if (benchmark::RunSpecifiedBenchmarks (&display) == 0)
	return 2;
    }
  print_table ();
  std::printf ("\n");
  if (!footprint (argv[0]))
    return 1;
  return std::fflush (stdout) != 0 ? 2 : 0;
}
