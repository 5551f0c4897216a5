# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: The percpu authors

# Line by line with `step': there is no line to step into.
#
# { prints {first\+\+;\n\d+\s+second = [^\n]*\n\d+\s+seen \+= } }
# { prints {seen is 1\n} }

break counts
run
step
step
step
printf "seen is %ld\n", seen
delete
continue
