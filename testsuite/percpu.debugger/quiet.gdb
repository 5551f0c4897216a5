# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: The percpu authors

# A core file lacks pages that were never written.  Their values are the initial
# ones, where gdb alone shows zero.
#
# { core quiet }
# { prints {\n\* *\d+  305\n} }
# { prints {\n CPU  module_stats.calls\n\* *\d+  1000\n} }
# { prints {\n\$1 = \{calls = 1000, small = 0 '\\000', large = 9 '\\t', } }
# { prints {\n\$2 = 0\n} }

set width 0
thread 2
info percpu hits
info percpu module_stats.calls
print $percpu (module_stats)
print $percpu ("unwritten[70000]")
