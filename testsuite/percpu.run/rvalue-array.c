/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The value of an expression of structure type may contain arrays, which are
   converted to pointers to a temporary object: never to the variable itself,
   which no CPU may access.  The object has the value of this CPU's instance,
   and a program that modifies it changes no instance and no initial value.  */
/* { dg-do run } */
/* { dg-additional-options "-fplugin-arg-percpu-tearing=off -fplugin-arg-percpu-unguarded=off" } */

#include <percpu.h>
#include <stdio.h>
#include <string.h>

struct S
{
  int a;
  char name[8];
  struct { int m[2][3]; union { char c[4]; int i; } u[2]; } in;
};

static __attribute__ ((percpu)) struct S st
  = { 1, "init", { { { 1, 2, 3 }, { 4, 5, 6 } }, { { "abc" }, { "xyz" } } } };
static __attribute__ ((percpu)) struct S other = { 2, "other" };
static __attribute__ ((percpu)) struct S all[2] = { { 1, "one" } };
static int calls, failures;

static __attribute__ ((noinline)) void
show (const char *s, const char *right, int line)
{
  if (strcmp (s, right) == 0)
    return;
  printf ("line %d: %s, not %s\n", line, s, right);
  failures++;
}

static __attribute__ ((noinline)) void
poke (char *s)
{
  s[0] = 'P';
}

static int
call (void)
{
  return calls++;
}

static __attribute__ ((noinline)) int
element (const int *p, int i)
{
  return p[i];
}

#define SHOW(expr, right) show (expr, right, __LINE__)
#define IS(expr, right)							\
  ((expr) == (right) ? (void) 0						\
   : (void) (failures++, printf ("line %d\n", __LINE__)))

static void
forms (struct S __percpu *p, struct S plain, int i)
{
  SHOW (((void) 0, st).name, "Xnit");
  SHOW (({ st; }).name, "Xnit");
  SHOW (({ int n = i; n++; (void) n; st; }).name, "Xnit");
  SHOW (((struct S) st).name, "Xnit");
  SHOW (((const struct S) st).name, "Xnit");
  SHOW (((void) 0, ((struct S) st)).name, "Xnit");
  SHOW ((call (), st).name, "Xnit");
  SHOW ((call (), (call (), st)).name, "Xnit");
  SHOW (({ (call (), st); }).name, "Xnit");
  SHOW (((void) 0, *p).name, "Xnit");
  SHOW (((void) 0, all[i]).name, "one");
  SHOW (((void) 0, p[0]).name, "Xnit");
  SHOW ((i ? st : plain).name, "plain");
  SHOW ((i ? plain : st).name, "Xnit");
  SHOW ((i ? other : st).name, "Xnit");
  SHOW (((void) 0, i ? other : st).name, "Xnit");
  SHOW (__builtin_choose_expr (1, ((void) 0, st), 0).name, "Xnit");
  SHOW (_Generic (i, int: ((void) 0, st)).name, "Xnit");
  SHOW ((__extension__ ((void) 0, st)).name, "Xnit");
  SHOW (((void) 0, st).in.u[1].c, "xyz");
  SHOW (((void) 0, st).in.u[i].c, "abc");
  SHOW (((void) 0, st.in).u[1].c, "xyz");
  SHOW (((void) 0, st.in.u[1]).c, "xyz");
  SHOW (&((void) 0, st).name[1], "nit");
  SHOW (((void) 0, st).name + 1, "nit");
  SHOW (((void) 0, percpu_raw (st)).name, "Xnit");
  IS (*((void) 0, st).name, 'X');
  IS (((void) 0, st).name[1], 'n');
  IS (((void) 0, st).name[i + 2], 'i');
  IS (1[((void) 0, st).name], 'n');
  IS (((void) 0, st).in.m[1][i + 2], 6);
  IS (element (((void) 0, st).in.m[1], 2), 6);
  IS (element (((void) 0, st).in.m[i], 1), 2);
  IS (element (*(i + 1 + ((void) 0, st).in.m), 0), 4);
  IS (element (&((void) 0, st).in.m[1][1], 1), 6);
  IS (sizeof (((void) 0, st).name), 8);
  IS (sizeof (({ st; }).in.m[call ()]), sizeof (int [3]));
  IS (sizeof (((struct S) st).in.m), sizeof (int [2][3]));
}

/* The value of an assignment is the stored value.  */

static void
assignments (void)
{
  static __attribute__ ((percpu)) struct S to, from = { 3, "from" };
  char *p = (to = from).name;

  SHOW (p, "from");
  poke (p);
  SHOW (((void) 0, to).name, "from");
  poke ((from = to).name);
  SHOW (((void) 0, from).name, "from");
}

/* In a nested function, in a loop, and in an array of variable size.  */

static void
places (int n)
{
  struct V { char text[n]; };

  void
  nested (void)
  {
    SHOW (((void) 0, st).name, "Xnit");
  }

  nested ();
  for (int i = 0; i < 3; i++)
    {
      char *p = ((void) 0, all[0]).name;
      SHOW (p, "one");
      poke (p);
      SHOW (p, "Pne");
    }
  IS (sizeof (struct V), n);
}

int
main (void)
{
  struct S plain = { .name = "plain" };

  if (percpu_bind (0) < 0)
    return 1;
  st.name[0] = 'X';
  forms (&st, plain, 0);
  assignments ();
  places (4);

  /* No instance and no initial value changes.  */
  poke (((void) 0, st).name);
  *({ st; }).name = 'P';
  ((struct S) st).in.m[1][1] == 5 ? poke (({ st; }).name) : (void) failures++;
  SHOW (((void) 0, st).name, "Xnit");
  percpu_reset (st);
  SHOW (((void) 0, st).name, "init");
  percpu_foreach (cpu)
    if (strcmp (percpu_ptr (&st, cpu)->name, "init") != 0)
      failures++;
  return failures != 0;
}
