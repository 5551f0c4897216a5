/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The other file of weak.c.  */

#include <percpu.h>

__attribute__ ((percpu)) int present[2] = { 3, 4 };
