/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Rows of matrices at any depth: of variables, members, elements of arrays of
   structures, unions and typedef names, with qualifiers and without.  What C
   accepts of plain ones it accepts of these, without a warning.

   { dg-additional-options "-Wall" } */

/* At this point the unit has no per-CPU variable yet.  */
struct early { int n, m[3][5]; struct { int m[3][5]; } in, *to; };
typedef int early_row[5];
typedef struct { early_row r[3]; } early_type;

struct inner { int v[4], m[2][3]; };
struct outer
{
  int n, m[3][5], v[4], cube[2][3][4];
  struct inner in, array[2];
  const char *names[2][2];
  volatile int vm[2][5];
  const int cm[2][5];
  union { int u[2][2]; long l; } un;
};
typedef int row[5];
typedef row matrix[3];
typedef struct { row r[2]; } percpu_rows __attribute__ ((percpu));
struct named { row r; const row cr; matrix m; };

__attribute__ ((percpu)) struct outer st, sa[2];
__attribute__ ((percpu)) const struct outer cst;
__attribute__ ((percpu)) struct named named;
__attribute__ ((percpu)) int mat[3][5];
__attribute__ ((percpu)) const int cmat[3][5] = { { 1 } };
__attribute__ ((percpu)) matrix tmat;
__attribute__ ((percpu)) const row crow = { 1 };
__attribute__ ((percpu)) volatile row vrow;
extern __attribute__ ((percpu)) const int cmat[3][5];
extern __attribute__ ((percpu)) row some_rows[];
percpu_rows by_typedef;
row __percpu *rp;
matrix __percpu *mp;
struct { int __percpu (*r)[5]; row __percpu *t; } holder;

int take (int __percpu p[][5]);
int take_row (row __percpu *p);
int take_matrix (matrix __percpu p);
int take_sized (int n, int __percpu p[][n]);

int
decayed (struct outer __percpu *p, int i)
{
  int __percpu (*r)[5] = mat;
  int __percpu (*inner)[3] = st.in.m;
  int __percpu (*plane)[3][4] = st.cube;
  int __percpu (*four)[4] = st.cube[i];
  const char *__percpu (*names)[2] = st.names;
  volatile int __percpu (*vr)[5] = st.vm;
  const int __percpu (*cr)[5] = mat;
  int __percpu (*un)[2] = st.un.u;

  r = st.m;
  r = p->m;
  r = &p->m[2];
  r = sa[i].m;
  r = tmat;
  r = named.m;
  r = &named.r;
  r = some_rows;
  r = by_typedef.r;
  inner = p->array[i].m;
  inner = sa[i].array[i].m;
  four = &st.v;
  four = &st.in.v;
  cr = cmat;
  cr = st.m;
  cr = st.cm;
  cr = cst.m;
  cr = cst.cm;
  cr = &crow;
  cr = &named.cr;
  vr = &vrow;
  vr = st.m;
  return (r[1][1] + (*plane)[1][1] + four[0][1] + (names[1][0] != 0)
	  + (*vr)[i] + cr[1][2] + un[1][1] + inner[0][0]);
}

int
early (struct early __percpu *p, early_type __percpu *q, early_row __percpu *r)
{
  struct early e;
  r = mat;
  r = p->m;
  r = p->in.m;
  r = q->r;
  __typeof__ (e.to[0]) __percpu *s = &p->in;
  r = s->m;
  return r[1][1];
}

int
chosen (int i, const row __percpu *q)
{
  int __percpu (*r)[5] = i ? mat : st.m;
  const int __percpu (*cr)[5] = i ? cmat : mat;
  r = i ? st.m : &mat[1];
  r = i ? named.m : tmat;
  cr = i ? cmat : st.m;
  cr = i ? st.cm : mat;
  cr = i ? cst.m : st.m;
  cr = i ? q : r;
  q = i ? named.m : cr;
  q = i ? 0 : &crow;
  return r[0][0] + cr[0][0] + q[0][0];
}

int
incomplete (int i)
{
  int __percpu (*r)[] = &mat[1];
  int __percpu (*s)[5] = i ? r : &mat[1];
  r = &st.m[1];
  return (*r)[1] + (*s)[1];
}

void
typedefs (int i)
{
  rp = mat;
  rp = tmat;
  rp = named.m;
  rp = &named.r;
  rp = st.m;
  rp = i ? rp : st.m;
  mp = &tmat;
  mp = &named.m;
  mp = &mat;
  mp = &st.m;
  rp = *mp;
  holder.r = st.m;
  holder.t = mat;
  holder.t = holder.r;
  (*mp)[1][1] = rp[1][1];
}

int
passed (void)
{
  return (take (mat) + take (st.m) + take (named.m) + take_row (mat)
	  + take_row (st.m) + take_row (&named.r) + take_matrix (mat)
	  + take_matrix (named.m) + take_sized (5, mat) + take_sized (5, st.m)
	  + take_sized (4, st.cube[1]));
}

row __percpu *
returned (int i)
{
  return i ? st.m : mat;
}

int
related (struct outer __percpu *p, int i)
{
  return (&p->m[1] == st.m && p->m < mat && (mat - p->m) && st.m + 1 != tmat
	  && &p->v == &st.v);
}

int
inferred (int i)
{
  __typeof__ (st.m) *whole = &st.m;
  __typeof__ (mat[0]) *first = st.m;
  __auto_type q = st.m;
  int __percpu (*r)[5] = q;
  r = *whole;
  q = first;
  return r[1][1] + sizeof st.m[0] + sizeof *q;
}

int
used (struct outer __percpu *p, struct outer __percpu (*a)[3], int i)
{
  int __percpu *z = st.m[1];
  row __percpu *q = (row __percpu *) mat;
  z = *st.m;
  z = *rp;
  z = (*a)[1].m[i];
  st.m[i][1]++;
  p->cube[i][1][2] += **st.m;
  *p->m[1] = 3;
  return (z[1] + (*q)[2] + ((int __percpu (*)[5]) p->m)[1][1]
	  + ((const int __percpu (*)[4]) st.cube)[1][1]);
}
