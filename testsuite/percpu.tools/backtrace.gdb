# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: The percpu authors

# From each instruction on the long way of an access the debugger finds back
# to the function that makes it, and to main.
#
# { prints {#0 [^\n]*__percpu_cold[^\n]*\n#1 [^\n]* counts [^\n]*\n#2 [^\n]* caller [^\n]*\n#3 [^\n]* main } }
# { prints {looked \d{3,} times, lost 0 times, mistaken 0 times\n} }

set width 0
break *__percpu_cold
run
backtrace
delete
set $looked = 0
set $lost = 0
set $mistaken = 0
while seen == 0 && $looked < 20000
  stepi
  set $looked = $looked + 1
  if ! $_any_caller_is ("counts", 50)
    set $lost = $lost + 1
    backtrace
  end
  if $_any_caller_is ("nobody", 50)
    set $mistaken = $mistaken + 1
  end
end
printf "looked %d times, lost %d times, mistaken %d times\n", $looked, $lost, $mistaken
continue
