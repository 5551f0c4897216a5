/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Code with linker relaxation may use gp for addresses, so that gp cannot be
   the base register.  */
/* { dg-options "-mrelax -fplugin-arg-percpu-base=gp" } */
/* { dg-error "percpu: base register gp needs '?-mno-relax" "" { target *-*-* } 0 } */

int x;
