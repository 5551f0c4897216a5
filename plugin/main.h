/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* The part of arguments.cc that main.cc uses.  */

#ifndef PERCPU_MAIN_H
#define PERCPU_MAIN_H

#include "gcc-headers.h"

/* Set pcpu_options and the levels of warnings from the arguments in INFO and
   from GCC's own options.  Return false after an error.  */
extern bool pcpu_parse_arguments (const struct plugin_name_args *info);

#endif /* PERCPU_MAIN_H */
