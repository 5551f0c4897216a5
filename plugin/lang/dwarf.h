/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* The debugging information of per-CPU variables (dwarf.cc).  */

#ifndef PERCPU_DWARF_H
#define PERCPU_DWARF_H

/* Make per-CPU variables known to debuggers by their names in C.  Call it when
   GCC has chosen its debug hooks.  */
extern void pcpu_register_dwarf (void);

#endif /* PERCPU_DWARF_H */
