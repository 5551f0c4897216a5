# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: The percpu authors

# The example kernel boots on four CPUs, and its table adds up: each sum over
# the CPUs is the total, and the totals are those that the program must have.

arch=$(sed -n 's/^PERCPU_ARCH = //p' "$TEST_TOP_BUILDDIR/examples/Makefile")
folder=$TEST_TOP_SRCDIR/examples/kernel/$arch
if test ! -d "$folder"; then
  unsupported "there is no example kernel for $arch"
  finish
fi
there "$(sh "$folder/boot" --tool)" || finish

# The variables of a make that runs the tests are not for this one.
boot ()
{
  env -u MAKEFLAGS -u MAKELEVEL make -s -C "$TEST_TOP_BUILDDIR/examples" \
    kernel >table 2>errors
  result=$?
  cat table errors
  return $result
}

# Four rows with numbers, and one with their sums.
adds_up ()
{
  awk '
    $1 ~ /^[0-9]+$/ && NF == 7 {
      rows++
      for (i = 2; i <= 7; i++)
	sum[i] += $i
    }
    $1 == "all" {
      all++
      for (i = 2; i <= 7; i++)
	if ($i != sum[i])
	  bad++
    }
    END { exit !(rows == 4 && all == 1 && !bad) }' table
}

# Every CPU was interrupted, several have worked, and threads were preempted.
all_work ()
{
  awk '
    $1 ~ /^[0-9]+$/ && NF == 7 {
      if ($3 == 0)
	bad++
      worked += $2 != 0
      switches += $4
    }
    END { exit bad || worked < 2 || switches < 24 }' table
}

# 12 threads, 20000 rounds with 3 objects each.
totals ()
{
  awk '
    $1 == "all" { good = $2 == 240000 && $5 + $6 == 3 * $2 && $7 == $5 }
    $1 == "session:" { used = $3 }
    END { exit !(good && used == 240000) }' table
}

check "it builds, boots and ends" boot
check "no message of the linker" test ! -s errors
check "the sums over the CPUs" adds_up
check "all CPUs work" all_work
check "the totals" totals
check "its own result" grep -q '^the totals are exact' table
finish
