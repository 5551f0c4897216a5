# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: The percpu authors

# run-tests prints with each part the share of the run that is done, up to 100
# percent.  runtest is replaced by a command that has one result.

cat >runtest <<'END'
#!/bin/sh
printf 'PASS: x\n\t\t=== Summary ===\n' >"$2.sum"
: >"$2.log"
END
chmod +x runtest
cp "$TEST_TOP_BUILDDIR/testsuite/site.exp" .

# tests ARGUMENT...: run-tests, one part at a time.
tests ()
{
  RUNTEST=$PWD/runtest JOBS=1 QUICK='' PROGRESS=$progress \
    sh "$TEST_TOP_SRCDIR/testsuite/run-tests" "$@" >said
}

# ascending PREFIX: the percentages do not fall, are not all the same, and end
# with 100.
ascending ()
{
  sed -n "s/^$1 *\([0-9]*\)%  [a-z].* 1 passed.*/\1/p" said >percent
  sort -n -c percent && test "$(tail -n 1 percent)" = 100 \
    && test "$(head -n 1 percent)" -lt 10 \
    && test "$(sort -u percent | wc -l)" -gt 10 \
    && test "$(wc -l <percent)" = "$(grep -c passed <<END
$(sed '$d' said | sed '$d')
END
)"
}

progress=
check "all tests" tests
check "each part has a percentage" ascending ""
progress="(2 of 3) gcc"
check "all tests, with a prefix" tests
check "it begins each line" ascending "(2 of 3) gcc"
check "one test" tests build.exp=progress.sh
check "has no percentage" omits %
finish
