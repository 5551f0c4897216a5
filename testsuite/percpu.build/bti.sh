# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: The percpu authors

# Every object that an aarch64 program can be linked with has the property note
# for branch target identification, if it is compiled with
# -mbranch-protection=standard: one object without the note removes the property
# from the whole program.  The same holds for objects with the plugin's
# sequences.

case $($TEST_CC -dumpmachine) in
  aarch64-*) ;;
  *) unsupported "only for aarch64"
     finish ;;
esac
there "$TEST_READELF" || finish
runtime=$TEST_TOP_SRCDIR/runtime
flags="-O2 -mbranch-protection=standard -std=gnu11 -fPIC -I$runtime
  -I$TEST_TOP_SRCDIR -I$include"

# marked FILE: the file has the note.
marked ()
{
  "$TEST_READELF" -n "$1" | grep 'AArch64 feature: BTI'
}

for file in $(cd "$runtime" && find . -path './arch/*/*' \
	      ! -path './arch/aarch64/*' -o -name '*.[cS]' -print | sort); do
  file=${file#./}
  object=$(echo "$file" | tr / -).o
  check "$file: compile" $TEST_CC $flags -I"$runtime/arch/aarch64" \
    -c "$runtime/$file" -o "$object"
  check "$file" marked "$object"
done

cat >user.c <<'END'
#include <percpu.h>
#include <percpu/list.h>
extern unsigned long use (void);
static __attribute__ ((percpu)) unsigned long hits;
static __attribute__ ((percpu)) struct percpu_list list;
unsigned long
use (void)
{
  hits += 5;
  percpu_guarded (g)
    ++*percpu_borrow (g, &hits);
  return percpu_sum (hits) + (percpu_list_pop (&list) != 0);
}
END
check "code of model rseq: compile" $TEST_CC $flags -fplugin="$plugin" -c user.c
check "code of model rseq" marked user.o
finish
