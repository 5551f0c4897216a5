# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: The percpu authors

# Line by line with `next': each command goes to the next line.
#
# { prints {first\+\+;\n\d+\s+second = [^\n]*\n\d+\s+seen \+= } }
# { prints {seen is 1\n} }

break counts
run
next
next
next
printf "seen is %ld\n", seen
delete
continue
