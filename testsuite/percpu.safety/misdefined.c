/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A file that declares a plain variable with the attribute does not link
   either.  */
/* { dg-do link } */
/* { dg-require hosted } */
/* { dg-additional-sources "misdefined-aux.c" } */
/* { dg-message "undefined reference to .percpu.hits" "" { target *-*-* } 0 } */
/* { dg-message "in function .main|hidden symbol .percpu.hits. isn.t defined|final link failed" "" { target *-*-* } 0 } */

extern __attribute__ ((percpu)) int hits;

int
main (void)
{
  return hits;
}
