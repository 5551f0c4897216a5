/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* Errors of the checks of several passes.  */

#include "gimple/lowering.h"

int pcpu_checked_errors;
