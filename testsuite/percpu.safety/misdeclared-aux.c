/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A per-CPU variable and a function, for misdeclared.c.  */

__attribute__ ((percpu)) int hits = 1;
