/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* The number of errors that the checks of several passes have reported.  */

#include "gimple/lowering.h"

int pcpu_checked_errors;
