# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: The percpu authors

# ./setup matrix tests each compiler in the chroot of Debian's unstable suite,
# with the whole test suite unless it is to be quick, and prints a row for each.
# ./setup kernel uses the same chroot if the system has no cross compiler.
# Packages and the chroot are replaced by commands that record their calls.

mkdir -p bin tree/testsuite
cp "$TEST_TOP_SRCDIR/setup" tree

# stub FILE: a command; its text is read.
stub ()
{
  { echo "#!/bin/sh"; echo "calls='$PWD/calls'"; cat; } >"$1"
  chmod +x "$1"
}
stub bin/dpkg-query <<'END'
echo "$*" >>"$calls.packages"
echo "$*" | grep -q plugin-dev || echo installed
END
stub bin/apt-get <<'END'
echo "apt-get $*" >>"$calls"
END
stub bin/apt-cache <<'END'
exit 100
END
stub bin/id <<'END'
echo 0
END
PATH=$PWD/bin:$PATH
PERCPU_GCC=gcc-17
PERCPU_ROOT=/the-root
export PATH PERCPU_GCC PERCPU_ROOT

# What the chroot gives: results, and a status which depends on the compiler.
stub tree/testsuite/in-chroot <<'END'
echo "in-chroot $*" >>"$calls"
mkdir -p "$3"
rm -f "$3/percpu.sum"
case $* in
  *gcc-14*)
    printf 'PASS: a\nFAIL: b\nXPASS: c\nUNTESTED: d\n' >"$3/percpu.sum"
    exit 1 ;;
  *gcc-15*)
    echo "in-chroot: no chroot"
    exit 77 ;;
  *gcc-16*)
    printf 'PASS: a\nXFAIL: b\nUNSUPPORTED: c\n' >"$3/percpu.sum" ;;
  *PERCPU_IN_CHROOT=*)
    echo "the kernel's table"
    exit 3 ;;
  *gcc-12*)
    exit 1 ;;
  *)
    echo 'PASS: a' >"$3/percpu.sum" ;;
esac
END

# called REGEXP: a stub was called with matching arguments.
called ()
{
  grep -q -e "$1" calls
}

# row COMPILER BUILT PASSED FAILED SKIPPED: the table has this row.
row ()
{
  sed 's/  */ /g' tree/build/matrix | grep -q -x -e "$*"
}

# matrix ARGUMENT...: run it; the status is its status.
matrix ()
{
  : >calls
  ./tree/setup matrix "$@" >output 2>&1
  matrix_status=$?
  cat output
  return $matrix_status
}

mkdir tree/build
cross=loongarch64-linux-gnu-gcc-16
check "one compiler" matrix 13
check "the whole test suite" \
  called "^in-chroot sid /the-root .*13 env PERCPU_GCC=gcc-13 ./setup check\$"
check "its row" row gcc-13 yes 1 0 0
check "the table is printed" grep '^gcc-13 *yes *1 *0 *0$' output
check "quick" matrix quick 13
check "a sample" called 'env PERCPU_GCC=gcc-13 ./setup check quick$'
check "a cross compiler" matrix "$cross"
check "its whole test suite" called "$cross ./setup check $cross\$"
check "its row" row "$cross" yes 2 0 1
check "a cross compiler, quick" matrix quick "$cross"
check "its sample" called "$cross ./setup check quick $cross\$"

check "the default, with failures" refused matrix
for number in 13 14 15 16; do
  check "has GCC $number" called "PERCPU_GCC=gcc-$number ./setup check\$"
done
check "and loongarch64" called "./setup check loongarch64-linux-gnu-gcc-16\$"
check "failures are counted" row gcc-14 yes 1 2 1
check "no chroot" row gcc-15 no - - -
check "the others are tested" row gcc-16 yes 2 0 1
check "five rows" test "$(wc -l <tree/build/matrix)" = 5
check "no chroot is no failure" matrix 15
check "a build without results is one" refused matrix 12
check "its row" row gcc-12 no - - -

# The kernel.  The status is that of the command in the chroot.
: >calls
./tree/setup kernel loongarch64 >said 2>&1
check "a kernel without a cross compiler: the status" test $? = 3
check "is built in the chroot" called \
  '^in-chroot sid /the-root .* env PERCPU_IN_CHROOT=yes ./setup kernel loon'
check "after the lists of packages were read" called '^apt-get update'
check "its output is shown" says "^the kernel's table"
: >calls
check "not in a chroot of the chroot" \
  refused env PERCPU_IN_CHROOT=yes ./tree/setup kernel loongarch64
check "which says so" says '^setup: there is no package gcc-17-plugin-dev-loon'
check "and does nothing" refused called in-chroot
finish
