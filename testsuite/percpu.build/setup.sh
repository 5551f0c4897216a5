# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: The percpu authors

# ./setup refuses a path that configure cannot handle before it does anything,
# builds once, and does not change files that configure and make created in the
# source directory itself.  Packages, configure and make are replaced by
# commands that record their calls.

there git tar || finish

# stub NAME: make a command NAME with the text of standard input.
mkdir bin
stub ()
{
  { echo "#!/bin/sh"; echo "calls='$PWD/calls'"; cat; } >"bin/$1"
  chmod +x "bin/$1"
}
stub dpkg-query <<'END'
echo installed
END
stub apt-get <<'END'
echo "apt-get $*" >>"$calls"
exit 1
END
stub sudo <<'END'
echo "sudo $*" >>"$calls"
exit 1
END
stub autoreconf <<'END'
echo "autoreconf" >>"$calls"
exit 1
END
stub apt-cache <<'END'
case $1 in
  depends) printf 'gcc\n  Depends: cpp\n  Depends: gcc-17\n' ;;
  show)
    case $3 in
      gcc-12-plugin-dev | gcc-17-plugin-dev | g++-12) echo "Package: $3" ;;
      *) exit 100 ;;
    esac ;;
esac
END
# The installed compiler has plugin headers: files of this directory.
mkdir -p headers/plugin/include
touch headers/plugin/include/config.h
stub gcc <<'END'
echo 12
END
{ echo 'case $1 in -print-file-name=*)'
  echo "echo '$PWD/headers'/\${1#*=} ;; *) echo 12 ;; esac"; } | stub gcc-12
# Creates only a file with the name of its working directory.
stub make <<'END'
echo "make $*" >>"$calls"
echo "until ${PERCPU_UNTIL-} make $*" >>"$calls"
END
PATH=$PWD/bin:$PATH
export PATH

# called REGEXP: a stub was called with matching arguments.
called ()
{
  grep -q -e "$1" calls
}

for name in "a b" "quote'" 'dollar$' 'tab	tab'; do
  : >calls
  mkdir "$name"
  cp "$TEST_TOP_SRCDIR/setup" "$name"
  check "a path like $name is refused" refused "./$name/setup" run
  check "a path like $name: the message" says "has a blank or another character"
  check "a path like $name: nothing was done" test ! -s calls
done

# A source tree of which setup needs no more.
mkdir -p tree/runtime/include/percpu tree/docs tree/m4 tree/build-aux
cp "$TEST_TOP_SRCDIR/setup" "$TEST_TOP_SRCDIR/.gitignore" tree
cd tree
touch configure.ac Makefile.am docs/Makefile.am m4/percpu.m4 \
  runtime/include/percpu/version.h runtime/alloc.c
cat >configure <<END
#!/bin/sh
echo "configure of \$0 in \$PWD" >>'$PWD/../calls'
srcdir=\$(dirname "\$0")
mkdir -p testsuite
echo "srcdir = \$srcdir" >Makefile
: >config.status
END
chmod +x configure
touch Makefile.in docs/Makefile.in aclocal.m4 build-aux/install-sh configure
git init -q . && git add setup .gitignore configure.ac runtime
cd ..

: >calls
check "the first run" ./tree/setup run
check "configures in build/gcc-12" \
  called '^configure of ../../configure in .*/tree/build/gcc-12$'
check "makes there" called '^make .*-C build/gcc-12'
check "installs nothing" refused called apt-get
check "makes no configure" refused called autoreconf
: >calls
check "the second run" ./tree/setup run
check "configures nothing" refused called '^configure'

# Now the source directory itself is configured and built.
mkdir -p tree/runtime/.libs
echo "srcdir = ." >tree/Makefile
echo "not to be touched" | tee tree/config.status >tree/runtime/alloc.o
cp tree/config.status tree/runtime/.libs/libpercpu.so
find tree -path tree/build -prune -o -path tree/.git -prune -o -type f \
  -exec cksum {} + | sort >before
: >calls
check "a configured directory" ./tree/setup run
check "is built from a copy" \
  called '^configure of ../source/configure in .*/tree/build/gcc-12$'
check "the copy has the sources" test -f tree/build/source/runtime/alloc.c
check "and what autoreconf makes" test -f tree/build/source/docs/Makefile.in
for file in config.status Makefile runtime/alloc.o \
	    runtime/.libs/libpercpu.so; do
  check "but not $file" test ! -e "tree/build/source/$file"
done
check "the times are those of the sources" \
  test ! tree/build/source/runtime/alloc.c -nt tree/runtime/alloc.c \
  -a ! tree/build/source/runtime/alloc.c -ot tree/runtime/alloc.c
find tree -path tree/build -prune -o -path tree/.git -prune -o -type f \
  -exec cksum {} + | sort >after
check "the directory is as it was" cmp before after
: >calls
check "once more" ./tree/setup run
check "configures nothing this time" refused called '^configure'
touch tree/runtime/new.c
rm tree/runtime/alloc.c
check "after a change" ./tree/setup run
check "the copy has what is new" test -f tree/build/source/runtime/new.c
check "and not what is gone" test ! -e tree/build/source/runtime/alloc.c

# make distclean.
rm tree/config.status tree/Makefile
: >calls
check "a directory that is no longer configured" ./tree/setup run
check "is built from" \
  called '^configure of ../../configure in .*/tree/build/gcc-12$'

# The compiler: the installed one without plugin headers is not enough.
: >calls
rm headers/plugin/include/config.h
check "a system without plugin headers" ./tree/setup run
check "has the gcc of its package gcc" \
  called '^configure of ../../configure in .*/tree/build/gcc-17$'
: >calls
check "another compiler" env PERCPU_GCC=gcc-12 ./tree/setup run
check "is the one that PERCPU_GCC names" called '^make .*-C build/gcc-12'
touch headers/plugin/include/config.h

# The tests that "setup check" runs.
: >calls
check "check" ./tree/setup check
check "tests all with one compiler" called '^make .*-C build/gcc-12 check$'
: >calls
check "check quick" ./tree/setup check quick
check "tests a sample" called '^make .*-C build/gcc-12 check-quick$'
check "and not all" refused called 'check$'
: >calls
check "check all" env PERCPU_GCC=gcc-17 ./tree/setup check all
check "tests all with the compiler of this system" \
  called '^make .*-C build/gcc-17 check$'
check "and a sample with the others" \
  called '^make .*-C build/gcc-12 check-quick$'
: >calls
until=$(($(date +%s) + 4000))
check "check all with a limit of time" \
  env PERCPU_UNTIL=$until PERCPU_GCC=gcc-17 ./tree/setup check all
check "leaves a quarter of it for the others" \
  test $((until - $(sed -n 's/^until \(.*\) make .* check$/\1/p' calls))) -gt 900
check "which have all of it" called "^until $until make .*gcc-12 check-quick$"
: >calls
check "check all without time" \
  env PERCPU_UNTIL=1 PERCPU_GCC=gcc-17 ./tree/setup check all
check "tests nothing" refused called 'check'
check "and says so" grep -q -x "UNTESTED: gcc-12: no time was left" \
  tree/build/gcc-12/testsuite/percpu.sum
: >calls
check "check quick gcc-17" ./tree/setup check quick gcc-17
check "tests with that one" called '^make .*-C build/gcc-17 check-quick$'
check "and no other" refused called 'gcc-12'
check "an unknown command is refused" refused ./tree/setup check most
finish
