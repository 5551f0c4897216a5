# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: The percpu authors

# The runtime of kernels: it needs the compiler's own headers only, no other
# library, no linker script, and little memory.

archive=$TEST_TOP_BUILDDIR/runtime/libpercpu-freestanding.a
own="-nostdinc -isystem $($TEST_CC -print-file-name=include)"

cat >minimal.c <<'END'
#include <percpu.h>
static __attribute__ ((percpu)) unsigned long hits;
extern int _start (void *mem, size_t size, unsigned int cpu);
int
_start (void *mem, size_t size, unsigned int cpu)
{
  if (percpu_init (mem, size, 4) != 0 || percpu_bind_area (cpu) != 0)
    return -1;
  hits++;
  return (int) percpu_sum (hits);
}
END

check "headers of the compiler only" $TEST_CC -ffreestanding $own -Os -Wall \
  -Wextra -Werror -fplugin="$plugin" -I"$include" -c minimal.c

# linked LINKER: the program of minimal.o and the library.
linked ()
{
  $TEST_CC -nostdlib -static -no-pie -fuse-ld="$1" -o "minimal-$1" minimal.o \
    "$archive" && $TEST_READELF -sW "minimal-$1" >"symbols-$1" \
    && grep -q -w __start___percpu "symbols-$1" \
    && ! grep -q -w memcpy "symbols-$1"
}
check "links without another library" linked bfd
for linker in gold lld; do
  tool=ld.$linker
  if test "$TEST_NATIVE" != yes; then
    unsupported "$linker: only for the build machine"
  elif there "$tool"; then
    check "links with $linker" linked "$linker"
  fi
done

# Executable sections: flags AX.
text_size ()
{
  total=0
  for size in $($TEST_READELF -SW "$1" | sed 's/^ *\[ *[0-9]*\]//' \
		| awk '$7 == "AX" { print $5 }'); do
    total=$((total + 0x$size))
  done
  echo $total
}
size=$(text_size minimal-bfd)
echo "text: $size bytes"
check "there is text" test "$size" -gt 100
check "less than 2 KiB of text" test "$size" -lt 2048

# The list of files in Makefile.am is all that another build system needs.
elsewhere ()
{
  for file in freestanding/alloc.c freestanding/area.c \
	      freestanding/in-place.c freestanding/refuse.c \
	      freestanding/reset.c report/error.c report/version.c \
	      sync/counter.c; do
    $TEST_CC -ffreestanding $own -O2 -Wall -Wextra -Werror \
      -I"$TEST_TOP_SRCDIR/runtime" -I"$TEST_TOP_SRCDIR" -I"$include" \
      -c "$TEST_TOP_SRCDIR/runtime/$file" || return 1
  done
}
check "the library's files need no result of configure" elsewhere

# Two stores of 4 bytes would show other CPUs halves of different values.
resets_pairs ()
{
  $TEST_CC -ffreestanding -O2 -I"$TEST_TOP_SRCDIR/runtime" \
    -I"$TEST_TOP_SRCDIR" -I"$include" \
    -S "$TEST_TOP_SRCDIR/runtime/freestanding/reset.c" \
    && grep -q strexd reset.s
}
case $($TEST_CC -dumpmachine) in
  arm*)	check "a reset stores 8 bytes by one access" resets_pairs ;;
esac
finish
