# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: The percpu authors

# The code in the manual's tables for kernels is in programs that the boards
# run: each row about interrupts in percpu.kernel/safe.c, and each row about
# another interface in percpu.kernel/arceos.c.

manual=$TEST_TOP_SRCDIR/docs/percpu.texi
tests=$TEST_TOP_SRCDIR/testsuite/percpu.kernel

# codes HEADING COLUMN: print the code in COLUMN of the tables below HEADING,
# one a line, without options and without a semicolon at the end.
codes ()
{
  awk -v heading="@heading $1" '
    /^@(heading|node)/ { inside = $0 == heading }
    inside && /^@(item|end)/ && row != "" { print row; row = "" }
    inside && (/^@item/ || row != "") { row = row " " $0 }' "$manual" \
    | awk -v column="$2" '{ split ($0, part, /@tab/); print part[column] }' \
    | grep -o '@code{[^}]*}' \
    | sed 's/^@code{//; s/;*}$//; /^-f/d'
}

# flat FILE: print FILE without comments, in one line with single blanks.
flat ()
{
  sed 's,/[*].*[*]/,,' "$1" | tr -s ' \t\n' ' '
}

# all_in FILE: each line of the file `wanted' is in FILE.
all_in ()
{
  flat "$1" >text
  all_in_status=0
  while IFS= read -r code; do
    grep -q -F -e "$code" text || { echo "not there: $code"; all_in_status=1; }
  done <wanted
  return $all_in_status
}

codes Interrupts 1 >wanted
cat wanted
check "the table about interrupts" test "$(wc -l <wanted)" -ge 15
check "each operation of it is tried" all_in "$tests/safe.c"
codes "From other interfaces" 2 >wanted
cat wanted
check "the tables of other interfaces" test "$(wc -l <wanted)" -ge 30
check "each replacement in them is tried" all_in "$tests/arceos.c"
echo 'percpu_read_everything ()' >>wanted
check "another one is missed" refused all_in "$tests/arceos.c"
check "and named" says '^not there: percpu_read_everything ()$'
finish
