# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: The percpu authors

# A GCC that is newer than those that percpu knows: configure says so and goes
# on.  If the plugin does not compile with its headers, the error names the
# version; otherwise the plugin is built.

# A compiler that says that it is GCC 99, and headers that can be changed.
cat >gcc-99 <<END
#!/bin/sh
case " \$* " in
  *" -dumpfullversion "* | *" -dumpversion "*) echo 99.1.0 ;;
  *" -print-file-name=plugin "*) echo "$PWD/headers" ;;
  *) exec $TEST_CC "\$@" ;;
esac
END
chmod +x gcc-99
mkdir headers build
cp -R "$($TEST_CC -print-file-name=plugin)/include" headers/include

# The source may be configured itself; then configure refuses other builds.
if test -f "$TEST_TOP_SRCDIR/config.status"; then
  unsupported "the source directory is configured"
  finish
fi

# Run configure; the output is in the files said and configured.log.
configured ()
{
  (cd build && "$TEST_TOP_SRCDIR/configure" CC="$PWD/../gcc-99" \
     PLUGIN_CXX="$TEST_PLUGIN_CXX") >said 2>&1 || { cat said; return 1; }
  cp said configured.log
}

# object: make one object of the plugin again.
object ()
{
  rm -f build/plugin/arguments.o
  make -C build/plugin arguments.o
}

check "configure goes on" configured
check "configure says that the version is unknown" \
  says "GCC 99.1.0 is newer than GCC [0-9]*, the newest that percpu was tested"
check "what compiles is built" object
rm headers/include/asan.h
check "what does not compile is an error" refused object
check "the error names the version" \
  says "the plugin does not compile for GCC 99.1.0, which is newer than GCC"
check "the error names the file to change" says "plugin/gcc-headers.h"

# This compiler is known, or configure has said the same of it.
major=$($TEST_CC -dumpfullversion | sed 's/[.].*//')
newest=$(sed -n 's/.*is newer than GCC \([0-9]*\), the newest.*/\1/p' configured.log)
known ()
{
  test "$major" -gt "$newest" \
    || ! grep -q 'is newer than GCC' "$TEST_TOP_BUILDDIR/config.log"
}
check "the version of this compiler is known" known
finish
