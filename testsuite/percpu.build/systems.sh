# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: The percpu authors

# The files for make, CMake and Meson in the manual build its first program,
# which prints what the manual shows.  percpu.pc names the build tree here.

if test "$TEST_HOSTED" != yes || test "$TEST_NATIVE" != yes; then
  unsupported "no program can run"
  finish
fi
there python3 pkg-config || finish
link=$TEST_TOP_BUILDDIR/runtime/link
mkdir examples pkgconfig
check "examples" python3 "$TEST_TOP_SRCDIR/testsuite/percpu.build/manual.py" \
  examples "$TEST_TOP_SRCDIR" examples
set -- examples/program-*.c
first=$1
cat >pkgconfig/percpu.pc <<END
Name: percpu
Description: the build tree
Version: $TEST_VERSION
Cflags: -fplugin=$plugin -I$include
Libs: -L$link -lpercpu -Wl,-rpath,$link
END
PKG_CONFIG_PATH=$PWD/pkgconfig
export PKG_CONFIG_PATH

# with NAME FILE: a directory NAME with FILE and prog.c.
with ()
{
  mkdir "$1" && cp "examples/$2" "$1" && cp "$first" "$1/prog.c"
}

# built NAME DIRECTORY: the program in DIRECTORY prints what the manual shows.
built ()
{
  check "$1: run" sh -c '"$1"/prog >printed' run "$2"
  check "$1: output" diff "${first%.c}.out" printed
}

check "make: files" with make Makefile
check "make" env -u MAKEFLAGS -u MFLAGS -u CFLAGS make -C make CC="$TEST_CC"
built "make" make

if there cmake; then
  check "CMake: files" with cmake CMakeLists.txt
  check "CMake: configure" env -u CFLAGS cmake -G "Unix Makefiles" \
    -DCMAKE_C_COMPILER="$TEST_CC" -S cmake -B cmake/build
  check "CMake" env -u MAKEFLAGS -u MFLAGS cmake --build cmake/build
  built "CMake" cmake/build
fi

if there meson ninja; then
  check "Meson: files" with meson meson.build
  check "Meson: configure" env -u CFLAGS CC="$TEST_CC" meson setup meson/build \
    meson
  check "Meson" ninja -C meson/build
  built "Meson" meson/build
fi
finish
