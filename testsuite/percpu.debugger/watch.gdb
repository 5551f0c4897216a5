# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: The percpu authors

# A watchpoint on an instance stops the program in the function that changes it,
# whatever the variable's debugging information says; assignments to an instance
# are seen by the program.
#
# { run }
# { prints {Hardware watchpoint \d+: -location \$percpu \(stats.bytes\)\n} }
# { prints {Old value = 44850\nNew value = 44851\n} }
# { prints {#0  (0x[0-9a-f]+ in )?handle \(} }
# { prints {\n\$\d+ = 44851\n} }
# { prints {\n\$\d+ = 1003\n} }

set width 0
thread 2
watch -location $percpu (stats.bytes)
set variable $percpu (hits) = 1000
continue
backtrace 1
print $percpu (stats.bytes)
delete
break exit
continue
thread apply 2 print $percpu (hits)
