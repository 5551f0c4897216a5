/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A copy of a structure of variable size that the lowering pass and its own
   check miss is reported in SSA form.  */
/* { dg-additional-options "-fplugin-arg-percpu-test-leave=copy -fplugin-arg-percpu-test-leave=check-lowered" } */

void
copy (int n, void __percpu *any)
{
  struct sized { int a[n]; };
  struct sized __percpu *p = any;
  struct sized l;

  l = *p; /* { dg-error "per-CPU address in a call of '(__builtin_)?memcpy' was not lowered" } */
}
