# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: The percpu authors

# The public headers, read from a directory that is no system directory, cause
# no warning in any standard of C, model or level, whatever macro is used:
# uses.c uses all of them.

uses=$TEST_TOP_SRCDIR/testsuite/percpu.build/uses.c
warnings="-Werror -pedantic -Wall -Wextra -Wbad-function-cast -Wcast-qual
  -Wshadow -Wundef -Wstrict-prototypes -Wmissing-prototypes -Wvla
  -Wdeclaration-after-statement -Wnull-dereference -Wconversion
  -Wsign-conversion -Wpointer-arith -Wold-style-definition -Wredundant-decls
  -Wnested-externs -Wformat=2 -Wwrite-strings -Wcast-align -Wdouble-promotion
  -Wlogical-op -Wduplicated-cond -Wduplicated-branches -Wjump-misses-init
  -Wfloat-conversion -Wunused-macros -Wc++-compat"

# The public names: macros, and functions with their blank and parenthesis.
# Exceptions are names that begin or end with __, include guards, words that
# only the plugin reads, and headers that programs do not use in C.  The tests
# of percpu.linux use linux.h.
for header in "$include"/percpu.h "$include"/percpu/*.h; do
  case $header in
    */asm.h | */abi.h | */compiler.h | */debug.h | */linux.h) ;;
    *) cat "$header" ;;
  esac
done >all.h
{ sed -n 's/^ *# *define *\(PERCPU_[A-Z0-9_]*\).*/\1/p;
	  s/^ *# *define *\(percpu_[a-z0-9_]*\).*/\1/p' all.h
  grep -o -E '\<percpu_[a-z0-9_]+ \(' all.h | sed 's/ (//'
} | sort -u | grep -v -x -E 'PERCPU_([A-Z]+_)*H|PERCPU_ALLOC_UNINIT
percpu_(role|keeps|borrows)
percpu_preempt_(enable|disable)' >public

# Two names that must be found, so that an empty list is an error.
check "the list of public names has macros" grep -q -x percpu_sum public
check "and functions" grep -q -x percpu_nr_cpus public

# all_used: each of them is in uses.c.
all_used ()
{
  status=0
  while read -r name; do
    grep -q -w -e "$name" "$uses" \
      || { echo "uses.c does not use $name"; status=1; }
  done <public
  return $status
}
check "uses.c uses every public macro and function" all_used

forms="single -ffreestanding:register -ffreestanding:single"
if test "$TEST_HOSTED" = yes; then
  forms="rseq register $forms"
fi
for form in $forms; do
  for standard in gnu89 gnu99 gnu11 gnu17 gnu2x c90 c99 c11; do
    # clean: at two levels of optimisation.
    clean ()
    {
      for level in -O0 -O2; do
	$TEST_CC $level -std=$standard $warnings -fplugin="$plugin" \
	  -fplugin-arg-percpu-model="${form#*:}" $(expr "$form" : '\(-[^:]*\)') \
	  -I"$include" -c "$uses" || return 1
      done
    }
    check "$form, $standard" clean
  done
done

# Each header can be included alone.
for header in "$include"/percpu/*.h; do
  name=${header#"$include/"}
  case $name in
    */asm.h | */abi.h | */alloc-single.h | */linux.h | */version.h) continue ;;
  esac
  echo "#include <$name>" >header.c
  cat "$uses" >>header.c
  check "$name alone" $TEST_CC -std=gnu11 $warnings -fplugin="$plugin" \
    -fplugin-arg-percpu-model=single -I"$include" -c header.c
done
finish
