# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: The percpu authors

# What is printed when the server has handled 300 requests: in a process that gdb
# starts or attaches to, and in core files of gdb and of the kernel.  The server's
# threads were on one CPU.

set width 0
set print pretty off
# A thread that has handled requests, in any function.
# { prints {\n\$1 = \{requests = 300, bytes = 44850, kinds = \{100, 100, 100\}\} <CPU \d+>\n} }
thread 2
print stats

# An asterisk marks the thread's own area.
# { prints {\n CPU  area\n\*? *\d+  0x[0-9a-f]{16}\n} }
info percpu

# { prints {\n CPU  hits\n\* *\d+  305\n} }
info percpu hits
# { prints {\n CPU  stats\.kinds\[1\]\n\* *\d+  100\n(rest  0 [^\n]*\n)? sum  100\n} }
info percpu stats.kinds[1]
# { prints {\n CPU  large\[8000\]\n\* *\d+  300\n(rest  0 [^\n]*\n)? sum  300\n} }
info percpu large[8000]

# Members, elements, enumerations, strings, external variables.
# { prints {\n\$2 = 44850\n} }
print $percpu (stats.bytes)
# { prints {\n\$3 = \{\{1, 0, 0, 0\}, \{75, 75, 75, 75\}\}\n} }
print $percpu ("sizes")
# { prints {\n\$4 = 75\n} }
print $percpu (sizes)[1][2]
# { prints {\n\$5 = 1\n} }
print $percpu (sizes[1][2]) == 75 && *$percpu (&hits) == 305
# { prints {\n\$6 = WORKING\n} }
print $percpu (state)
# { prints {\n\$7 = 0x[0-9a-f]+ "a request"\n} }
print $percpu (name)
# { prints {\n\$8 = 293 <CPU \d+>\n} }
print handled
# { prints {\n\$9 = 38 '&' <CPU \d+>\n} }
print small
# { prints {\n\$10 = 300\n} }
print $percpu (count_handled::calls)

# In another image.
# { prints {\n\$11 = \{calls = 1300, small = 0 '\\000', large = 9 '\\t', u = } }
print $percpu (module_stats)
# { prints {\n\$12 = 9 '\\t'\n} }
print $percpu (module_stats).large
# { prints {\n\$13 = 11212\.5\n} }
print $percpu_sum (average)
# { prints {\n\$14 = 300\n} }
print $percpu_sum (stats.requests)

# Dynamic objects, and per-CPU pointers to variables.
# { prints {\n\$15 = \{requests = 300, last = 0\}\n} }
print $percpu (*session)
# { prints {\n\$16 = 300\n} }
print $percpu_sum (session->requests)
# { prints {\n\$17 = 305\n} }
print $percpu (*pointer)

# As a number of a known type.
# { prints {\n\$18 = 1\n} }
print $percpu (hits) == 305 && $percpu_sum (hits) >= 305

# By name, in a string.
# { prints {\n\$19 = 293\n} }
print $percpu ("handled")

# Pages that were never written are not in core files.
# { prints {\n\$20 = 0\n} }
print $percpu ("unwritten[70000]")

# Errors say what is wrong; they would end this script.
python
def refuse (command):
    try:
        gdb.execute (command)
    except gdb.error as error:
        print (error)
end
# { prints {there is no CPU 123456\n} }
python refuse ('print $percpu (hits, 123456)')
# { prints {this is not a per-CPU object\n} }
python refuse ('print $percpu (plain)')
# { prints {this is not a per-CPU object; for the object that a per-CPU pointer P leads to, use \*P\n} }
python refuse ('print $percpu (session)')
# { prints {this is not a number\n} }
python refuse ('print $percpu_sum (stats)')
# { prints {No symbol "nothing" in current context} }
python refuse ('info percpu nothing')
