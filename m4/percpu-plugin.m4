# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: The percpu authors

# Properties of the compiler that loads the plugin.

# PERCPU_HOST_FROM_CC
# -------------------
# Take the host from $CC if --host was not given: a $CC for another machine
# makes this a cross build.  The vendor is ignored, because compilers and
# config.guess disagree about it.  Must be called before AC_CANONICAL_HOST and
# before any macro that searches for a tool.
AC_DEFUN([PERCPU_HOST_FROM_CC],
[AC_REQUIRE([AC_CANONICAL_BUILD])dnl
AC_BEFORE([$0], [AC_CANONICAL_HOST])dnl
AC_BEFORE([$0], [AC_PROG_CC])dnl
if test -z "$host_alias" && test -n "$CC"; then
  percpu_machine=`$CC -dumpmachine 2>/dev/null`
  percpu_canonical=
  test -z "$percpu_machine" \
    || percpu_canonical=`$SHELL "$ac_aux_dir/config.sub" "$percpu_machine" 2>/dev/null`
  percpu_split='s/^\([[^-]]*\)-[[^-]]*-/\1-/'
  if test -n "$percpu_canonical" \
     && test "`echo $percpu_canonical | sed $percpu_split`" \
	     != "`echo $build | sed $percpu_split`"
  then
    AC_MSG_NOTICE([$CC compiles for $percpu_machine: cross build])
    test -n "$build_alias" || build_alias=$build
    host_alias=$percpu_machine
    ac_tool_prefix=$host_alias-
    cross_compiling=yes
  fi
fi
])

# _PERCPU_PACKAGE
# ---------------
# Set percpu_package to the Debian package with $CC's plugin headers.
AC_DEFUN([_PERCPU_PACKAGE],
[percpu_package=gcc-$percpu_cc_major-plugin-dev
if test "$cross_compiling" = yes; then
  percpu_package=$percpu_package-$percpu_cc_target
fi])

# PERCPU_NEWEST_GCC
# -----------------
# The newest release whose plugin headers are known (plugin/gcc-headers.h) and
# that the test suite was run with.
m4_define([PERCPU_NEWEST_GCC], [16])

