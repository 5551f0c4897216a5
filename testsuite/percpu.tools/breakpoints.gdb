# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: The percpu authors

# A breakpoint at each instruction of a function, the sequences in it
# included, but for the `ret' that ends it.
#
# { prints {\d{2} breakpoints, \d{2,3} stops\n} }

set width 0
break main
run
delete
set $p = (unsigned char *) counts
set $breakpoints = 0
while *$p != 0xc3
  break *$p
  set $breakpoints = $breakpoints + 1
  x/2i $p
  set $p = (unsigned char *) $_
end
set $stops = -1
while $_isvoid ($_exitcode) && $stops < 2000
  set $stops = $stops + 1
  continue
end
printf "%d breakpoints, %d stops\n", $breakpoints, $stops
