# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: The percpu authors

# .ci/run counts the results of all builds and of the chroot, and shows what the
# log says of failures, and of nothing else.  A chroot that is killed because its
# time is over loses no result.  ./setup, and the commands that make a chroot,
# are replaced by commands that write results.

there tar || finish
if test ! -f "$TEST_TOP_SRCDIR/.ci/run"; then
  unsupported "there is no .ci/run"
  finish
fi

mkdir -p bin tmp tree/.ci tree/testsuite
cp "$TEST_TOP_SRCDIR/.ci/run" tree/.ci/
cp "$TEST_TOP_SRCDIR/testsuite/in-chroot" tree/testsuite/in-chroot.real

# stub FILE: a command; its text is read.
stub ()
{
  { echo "#!/bin/sh"; cat; } >"$1"
  chmod +x "$1"
}
stub bin/id <<'END'
echo 0
END
stub bin/debootstrap <<'END'
exit 1
END
stub bin/mount <<'END'
exit 0
END
stub bin/unshare <<'END'
while case $1 in -*) true ;; *) false ;; esac; do
  case $1 in --propagation) shift ;; esac
  shift
done
exec "$@"
END
stub bin/chroot <<'END'
cd "$1/src/percpu" && exec sh -c "$END_OF_COMMAND"
END
PATH=$PWD/bin:$PATH
TMPDIR=$PWD/tmp
export PATH TMPDIR

# The results of "./setup check all", with output that looks like more of them.
stub tree/setup <<'END'
echo "until $((PERCPU_UNTIL - $(date +%s)))"
mkdir -p build/gcc-12/testsuite
cd build/gcc-12/testsuite || exit 2
printf 'PASS: one\nPASS: two\n' >percpu.sum
printf 'FAIL: made up\nPASS: one\nFAIL: in a text\nPASS: two\n' >percpu.log
if test "$BROKEN"; then
  printf 'FAIL: three\n' >>percpu.sum
  printf 'the reason\nFAIL: in a text\nFAIL: three\n' >>percpu.log
  exit 1
fi
END

# in_chroot STATUS [RESULT]: the chroot ends with STATUS after RESULT.
in_chroot ()
{
  { echo "status=$1 result='${2-}'"; cat <<'END'; } | stub tree/testsuite/in-chroot
rm -rf "$3"
mkdir "$3"
echo "command: $*"
test -z "$result" || echo "$result" | tee "$3/percpu.log" >"$3/percpu.sum"
echo "the last line"
exit $status
END
}

# ci VARIABLE=VALUE...: .ci/run; its output is in the file said, its last line in
# the file last.
ci ()
{
  rm -rf tree/build
  env "$@" sh tree/.ci/run >said 2>&1
  ci_status=$?
  cat said
  tail -n 1 said >last
  return $ci_status
}

# ends COUNTS: COUNTS are the last line.
ends ()
{
  test "$(cat last)" = "$*"
}

in_chroot 0 "PASS: chroot"
check "all passes" ci BROKEN=
check "with the results of both" ends "3 passed, 0 failed, 0 skipped"
check "both commands were run in the chroot" \
  says 'command: trixie .* sh -c ./setup run && ./setup check quick$'
check "no failure is shown" omits ': FAIL: '
check "a test fails" refused ci BROKEN=yes
check "it is counted" ends "3 passed, 1 failed, 0 skipped"
check "it is shown" says '^build/gcc-12: FAIL: three'
check "with the log before it" says '^  the reason'
check "and no other" omits ': FAIL: [mi]'

check "the test suite has a time limit" ci BROKEN= CI_MINUTES=40
check "which is in seconds since 1970" says '^until 2[34][0-9][0-9]$'

in_chroot 1 "FAIL: chroot"
check "a test fails in the chroot" refused ci BROKEN=
check "it is counted there" ends "2 passed, 1 failed, 0 skipped"
in_chroot 1
check "the chroot fails without a result" refused ci BROKEN=
in_chroot 77
check "there can be no chroot" ci BROKEN=
check "this is a skipped result" ends "2 passed, 0 failed, 1 skipped"
check "and the reason is said" says 'Debian 13: the last line'
in_chroot 124 "PASS: chroot"
check "the chroot has not enough time" ci BROKEN=
check "what it had is counted" ends "3 passed, 0 failed, 1 skipped"
in_chroot 124 "FAIL: chroot"
check "a test fails before that" refused ci BROKEN=
check "it fails" ends "2 passed, 1 failed, 1 skipped"
check "no time is left for the chroot" ci BROKEN= CI_MINUTES=0
check "it is not begun" ends "2 passed, 0 failed, 1 skipped"

# The time limit itself, with results of a part that is not finished.
cp tree/testsuite/in-chroot.real tree/testsuite/in-chroot
mkdir -p root/usr root/etc/apt/apt.conf.d
END_OF_COMMAND='mkdir -p build/gcc-14/testsuite && cd build/gcc-14/testsuite &&
  mkdir -p work && cd work && mkdir x.1 && cd x.1 &&
  echo "PASS: begun" | tee x.log >x.sum &&
  (sleep 600; echo) | cat; exit 1'
export END_OF_COMMAND
# stops SECONDS STATUS: in-chroot ends with STATUS.
stops ()
{
  env PERCPU_SECONDS="$1" sh tree/testsuite/in-chroot trixie root results true \
    >said 2>&1
  chroot_status=$?
  cat said
  test $chroot_status = "$2"
}
check "the command is killed when the time is over" stops 2 124
check "and has results" grep -q -x "PASS: begun" results/percpu.sum
check "and a log" grep -q -x "PASS: begun" results/percpu.log
END_OF_COMMAND='mkdir -p build/gcc-14/testsuite && cd build/gcc-14/testsuite &&
  echo "PASS: all" >percpu.sum; exit 3'
check "else its status is that of in-chroot" stops 600 3
check "with its results only" grep -q -x "PASS: all" results/percpu.sum
check "and not those of before" refused grep -q begun results/percpu.sum
rm -rf root/usr
check "there is no chroot" stops 600 77
check "and the reason is said last" sh -c 'tail -n 1 said | grep -q debootstrap'
finish
