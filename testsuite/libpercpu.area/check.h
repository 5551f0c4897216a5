/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The old place of ../lib/check.h.  */

#include "../lib/check.h"
