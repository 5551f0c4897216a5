/* SPDX-License-Identifier: MIT
   SPDX-FileCopyrightText: The percpu authors  */

/* The old place of ../lib/modes.h.  */

#include "../lib/modes.h"
