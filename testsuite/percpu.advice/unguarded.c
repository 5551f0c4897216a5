/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* percpu_this_ptr and percpu_raw in code whose thread may leave its CPU.  */
/* advice-options: -O0 */
/* advice-options: -O2 -fPIC */
/* advice-options: -O1 -fsanitize=address,undefined */
/* advice-options: -O2 -fplugin-arg-percpu-hardened=warn */
/* advice-options: -O3 -fplugin-arg-percpu-model=register -fplugin-arg-percpu-unguarded=warn */

#include <percpu.h>

static __attribute__ ((percpu)) struct { long n, bits : 3; } st;
static __attribute__ ((percpu)) long count;

void
plain (long __percpu *p)
{
  ++*(volatile long *)
    percpu_this_ptr (&count);
/*  ^ warning: 'percpu_this_ptr' outside of a guard: this thread may leave its CPU, and what it then stores is lost or undoes what others store \[percpu unguarded\] */
/*  ^ note: use an operator, or borrow it from a guard; a function that runs only in bound threads needs the attribute 'percpu_bound' */
  percpu_raw (st).bits = 1;
/*^ warning: 'percpu_raw' outside of a guard: this thread may leave its CPU, and what it then stores is lost or undoes what others store \[percpu unguarded\] */
/*^ note: use an operator, or borrow it from a guard; a function that runs only in bound threads needs the attribute 'percpu_bound' */
  long v
    = *percpu_this_ptr (p);
/*     ^ warning: 'percpu_this_ptr' outside of a guard: this thread may leave its CPU, and what it then stores is lost or undoes what others store \[percpu unguarded\] */
/*     ^ note: use an operator, or borrow it from a guard; a function that runs only in bound threads needs the attribute 'percpu_bound' */
  percpu_raw (st.n) += v;
/*^ warning: 'percpu_raw' outside of a guard: this thread may leave its CPU, and what it then stores is lost or undoes what others store \[percpu unguarded\] */
/*^ note: use an operator, or borrow it from a guard; a function that runs only in bound threads needs the attribute 'percpu_bound' */
}

/* In a section there is a better way, but other threads keep away.  */

void
guarded (void)
{
  percpu_guarded (g)
    {
      percpu_raw (st.n)++;
      percpu_this_ptr (&st)->n++;
    }
  percpu_raw (st.n)++;
/*^ warning: 'percpu_raw' outside of a guard: this thread may leave its CPU, and what it then stores is lost or undoes what others store \[percpu unguarded\] */
/*^ note: use an operator, or borrow it from a guard; a function that runs only in bound threads needs the attribute 'percpu_bound' */
}

void
on_one_path (int c)
{
  struct percpu_guard g;
  if (c)
    g = percpu_guard_enter ();
  percpu_raw (count) = 1;
/*^ warning: 'percpu_raw' outside of a guard: this thread may leave its CPU, and what it then stores is lost or undoes what others store \[percpu unguarded\] */
/*^ note: use an operator, or borrow it from a guard; a function that runs only in bound threads needs the attribute 'percpu_bound' */
  if (c)
    percpu_guard_leave (&g);
}

/* Threads that are bound, in all of a function or in a part of it.  */

__attribute__ ((percpu_bound)) long
bound (void)
{
  return *percpu_this_ptr (&count) + percpu_raw (st.n);
}

void binds (void) __attribute__ ((__percpu_bound__));

void
binds (void)
{
  percpu_raw (count)++;
}

void
until_unbound (void)
{
  if (percpu_bind (1) < 0)
    return;
  percpu_this_ptr (&st)->n = 1;
  percpu_unbind ();
  percpu_this_ptr (&st)->n = 1;
/*^ warning: 'percpu_this_ptr' outside of a guard: this thread may leave its CPU, and what it then stores is lost or undoes what others store \[percpu unguarded\] */
/*^ note: use an operator, or borrow it from a guard; a function that runs only in bound threads needs the attribute 'percpu_bound' */
}

int my_bind (int) __attribute__ ((percpu_role ("bind")));
int my_unbind (void) __attribute__ ((percpu_role ("unbind")));

void
by_own_function (void)
{
  my_bind (3);
  percpu_raw (count)++;
  my_unbind ();
  percpu_raw (count)++;
/*^ warning: 'percpu_raw' outside of a guard: this thread may leave its CPU, and what it then stores is lost or undoes what others store \[percpu unguarded\] */
/*^ note: use an operator, or borrow it from a guard; a function that runs only in bound threads needs the attribute 'percpu_bound' */
}

/* Neither is evaluated, and what is translated by a CPU number is that
   CPU's.  */

void
elsewhere (unsigned int cpu)
{
  __typeof__ (*percpu_this_ptr (&count)) v = sizeof percpu_raw (count);
  *percpu_ptr (&count, cpu) = v;
  percpu_guarded (g)
    *percpu_borrow (g, &count) = v;
}

#pragma percpu push
#pragma percpu unguarded off

void
by_pragma (void)
{
  percpu_raw (count)++;
}

#pragma percpu unguarded error

void
refused (void)
{
  percpu_raw (count)++;
/*^ error: 'percpu_raw' outside of a guard: this thread may leave its CPU, and what it then stores is lost or undoes what others store \[percpu unguarded\] */
/*^ note: use an operator, or borrow it from a guard; a function that runs only in bound threads needs the attribute 'percpu_bound' */
}

#pragma percpu pop

