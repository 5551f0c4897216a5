/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A header as the system's are: GCC says nothing of what stands here.  */

#pragma GCC system_header

#define system_alloc(T) percpu_alloc (T)
#define system_borrow(g, x) percpu_borrow (g, &(x))
