# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: The percpu authors

# A program that was compiled and linked with the headers and the static part of
# an earlier release runs with this library.  old/RELEASE has the assembler
# source of such a program, which old/keep made at that release.  Only the
# shared library is that of this build.

if test "$TEST_HOSTED" != yes; then
  unsupported "there is no hosted runtime"
  finish
fi
case $($TEST_CC -dumpmachine) in
  x86_64-*) ;;
  *) unsupported "there are no programs for this machine"
     finish ;;
esac
library=$TEST_TOP_BUILDDIR/runtime/link/libpercpu.so.0
if test ! -f "$library"; then
  unsupported "there is no shared library"
  finish
fi

found=no
for old in "$TEST_TOP_SRCDIR"/testsuite/percpu.build/old/*/; do
  release=$(basename "$old")
  found=yes
  check "$release: link" $TEST_CC -no-pie -pthread -o "old-$release" \
    "$old/program.s" "$old/image.s" "$old/cold.s" "$library"
  if test "$TEST_NATIVE" != yes; then
    unsupported "$release: the program does not run here"
    continue
  fi
  # In the mode that the machine has, and without the C library's registration.
  for tunables in "" glibc.pthread.rseq=0; do
    name="$release${tunables:+ with $tunables}: run"
    check "$name" env GLIBC_TUNABLES=$tunables \
      LD_LIBRARY_PATH="$TEST_TOP_BUILDDIR/runtime/link" timeout 60 \
      "./old-$release" >out
    cat out
  done
done
check "there is a program" test "$found" = yes
finish
