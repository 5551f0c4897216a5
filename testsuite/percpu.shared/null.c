/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Null pointers to per-CPU data of a shared object, in an executable at low
   addresses that has none, but some hundred megabytes of other data.  */

/* { dg-shared-objects "null-aux.c" } */
/* { dg-link-with "./null-aux.so -Wl,-rpath,." } */
/* { dg-additional-options "-fno-pie -no-pie" } */

extern int object_run (int argc, char **argv);

char zero[400 << 20];

int
main (int argc, char **argv)
{
  zero[sizeof zero / 2] = 1;
  return object_run (argc, argv);
}
