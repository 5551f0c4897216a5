# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: The percpu authors

# An increment in model `register' has as many instructions as the manual says,
# for each size, and not more than that of Linux.

arch=$(sed -n 's/^PERCPU_ARCH = //p' "$TEST_TOP_BUILDDIR/examples/Makefile")
flags=$(sed -n 's/^KERNEL_CFLAGS = //p' "$TEST_TOP_BUILDDIR/examples/Makefile")
objdump=$($TEST_CC -print-prog-name=objdump)
there "$objdump" || finish

# The rows of the manual's table, one a line: the target, a bar, and for 1 or 2,
# 4 and 8 bytes the number here and that of Linux.
awk '
  /^@cindex length of sequences$/ { table = 1 }
  table && /^@end multitable/ { exit }
  table && /^@item/ { row = "" }
  table && (row != "" || /^@item/) {
    row = row " " $0
    if (split (row, column, / *@tab */) == 5)
      {
	sub (/^ *@item */, "", column[1])
	gsub (/[()]/, "", row)
	n = split (row, column, / *@tab */)
	sub (/^ *@item */, "", column[1])
	print column[1] "|" column[2] " " column[3] " " column[4]
	row = ""
      }
  }' "$TEST_TOP_SRCDIR/docs/percpu.texi" >rows
cat rows
check "the table has six rows" test "$(wc -l <rows)" = 6

# count TYPE OPTION...: print the number of instructions of an increment of a
# variable of TYPE, without the return.
count ()
{
  type=$1
  shift
  cat >increment.c <<END
#include <percpu.h>
static __attribute__ ((percpu)) $type x;
void increment (void) { x++; }
END
  # shellcheck disable=SC2086
  $TEST_CC "-fplugin=$plugin" "-I$include" -O2 -std=gnu11 -ffreestanding \
    -fno-pie -fno-stack-protector $flags -fplugin-arg-percpu-model=register \
    "$@" -c increment.c || return 1
  "$objdump" -dw increment.o | awk '
    /<increment>:$/ { inside = 1; next }
    inside && /^ *[0-9a-f]+:\t/ {
      split ($0, column, "\t")
      split (column[3], word, " ")
      if (word[1] ~ /^(ret|retq|bx|jr|jirl)$/)
	{
	  print n + 0
	  exit
	}
      n++
    }'
}

# as_listed NUMBER... OPTION...: the numbers of the manual, which come in pairs
# for 1 or 2, 4 and 8 bytes, are those of the code with the OPTIONs.
as_listed ()
{
  bytes12=$1 bytes4=$3 bytes8=$5
  shift 6
  for size in char:$bytes12 short:$bytes12 int:$bytes4 "long long:$bytes8"; do
    number=$(count "unsigned ${size%:*}" "$@")
    echo "${size%:*}: $number instructions, ${size##*:} are listed"
    test "$number" = "${size##*:}" || return 1
  done
}

# Linux disables interrupts for 1 or 2 bytes on loongarch64.
shorter ()
{
  test "$3" -le "$4" && test "$5" -le "$6" \
    && { test "$1" -le "$2" || test "$arch" = loongarch64; }
}

found=no
while IFS='|' read -r target numbers; do
  case $target in
    "$arch" | "$arch,"*) ;;
    *) continue ;;
  esac
  found=yes
  options=
  case $target in
    x86-64)		 options="-mcmodel=kernel -fcf-protection=none" ;;
    "aarch64, with LSE") options=-march=armv8.1-a ;;
    aarch64*)		 options=-march=armv8-a ;;
  esac
  # shellcheck disable=SC2086
  check "$target: the listed numbers" as_listed $numbers $options
  # shellcheck disable=SC2086
  check "$target: not longer than those of Linux" shorter $numbers
done <rows
check "the target is listed" test $found = yes
finish
