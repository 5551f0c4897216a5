# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: The percpu authors

# There is one version: that of the package, of percpu.pc, of the headers as a
# string and as numbers, and of the library.

cat >version.c <<'END'
#include <percpu.h>
#ifdef __PERCPU_ABI_HOSTED__
# include <stdio.h>
# include <string.h>
#endif

static const char text[] = PERCPU_VERSION;

#if PERCPU_VERSION_NUMBER != PERCPU_VERSION_MAJOR * 10000 \
    + PERCPU_VERSION_MINOR * 100 + PERCPU_VERSION_PATCH
# error "the number is not made of its parts"
#endif
#if PERCPU_VERSION_MINOR > 99 || PERCPU_VERSION_PATCH > 99
# error "the number does not grow with the version"
#endif

#ifdef __PERCPU_ABI_HOSTED__
int
main (void)
{
  char parts[40];

  snprintf (parts, sizeof parts, "%d.%d.%d", PERCPU_VERSION_MAJOR,
	    PERCPU_VERSION_MINOR, PERCPU_VERSION_PATCH);
  if (strcmp (parts, text) != 0)
    return 1;
  puts (text);
  puts (percpu_version ());
  return 0;
}
#endif
END

# same FILE: it holds the package's version on both lines.
same ()
{
  printf '%s\n%s\n' "$TEST_VERSION" "$TEST_VERSION" | diff - "$1"
}

check "freestanding" $TEST_CC -fplugin="$plugin" -I"$include" -ffreestanding \
  -Wno-unused-variable -Werror -c version.c
if test "$TEST_HOSTED" != yes; then
  unsupported "there is no hosted runtime"
elif test "$TEST_NATIVE" != yes; then
  unsupported "programs do not run on this machine"
else
  link=$TEST_TOP_BUILDDIR/runtime/link
  for model in rseq register; do
    for static in "" -static; do
      check "$model $static: link" $TEST_CC -fplugin="$plugin" \
	-fplugin-arg-percpu-model=$model -I"$include" $static version.c \
	-o version -L"$link" -lpercpu
      LD_LIBRARY_PATH=$link ./version >out
      check "$model $static: headers and library agree" same out
    done
  done
  check "single: compile" $TEST_CC -fplugin="$plugin" \
    -fplugin-arg-percpu-model=single -I"$include" version.c -o version
  ./version >out
  check "single: headers agree" same out
  check "percpu.pc has the version" \
    grep -x -F "Version: $TEST_VERSION" "$TEST_TOP_BUILDDIR/runtime/percpu.pc"
fi
finish
