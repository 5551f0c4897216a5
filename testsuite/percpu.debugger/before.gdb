# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: The percpu authors

# Before the program runs there are initial values, and nothing else.
#
# { start }
# { prints {there is no process and no core file\n} }
# { prints {\n\$1 = 5\n} }
# { prints {\n\$2 = 5 <initial value; the thread has no instance>\n} }
# { prints {the selected thread has not used per-CPU data yet; name a CPU: \$percpu \(EXPRESSION, CPU\)\n} }
# { prints {\n CPU  hits\nrest  5 +\(initial value; CPUs that have not used it: \d+\)\n sum  \d+\n} }

set width 0
python
def refuse (command):
    try:
        gdb.execute (command)
    except gdb.error as error:
        print (error)
end
python refuse ("info percpu hits")
print hits
break main
run
print hits
python refuse ("print $percpu (hits)")
info percpu hits
kill
