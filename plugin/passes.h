/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* The passes, which main.cc registers.  */

#ifndef PERCPU_PASSES_H
#define PERCPU_PASSES_H

#include "gcc-headers.h"

extern gimple_opt_pass *pcpu_make_pass_lower (gcc::context *);
extern gimple_opt_pass *pcpu_make_pass_check_then_act (gcc::context *);
extern gimple_opt_pass *pcpu_make_pass_lifetime (gcc::context *);
extern gimple_opt_pass *pcpu_make_pass_check_early (gcc::context *);
extern gimple_opt_pass *pcpu_make_pass_check_late (gcc::context *);
extern opt_pass *pcpu_make_pass_check_rtl (gcc::context *);

/* The pass before the vectoriser, if HIDE, or the one after it (vector.cc).  */
extern gimple_opt_pass *pcpu_make_pass_volatile (gcc::context *, bool hide);

#endif /* PERCPU_PASSES_H */
