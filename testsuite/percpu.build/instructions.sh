# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: The percpu authors

# The table of the manual with the number of instructions of each operation in
# model rseq: the assembler code has that many between the first instruction and
# the commit, and in a loop there are no others but those of the loop itself.  The
# first column of the table is the code that is compiled.

case $TEST_HOSTED,$($TEST_CC -dumpmachine) in
  yes,x86_64-*) column=1 ;;
  yes,aarch64-*) column=2 ;;
  *) unsupported "there is no model rseq"
     finish ;;
esac
manual=$TEST_TOP_SRCDIR/docs/percpu.texi
flags="-fplugin=$plugin -I$include -O2 -fno-pic -fno-pie
  -fplugin-arg-percpu-model=rseq"

# rows FILE: the rows of the table as CODE#X86-64#AARCH64.
rows ()
{
  sed -n '/^@c instructions$/,/^@end multitable/{
    s/^@item @code{\(.*\)} @tab \([0-9]*\) @tab \([0-9]*\)$/\1#\2#\3/p
  }' "$1"
}

# counted FILE: the number of instructions between the labels 0 and 2, without
# other sections and without the code for copies of a statement.
counted ()
{
  awk '
    /^[ \t]*\.pushsection/	{ other++ }
    /^[ \t]*\.popsection/	{ other--; next }
    /^[ \t]*\.else/		{ copy = 1 }
    /^[ \t]*\.endif/		{ copy = 0; next }
    other || copy		{ next }
    /^2:|NO_APP/		{ inside = 0 }
    /^[ \t]*0:/			{ inside = 1 }
    inside {
      sub (/^[ \t]*([0-9]+:)*[ \t]*/, "")
      if ($0 != "" && !/^[.#]/)
	n++
    }
    END { print n + 0 }' "$1"
}

# exactly CODE NUMBER FILE: FILE has NUMBER instructions.
exactly ()
{
  n=$(counted "$3")
  echo "$1: $n instructions"
  test "$n" = "$2"
}

rows "$manual" >rows
check "the table has rows" test "$(wc -l <rows)" -ge 10
while IFS='#' read -r code x86 aarch64; do
  number=$x86
  test $column = 1 || number=$aarch64
  cat >row.c <<END
#include <percpu.h>
extern __attribute__ ((percpu)) long x;
extern long f (long v, long w);
long
f (long v, long w)
{
  (void) w;
  $code;
  return v;
}
END
  check "$code: compile" $TEST_CC $flags -S row.c -o row.s
  check "$code" exactly "$code" "$number" row.s
done <rows

# Between the first instruction of a loop and the sequence there is none.
cat >loop.c <<'END'
extern __attribute__ ((percpu)) long x;
extern void f (unsigned long n);
void
f (unsigned long n)
{
  do
    {
      __asm__ volatile ("/* begin */");
      x++;
    }
  while (--n);
}
END

# hoisted FILE: nothing is left between the comment and the first directive.
hoisted ()
{
  awk '
    /begin/					{ inside = 1; found = 1; next }
    /^[ \t]*\.(pushsection|ifndef)/		{ inside = 0 }
    inside && /^[ \t]*[a-z]/			{ print; more++ }
    END						{ exit !found || more > 0 }' "$1"
}
check "a loop: compile" $TEST_CC $flags -S loop.c -o loop.s
check "a loop: everything else is in front of it" hoisted loop.s
finish
