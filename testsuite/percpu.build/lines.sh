# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: The percpu authors

# No line of a C, C++ or assembly source is longer than 80 columns, with a tab
# stop at each eighth.  The test driver reads a directive from one line: in the
# test suite a directive (`dg-error' and the others, and those of advice.exp)
# may be longer, but the rest of its line may not.

# long_lines FILE...: prints the lines that are too long, and fails if there is
# one.
long_lines ()
{
  awk '
    {
      line = $0
      if (FILENAME ~ /testsuite\//)
	{
	  sub (/([ \t]*\/[*])?[ \t]*[{] dg-.*[}]([ \t]*[*]\/)?$/, "", line)
	  sub (/^[ \t]*\/[*] *\^ (error|warning|note): .*[*]\/$/, "", line)
	  sub (/^\/[*] advice-options: .*[*]\/$/, "", line)
	}
      columns = 0
      n = split (line, part, "\t")
      for (i = 1; i <= n; i++)
	{
	  columns += length (part[i])
	  if (i < n)
	    columns += 8 - columns % 8
	}
      if (columns > 80)
	{
	  printf "%s:%d: %d columns\n", FILENAME, FNR, columns
	  found = 1
	}
    }
    END { exit found }' "$@"
}

# within DIRECTORY: all sources below DIRECTORY of the source tree.
within ()
{
  (cd "$TEST_TOP_SRCDIR" \
   && find "$1" \( -name work -o -name mutants-work -o -name fuzz-failures \) \
	-prune -o \( -name '*.[chS]' -o -name '*.cc' \) -type f -print) \
    | sort >sources
  test -s sources || return 1
  status=0
  while read -r source; do
    long_lines "$TEST_TOP_SRCDIR/$source" || status=1
  done <sources
  return $status
}

# The check finds the lines that it must find, and no others.
mkdir testsuite
eighty=$(printf '%80s' ';' | tr ' ' x)
printf '%s\n\t%s\n' "$eighty" "$(echo "$eighty" | cut -c 9-)" >testsuite/fits.c
printf 'x;\t/* { dg-error "%s" } */\n' "$eighty" >>testsuite/fits.c
check "80 columns are not too many" long_lines testsuite/fits.c
printf '\tx%s\n' "$(echo "$eighty" | cut -c 9-)" >testsuite/tab.c
check "a tab has eight" refused long_lines testsuite/tab.c
printf 'x%s\t/* { dg-error "y" } */\n' "$eighty" >testsuite/beside.c
check "beside a directive" refused long_lines testsuite/beside.c
mkdir plugin
printf 'x;\t/* { dg-error "%s" } */\n' "$eighty" >plugin/directive.c
check "no directive elsewhere" refused long_lines plugin/directive.c

for directory in abi plugin runtime examples benchmarks testsuite; do
  check "$directory" within "$directory"
done
finish
