/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The percpu authors */

/* GCC's headers and its debug hooks, which only one file needs.  */

#ifndef PERCPU_GCC_HEADERS_DEBUG_H
#define PERCPU_GCC_HEADERS_DEBUG_H

#include "gcc-headers.h"
#include "debug.h"

#endif /* PERCPU_GCC_HEADERS_DEBUG_H */
