# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: The percpu authors

# Programs that are linked with musl instead of glibc: the library is configured
# and built with musl-gcc, and musl.c counts exactly with it, in executables of
# all kinds.  musl registers no struct rseq, so the library does.

if test "$TEST_HOSTED" != yes || test "$TEST_NATIVE" != yes; then
  unsupported "there is no hosted runtime, or its programs do not run here"
  finish
fi
there musl-gcc || finish
if test -f "$TEST_TOP_SRCDIR/config.status"; then
  unsupported "the source directory is configured"
  finish
fi

# musl-gcc runs this compiler.
printf '#!/bin/sh\nexec %s "$@"\n' "$TEST_CC" >compiler
chmod +x compiler
REALGCC=$PWD/compiler
export REALGCC

# configured, built: as the manual says.  The plugin is that of the build under
# test, because musl-gcc runs the same compiler.
configured ()
{
  mkdir build && cd build && "$TEST_TOP_SRCDIR/configure" CC=musl-gcc \
    PLUGIN_CXX="$TEST_PLUGIN_CXX" --host=x86_64-linux-musl >output 2>&1
  status=$?
  tail -n 20 output
  cd ..
  return $status
}
built ()
{
  make -s -C build/runtime >output 2>&1 || { cat output; return 1; }
  if grep -e warning output; then
    return 1
  fi
}
check "configure" configured || finish
check "the library is built without warnings" built || finish

# program OUTPUT ARGUMENT...: compile and link with the plugin.
program ()
{
  output=$1
  shift
  musl-gcc -Wall -Wextra -Werror -pthread -fplugin="$plugin" -I"$include" \
    "$@" -o "$output"
}
source=$TEST_TOP_SRCDIR/testsuite/percpu.build/musl.c
link="-L$PWD/build/runtime/link -lpercpu"
paths="-Wl,-rpath,$PWD:$PWD/build/runtime/link"

# musl-gcc links no static PIE by itself: it ignores -static-pie, and its start
# files are those of a dynamic one.
musl=$(musl-gcc -'###' -x c /dev/null 2>&1 | grep -o '[^" ]*/Scrt1[.]o')
musl=${musl%/*}
begin="$musl/rcrt1.o $musl/crti.o $(musl-gcc -print-file-name=crtbeginS.o)"
end="$(musl-gcc -print-file-name=crtendS.o) $musl/crtn.o"

# static FILE, loaded FILE: the kind of an executable.
static ()
{
  "$TEST_READELF" -l "$1" >headers && refused grep INTERP headers
}
loaded ()
{
  "$TEST_READELF" -l -d "$1" >headers \
    && grep 'interpreter: .*musl' headers \
    && grep 'NEEDED.*libpercpu' headers
}

# counts FILE: it counts exactly, or the kernel has no rseq.
counts ()
{
  "./$1" || {
    status=$?
    test $status = 77 && no_rseq=yes
  }
}

no_rseq=no
for level in -O0 -O2; do
  check "$level: link statically" program fixed $level -static "$source" $link
  check "$level: it has no interpreter" static fixed
  check "$level: a static executable counts exactly" counts fixed
  check "$level: link as a static PIE" program moved $level -fPIE -pie \
    -nostartfiles -Wl,-static,--no-dynamic-linker,-z,text $begin "$source" \
    $link $end
  check "$level: nor has that" static moved
  check "$level: a static PIE counts exactly" counts moved
  check "$level: link a shared object" program libother.so $level -fPIC \
    -shared -DOTHER "$source" $link
  check "$level: link dynamically" program linked $level -DSHARED "$source" \
    -L. -lother $link $paths
  check "$level: it is for musl" loaded linked
  check "$level: an executable and a shared object count exactly" counts linked
done
if test $no_rseq = yes; then
  unsupported "the kernel has no restartable sequences: mode own"
fi
finish
