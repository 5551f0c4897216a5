/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The shared object that null.c is linked with.  Only this object has per-CPU
   variables.  */

#define main object_run
int main (int argc, char **argv);
#include "../percpu.rseq/null.c"
