/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The macros that headers can test in model rseq.

   { dg-require arch x86-64 }
   { dg-options "-fplugin-arg-percpu-model=rseq" } */

#if !defined __PERCPU_MODEL_RSEQ__ || defined __PERCPU_MODEL_REGISTER__ \
    || defined __PERCPU_MODEL_SINGLE__ || !defined __PERCPU_ABI_HOSTED__
# error "wrong macros"
#endif
