/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A plain variable, for misdefined.c.  */

int hits = 1;
