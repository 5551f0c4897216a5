# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: The percpu authors

# Tools that only read C accept every header and every macro (uses.c has all of
# them), without the plugin.  The output of clang is not a program.

uses=$TEST_TOP_SRCDIR/testsuite/percpu.build/uses.c

# Each tool must report an error, so that its exit status is known to be
# significant.
cp "$uses" uses.c
{ cat "$uses"; echo 'int bad = percpu_no_such_function ((struct none *) 1)->x;'
} >wrong.c

if there clang; then
  for standard in gnu89 gnu99 gnu11 gnu2x; do
    for hosted in -fhosted -ffreestanding; do
      for level in -O0 -O2; do
	check "clang $standard $hosted $level" clang -std=$standard $hosted \
	  $level -Wall -Wextra -Wshadow -Wconversion -Werror -I"$include" \
	  -c uses.c
      done
    done
  done
  check "clang sees errors" refused clang -I"$include" -c wrong.c
  check "clang --analyze" clang --analyze -I"$include" uses.c
  for header in "$include"/percpu.h "$include"/percpu/*.h; do
    name=${header#"$include/"}
    case $name in
      # Not for C, or not for programs; and one without declarations.
      */asm.h | */abi.h | */alloc-single.h | */linux.h | */version.h)
	continue ;;
    esac
    echo "#include <$name>" >header.c
    check "clang, $name alone" clang -pedantic -Wall -Wextra -Werror \
      -I"$include" -fsyntax-only header.c
  done
  cat >program.c <<'END'
#include <percpu.h>
static __attribute__ ((percpu)) long x;
int main (void) { x++; return 0; }
END
  check "clang: a program is not linked" \
    refused clang -I"$include" program.c -o program
  check "clang: the linker says why" \
    says "__percpu_needs_gcc_with_the_percpu_plugin"
fi

if there clang-tidy; then
  check "clang-tidy" clang-tidy --quiet \
    --warnings-as-errors='clang-diagnostic-*' uses.c -- -I"$include"
  check "clang-tidy sees errors" \
    refused clang-tidy --quiet wrong.c -- -I"$include"
fi

if there clangd; then
  echo "-I$include" >compile_flags.txt
  HOME=$PWD
  export HOME
  # The files of its index are below HOME.  Its status counts errors.
  check "clangd" clangd --check=uses.c
  check "clangd sees errors" refused clangd --check=wrong.c
fi

if there cppcheck; then
  check "cppcheck" cppcheck -q --force --error-exitcode=2 -I"$include" uses.c
  echo 'int f (void) { int a[2] = { 0 }; return a[2]; }' >>wrong.c
  check "cppcheck sees errors" \
    refused cppcheck -q --force --error-exitcode=2 -I"$include" wrong.c
fi

# sparse exits with status 0 after warnings.
if there sparse; then
  # silent COMMAND...
  silent ()
  {
    "$@" >said 2>&1
    cat said
    test ! -s said
  }
  check "sparse" silent sparse -I"$include" uses.c
  check "sparse sees errors" refused silent sparse -I"$include" wrong.c
fi
finish
