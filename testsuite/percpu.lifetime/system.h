/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A system header: GCC suppresses diagnostics about code that is defined
   here.  */

#pragma GCC system_header

#define system_alloc(T) percpu_alloc (T)
#define system_borrow(g, x) percpu_borrow (g, &(x))
