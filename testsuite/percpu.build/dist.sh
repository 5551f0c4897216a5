# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: The percpu authors

# A release has every file of the source that git knows, and "make dist" runs
# only copies of the commands.

there git || finish
if ! files=$(cd "$TEST_TOP_SRCDIR" && git ls-files 2>/dev/null) \
   || test -z "$files" || test ! -e "$TEST_TOP_SRCDIR/.git"; then
  unsupported "the source is no clone"
  finish
fi

# make distdir takes a path from the build directory.
dir=${PWD#"$(cd "$TEST_TOP_BUILDDIR" && pwd)/"}/dist
check "make distdir" timeout 300 make -s -C "$TEST_TOP_BUILDDIR" distdir \
  distdir="$dir" top_distdir="$dir"

# all_there: files that begin with a dot are only for clones.
all_there ()
{
  echo "$files" | grep -v '^\.' | {
    status=0
    while read -r file; do
      if test -f "$TEST_TOP_SRCDIR/$file" && test ! -f "dist/$file"; then
	echo "not distributed: $file"
	status=1
      fi
    done
    exit $status
  }
}
check "every file is in it" all_there
check "the script is executable" test -x dist/setup
finish
