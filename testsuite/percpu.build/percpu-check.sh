# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: The percpu authors

# PERCPU_CHECK, in the configure.ac of a program: succeeds for the compiler that
# the plugin was built for, after AC_LANG([C++]) too, and fails for each one
# that cannot load the plugin or does not get to see it.

there aclocal autoconf || finish
mkdir m4
cp "$TEST_TOP_SRCDIR/m4/percpu.m4" m4

# configure_ac DIRECTORY: make a configure there, with what the file lines has.
configure_ac ()
{
  mkdir "$1"
  {
    echo 'AC_INIT([user], [1])'
    cat lines
    echo 'AC_OUTPUT'
  } >"$1/configure.ac"
  (cd "$1" && aclocal -I ../m4 && autoconf -Wall,error)
}

cat >lines <<'END'
AC_PROG_CC
PERCPU_CHECK
END
check "autoconf: C" configure_ac c
cat >lines <<'END'
AC_PROG_CC
AC_PROG_CXX
AC_LANG([C++])
PERCPU_CHECK
AC_COMPILE_IFELSE([AC_LANG_PROGRAM([[struct s { virtual ~s (); };]], [])],
  [], [AC_MSG_ERROR([the language is no longer C++])])
END
check "autoconf: C++" configure_ac cxx
cat >lines <<'END'
AC_PROG_CC
PERCPU_CHECK([echo "found it"], [echo "found nothing"])
END
check "autoconf: actions" configure_ac actions

# configured DIRECTORY CC: run configure there with the plugin that was built.
configured ()
{
  host=
  if test "$TEST_NATIVE" != yes; then
    host=--host=$($TEST_CC -dumpmachine)
  fi
  (cd "$1" && env -u CFLAGS -u CXXFLAGS ./configure $host CC="$2" \
     CXX="$TEST_PLUGIN_CXX" PERCPU_CFLAGS="-fplugin=$plugin -I$include" \
     PERCPU_LIBS="-lpercpu") >said 2>&1
  status=$?
  cat said
  return $status
}

for directory in c cxx actions; do
  check "$directory: succeeds" configured $directory "$TEST_CC"
  check "$directory: says so" says '^checking for percpu\.\.\. yes'
done
check "actions: the first is done" says '^found it'
check "actions: the second is not" refused says '^found nothing'

# fails NAME CC
fails ()
{
  check "$1: fails" refused configured c "$2"
  check "$1: the error names the cause" says 'has not loaded the plugin'
  check "$1: C++: fails" refused configured cxx "$2"
  check "$1: the second action" configured actions "$2"
  check "$1: is done" says '^found nothing'
}

# wrapper NAME COMMAND: a compiler that is COMMAND without -fplugin.
wrapper ()
{
  cat >"$1" <<END
#!/bin/sh
for argument; do
  shift
  case \$argument in
    -fplugin*) ;;
    *) set -- "\$@" "\$argument" ;;
  esac
done
exec $2 "\$@"
END
  chmod +x "$1"
}
wrapper drops "$TEST_CC"
fails "a wrapper without the plugin" "$PWD/drops"
wrapper claims "$TEST_CC -D__PERCPU__ -D__percpu= -D__PERCPU_RUNTIME__"
fails "a wrapper that claims to have it" "$PWD/claims"
if test "$TEST_NATIVE" = yes; then
  fails "C++ as the C compiler" "$TEST_PLUGIN_CXX"
fi
if there clang; then
  fails "clang" clang
  wrapper clang-drops clang
  fails "clang without the plugin" "$PWD/clang-drops"
  wrapper clang-claims "clang -D__PERCPU__"
  fails "clang that claims to have it" "$PWD/clang-claims"
fi

# identity CC: the target and the version of the compiler CC.
identity ()
{
  $1 -dumpmachine && $1 -dumpfullversion
}

others=0
for other in gcc-10 gcc-11 gcc-12 gcc-13 gcc-14; do
  if command -v $other >/dev/null 2>&1 \
     && test "$(identity $other)" != "$(identity "$TEST_CC")"; then
    fails "$other" $other
    others=$((others + 1))
  fi
done
test $others != 0 || unsupported "there is no other GCC"
finish
