# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: The percpu authors

# Every object that a program can be linked with has the property notes of
# Intel's control-flow enforcement (IBT and SHSTK), if it is compiled with
# -fcf-protection: one object without the note removes the property from the
# whole program.  The same holds for objects with the plugin's sequences.

if test "$TEST_HOSTED" != yes; then
  unsupported "there is no hosted runtime"
  finish
fi
there "$TEST_READELF" || finish
runtime=$TEST_TOP_SRCDIR/runtime
flags="-O2 -fcf-protection -std=gnu11 -fPIC -I$runtime
  -I$TEST_TOP_SRCDIR -I$include"

echo 'int x;' >empty.c
if ! $TEST_CC $flags -c empty.c \
    || ! "$TEST_READELF" -n empty.o | grep -q 'IBT, SHSTK'; then
  unsupported "the compiler has no -fcf-protection"
  finish
fi

# marked FILE: the file has the note.
marked ()
{
  "$TEST_READELF" -n "$1" | grep 'x86 feature: IBT, SHSTK'
}

set --
for file in $(cd "$runtime" && find . -path './arch/*/*' \
	      ! -path './arch/x86-64/*' -o -name '*.[cS]' -print | sort); do
  file=${file#./}
  object=$(echo "$file" | tr / -).o
  check "$file: compile" $TEST_CC $flags -I"$runtime/arch/x86-64" \
    -c "$runtime/$file" -o "$object"
  check "$file" marked "$object"
  set -- "$@" "$object"
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
for model in rseq register; do
  check "code of model $model: compile" $TEST_CC $flags \
    -fplugin="$plugin" -fplugin-arg-percpu-model=$model -c user.c
  check "code of model $model" marked user.o
done

# The target of the last jump of the cold path is not an endbr64.
for source in cold retry; do
  objdump -d arch-x86-64-$source.S.o >code 2>/dev/null || continue
  if grep 'jmp  *\*' code | grep -v notrack; then
    check "$source.S: indirect jumps are not tracked" false
  else
    check "$source.S: indirect jumps are not tracked" true
  fi
done
finish