# PERCPU_PLUGIN
# -------------
# Check that $CC is a GCC that the plugin can be built for, and find the
# compiler for the plugin.  Sets and substitutes
#
#   PERCPU_CC_TARGET, PERCPU_CC_MAJOR	target and major version of $CC
#   PERCPU_CC_VERSION			version of $CC
#   GCC_PLUGIN_INCLUDE			$CC's plugin headers
#   gccplugindir			$CC's plugin directory
#   PLUGIN_CXX, PLUGIN_CXXFLAGS		the compiler of the plugin
#
#   NEWEST_GCC				PERCPU_NEWEST_GCC
#
# and the conditionals INSTALL_GCC_PLUGIN (--with-gcc-plugindir) and UNKNOWN_GCC
# ($CC is newer than PERCPU_NEWEST_GCC).
AC_DEFUN([PERCPU_PLUGIN],
[AC_REQUIRE([AC_PROG_CC])dnl
AC_ARG_VAR([PLUGIN_CXX],
  [C++ compiler for the plugin, of the machine that CC runs on])
AC_ARG_VAR([PLUGIN_CXXFLAGS], [flags for PLUGIN_CXX])
AC_ARG_WITH([gcc-plugindir],
  [AS_HELP_STRING([--with-gcc-plugindir@<:@=DIR@:>@],
    [install the plugin also in DIR, by default CC's own plugin directory,
     where -fplugin=percpu finds it])],
  [], [with_gcc_plugindir=no])

AC_MSG_CHECKING([that $CC is GCC 11 or newer])
AC_COMPILE_IFELSE([AC_LANG_PROGRAM([[
#if !defined __GNUC__ || defined __clang__ || defined __INTEL_COMPILER
# error "not GCC"
#endif
]])], [], [
  AC_MSG_RESULT([no])
  AC_MSG_ERROR([$CC is not GCC.  percpu is a GCC plugin; name a GCC, for example
    ./configure CC=gcc-12])])
percpu_cc_version=`$CC -dumpfullversion 2>/dev/null`
percpu_cc_major=`echo $percpu_cc_version | sed 's/\..*//'`
percpu_cc_target=`$CC -dumpmachine`
AS_CASE([$percpu_cc_major],
  [[''|*[!0-9]*|[0-9]|10]], [
    AC_MSG_RESULT([$percpu_cc_version])
    AC_MSG_ERROR([$CC is GCC $percpu_cc_version; percpu needs GCC 11 or newer.  Name one, for example
    ./configure CC=gcc-12])])
AC_MSG_RESULT([$percpu_cc_version])
AS_IF([test "$percpu_cc_major" -gt PERCPU_NEWEST_GCC],
  [AC_MSG_WARN([GCC $percpu_cc_version is newer than GCC PERCPU_NEWEST_GCC, the newest that percpu was tested with])])
AM_CONDITIONAL([UNKNOWN_GCC],
  [test "$percpu_cc_major" -gt PERCPU_NEWEST_GCC])
AC_SUBST([NEWEST_GCC], [PERCPU_NEWEST_GCC])

AC_MSG_CHECKING([for the plugin headers of $CC])
gccplugindir=`$CC -print-file-name=plugin`
GCC_PLUGIN_INCLUDE=$gccplugindir/include
if test -f "$GCC_PLUGIN_INCLUDE/gcc-plugin.h"; then
  AC_MSG_RESULT([$GCC_PLUGIN_INCLUDE])
else
  AC_MSG_RESULT([none])
  _PERCPU_PACKAGE
  AC_MSG_ERROR([$CC has no plugin headers.  On Debian and its relatives they are
    in the package $percpu_package:  apt-get install $percpu_package])
fi

# Prefer the C++ compiler of the same release, with which the headers were
# tested.  Any other one that compiles them is sufficient.
AS_IF([test -z "$PLUGIN_CXX"],
  [AC_PATH_PROGS([percpu_cxx], [g++-$percpu_cc_major g++ c++])
   PLUGIN_CXX=`expr "X$percpu_cxx" : 'X.*/\(.*\)'`])
AS_IF([test -z "$PLUGIN_CXX"],
  [AC_MSG_ERROR([no C++ compiler for the plugin.  On Debian and its relatives:
    apt-get install g++-$percpu_cc_major, or name one with PLUGIN_CXX=])])
: ${PLUGIN_CXXFLAGS="-O2 -g"}

AC_MSG_CHECKING([that $PLUGIN_CXX compiles a plugin for $CC])
cat > conftest.cc <<_ACEOF
#include "gcc-plugin.h"
#include "tree.h"
int plugin_is_GPL_compatible;
int
plugin_init (plugin_name_args *, plugin_gcc_version *)
{
  return 0;
}
_ACEOF
if $PLUGIN_CXX $PLUGIN_CXXFLAGS -fPIC -fno-rtti -fno-exceptions -shared \
     -isystem "$GCC_PLUGIN_INCLUDE" conftest.cc -o conftest.so \
     >conftest.err 2>&1
then
  AC_MSG_RESULT([yes])
else
  AC_MSG_RESULT([no])
  cat conftest.err >&AS_MESSAGE_LOG_FD
  _PERCPU_PACKAGE
  AS_IF([grep 'gmp\.h' conftest.err >/dev/null 2>&1],
    [AC_MSG_ERROR([the plugin headers of $CC need gmp.h: apt-get install libgmp-dev])],
    [AC_MSG_ERROR([$PLUGIN_CXX cannot compile the plugin headers of $CC.  Install
    g++-$percpu_cc_major and $percpu_package, or name another compiler with
    PLUGIN_CXX=; config.log has the messages])])
fi

AC_MSG_CHECKING([that $CC loads plugins])
echo 'int x;' > conftest.c
if $CC -fplugin=./conftest.so -S conftest.c -o conftest.s >conftest.err 2>&1
then
  AC_MSG_RESULT([yes])
else
  AC_MSG_RESULT([no])
  cat conftest.err >&AS_MESSAGE_LOG_FD
  AC_MSG_ERROR([$CC does not load a plugin that $PLUGIN_CXX built.  It was
    configured without plugins, or PLUGIN_CXX is for another machine than the
    one that $CC runs on; config.log has the messages])
fi
rm -f conftest.cc conftest.so conftest.c conftest.s conftest.err

AS_CASE([$with_gcc_plugindir],
  [yes|no], [], [gccplugindir=$with_gcc_plugindir])
AM_CONDITIONAL([INSTALL_GCC_PLUGIN], [test "$with_gcc_plugindir" != no])
AC_SUBST([gccplugindir])
AC_SUBST([GCC_PLUGIN_INCLUDE])
AC_SUBST([PERCPU_CC_TARGET], [$percpu_cc_target])
AC_SUBST([PERCPU_CC_MAJOR], [$percpu_cc_major])
AC_SUBST([PERCPU_CC_VERSION], [$percpu_cc_version])
])
