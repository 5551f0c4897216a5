# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: The percpu authors

# percpu_write_register and percpu_read_register access the register that the
# operators use, for each register that -fplugin-arg-percpu-base offers.

cat >register.c <<'END'
#include <percpu.h>
extern void write_it (uintptr_t d);
extern uintptr_t read_it (void);
extern uintptr_t used (void);
extern void unbind (void);
void write_it (uintptr_t d) { percpu_write_register (d); }
uintptr_t read_it (void) { return percpu_read_register (); }
uintptr_t used (void) { return __builtin_percpu_displacement (); }
void unbind (void) { percpu_unbind_area (); }
END
printf '#define PERCPU_OWN_REGISTER 1\n#include "register.c"\n' >own.c

# compiled FILE OPTION...: make the assembler file `out', and assemble it.
compiled ()
{
  file=$1
  shift
  $TEST_CC -O2 -ffreestanding -fno-pic -Wall -Wextra -Werror -I"$include" \
    -fplugin="$plugin" "$@" -S -o out.s "$file" || return 1
  sed 's/[[:space:]][[:space:]]*/ /g; s/, /,/g' out.s >out
  $TEST_CC "$@" -c -o out.o out.s
}

# count N REGEXP: N lines of `out' match REGEXP.
count ()
{
  n=$(grep -c -E -e "$2" out)
  test "$n" = "$1" || { cat out; echo "$n and not $1 times $2"; return 1; }
}

# accesses WRITE READ: two instructions WRITE, and two instructions READ.
accesses ()
{
  count 2 "^ $1( |\$)" && count 2 "^ $2( |\$)"
}

# right BASE: the instructions in `out' are those for BASE.
right ()
{
  count 0 'percpu_(write|read)_register' || return 1
  case $1 in
    gs | fs)
      msr=-1073741567
      test "$1" = gs || msr=-1073741568
      count 3 "^ movl \\\$$msr,%ecx" && count 2 '^ wrmsr' && count 1 '^ rdmsr' \
	&& count 1 "%$1:" ;;
    tpidr_el*)
      accesses "msr $1,x[0-9]+" "mrs x[0-9]+,$1" ;;
    tpidrprw | tpidruro | tpidrurw)
      case $1 in
	*prw)	number=4 ;;
	*uro)	number=3 ;;
	*)	number=2 ;;
      esac
      accesses "mcr p15,0,[a-z0-9]+,c13,c0,$number" \
	"mrc p15,0,[a-z0-9]+,c13,c0,$number" ;;
    tp | gp | r21)
      case $($TEST_CC -dumpmachine) in
	loongarch*)
	  accesses "move \\\$$1,\\\$r[0-9]+" "move \\\$r[0-9]+,\\\$$1" ;;
	*)
	  accesses "mv $1,[a-z0-9]+" "mv [a-z0-9]+,$1" ;;
      esac ;;
    sscratch | mscratch | 0x*)
      accesses "csrw $1,[a-z0-9]+" "csrr [a-z0-9]+,$1" ;;
    *)
      echo "a register without a rule in this test"
      false ;;
  esac
}

# The list of the option's values; a number is allowed on some targets.
$TEST_CC -fplugin="$plugin" -fplugin-arg-percpu-help -S -o out.s \
  -x c /dev/null >help
bases=$(sed -n 's/^ *base=//p' help | tr '|' ' ' | sed 's/NUMBER/0x801/')
check "there are registers" test -n "$bases"

for base in $bases; do
  options=-fplugin-arg-percpu-base=$base
  test "$base" != gp || options="$options -mno-relax"
  # shellcheck disable=SC2086
  check "$base: compiles without a warning" compiled register.c $options \
    && check "$base: writes and reads the register" right "$base"
done

calls ()
{
  compiled own.c \
    && count 2 'percpu_write_register' && count 1 'percpu_read_register'
}
check "functions of the program" calls
finish
