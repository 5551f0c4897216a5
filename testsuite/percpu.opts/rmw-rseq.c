/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A thread of model rseq can be preempted, so that its operations cannot be
   plain.  */
/* { dg-require hosted } */
/* { dg-options "-fplugin-arg-percpu-model=rseq -fplugin-arg-percpu-rmw=plain" } */
/* { dg-error "option '-fplugin-arg-percpu-rmw=plain' is not possible in model 'rseq'" "" { target *-*-* } 0 } */
/* { dg-note "a thread can be preempted; in code that cannot be, use '-fplugin-arg-percpu-model=register' or 'single'" "" { target *-*-* } 0 } */

int x;
