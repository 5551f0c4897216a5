/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* Without the extension A there are no sequences for operations.  */
/* { dg-options "-march=rv64im -mabi=lp64" } */
/* { dg-error "percpu: operations need the extension A in -march, or -fplugin-arg-percpu-rmw=plain" "" { target *-*-* } 0 } */

int x;
