# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: The percpu authors

# Functions for the scripts of percpu.build, which are read after this file.
# The environment has the results of configure:
#
#   TEST_CC TEST_PLUGIN_CXX TEST_READELF	commands
#   TEST_TOP_SRCDIR TEST_TOP_BUILDDIR		directories
#   TEST_HOSTED TEST_NATIVE			yes or no
#   TEST_VERSION				of the package
#
# The script ends with `finish'.

LC_ALL=C
export LC_ALL
include=$TEST_TOP_SRCDIR/runtime/include
plugin=$TEST_TOP_BUILDDIR/plugin/percpu.so

# check NAME COMMAND ARGUMENT...: the test NAME passes if COMMAND succeeds.
check ()
{
  check_name=$1
  shift
  printf '+ %s\n' "$*"
  if "$@"; then
    echo "@pass $check_name"
  else
    echo "@fail $check_name"
    false
  fi
}

# refused COMMAND ARGUMENT...: succeeds if COMMAND fails.  Its output is printed
# and written to the file `said'.
refused ()
{
  if "$@" >said 2>&1; then
    cat said
    return 1
  fi
  cat said
}

# says REGEXP: succeeds if a line of the file `said' matches REGEXP.
says ()
{
  grep -q -e "$1" said
}

# omits REGEXP: succeeds if no line of the file `said' matches REGEXP.
omits ()
{
  ! says "$1"
}

# there TOOL...: succeeds if all tools are installed.  Otherwise the test is
# unsupported.
there ()
{
  for tool; do
    if ! command -v "$tool" >/dev/null 2>&1; then
      echo "@unsupported there is no $tool"
      return 1
    fi
  done
}

# unsupported REASON: the test, or the rest of it, is unsupported.
unsupported ()
{
  echo "@unsupported $*"
}

finish ()
{
  echo "@done"
  exit 0
}
