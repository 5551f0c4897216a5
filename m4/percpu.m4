# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: The percpu authors

# PERCPU_CHECK([ACTION-IF-FOUND], [ACTION-IF-NOT-FOUND])
# ------------------------------------------------------
# For programs that use per-CPU variables: find percpu by pkg-config, and
# check that $CC has loaded the plugin.  This uses the C compiler, whatever
# AC_LANG is.  Compiling an increment is not sufficient: tools that only read C
# see a plain variable, and a wrapper of the compiler may omit -fplugin.  The
# address of a per-CPU variable is not a plain pointer only if the plugin is
# loaded, so the test checks its type.
#
# Sets and substitutes PERCPU_CFLAGS and PERCPU_LIBS; if the user gives both,
# pkg-config is not used.  Without ACTION-IF-NOT-FOUND a failure is an error
# that names the cause.
#
#	AC_PROG_CC
#	PERCPU_CHECK
#
#	prog_CFLAGS = $(PERCPU_CFLAGS)
#	prog_LDADD = $(PERCPU_LIBS)
AC_DEFUN([PERCPU_CHECK],
[AC_REQUIRE([AC_PROG_CC])dnl
AC_ARG_VAR([PKG_CONFIG], [path to the pkg-config program])dnl
AC_ARG_VAR([PERCPU_CFLAGS], [C compiler flags for percpu])dnl
AC_ARG_VAR([PERCPU_LIBS], [linker flags for percpu])dnl
AS_IF([test -z "$PKG_CONFIG"], [AC_PATH_TOOL([PKG_CONFIG], [pkg-config])])
AC_MSG_CHECKING([for percpu])
percpu_reason=
AS_IF([test -z "$PERCPU_CFLAGS" || test -z "$PERCPU_LIBS"],
  [AS_IF([test -z "$PKG_CONFIG"],
     [percpu_reason='pkg-config is missing'],
   [$PKG_CONFIG --exists percpu 2>/dev/null],
     [test -n "$PERCPU_CFLAGS" || PERCPU_CFLAGS=`$PKG_CONFIG --cflags percpu`
      test -n "$PERCPU_LIBS" || PERCPU_LIBS=`$PKG_CONFIG --libs percpu`],
     [percpu_reason='pkg-config finds no percpu.pc; is percpu installed and PKG_CONFIG_PATH set?'])])
AS_IF([test -z "$percpu_reason"],
  [percpu_save_CFLAGS=$CFLAGS
   AC_LANG_PUSH([C])
   CFLAGS="$CFLAGS $PERCPU_CFLAGS"
   AC_COMPILE_IFELSE([AC_LANG_PROGRAM([[#include <percpu.h>
#ifndef __PERCPU__
# error "the plugin was not loaded"
#endif
static __attribute__ ((percpu)) unsigned long hits;
extern char percpu_check[__builtin_types_compatible_p
			 (__typeof__ (&hits), unsigned long *) ? -1 : 1];]],
       [[hits++;]])],
     [],
     [percpu_reason="$CC has not loaded the plugin; percpu must be built for this very compiler (see config.log)"])
   CFLAGS=$percpu_save_CFLAGS
   AC_LANG_POP([C])])
AS_IF([test -z "$percpu_reason"],
  [AC_MSG_RESULT([yes])
   $1],
  [AC_MSG_RESULT([no])
   m4_default([$2], [AC_MSG_ERROR([$percpu_reason])])])
])
