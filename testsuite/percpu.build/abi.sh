# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: The percpu authors

# The list abi/libpercpu.map, the declarations of the public headers and what the
# library exports are the same symbols; abi.py, which compares them, sees each kind
# of difference.  The layout of what programs are compiled with is that of the soname
# (layout.c).

if test "$TEST_HOSTED" != yes; then
  unsupported "there is no hosted runtime"
  finish
fi
there python3 "$TEST_READELF" || finish
here=$TEST_TOP_SRCDIR/testsuite/percpu.build
map=$TEST_TOP_SRCDIR/abi/libpercpu.map
abi="python3 $here/abi.py"

# All declarations of the headers that the library sees; freestanding.h is for
# another one, and linux.h for none.
echo '#include "abi/runtime.h"' >headers.c
for header in "$include"/percpu/*.h; do
  case $header in
    */asm.h | */alloc-single.h | */freestanding.h | */linux.h) ;;
    *) echo "#include <percpu/$(basename "$header")>" >>headers.c ;;
  esac
done
check "preprocess the headers" $TEST_CC -E -I"$TEST_TOP_SRCDIR" -I"$include" \
  headers.c -o headers.i
check "list and headers" $abi "$map" headers.i

library=$TEST_TOP_BUILDDIR/runtime/link/libpercpu.so.0
if test -f "$library"; then
  "$TEST_READELF" -W --dyn-syms "$library" >symbols
else
  # No map is made by the build: the list replaces it.
  unsupported "there is no shared library"
  python3 - "$here" "$map" >symbols <<'END'
import sys
sys.dont_write_bytecode = True
sys.path.insert(0, sys.argv[1])
import abi
with open(sys.argv[2], encoding="utf-8") as file:
    for symbol, version in abi.of_map(file.read()).items():
        print("1: 0 0 FUNC GLOBAL DEFAULT 1 %s@@%s" % (symbol, version))
END
fi
check "list, headers and library" $abi "$map" headers.i symbols

# differ NAME REGEXP: the three files differ, and a line that matches REGEXP
# reports it.
differ ()
{
  check "$1" refused $abi "$2" "$3" "$4"
  check "$1: the message" says "$5"
}
grep -v percpu_unbind "$map" >less.map
differ "a symbol is not in the list" less.map headers.i symbols \
  '^percpu_unbind is declared, but not in the list$'
check "it is exported, too" says '^percpu_unbind is exported, but not in the list$'
sed 's/^    percpu_unbind;/&\n    percpu_more;/' "$map" >more.map
differ "a symbol is in the list only" more.map headers.i symbols \
  '^percpu_more is in the list, but not declared$'
check "it is not exported, either" says \
  '^percpu_more is in the list, but not exported$'
sed 's/^    percpu_unbind;/    percpu_*;/' "$map" >pattern.map
differ "a pattern" pattern.map headers.i symbols '^percpu_\* is a pattern$'
{ cat headers.i
  echo '#pragma GCC visibility push(default)'
  echo 'extern int percpu_more (void) __attribute__ ((nonnull));'
  echo 'extern __thread long __percpu_more[3];'
  echo '#pragma GCC visibility pop'; } >more.i
differ "a function is declared only" "$map" more.i symbols \
  '^percpu_more is declared, but not in the list$'
check "and a variable" says '^__percpu_more is declared, but not in the list$'
grep -v ' percpu_unbind@' symbols >less
differ "a symbol is not exported" "$map" headers.i less \
  '^percpu_unbind is in the list, but not exported$'
sed 's/ percpu_unbind@.*/ percpu_unbind@@PERCPU_9/' symbols >version
differ "another version" "$map" headers.i version \
  '^percpu_unbind has the version PERCPU_9, not PERCPU_0\.1$'
if test -f "$library"; then
  check "the soname" grep -q 'libpercpu\.so\.0' <<END
$("$TEST_READELF" -d "$library" | grep SONAME)
END
fi

# The layout, as programs and as the library see it.
for model in rseq register; do
  check "layout in model $model" $TEST_CC -fplugin="$plugin" \
    -fplugin-arg-percpu-model=$model -I"$TEST_TOP_SRCDIR" -I"$include" \
    -fsyntax-only "$here/layout.c"
done
check "layout in the library" $TEST_CC -I"$TEST_TOP_SRCDIR" -I"$include" \
  -fsyntax-only "$here/layout.c"
sed 's/^HAS (struct percpu_guard, nested, 12/HAS (struct percpu_guard, nested, 8/' \
  "$here/layout.c" >wrong.c
check "another layout" refused $TEST_CC -I"$TEST_TOP_SRCDIR" -I"$include" \
  -fsyntax-only wrong.c
check "another layout: the message" says 'percpu_guard: nested'
finish
