# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: The percpu authors

# The two files of the plugin belong together.  percpu.so, the only one that
# -fplugin names, changes with every change of percpu-core.so, and refuses one
# of another build.  ccache knows only the former, and notices the change.

# build_id FILE
build_id ()
{
  "$TEST_READELF" -n "$1" | sed -n 's/.*Build ID: *\([0-9a-f]*\).*/\1/p'
}

# The build-id that the loader contains.
loader_has ()
{
  test -n "$2" && grep -q -F -e "$2" "$1"
}

check "the loader contains the core's build-id" \
  loader_has "$plugin" "$(build_id "$TEST_TOP_BUILDDIR/plugin/percpu-core.so")"

# Make the plugin again, from the same objects, and after one has changed.
mkdir old
cp -R -p "$TEST_TOP_BUILDDIR/plugin" new
cp -p "$TEST_TOP_BUILDDIR/config.status" .
cp -p new/percpu.so new/percpu-core.so old
# The dependencies are relative to the first directory.
top=$(sed -n 's/^top_srcdir = //p' new/Makefile)
case $top in
  /*) ;;
  *) sed -i "s|\([[:space:]]\)$top/|\1$TEST_TOP_SRCDIR/|g;
	     s|^$top/|$TEST_TOP_SRCDIR/|g" new/*.d new/*/*.d ;;
esac

# remake: the commands of make in the directory of the plugin.
remake ()
{
  make -s -C new -o Makefile -o ../config.status \
    srcdir="$TEST_TOP_SRCDIR/plugin" VPATH="$TEST_TOP_SRCDIR/plugin" \
    top_srcdir="$TEST_TOP_SRCDIR" \
    percpu-core.so percpu.so
}

check "nothing is made again" remake
check "and nothing has changed" cmp old/percpu.so new/percpu.so

echo 'extern const int percpu_another; const int percpu_another = 1;' >more.cc
check "a change of an object" \
  "$TEST_PLUGIN_CXX" -O2 -fPIC -c more.cc -o more.o
check "is linked to it" \
  "$TEST_PLUGIN_CXX" -r -nostdlib -o both.o new/lang/role.o more.o
mv both.o new/lang/role.o
check "the plugin is made again" remake
check "the loader contains the new build-id" \
  loader_has new/percpu.so "$(build_id new/percpu-core.so)"
check "and not the old one" \
  refused loader_has new/percpu.so "$(build_id old/percpu-core.so)"

cat >x.c <<'END'
static __attribute__ ((percpu)) int x;
int f (void) { return ++x; }
END
for which in old new; do
  check "$which plugin works" \
    $TEST_CC -O2 -fplugin="$PWD/$which/percpu.so" -c x.c
done

# foreign NAME: the plugin in mixed must refuse the core.
foreign ()
{
  check "$1 is refused" refused \
    $TEST_CC -O2 -fplugin="$PWD/mixed/percpu.so" -c x.c
  check "$1: the error names the file" \
    says "error: $PWD/mixed/percpu-core.so is from another build of percpu"
  check "$1: a note names the remedy" says "note: install both files"
}

mkdir mixed
cp old/percpu.so new/percpu-core.so mixed
foreign "the core of a newer build"
cp new/percpu.so old/percpu-core.so mixed
foreign "the core of an older build"
# A core with symbols that this compiler lacks is not even loaded.
$TEST_PLUGIN_CXX -shared -fPIC -O2 -o mixed/percpu-core.so -x c++ - <<'END'
extern int symbol_of_another_compiler (void);
extern "C" int plugin_init (void *, void *);
int plugin_init (void *, void *) { return symbol_of_another_compiler (); }
END
foreign "the core of another compiler"
strip --remove-section=.note.gnu.build-id -o mixed/percpu-core.so \
  new/percpu-core.so
foreign "a core without build-id"
head -c 100 new/percpu-core.so >mixed/percpu-core.so
foreign "half a core"

rm mixed/percpu-core.so
cp new/percpu.so mixed
check "no core is refused" refused \
  $TEST_CC -O2 -fplugin="$PWD/mixed/percpu.so" -c x.c
check "no core: the error is the dynamic linker's" \
  says "cannot load the percpu plugin: .*No such file"

# Debugging information is not compared.
cp new/percpu.so new/percpu-core.so mixed
strip mixed/percpu.so mixed/percpu-core.so
check "a stripped plugin works" \
  $TEST_CC -O2 -fplugin="$PWD/mixed/percpu.so" -c x.c

# ccache by contents only: the times of the files are not significant here.
if there ccache; then
  CCACHE_DIR=$PWD/cache
  CCACHE_COMPILERCHECK=content
  CCACHE_NOSTATS=
  export CCACHE_DIR CCACHE_COMPILERCHECK
  unset CCACHE_NOSTATS CCACHE_DISABLE CCACHE_RECACHE CCACHE_READONLY

  # cached WHICH: compile with the plugin WHICH, all of which have one path.
  # Prints what ccache did: hit or miss.
  cached ()
  {
    cp "$1/percpu.so" "$1/percpu-core.so" mixed
    touch -t 200001010000 mixed/percpu.so mixed/percpu-core.so
    rm -f log
    CCACHE_LOGFILE=$PWD/log \
      ccache $TEST_CC -O2 -fplugin="$PWD/mixed/percpu.so" -c x.c || return 1
    sed -n 's/.*Result: .*cache_hit.*/hit/p; s/.*Result: cache_miss.*/miss/p;
	    s/.*Result: .*cache hit.*/hit/p; s/.*Result: cache miss.*/miss/p' \
      log | tail -n 1 | tee result
  }

  # did WHICH RESULT
  did ()
  {
    test "$(cached "$1")" = "$2" || { cat log; return 1; }
  }

  check "ccache: first" did old miss
  check "ccache: the same plugin" did old hit
  check "ccache: another core" did new miss
  check "ccache: the old one again" did old hit
fi
finish
