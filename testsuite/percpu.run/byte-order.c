/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Bytes in a structure of the other byte order are ordinary scalars.  */

#include <percpu.h>
#include <stdio.h>

static __attribute__ ((percpu))
  struct __attribute__ ((scalar_storage_order ("big-endian")))
  {
    int i;
    char c, d[4];
    bool b;
  } st;

int
main (void)
{
  int one = 1;

  if (percpu_bind (percpu_cpu_next (0)) != 0)
    return 1;
  st.c = 5;
  st.c *= 3;
  st.d[one] -= st.c++;
  st.d[one + 1] |= 3;
  st.b = !st.b;
  int old = st.d[one]--;
  int new = st.c += 100;
  int c = st.c, d1 = st.d[1], d2 = st.d[2];
  bool b = st.b;
  if (c == 116 && d1 == -16 && d2 == 3 && b && old == -15 && new == 116)
    return 0;
  printf ("%d %d %d %d %d %d\n", c, d1, d2, b, old, new);
  return 1;
}
