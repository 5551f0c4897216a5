# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: The percpu authors

# Draws increment.svg from increment.dat: a bar for the minimum time of each
# method in each case.  The second block of the data (index 1) has the medians.

set terminal svg size 900,500 background 'white'
set output 'increment.svg'
set style data histograms
set style fill solid
set logscale y
set ylabel 'ns per increment (min)'
set key top left
set grid y
plot for [i = 2:*] 'increment.dat' index 0 using i:xtic(1) \
  title columnheader(i)
