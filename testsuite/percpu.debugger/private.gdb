# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: The percpu authors

# Private areas: each thread has one, with a number after those of the CPUs.
#
# { run private }
# { prints {\n CPU  area\n[^\n]*private, thread \d+\n[^\n]*private, thread \d+\n} }
# { prints {\n CPU  stats.requests\n\* *\d+  150\n  *\d+  150\n(rest  0 [^\n]*\n)? sum  300\n} }
# { prints {\n\$1 = \{requests = 150, bytes = 22350, kinds = \{50, 50, 50\}\} <private area \d+>\n} }
# { prints {\n\$2 = 22500 <private area \d+>\n} }
# { prints {\n\$3 = 150\n} }

set width 0
info percpu
thread 2
info percpu stats.requests
print stats
thread 3
print stats.bytes
print $percpu (*session).requests
