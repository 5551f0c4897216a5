/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Rows of matrices are in this CPU's instance.  Arrays of length 0 and flexible
   arrays denote the memory after them.  */

#include "../lib/check.h"
#include <percpu.h>

typedef int row[5];
static __attribute__ ((percpu))
struct { int n, m[3][5]; struct { row r[2]; } in; } st;
static __attribute__ ((percpu)) int mat[3][5];
struct head { int n; int empty[0]; int after[3]; };
struct flexible { int n; int t[]; };
static __attribute__ ((percpu)) struct head head;
static __attribute__ ((percpu)) struct flexible flexible = { 1, { 2, 3 } };
static __attribute__ ((percpu)) int none[0];

static void __attribute__ ((noipa))
rows (int i, int __percpu (*a)[5], row __percpu *b)
{
  int __percpu (*r)[5] = i ? mat : st.m;
  int __percpu (*empty)[0] = &head.empty;

  r[i][i] += 5;
  EXPECT_VALUE (mat[1][1], 5);
  a[2][i]--;
  EXPECT_VALUE (st.m[2][1], -1);
  (*b)[4] = 7;
  b++;
  (*b)[0] = 8;
  EXPECT_VALUE (st.in.r[0][4], 7);
  EXPECT_VALUE (st.in.r[1][0], 8);
  EXPECT_VALUE ((*empty)[i], head.after[1]);
  (*empty)[i + 1]++;
  EXPECT_VALUE (head.after[2], 1);
  flexible.t[i] += flexible.t[0];
  EXPECT_VALUE (flexible.t[1], 5);
  EXPECT_VALUE (sizeof none + sizeof head.empty + sizeof *empty, 0);
}

int
main (void)
{
  if (percpu_bind (0) < 0)
    return 1;
  rows (1, st.m, st.in.r);
  return check_failures != 0;
}
