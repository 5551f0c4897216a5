/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* What null.c links with: it alone has per-CPU variables.  */

#define main object_run
int main (int argc, char **argv);
#include "../percpu.rseq/null.c"
