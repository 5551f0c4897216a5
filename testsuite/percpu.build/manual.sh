# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: The percpu authors

# The manual defines each public name, and no other one; each of its examples
# compiles, and the programs among them print what the manual shows.  manual.py,
# which compares and extracts, is itself tried on copies with one error.

there python3 || finish
manual="python3 $TEST_TOP_SRCDIR/testsuite/percpu.build/manual.py"

# help: the plugin's list of options, in the file `help'.
help ()
{
  echo >empty.c
  $TEST_CC "-fplugin=$plugin" -fplugin-arg-percpu-help -S empty.c >help
}
check "options" help
check "each name has a definition, and each definition a name" \
  $manual names "$TEST_TOP_SRCDIR" help

# A copy of the sources, which may be changed.
mkdir copy examples-copy
ln -s "$TEST_TOP_SRCDIR/testsuite" copy/testsuite
(cd "$TEST_TOP_SRCDIR" \
   && find docs runtime plugin -name '*.[ch]' -o -name '*.cc' \
	-o -name '*.texi' | tar cf - -T -) | (cd copy && tar xf -)
check "a copy" $manual names copy help

# wrong FILE EXPRESSION REGEXP: after FILE was changed by EXPRESSION, for sed,
# manual.py prints a line that REGEXP matches.
wrong ()
{
  cp "copy/$1" saved
  sed "$2" saved >"copy/$1"
  check "$1 with $2: changed" refused cmp -s saved "copy/$1"
  check "$1 with $2" refused $manual names copy help
  check "$1 with $2: the message" says "$3"
  cp saved "copy/$1"
}
wrong runtime/include/percpu/list.h '$a extern void percpu_list_new (void);' \
  '^name percpu_list_new has no definition'
wrong runtime/include/percpu.h 's/percpu_bound_cpu/percpu_cpu_bound/' \
  'there is no name percpu_bound_cpu$'
wrong runtime/include/percpu.h 's/int percpu_bind (unsigned int/int percpu_bind (int/' \
  'the headers have no: int percpu_bind (unsigned int cpu)$'
wrong runtime/include/percpu.h 's/  PERCPU_EBUSY = -17/  PERCPU_EIDLE = -17/' \
  '^name PERCPU_EIDLE has no definition'
wrong runtime/include/percpu.h 's/size_t dynamic_free;/size_t dynamic_spare;/' \
  'the member dynamic_spare of struct percpu_stats is in one of'
wrong docs/reference-sync.texi '/^@deftypefun void percpu_lock_cpu/,/^@end/d' \
  '^name percpu_lock_cpu has no definition'
wrong docs/reference-compiler.texi '/^@defvrx* Option .*-leak=/d' \
  '^option leak has no definition'
wrong docs/reference-compiler.texi 's/@code{trap}/@code{stop}/' \
  'the definition of .*-hardened=action omits the value trap$'
wrong docs/reference-compiler.texi 's/@code{ref_try}//' \
  'the definition of percpu_role .* omits the role ref_try$'
wrong docs/reference-compiler.texi '/^@defvr Attribute percpu_bound/,/^@end/d' \
  '^attribute percpu_bound has no definition'
wrong docs/reference-compiler.texi 's/^@defvr.*PERCPU_TEST_POSSIBLE/&_CPUS/' \
  '^environment variable PERCPU_TEST_POSSIBLE has no definition'
wrong docs/reference-compiler.texi 's/__PERCPU_RMW_PLAIN__/__PERCPU_PLAIN__/' \
  'there is no predefined macro __PERCPU_PLAIN__$'

# The examples.
mkdir examples
check "examples" $manual examples "$TEST_TOP_SRCDIR" examples
printf '@example\nint x;\n@end example\n' >>copy/docs/percpu.texi
check "an example without a mark" refused $manual examples copy examples-copy
check "an example without a mark: the message" \
  says 'percpu.texi:[0-9]*: this example is not marked'

# The manual in the formats of info and HTML.
# made OPTION...: makeinfo accepts the manual, and gives no warning.
made ()
{
  makeinfo --no-split -I "$TEST_TOP_BUILDDIR/docs" "$@" \
    "$TEST_TOP_SRCDIR/docs/percpu.texi" >said 2>&1 && test ! -s said
  made_status=$?
  cat said
  return $made_status
}
if there makeinfo; then
  check "info" made -o percpu.info
  check "the index of names" grep -a -q '^[*] percpu_sum: ' percpu.info
  check "the index of concepts" grep -a -q '^[*] false sharing: ' percpu.info
  check "HTML" made --html -o percpu.html
fi

if test "$TEST_HOSTED" != yes; then
  unsupported "there is no hosted runtime"
  finish
fi

# compiled FILE OPTION...: FILE, an example, compiles without a warning.
compiled ()
{
  compiled_file=$1
  shift
  check "$(sed '1s,^/\* \(.*\) \*/$,\1,;q' "$compiled_file")" \
    $TEST_CC -O1 "-I$include" -Wall -Wextra -Werror -Wno-unused \
      -Wno-empty-body "$@" -c "$compiled_file" -o example.o
}
for example in examples/unit-*.c examples/statements-*.c; do
  compiled "$example" "-fplugin=$plugin"
done
for example in examples/freestanding-*.c; do
  compiled "$example" "-fplugin=$plugin" -ffreestanding
done
if echo | $TEST_CC -dM -E - | grep -q __x86_64__; then
  for example in examples/assembler-*.S; do
    compiled "$example"
  done
else
  unsupported "percpu/asm.h is for x86-64"
fi
link=$TEST_TOP_BUILDDIR/runtime/link
for example in examples/program-*.c; do
  compiled "$example" "-fplugin=$plugin" -pthread || continue
  check "$example: link" $TEST_CC example.o -o program "-L$link" -lpercpu \
    "-Wl,-rpath,$link" -pthread || continue
  if test "$TEST_NATIVE" = yes; then
    check "$example: run" sh -c './program >printed'
    check "$example: output" diff "${example%.c}.out" printed
  fi
done
finish
