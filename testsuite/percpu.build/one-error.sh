# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: The percpu authors

# A compiler that cannot compile per-CPU variables reports that once: for each
# header of the package there is one error and no other message.  This applies
# to C++ with and without the plugin, and to C without it.

# one_error COMMAND...: the command fails, with one error that is an #error.
one_error ()
{
  refused "$@" || return 1
  test "$(grep -c -E '(error|warning): ' said)" = 1 \
    && says 'error:.* *"\{0,1\}percpu.h '
}

for header in "$include"/percpu.h "$include"/percpu/*.h; do
  name=${header#"$include/"}
  case $name in
    # For assembler files, and what the others include.
    */asm.h | */abi.h | */alloc-single.h) continue ;;
    # Need no plugin.
    */version.h | */debug.h) continue ;;
  esac
  echo "#include <$name>" >x.c
  cp x.c x.cc
  check "$name, C without the plugin" \
    one_error $TEST_CC -Wall -Wextra -I"$include" -c x.c
  check "$name, C++" \
    one_error $TEST_PLUGIN_CXX -Wall -Wextra -I"$include" -c x.cc
  check "$name, C++: the error says so" says "for C"
  if command -v clang >/dev/null 2>&1; then
    check "$name, clang, C++" \
      one_error clang -Wall -Wextra -I"$include" -c x.cc
  fi
done

# Only the C++ compiler of the same version and target can load the plugin.
cat >>x.cc <<'END'
int main () { return 0; }
END
if test "$TEST_NATIVE" = yes; then
  check "C++ with the plugin" one_error \
    $TEST_PLUGIN_CXX -fplugin="$plugin" -Wall -Wextra -I"$include" -c x.cc
else
  unsupported "the C++ compiler cannot load the plugin"
fi

# The version needs no plugin.
cat >version.cc <<'END'
#include <percpu/version.h>
#if PERCPU_VERSION_NUMBER < 100
# error "?"
#endif
const char *text = PERCPU_VERSION;
END
check "percpu/version.h, C++" \
  $TEST_PLUGIN_CXX -Wall -Wextra -Werror -pedantic -I"$include" -c version.cc

# Nor does what a debugger reads.
cat >debug.c <<'END'
#include <percpu/debug.h>
unsigned int size = sizeof (struct __percpu_debug);
END
cp debug.c debug.cc
check "percpu/debug.h, C without the plugin" \
  $TEST_CC -std=c99 -Wall -Wextra -Werror -pedantic -I"$include" -c debug.c
check "percpu/debug.h, C++" \
  $TEST_PLUGIN_CXX -Wall -Wextra -Werror -pedantic -I"$include" -c debug.cc
finish
