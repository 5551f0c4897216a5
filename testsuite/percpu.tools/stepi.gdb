# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: The percpu authors

# Instruction by instruction, through all that an access needs, until the
# function has done its work; every sequence on the way is aborted.
#
# { prints {seen is 1 after \d+ instructions\n} }

set width 0
break counts
run
delete
set $steps = 0
while seen == 0 && $steps < 20000
  stepi
  set $steps = $steps + 1
end
printf "seen is %ld after %d instructions\n", seen, $steps
continue
