# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: The percpu authors

# The runtime of kernels in a program in user mode, on the build machine or
# under an emulator: the template may be at any address that its section allows,
# and areas are as aligned as it is.

archive=$TEST_TOP_BUILDDIR/runtime/libpercpu-freestanding.a
machine=$($TEST_CC -dumpmachine)
emulator=
if test "$TEST_NATIVE" != yes; then
  case $machine in
    arm*)	emulator=qemu-arm ;;
    *)		emulator=qemu-${machine%%-*} ;;
  esac
  there "$emulator" || finish
fi

cat >objects.c <<'END'
#include <percpu.h>

static __attribute__ ((percpu)) unsigned int first;
static char memory[16384] __attribute__ ((aligned (4096)));

/* Returns: 0, or the line of the first check that fails.  */
int
main (void)
{
  enum { N = 100 };
  static unsigned int __percpu *p[N];

  if (percpu_init (memory, sizeof memory, 3) != 0)
    return __LINE__;
  if (percpu_sum (first) != 0)
    return __LINE__;
  for (int round = 0; round < 3; round++)
    {
      for (int i = 0; i < N; i++)
	{
	  if ((p[i] = percpu_alloc (unsigned int)) == NULL)
	    return __LINE__;
	  for (unsigned int cpu = 0; cpu < 3; cpu++)
	    {
	      if ((uintptr_t) percpu_ptr (p[i], cpu) % 8 != 0)
		return __LINE__;
	      *percpu_ptr (p[i], cpu) += i;
	    }
	}
      for (int i = 0; i < N; i++)
	{
	  if (percpu_sum (*p[i]) != 3u * i || !percpu_retain (p[i]))
	    return __LINE__;
	  percpu_release (p[i]);
	  percpu_release (p[i]);
	}
    }
  return 0;
}
END
# built SOURCE OPTION...: make a program.
built ()
{
  source=$1
  shift
  $TEST_CC -O2 -Wall -Wextra -Werror -fplugin="$plugin" -I"$include" \
    -fplugin-arg-percpu-abi=freestanding -static -no-pie -o program "$source" \
    "$@" "$archive"
}
# The section begins at an odd multiple of the smallest alignment that it has,
# beyond the rest of the program.
case $machine in
  arm*)	at=0x20000004 ;;
  *)	at=0x20000008 ;;
esac
check "a template at $at" built objects.c -Wl,--section-start=__percpu=$at
check "objects of its areas" $emulator ./program

# A kernel may have the template at address 0.  No program has, so the library's
# file gets another symbol, with this value, for the beginning.
cat >start.c <<'END'
#include <percpu.h>

int
main (void)
{
  size_t size, align;

  return !(percpu_area_layout (1, &size, &align) == 0 && align == 4096);
}
END
at_zero ()
{
  $TEST_CC -O2 -ffreestanding -D__start___percpu=start_of_template \
    -I"$TEST_TOP_SRCDIR/runtime" -I"$TEST_TOP_SRCDIR" -I"$include" \
    -c "$TEST_TOP_SRCDIR/runtime/freestanding/area.c" \
    && built start.c area.o -Wl,--defsym=start_of_template=0
}
check "a template at 0" at_zero
check "its areas are at multiples of a page" $emulator ./program
finish
