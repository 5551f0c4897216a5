# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: The percpu authors

# PERCPU_RUN_PATH
# ---------------
# Set PERCPU_RPATH to the linker option for programs to find libpercpu.so.0 in
# $libdir, with the variables of percpu.pc.  It is empty if the dynamic linker
# searches $libdir, according to ldconfig, and in a cross build.
AC_DEFUN([PERCPU_RUN_PATH],
[AC_MSG_CHECKING([whether the dynamic linker looks into the library directory])
percpu_dir=`prefix=$prefix exec_prefix=$exec_prefix
	    test "$prefix" != NONE || prefix=$ac_default_prefix
	    test "$exec_prefix" != NONE || exec_prefix=$prefix
	    eval "echo $libdir"`
percpu_dirs=`PATH=$PATH:/sbin:/usr/sbin ldconfig -v -N -X 2>/dev/null \
	     | sed -n 's/^\(\/[[^:]]*\):.*/\1/p'`
PERCPU_RPATH=
AS_IF([test "$cross_compiling" = yes],
  [AC_MSG_RESULT([not asked, it is that of $host])],
  [PERCPU_RPATH='-Wl,-rpath,${libdir}'
   # /lib and /usr/lib may be the same; ldconfig then names only one of them.
   for percpu_known in /lib $percpu_dirs; do
     AS_CASE([$percpu_dir],
       [$percpu_known|/usr$percpu_known], [PERCPU_RPATH=])
   done
   AS_IF([test -z "$PERCPU_RPATH"],
     [AC_MSG_RESULT([yes])],
     [AC_MSG_RESULT([no, programs will be told])])])
AC_SUBST([PERCPU_RPATH])
])
