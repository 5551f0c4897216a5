# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: The percpu authors

# libpercpu.so, a linker script, links a program with the library and its static
# part however it is named: by -lpercpu, by its path, by the form that Meson
# gives to -lpercpu; by all linkers, from any directory, and after it was moved.

if test "$TEST_HOSTED" != yes; then
  unsupported "there is no hosted runtime"
  finish
fi
link=$TEST_TOP_BUILDDIR/runtime/link
flags="-O2 -fplugin=$plugin -I$include"

cat >program.c <<'END'
#include <percpu.h>
extern unsigned long library (void);
static __attribute__ ((percpu)) unsigned long hits;
int
main (void)
{
  unsigned long guarded;

  hits += 5;
  percpu_guarded (g)
    guarded = *percpu_borrow (g, &hits);
  return guarded > 5 || percpu_sum (hits) + library () != 12;
}
END
cat >library.c <<'END'
#include <percpu.h>
extern unsigned long library (void);
static __attribute__ ((percpu)) unsigned long hits;
unsigned long
library (void)
{
  hits += 7;
  return percpu_sum (hits);
}
END
check "compile" $TEST_CC $flags -fPIC -c program.c library.c

# linked NAME DIRECTORY OPTION...: link the program, run it.
linked ()
{
  linked_name=$1
  linked_path=$2
  shift 2
  check "$linked_name" $TEST_CC -o program program.o "$@" || return 0
  if test "$TEST_NATIVE" = yes; then
    check "$linked_name: run" env LD_LIBRARY_PATH="$linked_path:$PWD" ./program
  fi
}

# Another directory, through symbolic links.
mkdir elsewhere
cp -L "$link"/* elsewhere

for linker in default bfd gold lld mold; do
  case $linker in
    default) use= ;;
    *) use=-fuse-ld=$linker
       echo 'int main (void) { return 0; }' >main.c
       if ! $TEST_CC $use -o main main.c >/dev/null 2>&1; then
	 unsupported "there is no linker $linker"
	 continue
       fi ;;
  esac
  linked "$linker: -L -lpercpu" "$link" $use library.o -L"$link" -lpercpu
  linked "$linker: by path" "$link" $use library.o "$link/libpercpu.so"
  linked "$linker: moved, -L -lpercpu" "$PWD/elsewhere" \
    $use library.o -L elsewhere -lpercpu
  linked "$linker: moved, by path" "$PWD/elsewhere" \
    $use library.o "$PWD/elsewhere/libpercpu.so"
  linked "$linker: --as-needed" "$link" \
    $use library.o -Wl,--as-needed "$link/libpercpu.so"
  check "$linker: a shared object, by path" $TEST_CC $use -shared \
    -Wl,--no-undefined -o liblibrary.so library.o "$link/libpercpu.so"
  linked "$linker: with the shared object" "$link" \
    $use -L. -llibrary "$link/libpercpu.so" -Wl,-rpath-link,"$link"
  linked "$linker: -static" "$link" $use -static library.o -L"$link" -lpercpu
  linked "$linker: run path" /nonexistent \
    $use library.o "$link/libpercpu.so" -Wl,-rpath,"$link"
done

# Meson asks pkg-config and links with the file that -lpercpu means.
if test "$TEST_NATIVE" != yes; then
  unsupported "Meson: the program does not run here"
elif there meson ninja pkg-config; then
  mkdir meson
  cat >meson/percpu.pc <<END
Name: percpu
Description: Per-CPU variables for GNU C
Version: $TEST_VERSION
Cflags: -fplugin=$plugin -I$include
Libs: -L$link -lpercpu
END
  cat >meson/meson.build <<'END'
project ('program', 'c')
percpu = dependency ('percpu')
lib = library ('library', 'library.c', dependencies: percpu)
test ('run', executable ('program', 'program.c', dependencies: percpu,
			 link_with: lib))
END
  cp program.c library.c meson
  CC=$TEST_CC
  PKG_CONFIG_PATH=$PWD/meson
  export CC PKG_CONFIG_PATH
  check "Meson: setup" meson setup meson/build meson
  check "Meson: compile" ninja -C meson/build
  check "Meson: test" ninja -C meson/build test
  check "Meson: the link has no -L" \
    refused grep -F -e "-L$link" meson/build/build.ninja
fi
finish
