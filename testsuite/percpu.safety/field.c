/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Members are stored with their structure and cannot have the attribute.  */

struct by_attribute
{
  int n __attribute__ ((percpu));
/* { dg-error "'percpu' attribute specified for structure field 'n'" "" { target *-*-* } .-1 } */
/* { dg-note "give the attribute to variables of the structure type" "" { target *-*-* } .-2 } */
};

struct by_qualifier
{
  int __percpu n;
/* { dg-error "'__percpu' specified for structure field 'n'" "" { target *-*-* } .-1 } */
};

union by_union
{
  int __percpu n[2];
/* { dg-error "'__percpu' specified for structure field 'n'" "" { target *-*-* } .-1 } */
  char c;
};
