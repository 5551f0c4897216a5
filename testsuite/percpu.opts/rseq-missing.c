/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Model rseq exists where there is a sequence for it.

   { dg-require arch riscv64 }
   { dg-options "-fplugin-arg-percpu-model=rseq" }
   { dg-error "model 'rseq' is not supported on this target" "" { target *-*-* } 0 } */

int x;
