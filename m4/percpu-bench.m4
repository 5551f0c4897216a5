# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: The percpu authors

# The libraries for "make bench".  They are optional.

# PERCPU_BENCH
# ------------
# Find Google Benchmark and librseq by pkg-config, and link a program to check
# that they have the functions that benchmarks/ uses.  Sets and substitutes
#
#   BENCHMARK_CFLAGS, BENCHMARK_LIBS	Google Benchmark
#   LIBRSEQ_CFLAGS, LIBRSEQ_LIBS	librseq
#   BENCH_OBSTACLE			empty, or the reason why "make bench" is
#					not possible, on one line
#
# and the conditionals BENCH and LIBRSEQ.  If the user gives values for the first
# four variables, these are used without pkg-config.  PLUGIN_CXX compiles the
# C++ part of the benchmarks, because they run only if the target is the build
# machine.
AC_DEFUN([PERCPU_BENCH],
[AC_REQUIRE([PERCPU_PLUGIN])dnl
AC_ARG_VAR([PKG_CONFIG], [path to the pkg-config program])dnl
AC_ARG_VAR([BENCHMARK_CFLAGS],
  [C++ compiler flags for Google Benchmark, for "make bench"])dnl
AC_ARG_VAR([BENCHMARK_LIBS],
  [linker flags for Google Benchmark, for "make bench"])dnl
AC_ARG_VAR([LIBRSEQ_CFLAGS],
  [C compiler flags for librseq, which "make bench" compares with if it is there])dnl
AC_ARG_VAR([LIBRSEQ_LIBS], [linker flags for librseq])dnl
AS_IF([test -z "$PKG_CONFIG"], [AC_PATH_TOOL([PKG_CONFIG], [pkg-config])])

percpu_librseq=no
AS_IF([test "$percpu_hosted" != yes],
  [BENCH_OBSTACLE="there is no hosted runtime for $percpu_arch"],
[test "$cross_compiling" = yes],
  [BENCH_OBSTACLE="$percpu_arch programs do not run on this machine"],
[AC_MSG_CHECKING([for Google Benchmark])
 AS_IF([test -z "$BENCHMARK_LIBS" && test -n "$PKG_CONFIG" \
	&& $PKG_CONFIG --exists benchmark 2>/dev/null],
   [test -n "$BENCHMARK_CFLAGS" \
      || BENCHMARK_CFLAGS=`$PKG_CONFIG --cflags benchmark`
    BENCHMARK_LIBS=`$PKG_CONFIG --libs benchmark`])
 BENCH_OBSTACLE="it needs Google Benchmark (on Debian: apt-get install libbenchmark-dev, then configure again)"
 AS_IF([test -z "$BENCHMARK_LIBS"], [AC_MSG_RESULT([no])],
   [cat > conftest.cc <<_ACEOF
#include <benchmark/benchmark.h>
static void
run (benchmark::State &state)
{
  while (state.KeepRunningBatch (1000 + state.thread_index ()))
    state.counters@<:@"x"@:>@ = 1;
}
static void
done (const benchmark::State &)
{
}
int
main ()
{
  benchmark::RegisterBenchmark ("x", run)->Teardown (done);
  benchmark::JSONReporter reporter;
  benchmark::RunSpecifiedBenchmarks (&reporter);
}
_ACEOF
    AS_IF([$PLUGIN_CXX -std=gnu++17 $BENCHMARK_CFLAGS conftest.cc -o conftest \
	     $BENCHMARK_LIBS -lpthread >conftest.err 2>&1],
      [AC_MSG_RESULT([yes])
       BENCH_OBSTACLE=],
      [AC_MSG_RESULT([too old, or not for $PLUGIN_CXX])
       cat conftest.err >&AS_MESSAGE_LOG_FD
       BENCH_OBSTACLE="it needs Google Benchmark 1.7 or newer, for $PLUGIN_CXX (config.log has the messages)"])
    rm -f conftest.cc conftest conftest.err])

 AC_MSG_CHECKING([for librseq])
 AS_IF([test -z "$LIBRSEQ_LIBS" && test -n "$PKG_CONFIG" \
	&& $PKG_CONFIG --exists librseq 2>/dev/null],
   [test -n "$LIBRSEQ_CFLAGS" \
      || LIBRSEQ_CFLAGS=`$PKG_CONFIG --cflags librseq`
    LIBRSEQ_LIBS=`$PKG_CONFIG --libs librseq`])
 AS_IF([test -z "$LIBRSEQ_LIBS"], [AC_MSG_RESULT([no])],
   [percpu_save_CFLAGS=$CFLAGS
    percpu_save_LIBS=$LIBS
    CFLAGS="$CFLAGS $LIBRSEQ_CFLAGS"
    LIBS="$LIBRSEQ_LIBS $LIBS"
    AC_LINK_IFELSE([AC_LANG_PROGRAM([[#include <rseq/rseq.h>
static intptr_t value;]], [[
if (rseq_register_current_thread () != 0)
  return 1;
return rseq_load_add_store__ptr (RSEQ_MO_RELAXED, RSEQ_PERCPU_CPU_ID, &value,
				 1, rseq_cpu_start ());]])],
      [percpu_librseq=yes])
    CFLAGS=$percpu_save_CFLAGS
    LIBS=$percpu_save_LIBS
    AS_IF([test "$percpu_librseq" = yes], [AC_MSG_RESULT([yes])],
      [AC_MSG_RESULT([yes, but without rseq_load_add_store__ptr])])])
])
AC_SUBST([BENCH_OBSTACLE])
AM_CONDITIONAL([BENCH], [test -z "$BENCH_OBSTACLE"])
AM_CONDITIONAL([LIBRSEQ], [test "$percpu_librseq" = yes])
])
