/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The macros have the values that options select.  */
/* { dg-options "-fplugin-arg-percpu-model=single -fplugin-arg-percpu-abi=freestanding" } */

#if !__PERCPU__ || !__PERCPU_MODEL_SINGLE__ || !__PERCPU_ABI_FREESTANDING__
# error "macros of the options"
#endif
#if defined __PERCPU_MODEL_REGISTER__ || defined __PERCPU_ABI_HOSTED__
# error "macros of the defaults"
#endif
int x;
