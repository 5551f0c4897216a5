# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: The percpu authors

# The folders of the source are layers: no file includes one of a higher layer, no
# object file uses symbols of a higher layer, and none are used in a circle.
# layers.py, which checks that, is itself tried on trees with one wrong include,
# call, circle or folder.

there python3 || finish
layers="python3 $TEST_TOP_SRCDIR/testsuite/percpu.build/layers.py"

check "includes" $layers "$TEST_TOP_SRCDIR" "$TEST_TOP_BUILDDIR"

# A copy of the sources, which may be changed.
mkdir copy
cp -r "$TEST_TOP_SRCDIR/abi" copy
(cd "$TEST_TOP_SRCDIR" \
   && find runtime plugin -name '*.[chS]' -o -name '*.cc' | tar cf - -T -) \
  | (cd copy && tar xf -)
check "includes of a copy" $layers copy "$TEST_TOP_BUILDDIR"

# wrong FILE INCLUDED REGEXP: the line is an error in FILE, which REGEXP matches.
wrong ()
{
  cp "copy/$1" saved
  echo "#include \"$2\"" >>"copy/$1"
  check "$1 may not include $2" refused $layers copy "$TEST_TOP_BUILDDIR"
  check "$1 may not include $2: the message" says "$3"
  cp saved "copy/$1"
}
wrong runtime/os/fail.c cpu/cpu.h \
  '^runtime/os/fail\.c includes runtime/cpu/cpu\.h of a higher layer$'
wrong runtime/area/bytes.h thread/thread.h 'runtime/area/bytes\.h includes .* higher'
wrong runtime/arch/x86-64/guard.h sync/sync.h 'arch/x86-64/guard\.h includes .* higher'
wrong runtime/thread/bind.c ../alloc/heap.h 'thread/bind\.c includes .* higher layer'
wrong runtime/image/list.c os/os.h \
  'image/list\.c includes .* of another part'
wrong runtime/sync/list.c image/image.h 'sync/list\.c includes .* of another part'
wrong runtime/os/fail.c area/none.h 'includes area/none\.h which does not exist'
wrong plugin/lang/role.cc generic/generic.h \
  '^plugin/lang/role\.cc includes plugin/generic/generic\.h of a higher layer$'
wrong plugin/settings.h targets/target.h 'plugin/settings\.h includes .* higher'
mkdir copy/runtime/other
echo 'int other;' >copy/runtime/other/other.c
check "a folder that is in no layer" refused $layers copy "$TEST_TOP_BUILDDIR"
check "the message" says '^runtime/other is in no layer$'
rm -r copy/runtime/other

if test "$TEST_HOSTED" != yes; then
  unsupported "there is no hosted runtime"
  finish
fi
there "$TEST_READELF" || finish
check "symbols" $layers "$TEST_TOP_SRCDIR" "$TEST_TOP_BUILDDIR" "$TEST_READELF"

# A copy of the object files, to which others are added.
mkdir build
(cd "$TEST_TOP_BUILDDIR" && find runtime plugin -name '*.o' | tar cf - -T -) \
  | (cd build && tar xf -)
check "symbols of a copy" $layers "$TEST_TOP_SRCDIR" build "$TEST_READELF"

# added OBJECT: an object file with the C code from standard input.
added ()
{
  cat >added.c
  check "$1: compile" $TEST_CC -c added.c -o "build/$1"
}

# bad NAME REGEXP: the object files are wrong; so says a line that REGEXP matches.
bad ()
{
  check "$1" refused $layers "$TEST_TOP_SRCDIR" build "$TEST_READELF"
  check "$1: the message" says "$2"
}

added runtime/os/added.o <<'END'
extern void __percpu_image_register (void *);
void pcpu_added (void) { __percpu_image_register (0); }
END
bad "a call of a higher layer" \
  '^os/added uses __percpu_image_register of registry/registry, in a higher'
added runtime/os/added.o <<'END'
extern int pcpu_layout;
int *pcpu_added (void) { return &pcpu_layout; }
END
bad "a variable of a higher layer" 'os/added uses pcpu_layout of area/layout,'
added runtime/os/added.o <<'END'
extern void pcpu_added_too (void);
void pcpu_added (void) { pcpu_added_too (); }
END
added runtime/os/linux/added.o <<'END'
extern void pcpu_added (void);
void pcpu_added_too (void) { pcpu_added (); }
END
bad "a circle in a layer" '^circle: os/added os/linux/added$'
rm build/runtime/os/added.o build/runtime/os/linux/added.o
added runtime/image/libpercpu_nonshared_a-added.o <<'END'
extern void pcpu_os_yield (void);
void added (void) { pcpu_os_yield (); }
END
bad "an image calls what is not exported" \
  '^image/added uses pcpu_os_yield of os/linux/fence, which is not exported$'
rm build/runtime/image/libpercpu_nonshared_a-added.o
added plugin/lang/added.o <<'END'
extern void higher (void) __asm__ ("_Z22pcpu_register_builtinsv");
void pcpu_added (void) { higher (); }
END
bad "the plugin calls a higher layer" \
  '^lang/added uses _Z22pcpu_register_builtinsv of generic/builtin, in a higher'
rm build/plugin/lang/added.o
check "without them" $layers "$TEST_TOP_SRCDIR" build "$TEST_READELF"
finish
