/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A copy of a structure of variable size that the lowering pass misses is
   reported.  */
/* { dg-additional-options "-fplugin-arg-percpu-test-leave=copy" } */

void
copy (int n, void __percpu *any)
{
  struct sized { int a[n]; };
  struct sized __percpu *p = any;
  struct sized l;

  l = *p; /* { dg-error "per-CPU address in a call of 'memcpy' was not lowered|per-CPU address in a call of '__builtin_memcpy' was not lowered" } */
}
