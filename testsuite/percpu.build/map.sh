# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: The percpu authors

# The map of the files, docs/files.texi, has an item for each file of the source
# and no item without a file.

# The source is the set of files that git tracks or does not ignore.  In an
# unpacked release there is no git; files that autoconf, automake and texinfo
# have made are not in the map, and files that only the repository has are
# missing.
(cd "$TEST_TOP_SRCDIR" && git ls-files --cached --others --exclude-standard \
   2>/dev/null) >listed
absent='^$'
if ! grep -q -x configure.ac listed; then
  (cd "$TEST_TOP_SRCDIR" && find . -type f -print) | sed 's,^\./,,' \
    | grep -v -E '^(configure|config\.h\.in|aclocal\.m4|INSTALL)~?$
^(build|_build|_inst|build-aux|autom4te\.cache|\.git)/
^(config\.(log|status)|libtool|testsuite/site\.exp)$
^testsuite/(work|mutants-work|fuzz-failures)/
^m4/(libtool|lt[a-z~-]*)\.m4$
^docs/(.*\.info.*|release\.texi|stamp-.*|version.*)$
(^|/)(Makefile|Makefile\.in|\.dirstamp)$
(^|/)\.(deps|libs)/
^runtime/link/
^plugin/(core-id\.h|flags)$
^tools/percpu-stat/percpu-stat$
^runtime/percpu\.pc$
\.(o|lo|a|la|so|d|log|sum)$
~$' >listed
  absent='^\^\[[.]](ci/|gitignore\$)$'
fi
while read -r file; do
  if test -e "$TEST_TOP_SRCDIR/$file"; then
    echo "$file"
  fi
done <listed >files

# Of each item its directory and name, as a regular expression.
awk '
  /^@node / { files = $0 == "@node The files" }
  !files { next }
  /^@heading @file[{].*[}]$/ {
    sub (/^@heading @file[{]/, ""); sub (/[}]$/, "")
    directory = $0 == "." ? "" : $0
  }
  /^@itemx? / {
    name = directory $2
    gsub (/[.]/, "[.]", name)
    gsub (/[*]/, "[^/]*", name)
    print "^" name (name ~ /\/$/ ? "" : "$")
  }' "$TEST_TOP_SRCDIR/docs/files.texi" \
  | grep -v -E "$absent" >items

check "there are files and items" test -s files -a -s items

# each_file: each file has an item.
each_file ()
{
  ! grep -v -E -f items files
}
check "each file is in the map" each_file

# each_item: each item has a file.
each_item ()
{
  status=0
  while read -r item; do
    grep -q -e "$item" files \
      || { echo "no file matches $item"; status=1; }
  done <items
  return $status
}
check "each item of the map has a file" each_item

# Both functions find errors.
echo plugin/none.cc >>files
check "a file without an item is found" refused each_file
echo '^plugin/none[.]c$' >>items
check "an item without a file is found" refused each_item
finish
