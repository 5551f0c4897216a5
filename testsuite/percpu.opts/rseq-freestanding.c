/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Model rseq needs the runtime library.

   { dg-require arch x86-64 }
   { dg-options "-fplugin-arg-percpu-model=rseq -ffreestanding" }
   { dg-error "model 'rseq' needs the hosted runtime" "" { target *-*-* } 0 } */

int x;
