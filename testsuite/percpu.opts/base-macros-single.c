/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Model single has no register, and no macro for one.  */
/* { dg-options "-fplugin-arg-percpu-model=single" } */

#ifdef __PERCPU_BASE__
# error "the register of model single"
#endif
int x;
