/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* A file that declares a per-CPU variable without the attribute does not link,
   so that it cannot read the fake symbol.  */
/* { dg-do link } */
/* { dg-require hosted } */
/* { dg-additional-sources "misdeclared-aux.c" } */
/* { dg-message "undefined reference to .hits" "" { target *-*-* } 0 } */
/* { dg-message "in function .main|relocation against|DT_TEXTREL" "" { target *-*-* } 0 } */

extern int hits;

int
main (void)
{
  return hits;
}
